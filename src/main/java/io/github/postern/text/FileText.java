package io.github.postern.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Text of a file that somebody wrote by whatever was at hand. Windows PowerShell writes UTF-16 with
 * {@code >}, and editors put a byte order mark before UTF-8 (Unicode 15, section 23.8).
 */
public final class FileText {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private FileText() {}

  /**
   * Reads text: UTF-8, or UTF-16 with or without its mark. The mark is taken off.
   *
   * @param bytes all that is in the file, or its beginning
   * @throws CharacterCodingException if it is none of them
   */
  public static String decode(byte[] bytes) throws CharacterCodingException {
    String text =
        charset(bytes, bytes.length).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
  }

  /**
   * Returns the encoding of what begins with these bytes. Without a mark it is UTF-16 where one
   * byte of the first character is zero: keys, passwords and settings begin with ASCII.
   *
   * @param bytes the beginning
   * @param length how many of them count; two are enough
   */
  public static Charset charset(byte[] bytes, int length) {
    int first = length < 1 ? -1 : bytes[0] & 0xFF;
    int second = length < 2 ? -1 : bytes[1] & 0xFF;
    if (first == 0xFE && second == 0xFF || first == 0 && second > 0) {
      return StandardCharsets.UTF_16BE;
    }
    return first == 0xFF && second == 0xFE || first > 0 && second == 0
        ? StandardCharsets.UTF_16LE
        : StandardCharsets.UTF_8;
  }
}
