package io.github.postern.cli.graft;

import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.WarFile;
import io.github.postern.cli.war.WebXml;
import io.github.postern.cli.war.XmlDocument;
import io.github.postern.cli.war.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Moves the {@code <security-constraint>}s into a file that the filter keeps in place of the
 * container, so that scripts get as far as the filter. The login stays the container's: one
 * constraint is left for it, on a path of ours.
 */
final class MovedConstraints {

  /** The file, as {@code postern.constraints} names it. */
  static final String FILE = "postern-constraints.xml";

  /** The file in the WAR. */
  static final String PATH = "WEB-INF/classes/" + FILE;

  /** As in {@code ConstraintEnforcer} of the library. */
  static final String LOGIN_PATH = "/postern-login";

  private static final String ANY_CALLER = "**";
  private static final List<String> COPIED = List.of(
      "deny-uncovered-http-methods", "security-constraint", "login-config", "security-role");

  private MovedConstraints() {}

  /**
   * Takes them out of a descriptor.
   *
   * @return the file
   * @throws RefusedException if there is nothing to move
   */
  static byte[] move(WebXml webXml, WebXmlEditor editor) {
    if (webXml.constraints().isEmpty()) {
      throw new RefusedException(
          "There is no <security-constraint> in web.xml that asks for a login, so there"
              + " is none to move. Leave --move-constraints out.");
    }
    webXml.constraints().forEach(constraint -> remove(constraint, editor));
    editor.setParameter("postern.constraints", FILE, true);
    editor.constrain("login for postern", LOGIN_PATH, ANY_CALLER);
    return file(webXml).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Returns the patterns of the file in a WAR, if there is one; one that cannot be read stops the
   * start, not this.
   */
  static List<String> patterns(WarFile war) {
    byte[] file = war.descriptors().get(PATH);
    return file == null
        ? List.of()
        : XmlDocument.parse(PATH, file)
            .root()
            .all("security-constraint")
            .flatMap(constraint -> constraint.all("web-resource-collection"))
            .flatMap(collection -> collection.texts("url-pattern").stream())
            .distinct()
            .toList();
  }

  /** A constraint that asks for a safe transport does not matter here, and stays. */
  private static void remove(XmlElement constraint, WebXmlEditor editor) {
    if (constraint.first("user-data-constraint").isPresent()) {
      constraint.all("auth-constraint").forEach(editor::remove);
    } else {
      editor.remove(constraint);
    }
  }

  private static String file(WebXml webXml) {
    String text = webXml.document().text();
    XmlElement root = webXml.root();
    String prefix = root.prefix().isEmpty() ? "" : ":" + root.prefix().replace(":", "");
    StringBuilder file = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<!-- Moved here from web.xml: enforced by Postern's filter, which"
        + " admits keys too. -->\n"
        + "<constraints");
    if (!root.namespace().isEmpty()) {
      file.append(" xmlns")
          .append(prefix)
          .append("=\"")
          .append(root.namespace())
          .append('"');
    }
    file.append(">\n");
    root.children().stream()
        .filter(child -> COPIED.contains(child.name()))
        .forEach(
            child -> file.append("  ").append(text, child.start(), child.end()).append('\n'));
    return file.append("</constraints>\n").toString();
  }
}
