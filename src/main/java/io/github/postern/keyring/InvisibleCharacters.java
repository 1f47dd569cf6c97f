package io.github.postern.keyring;

import io.github.postern.text.HeaderText;
import java.nio.charset.CharacterCodingException;

/**
 * Characters that nobody sees and that come along when text is copied from pages and files: a byte
 * order mark, spaces that do not break, spaces without width, soft hyphens, control characters.
 */
final class InvisibleCharacters {

  private InvisibleCharacters() {}

  /**
   * Returns a text without them.
   *
   * @param text as a container gives it: some read the bytes of a header as ISO-8859-1, others as
   *     UTF-8
   */
  static String removedFrom(String text) {
    if (text.chars().allMatch(InvisibleCharacters::isPlain)) {
      return text;
    }
    StringBuilder seen = new StringBuilder(text.length());
    readAsUtf8(text).codePoints().filter(c -> !isUnseen(c)).forEach(seen::appendCodePoint);
    return seen.toString();
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c <= '~';
  }

  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      default -> false;
    };
  }

  private static String readAsUtf8(String text) {
    try {
      return HeaderText.decode(text);
    } catch (CharacterCodingException e) {
      return text;
    }
  }
}
