package io.github.postern.text;

/**
 * How deeply a JSON text is nested (RFC 8259 section 9 lets a parser have a limit). Looked at
 * before a text of somebody else is parsed: some parsers have no limit, and end in a
 * {@link StackOverflowError}.
 */
public final class JsonNesting {

  private JsonNesting() {}

  /**
   * Returns how many brackets are open at once, outside of strings. Whether they match is not
   * looked at.
   */
  public static int of(String text) {
    int depth = 0;
    int deepest = 0;
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString && c == '\\') {
        i++;
      } else if (c == '"') {
        inString = !inString;
      } else if (!inString && (c == '{' || c == '[')) {
        deepest = Math.max(deepest, ++depth);
      } else if (!inString && (c == '}' || c == ']')) {
        depth--;
      }
    }
    return deepest;
  }
}
