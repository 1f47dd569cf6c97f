package io.github.postern.keyring;

import io.github.postern.key.KeyId;
import io.github.postern.key.Owner;
import io.github.postern.key.Secret;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the keys of an application look, and how they are digested and encrypted: what checking and
 * issuing must agree on. Safe for use by many threads.
 */
public final class Keyring {

  private static final System.Logger LOG = System.getLogger("io.github.postern");

  private final KeyFormat format;
  private final Peppers peppers;
  private final Optional<Sealer> sealer;
  private final KeyGenerator generator;
  private final Fingerprints fingerprints;

  /**
   * Creates a keyring.
   *
   * @param format how keys look
   * @param peppers how they are digested
   * @param sealer how they are encrypted, where they can be revealed
   * @param random where new secrets come from
   */
  Keyring(KeyFormat format, Peppers peppers, Optional<Sealer> sealer, SecureRandom random) {
    this.format = Objects.requireNonNull(format, "format");
    this.peppers = Objects.requireNonNull(peppers, "peppers");
    this.sealer = Objects.requireNonNull(sealer, "sealer");
    this.generator = new KeyGenerator(format, random);
    this.fingerprints = new Fingerprints(random);
  }

  /**
   * Creates a keyring without a pepper, for tools that make keys which nobody was issued.
   *
   * @param random where secrets come from; a plain {@code Random} is refused by the type on purpose
   */
  public static Keyring of(KeyFormat format, SecureRandom random) {
    return new Keyring(format, Peppers.of(List.of()), Optional.empty(), random);
  }

  /** Returns how keys look. */
  public KeyFormat format() {
    return format;
  }

  /** Returns an id that nobody has. */
  public KeyId newId() {
    return generator.newId();
  }

  /** Returns a new key under this id. */
  public Secret newSecret(KeyId id) {
    return generator.newSecret(id);
  }

  /** Returns the digest of a key under the current pepper. */
  public Digest digest(Secret secret) {
    return peppers.digest(secret);
  }

  /** Returns the digests of a key under every pepper, the current one first. */
  public List<Digest> digests(Secret secret) {
    return peppers.digests(secret);
  }

  /**
   * Returns whether a stored digest is that of this key, whichever pepper made it. Constant time in
   * the digest.
   *
   * @param presented the key that was presented
   * @param digest its digest under the current pepper, as {@link #digest} gave it
   * @param stored what the store has
   */
  public boolean matches(Secret presented, Digest digest, Digest stored) {
    return peppers.matches(presented, digest, stored);
  }

  /** Returns whether a stored digest was made by another pepper than the current one. */
  public boolean isRetired(Digest stored) {
    return peppers.retired(stored);
  }

  /** Returns the mark by which a presented secret is recognised; the same one for the same text. */
  public Fingerprint fingerprint(Secret secret) {
    return fingerprints.of(secret);
  }

  /** Returns what authenticates rows under the peppers; empty where there is none. */
  public Optional<RowBinder> rowBinder() {
    return peppers.binder();
  }

  /**
   * Returns whether plain digests are recognised although there is a pepper: a migration is under
   * way.
   */
  public boolean acceptsPlain() {
    return peppers.acceptsPlain();
  }

  /** Returns the secret of a key, encrypted; empty where none can be revealed. */
  public Optional<String> seal(KeyId id, Owner owner, Secret secret) {
    return sealer.map(present -> present.seal(id, owner, secret));
  }

  /**
   * Returns the secret of a key again.
   *
   * @throws IllegalArgumentException if it was sealed with another key, for another id or owner, or
   *     was changed
   * @throws java.util.NoSuchElementException where no secret can be revealed
   */
  public Secret open(KeyId id, Owner owner, String sealed) {
    return sealer.orElseThrow().open(id, owner, sealed);
  }

  /** Warns in the log where digests are of use to a reader or a writer of the database. */
  public void logProtection() {
    if (!peppers.keyed()) {
      LOG.log(
          Level.WARNING,
          "No pepper is set, so keys are stored as plain SHA-256. Set postern.pepper to"
              + " name:base64 with 32 random bytes, for example from: openssl rand"
              + " -base64 32");
    }
    if (peppers.acceptsPlain()) {
      LOG.log(
          Level.WARNING,
          "Digests without a pepper are still accepted (the word plain in"
              + " postern.pepper), and everybody who can write to the database can create"
              + " one. Remove the word when the older keys were used or rotated; the"
              + " statistics of the administrators' API say how many are left"
              + " (protection)");
    }
  }
}
