package io.github.postern.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text of others in a log line: it can neither end the line nor look like another part of it
 * (CWE-117). Names, paths, addresses, headers and what a driver or directory says of them go
 * through here.
 */
public final class LogText {

  private static final int LONGEST = 600;

  /** Text that needs no quotes: one word that no reader takes for more. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._@:/+-]{1,200}");

  private LogText() {}

  /**
   * Returns a value of a field: as it is if it is one harmless word, else in quotes; a dash for
   * null.
   */
  public static String field(@Nullable String text) {
    if (text == null) {
      return "-";
    }
    return WORD.matcher(text).matches() && !text.equals("-") ? text : quoted(text);
  }

  /**
   * Returns a text in single quotes. Quotes and backslashes in it get a backslash, odd characters
   * are {@code \\uXXXX}.
   */
  public static String quoted(String text) {
    return "'" + escaped(text, true) + "'";
  }

  /** Returns a message as one line, without quotes around it. */
  public static String line(@Nullable String text) {
    return text == null ? "-" : escaped(text, false);
  }

  private static String escaped(String text, boolean quotes) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(character -> {
      if (quotes && (character == '\'' || character == '\\')) {
        escaped.append('\\').appendCodePoint(character);
      } else if (UnsafeCharacters.isHarmful(character)
          || Character.getType(character) == Character.FORMAT) {
        escaped.append(String.format(character > 0xFFFF ? "\\U%08X" : "\\u%04X", character));
      } else {
        escaped.appendCodePoint(character);
      }
    });
    return escaped
        .append(text.codePointCount(0, text.length()) > LONGEST ? "…" : "")
        .toString();
  }
}
