package io.github.postern.cli.war;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds where the tags of a well-formed document stand. A parser has read it before: this one tells
 * only places, which parsers tell unreliably, and understands neither entities nor namespaces.
 */
final class XmlScan {

  /** An element as text: the four places of {@link XmlElement}. */
  static final class Tag {

    final String qualifiedName;
    final int start;
    final int contentStart;
    final List<Tag> children = new ArrayList<>();
    int contentEnd;
    int end;

    Tag(String qualifiedName, int start, int contentStart) {
      this.qualifiedName = qualifiedName;
      this.start = start;
      this.contentStart = contentStart;
      this.contentEnd = contentStart;
      this.end = contentStart;
    }
  }

  private final String text;
  private final Deque<Tag> open = new ArrayDeque<>();
  private Tag root;
  private int at;

  private XmlScan(String text) {
    this.text = text;
  }

  /** Returns the root element. */
  static Tag root(String text) {
    XmlScan scan = new XmlScan(text);
    for (scan.at = text.indexOf('<'); scan.at >= 0; scan.at = text.indexOf('<', scan.at)) {
      scan.markup();
    }
    if (scan.root == null || !scan.open.isEmpty()) {
      throw new IllegalStateException("the tags do not match");
    }
    return scan.root;
  }

  private void markup() {
    if (text.startsWith("<!--", at)) {
      skip("-->", 4);
    } else if (text.startsWith("<![CDATA[", at)) {
      skip("]]>", 9);
    } else if (text.startsWith("<?", at)) {
      skip("?>", 2);
    } else if (text.startsWith("<!", at)) {
      skipDoctype();
    } else if (text.startsWith("</", at)) {
      Tag tag = open.pop();
      tag.contentEnd = at;
      at = tagEnd();
      tag.end = at;
    } else {
      startTag();
    }
  }

  private void startTag() {
    int start = at;
    at = tagEnd();
    boolean oneTag = text.charAt(at - 2) == '/';
    Tag tag = new Tag(text.substring(start + 1, at).split("[\\s/>]", 2)[0], start, at);
    if (open.isEmpty()) {
      root = tag;
    } else {
      open.peek().children.add(tag);
    }
    if (!oneTag) {
      open.push(tag);
    }
  }

  private void skip(String ending, int from) {
    int found = text.indexOf(ending, at + from);
    at = found < 0 ? text.length() : found + ending.length();
  }

  /** A tag ends with the first bracket that is not in quotes. */
  private int tagEnd() {
    char quote = 0;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i + 1;
      }
    }
    return text.length();
  }

  /** A document type may have declarations in brackets, and these have quotes and comments. */
  private void skipDoctype() {
    boolean inside = false;
    char quote = 0;
    for (at += 2; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (text.startsWith("<!--", at)) {
        skip("-->", 4);
        at--;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[' || c == ']') {
        inside = c == '[';
      } else if (c == '>' && !inside) {
        return;
      }
    }
  }
}
