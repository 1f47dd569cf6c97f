package io.github.postern.cli;

import io.github.postern.text.UnsafeCharacters;

/** Text of others, made harmless for a terminal. */
final class Printable {

  private Printable() {}

  /**
   * Returns the text as one line: control characters can drive a terminal, and others make it read
   * as another one.
   */
  static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().forEach(c -> line.appendCodePoint(UnsafeCharacters.isHarmful(c) ? '?' : c));
    return line.toString();
  }
}
