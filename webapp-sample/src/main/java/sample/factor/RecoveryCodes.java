package sample.factor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Codes for when the phone is lost: each works once. They are random enough that a plain digest
 * keeps them.
 */
final class RecoveryCodes {

  private static final int CODES = 8;

  /** 80 bits, four groups of four letters and digits. */
  private static final int BYTES = 10;

  private RecoveryCodes() {}

  static List<String> fresh(SecureRandom random) {
    return IntStream.range(0, CODES)
        .mapToObj(code -> {
          byte[] bytes = new byte[BYTES];
          random.nextBytes(bytes);
          return Base32.encode(bytes).replaceAll("(.{4})(?=.)", "$1-").toLowerCase(Locale.ROOT);
        })
        .toList();
  }

  /** Returns the stored form of a code. Blanks, hyphens and capitals make no difference. */
  static String digest(String code) {
    String typed = code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(typed.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("This JDK has no SHA-256", impossible);
    }
  }
}
