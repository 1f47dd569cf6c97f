package io.github.postern.auth;

import io.github.postern.auth.KeyCache.Lookup;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Secret;
import io.github.postern.keyring.Digest;
import io.github.postern.keyring.Fingerprint;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.keyring.Keyring;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoredKey;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Finds the key of a presented secret: cache, checksum, store, digest. A caller that gets a key
 * from here knows its whole secret. Safe for use by many threads; a key that is in the cache takes
 * no lock and asks no database.
 */
final class KeyLookup {

  private static final System.Logger LOG = System.getLogger("io.github.postern.auth");
  private static final Lookup MALFORMED = new Lookup.Rejected(RejectReason.MALFORMED);

  private final KeyFormat format;
  private final Keyring keyring;
  private final KeyCache cache;
  private final KeyStore store;
  private final boolean chosenKeys;

  /**
   * Compared with where no key has the id, so that an unknown id takes the path of a wrong secret.
   */
  private final Digest nobody;

  /**
   * Creates it.
   *
   * @param keyring how keys look and how they are digested
   * @param cache what the store said lately
   * @param store where keys are kept
   * @param chosenKeys whether there are keys that do not look like ours
   */
  KeyLookup(Keyring keyring, KeyCache cache, KeyStore store, boolean chosenKeys) {
    this.format = keyring.format();
    this.keyring = keyring;
    this.cache = cache;
    this.store = store;
    this.chosenKeys = chosenKeys;
    this.nobody = keyring.digest(new Secret(""));
  }

  /** Returns the key of this secret, in whatever state, if it is one. */
  Optional<StoredKey> findBySecret(Secret secret) {
    return find(secret) instanceof Lookup.Proven found
        ? Optional.of(found.key().key())
        : Optional.empty();
  }

  /**
   * Returns the key of a secret, in whatever state, or why there is none.
   *
   * @throws KeysUnavailableException if that cannot be known now
   */
  Lookup find(Secret secret) {
    if (!isOfLength(secret.reveal())) {
      return MALFORMED;
    }
    Fingerprint presented = keyring.fingerprint(secret);
    CachedKey cached = cache.proven(presented);
    if (cached != null) {
      return new Lookup.Proven(cached);
    }
    RejectReason known = cache.rejected(presented);
    return known == null ? fill(presented, secret) : new Lookup.Rejected(known);
  }

  /** Tells garbage from what may be in the cache, without reading it. */
  private boolean isOfLength(String text) {
    return text.length() == format.length() || mayBeChosen(text);
  }

  private Lookup fill(Fingerprint presented, Secret secret) {
    boolean ours = format.wellFormed(secret.reveal());
    if (!ours && !mayBeChosen(secret.reveal())) {
      return MALFORMED;
    }
    return cache.fill(
        presented,
        () -> lookUp(
            ours
                ? store.findPresented(format.idOf(secret.reveal()))
                : store.findByDigest(keyring.digests(secret)),
            secret));
  }

  /** A value with our prefix that is not well formed is garbage, and costs no query. */
  private boolean mayBeChosen(String text) {
    return chosenKeys && format.mayBeChosen(text);
  }

  private Lookup lookUp(Optional<StoredKey> stored, Secret secret) {
    Digest digest = keyring.digest(secret);
    Digest expected = stored.map(StoredKey::digest).orElse(nobody);
    boolean proven = keyring.matches(secret, digest, expected);
    if (stored.isEmpty()) {
      return new Lookup.Rejected(RejectReason.UNKNOWN);
    }
    if (!proven) {
      return new Lookup.Rejected(RejectReason.WRONG_SECRET);
    }
    StoredKey key = stored.get();
    if (key.altered()
        && key.revokedAt().isEmpty()) { // a revoked one opens nothing, whoever wrote that
      LOG.log(
          Level.ERROR,
          key.lacksPepper()
              ? "The row of key {0} in the database is bound under a pepper that is not set,"
                  + " so the key is refused. Set that pepper again in postern.pepper, behind the"
                  + " current one"
              : "The row of key {0} in the database was not written by Postern: something else"
                  + " created or changed it, or its pepper has another value now, so the key is"
                  + " refused. If the value of the pepper is right, revoke the key, and find out"
                  + " who can write to the database",
          key.id());
      return new Lookup.Rejected(RejectReason.ALTERED);
    }
    if (!key.altered() && (keyring.isRetired(expected) || key.row().isOpen())) {
      upgradeDigest(key, digest);
    }
    return new Lookup.Proven(new CachedKey(key));
  }

  /**
   * The key is proven; that this cannot be written now, say because the database is read-only,
   * harms nobody.
   */
  private void upgradeDigest(StoredKey key, Digest current) {
    try {
      store.upgradeDigest(key, current);
    } catch (KeysUnavailableException e) {
      LOG.log(
          Level.DEBUG, "The row of a key stays as an older Postern or an older pepper made it", e);
    }
  }
}
