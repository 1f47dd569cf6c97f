package sample.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes as RFC 6238 has them, with what all authenticator apps take: SHA-1, six digits, a
 * new one every 30 seconds.
 */
final class Totp {

  /** As long as the output of SHA-1, which RFC 4226 section 4 recommends. */
  static final int SECRET_BYTES = 20;

  private static final Duration STEP = Duration.ofSeconds(30);

  /**
   * The code before and the code after count too: clocks differ, and people type slowly (RFC 6238
   * section 5.2).
   */
  private static final int STEPS_OFF = 1;

  private final TimeBasedOneTimePasswordGenerator generator =
      new TimeBasedOneTimePasswordGenerator(STEP);

  /**
   * Which time step this code is of, so that the caller can refuse one that was used already; empty
   * for a wrong code. Looks at all steps, so that a wrong code takes as long as a right one.
   */
  OptionalLong step(byte[] secret, String code, Instant now) {
    OptionalLong found = OptionalLong.empty();
    for (int off = -STEPS_OFF; off <= STEPS_OFF; off++) {
      Instant at = now.plus(STEP.multipliedBy(off));
      if (MessageDigest.isEqual(bytes(code(secret, at)), bytes(code))) {
        found = OptionalLong.of(at.getEpochSecond() / STEP.toSeconds());
      }
    }
    return found;
  }

  private String code(byte[] secret, Instant at) {
    try {
      return generator.generateOneTimePasswordString(
          new SecretKeySpec(secret, "HmacSHA1"), at, Locale.ROOT);
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException("HmacSHA1 takes every key", impossible);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
