package io.github.postern.keyring;

import io.github.postern.key.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One way of turning a key into its {@link Digest}: HMAC-SHA-256 under a value that is not in the
 * database, or plain SHA-256.
 *
 * <p>A fast function is right here: a key has 190 random bits, so there is nothing to guess slowly
 * (NIST SP 800-63B section 5.1.2.2 draws the line at 112), and a slow one would let anybody burn
 * the server's time. With a pepper, a dump of the database does not even allow a guess to be
 * checked. Safe for use by many threads.
 */
final class Pepper {

  /** The fewest bytes that a pepper may have. */
  static final int MINIMUM_BYTES = 16;

  private final String algorithm;
  private final Function function;

  private Pepper(String algorithm, Function function) {
    this.algorithm = algorithm;
    this.function = function;
  }

  /**
   * Creates a keyed pepper.
   *
   * @param name stored beside each digest, so that it is known which pepper made it: 1 to 32
   *     characters of {@code A-Za-z0-9-}
   * @param value at least 16 random bytes; copied
   * @throws IllegalArgumentException if one of them is something else
   */
  static Pepper keyed(String name, byte[] value) {
    if (!Objects.requireNonNull(name, "name").matches("[A-Za-z0-9-]{1,32}")) {
      throw new IllegalArgumentException(
          "The name of a pepper is 1 to 32 characters of A-Za-z0-9-, but was '" + name + "'");
    }
    if (value.length < MINIMUM_BYTES) {
      throw new IllegalArgumentException("Pepper '"
          + name
          + "' has "
          + value.length
          + " bytes; it needs at least "
          + MINIMUM_BYTES
          + ", better 32, for example from: openssl rand -base64 32");
    }
    Mac keyed = mac(value);
    return new Pepper("hmac-sha256/" + name, text -> copy(keyed).doFinal(text));
  }

  /** Creates the function that needs no pepper: plain SHA-256. */
  static Pepper none() {
    MessageDigest fresh = Fingerprints.sha256();
    return new Pepper(Digest.PLAIN, text -> Fingerprints.copy(fresh).digest(text));
  }

  /** Returns the digest of a key. */
  Digest digest(Secret secret) {
    return new Digest(algorithm, function.apply(secret.reveal().getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns a message authentication code under this pepper; of a message that is no key. */
  byte[] authenticate(byte[] message) {
    return function.apply(message);
  }

  /** Returns the name under which the digests of this pepper are stored. */
  String algorithm() {
    return algorithm;
  }

  @Override
  public String toString() {
    return "Pepper[" + algorithm + "]";
  }

  /**
   * Copies share the prepared key schedule and no state, so no lock and no thread-local is needed.
   */
  private static Mac copy(Mac mac) {
    try {
      return (Mac) mac.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The JDK's HmacSHA256 cannot be copied", e);
    }
  }

  private static Mac mac(byte[] value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(value, "HmacSHA256"));
      // Nothing; but the JDK reads the block of the pepper with the first bytes, so now every
      // copy has it read.
      mac.update(new byte[0]);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK must have HmacSHA256", e);
    }
  }

  private interface Function {
    byte[] apply(byte[] text);
  }
}
