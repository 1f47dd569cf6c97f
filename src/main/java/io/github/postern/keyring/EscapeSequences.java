package io.github.postern.keyring;

import org.jspecify.annotations.Nullable;

/**
 * Undoes what browsers, shells, templates and encoders make of a character: percent encoding (RFC
 * 3986 section 2.1), the escapes of JSON (RFC 8259 section 7), of shells and programming languages,
 * and the character references of HTML. Only for looking into a text: which of them its writer
 * meant is unknown.
 */
final class EscapeSequences {

  private static final int MOST_DIGITS = 7;

  /** A sequence that was read, and where the text goes on behind it. */
  private record Sequence(int character, int end) {}

  private EscapeSequences() {}

  /**
   * Returns a text with each sequence replaced by what it stands for, once. A sequence that cannot
   * be decoded stays as it is, so that it does not hide the text after it.
   */
  static String decoded(String text) {
    StringBuilder decoded = null;
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      Sequence sequence = at(text, i);
      if (sequence != null && Character.isValidCodePoint(sequence.character())) {
        decoded = decoded == null ? new StringBuilder(text.length()) : decoded;
        decoded.append(text, copied, i).appendCodePoint(sequence.character());
        copied = sequence.end();
        i = copied - 1;
      }
    }
    return decoded == null ? text : decoded.append(text, copied, text.length()).toString();
  }

  /**
   * Returns a text with each underscore as quoted-printable writes it (RFC 2045 section 6.7)
   * replaced. Apart from the others, because {@code key=5f} is no sequence where a value begins so.
   */
  static String withoutQuotedUnderscores(String text) {
    return text.indexOf('=') < 0 ? text : text.replace("=5F", "_").replace("=5f", "_");
  }

  private static @Nullable Sequence at(String text, int at) {
    return switch (text.charAt(at)) {
      case '%' ->
        text.startsWith("u", at + 1)
            ? number(text, at + 2, 4, 16) // of JavaScript's escape()
            : number(text, at + 1, 2, 16);
      case '\\' -> at + 1 < text.length() ? escape(text, at + 1) : null;
      case '&' -> reference(text, at + 1);
      default -> null;
    };
  }

  private static @Nullable Sequence escape(String text, int at) {
    char c = text.charAt(at);
    if (c == 'u') {
      return text.startsWith("{", at + 1)
          ? closed(text, at + 2, '}', 16)
          : number(text, at + 1, 4, 16);
    }
    if (c == 'x') {
      return number(text, at + 1, 2, 16);
    }
    if (c >= '0' && c <= '7') {
      return number(text, at, 3, 8);
    }
    return Base62.isDigit(c) ? null : new Sequence(c, at + 1);
  }

  private static @Nullable Sequence reference(String text, int at) {
    if (text.startsWith("#", at)) {
      return text.startsWith("x", at + 1) || text.startsWith("X", at + 1)
          ? closed(text, at + 2, ';', 16)
          : closed(text, at + 1, ';', 10);
    }
    if (text.startsWith("amp;", at)) {
      return new Sequence('&', at + "amp;".length());
    }
    for (String name : new String[] {"lowbar;", "UnderBar;"}) {
      if (text.startsWith(name, at)) {
        return new Sequence('_', at + name.length());
      }
    }
    return null;
  }

  /** Returns the number of so many digits, or null. */
  private static @Nullable Sequence number(String text, int from, int digits, int radix) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit =
          i < text.length() && text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return null;
      }
      value = value * radix + digit;
    }
    return new Sequence(value, from + digits);
  }

  /** Returns the number that ends with a certain character, or null. */
  private static @Nullable Sequence closed(String text, int from, char end, int radix) {
    for (int digits = 1; digits <= MOST_DIGITS && from + digits < text.length(); digits++) {
      if (text.charAt(from + digits) == end) {
        Sequence number = number(text, from, digits, radix);
        return number == null ? null : new Sequence(number.character(), number.end() + 1);
      }
    }
    return null;
  }
}
