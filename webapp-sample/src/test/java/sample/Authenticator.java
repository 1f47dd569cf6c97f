package sample;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An authenticator app by the letter of RFC 6238 and RFC 4226, without the library that the
 * application uses.
 */
public final class Authenticator {

  /** The demo key of grace, which the login page shows. */
  static final String GRACE = "TIDEWATERSAMPLESECRETNOTFORREAL2";

  private static final long STEP = 30;

  private final byte[] secret;
  private long lastStep;

  /** With the key in Base32, blanks or not. */
  public Authenticator(String key) {
    StringBuilder radix32 = new StringBuilder();
    key.replace(" ", "")
        .chars()
        .map("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"::indexOf)
        .forEach(digit -> radix32.append(Character.forDigit(digit, 32)));
    byte[] bytes = new BigInteger(radix32.toString(), 32).toByteArray();
    secret = new byte[20];
    int length = Math.min(bytes.length, secret.length);
    System.arraycopy(bytes, bytes.length - length, secret, secret.length - length, length);
  }

  /** The code that the app shows at that moment. */
  public String at(Instant moment) {
    return code(moment.getEpochSecond() / STEP);
  }

  /** A code that was not given before, of now or one step ahead. Waits until there is one. */
  String next() throws InterruptedException {
    long step = Math.max(lastStep + 1, Instant.now().getEpochSecond() / STEP);
    Instant usable = Instant.ofEpochSecond((step - 1) * STEP);
    while (Instant.now().isBefore(usable)) {
      Thread.sleep(Math.max(1, Duration.between(Instant.now(), usable).toMillis()));
    }
    lastStep = step;
    return code(step);
  }

  private String code(long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & Integer.MAX_VALUE;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
