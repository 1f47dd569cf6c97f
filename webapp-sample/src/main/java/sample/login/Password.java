package sample.login;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** How passwords are stored: PBKDF2 with a salt of their own, as {@code iterations$salt$hash}. */
final class Password {

  /**
   * The number that OWASP advises for PBKDF2 with HMAC-SHA-512; tests, which log in often, set
   * less.
   */
  private static final int ITERATIONS =
      iterations(Integer.getInteger("sample.password-iterations", 210_000));

  private static final int FEWEST = 1000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 512;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Password() {}

  static String hash(String password) {
    return hash(password, ITERATIONS);
  }

  static String hash(String password, int iterations) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return iterations
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(derive(password, salt, iterations));
  }

  /** Whether this is the password that was stored. Takes the same time for every wrong one. */
  static boolean matches(String password, String stored) {
    String[] parts = stored.split("\\$");
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] salt = base64.decode(parts[1]);
    byte[] hash = base64.decode(parts[2]);
    return MessageDigest.isEqual(hash, derive(password, salt, Integer.parseInt(parts[0])));
  }

  /** Whether it was derived as one would be now. If not, it is derived anew at the next login. */
  static boolean isCurrent(String stored) {
    return stored.startsWith(ITERATIONS + "$");
  }

  static int iterations(int wanted) {
    if (wanted < FEWEST) {
      throw new IllegalStateException("sample.password-iterations is "
          + wanted
          + ", but must be at least "
          + FEWEST
          + ", and 210000 wherever there are real passwords.");
    }
    return wanted;
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
          .generateSecret(spec)
          .getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("This JDK has no PBKDF2WithHmacSHA512", impossible);
    } finally {
      spec.clearPassword();
    }
  }
}
