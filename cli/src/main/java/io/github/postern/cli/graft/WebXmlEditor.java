package io.github.postern.cli.graft;

import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.WebXml;
import io.github.postern.cli.war.XmlElement;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import java.util.Optional;

/**
 * Changes {@code web.xml} as text, so that all that is not changed stays as it was written:
 * comments, line ends, encoding, document type. New elements stand where the oldest document type
 * wants them, which all later schemas allow. Not safe for use by many threads.
 */
final class WebXmlEditor {

  /** The order of the document types 2.2 and 2.3; since 2.4 any order is right. */
  private static final List<String> ORDER = List.of(
      "icon",
      "display-name",
      "description",
      "distributable",
      "context-param",
      "filter",
      "filter-mapping",
      "listener",
      "servlet",
      "servlet-mapping",
      "session-config",
      "mime-mapping",
      "welcome-file-list",
      "error-page",
      "taglib",
      "resource-env-ref",
      "resource-ref",
      "security-constraint",
      "login-config",
      "security-role",
      "env-entry",
      "ejb-ref",
      "ejb-local-ref");

  private final String text;
  private final XmlElement root;
  private final CharsetEncoder encoder;
  private final Indent indent;
  private final TextEdits edits = new TextEdits();

  /**
   * Begins.
   *
   * @param webXml its outermost element has two tags
   */
  WebXmlEditor(WebXml webXml) {
    text = webXml.document().text();
    root = webXml.root();
    encoder = webXml.document().charset().newEncoder();
    indent = Indent.of(text, root);
  }

  /**
   * Sets a context parameter.
   *
   * @throws RefusedException if it has another value and that may not be replaced
   */
  void setParameter(String name, String value, boolean replace) {
    Optional<XmlElement> present = root.all("context-param")
        .filter(it -> it.text("param-name").equals(name))
        .findFirst();
    if (present.isEmpty()) {
      insert(
          spot("context-param", false),
          block("context-param").text("param-name", name).text("param-value", value));
      return;
    }
    String old = present.get().text("param-value");
    if (!old.equals(value.strip())) {
      if (!replace) {
        throw new RefusedException("web.xml has "
            + name
            + " = '"
            + old
            + "' already, but '"
            + value
            + "' is asked for."
            + " Remove it, or replace it with --force-settings.");
      }
      XmlElement place = present
          .get()
          .first("param-value")
          .orElseThrow(() -> new RefusedException(
              "web.xml has a context parameter " + name + " without a value. Remove it."));
      edits.replace(place.start(), place.end(), block("context-param").line("param-value", value));
    }
  }

  /** Declares the filter before those of the application, and maps it before them. */
  void declareFilter(String name, String type, List<String> patterns, List<String> dispatchers) {
    insert(
        spot("filter", true),
        block("filter")
            .text("filter-name", name)
            .text("filter-class", type)
            .text("async-supported", "true"));
    insert(
        spot("filter-mapping", true),
        block("filter-mapping")
            .text("filter-name", name)
            .texts("url-pattern", patterns)
            .texts("dispatcher", dispatchers));
  }

  /** Declares and maps a servlet. */
  void declareServlet(String name, String type, String pattern) {
    insert(
        spot("servlet", true),
        block("servlet").text("servlet-name", name).text("servlet-class", type));
    insert(
        spot("servlet-mapping", true),
        block("servlet-mapping").text("servlet-name", name).text("url-pattern", pattern));
  }

  /** Lets only somebody with a role get to a path. */
  void constrain(String name, String pattern, String role) {
    insert(
        spot("security-constraint", false),
        block("security-constraint")
            .open("web-resource-collection")
            .text("web-resource-name", name)
            .text("url-pattern", pattern)
            .close("web-resource-collection")
            .open("auth-constraint")
            .text("role-name", role)
            .close("auth-constraint"));
  }

  /** Takes an element out, with the blanks before it. */
  void remove(XmlElement element) {
    int from = element.start();
    while (from > 0 && Character.isWhitespace(text.charAt(from - 1))) {
      from--;
    }
    edits.replace(from, element.end(), "");
  }

  /** Puts a fragment first into the order of fragments. */
  void orderFirst(XmlElement ordering, String fragment) {
    String name = block("absolute-ordering").line("name", fragment);
    String inner = indent.newLine(2) + name;
    if (ordering.isOneTag()) {
      edits.replace(
          ordering.start(),
          ordering.end(),
          "<"
              + ordering.qualifiedName()
              + ">"
              + inner
              + indent.newLine(1)
              + "</"
              + ordering.qualifiedName()
              + ">");
    } else {
      edits.insert(ordering.contentStart(), inner);
    }
  }

  boolean isChanged() {
    return !edits.isEmpty();
  }

  String result() {
    return edits.apply(text);
  }

  private XmlBlock block(String name) {
    return new XmlBlock(root.prefix(), name, indent, encoder);
  }

  /**
   * Returns after which child a new one goes: after all of its kind, or before them; null: before
   * all children.
   */
  private XmlElement spot(String kind, boolean beforeItsKind) {
    List<XmlElement> children = root.children();
    int before = children.size();
    int rank = ORDER.indexOf(kind);
    for (int i = children.size() - 1; i >= 0; i--) {
      int other = ORDER.indexOf(children.get(i).name());
      if (other == rank && !beforeItsKind) {
        return children.get(i);
      }
      before = other > rank || other == rank ? i : before;
    }
    return before == 0 ? null : children.get(before - 1);
  }

  /** After another element and not before the next one, whose comment stays with it. */
  private void insert(XmlElement after, XmlBlock block) {
    edits.insert(
        after == null ? root.contentStart() : after.end(), indent.newLine(1) + block.render());
  }
}
