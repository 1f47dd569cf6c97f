package io.github.postern.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of texts that are no secrets: it has one case and one length, whatever the text and
 * the collation of a database.
 */
public final class Sha256 {

  private Sha256() {}

  /** Returns the hash of a text in UTF-8, as 64 lower-case hexadecimal digits. */
  public static String hex(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK must have SHA-256", e);
    }
  }
}
