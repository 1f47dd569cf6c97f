package io.github.postern.cli.graft;

import io.github.postern.cli.war.XmlElement;

/**
 * How a document is laid out.
 *
 * @param lineEnd what ends its lines; empty if it is all in one
 * @param base what stands before its outermost element
 * @param step by how much each level is moved in
 */
record Indent(String lineEnd, String base, String step) {

  static Indent of(String text, XmlElement root) {
    if (root.children().isEmpty()) {
      return new Indent(text.contains("\r\n") ? "\r\n" : "\n", "", "  ");
    }
    int start = root.children().get(0).start();
    if (text.substring(root.contentStart(), start).indexOf('\n') < 0) {
      return new Indent("", "", "");
    }
    String outer = blanksBefore(text, root.start());
    String inner = blanksBefore(text, start);
    String step = inner.startsWith(outer) ? inner.substring(outer.length()) : inner;
    return new Indent(text.contains("\r\n") ? "\r\n" : "\n", outer, step);
  }

  /** Returns the end of a line and what the next one begins with. */
  String newLine(int level) {
    return lineEnd.isEmpty() ? "" : lineEnd + base + step.repeat(level);
  }

  private static String blanksBefore(String text, int at) {
    int start = at;
    while (start > 0 && (text.charAt(start - 1) == ' ' || text.charAt(start - 1) == '\t')) {
      start--;
    }
    return text.substring(start, at);
  }
}
