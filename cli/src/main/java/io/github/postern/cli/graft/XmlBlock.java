package io.github.postern.cli.graft;

import io.github.postern.cli.war.RefusedException;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * An element of the first level with what is in it, laid out as the document around it. Not safe
 * for use by many threads.
 */
final class XmlBlock {

  private final String prefix;
  private final String name;
  private final Indent indent;
  private final CharsetEncoder encoder;
  private final List<String> lines = new ArrayList<>();
  private int level = 2;

  /**
   * Begins an element.
   *
   * @param prefix what the document puts before names
   * @param encoder knows which characters the document can hold
   */
  XmlBlock(String prefix, String name, Indent indent, CharsetEncoder encoder) {
    this.prefix = prefix;
    this.name = name;
    this.indent = indent;
    this.encoder = encoder;
  }

  XmlBlock text(String element, String value) {
    return add(line(element, value));
  }

  XmlBlock texts(String element, List<String> values) {
    values.forEach(value -> text(element, value));
    return this;
  }

  /** Begins an element in this one; what follows is in it. */
  XmlBlock open(String element) {
    add("<" + prefix + element + ">");
    level++;
    return this;
  }

  /** Ends the element that was begun last. */
  XmlBlock close(String element) {
    level--;
    return add("</" + prefix + element + ">");
  }

  private XmlBlock add(String line) {
    lines.add(indent.newLine(level) + line);
    return this;
  }

  /** Returns one element with its text. */
  String line(String element, String value) {
    return "<" + prefix + element + ">" + escape(value) + "</" + prefix + element + ">";
  }

  String render() {
    StringBuilder block = new StringBuilder("<" + prefix + name + ">");
    lines.forEach(block::append);
    return block
        .append(indent.newLine(1))
        .append("</")
        .append(prefix)
        .append(name)
        .append(">")
        .toString();
  }

  private String escape(String value) {
    StringBuilder escaped = new StringBuilder();
    value.codePoints().forEach(c -> {
      boolean legal = c == '\t'
          || c == '\n'
          || c == '\r'
          || c >= ' ' && c != 0xfffe && c != 0xffff && (c < 0xd800 || c > 0xdfff);
      if (!legal) {
        throw new RefusedException("A setting has the character U+"
            + Integer.toHexString(c)
            + ", which cannot stand in"
            + " XML. Leave it out.");
      }
      boolean plain =
          c != '&' && c != '<' && c != '>' && c != '\r' && encoder.canEncode(Character.toString(c));
      escaped.append(plain ? Character.toString(c) : "&#" + c + ";");
    });
    return escaped.toString();
  }
}
