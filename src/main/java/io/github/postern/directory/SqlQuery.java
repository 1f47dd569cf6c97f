package io.github.postern.directory;

import java.util.regex.Pattern;

/**
 * A query about an owner, as an operator writes it.
 *
 * @param text the SQL
 * @param parameters 1: a place for the user's name; 2: another one for the realm
 */
record SqlQuery(String text, int parameters) {

  /** Quoted text and comments, in which a question mark is no placeholder. */
  private static final Pattern QUOTED =
      Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`|--[^\\n]*|(?s:/\\*.*?\\*/)");

  private static final Pattern READS = Pattern.compile("(?i)[\\s(]*(SELECT|WITH|VALUES)\\b(?s:.*)");

  /**
   * Reads a query.
   *
   * @throws IllegalArgumentException if it has not one or two placeholders, or does something else
   *     than read
   */
  static SqlQuery parse(String text) {
    String code = QUOTED.matcher(text).replaceAll(" ");
    if (!READS.matcher(code).matches()) {
      throw new IllegalArgumentException("it starts with SELECT, WITH or VALUES");
    }
    if (code.indexOf(';') >= 0) {
      throw new IllegalArgumentException("it is one statement, without a semicolon");
    }
    int parameters = (int) code.chars().filter(c -> c == '?').count();
    if (parameters < 1 || parameters > 2) {
      throw new IllegalArgumentException(
          "it has " + parameters + " placeholders outside of quotes");
    }
    return new SqlQuery(text, parameters);
  }
}
