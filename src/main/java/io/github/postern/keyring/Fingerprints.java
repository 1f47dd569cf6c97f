package io.github.postern.keyring;

import io.github.postern.key.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * Recognises a secret that was presented before, within this process and without keeping it: by the
 * SHA-256 of random bytes, which never leave this object, and the secret. So no client can choose
 * secrets that fall together in a map, and a {@link Fingerprint} says nothing outside of the
 * process. Cheaper than a {@link Digest}, whose pepper only protects what is stored. Safe for use
 * by many threads.
 */
final class Fingerprints {

  /** So few that a key still fits into two blocks of SHA-256 together with them. */
  private static final int SALT_BYTES = 16;

  /** Has read the random bytes; only ever copied. */
  private final MessageDigest salted;

  /** Chooses the random bytes. */
  Fingerprints(SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    this.salted = sha256();
    salted.update(salt);
    of(new Secret("")); // a provider that cannot copy what it has read is found out at the start
  }

  /** Returns the fingerprint of a secret; the same one for the same text. */
  Fingerprint of(Secret secret) {
    return new Fingerprint(copy(salted).digest(secret.reveal().getBytes(StandardCharsets.UTF_8)));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK must have SHA-256", e);
    }
  }

  /** Copies share no state, so no lock and no thread-local is needed. */
  static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's SHA-256 cannot be copied", e);
    }
  }
}
