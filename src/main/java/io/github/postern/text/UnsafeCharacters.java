package io.github.postern.text;

import java.util.OptionalInt;

/**
 * Characters that have no place in names: they break lines, turn the order of what is read, or
 * cannot be seen, so that two names look like one (Unicode 15: UAX 9, UTS 39 section 5, UAX 44
 * Default_Ignorable_Code_Point).
 *
 * <p>Characters that scripts and emoji need are allowed where they are needed: joiners behind a
 * character beyond Latin, a variation selector behind a character with variants, tags in a flag.
 */
public final class UnsafeCharacters {

  private static final int JOINER = 0x200D;
  private static final int NON_JOINER = 0x200C;
  private static final int BLACK_FLAG = 0x1F3F4;
  private static final int KEYCAP = 0x20E3;
  private static final int BLANK_BRAILLE = 0x2800;

  /** The last character of the Latin blocks; behind it come marks, and other scripts. */
  private static final int LAST_LATIN = 0x2FF;

  private UnsafeCharacters() {}

  /**
   * Returns where the first odd character of a text is, as an index of {@code char}s.
   *
   * @param lines whether line breaks and tabs are allowed
   */
  public static OptionalInt first(String text, boolean lines) {
    int before = -1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      int end = i + Character.charCount(character);
      int after = end < text.length() ? text.codePointAt(end) : -1;
      boolean layout = lines && (character == '\n' || character == '\r' || character == '\t');
      if (!layout
          && (isHarmful(character)
              || isIgnorable(character) && !isAtWork(before, character, after))) {
        return OptionalInt.of(i);
      }
      before = character;
    }
    return OptionalInt.empty();
  }

  /**
   * Returns whether there is anything to see in a text: more than spaces, marks and what has no
   * shape.
   */
  public static boolean isVisible(String text) {
    return text.codePoints().anyMatch(character -> switch (Character.getType(character)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK -> false;
      default -> character != BLANK_BRAILLE && !isIgnorable(character);
    });
  }

  /** Returns whether a text starts or ends with a space of any kind. */
  public static boolean isPadded(String text) {
    return !text.isEmpty()
        && (isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length())));
  }

  private static boolean isSpace(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  /**
   * Returns whether a character breaks or turns a line, wherever it stands, or is half a character
   * or none at all.
   */
  public static boolean isHarmful(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> true;
      default ->
        isBidirectional(character)
            || (character & 0xFFFE) == 0xFFFE
            || isIn(character, 0xFDD0, 0xFDEF);
    };
  }

  private static boolean isBidirectional(int character) {
    return isIn(character, 0x202A, 0x202E)
        || isIn(character, 0x2066, 0x2069)
        || isIn(character, 0x200E, 0x200F)
        || character == 0x061C;
  }

  /** Default_Ignorable_Code_Point, and the three that annotate. */
  private static boolean isIgnorable(int character) {
    return character == 0x00AD
        || character == 0x034F
        || isIn(character, 0x115F, 0x1160)
        || isIn(character, 0x17B4, 0x17B5)
        || isIn(character, 0x180B, 0x180F)
        || isIn(character, 0x200B, 0x200F)
        || isIn(character, 0x2060, 0x206F)
        || character == 0x3164
        || isIn(character, 0xFE00, 0xFE0F)
        || character == 0xFEFF
        || character == 0xFFA0
        || isIn(character, 0xFFF0, 0xFFFB)
        || isIn(character, 0x1BCA0, 0x1BCA3)
        || isIn(character, 0x1D173, 0x1D17A)
        || isIn(character, 0xE0000, 0xE0FFF);
  }

  private static boolean isAtWork(int before, int character, int after) {
    if (character == JOINER || character == NON_JOINER) {
      return before > LAST_LATIN
          && after > LAST_LATIN
          && !isInvisibleJoiner(before)
          && !isInvisibleJoiner(after);
    }
    if (isIn(character, 0xFE00, 0xFE0F)
        || isIn(character, 0xE0100, 0xE01EF)
        || isIn(character, 0x180B, 0x180D)) {
      return hasVariants(before, after) && !isIgnorable(before);
    }
    return isIn(character, 0xE0020, 0xE007F)
        && (before == BLACK_FLAG || isIn(before, 0xE0020, 0xE007E));
  }

  private static boolean isInvisibleJoiner(int character) {
    return character == JOINER || character == NON_JOINER || isIn(character, 0x2000, 0x206F);
  }

  /** The copyright signs, digits of keycaps, and whatever is not Latin. */
  private static boolean hasVariants(int before, int after) {
    return before > LAST_LATIN
        || before == 0xA9
        || before == 0xAE
        || after == KEYCAP && "0123456789#*".indexOf(before) >= 0;
  }

  private static boolean isIn(int character, int first, int last) {
    return character >= first && character <= last;
  }
}
