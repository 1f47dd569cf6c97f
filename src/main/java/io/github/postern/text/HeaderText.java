package io.github.postern.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text of a header, whose bytes are UTF-8. Most servers read them as ISO-8859-1, so that each
 * character is a byte; others have read them as UTF-8 already.
 */
public final class HeaderText {

  private static final int LAST_ASCII = 0x7F;
  private static final int LAST_LATIN_1 = 0xFF;

  private HeaderText() {}

  /**
   * Returns the text as it was sent.
   *
   * @param text as the server gives it
   * @throws CharacterCodingException if the bytes are no UTF-8
   */
  public static String decode(String text) throws CharacterCodingException {
    int last = text.chars().max().orElse(0);
    if (last <= LAST_ASCII || last > LAST_LATIN_1) {
      return text;
    }
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))
        .toString();
  }
}
