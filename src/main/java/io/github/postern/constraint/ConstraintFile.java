package io.github.postern.constraint;

import io.github.postern.xml.Xml;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A file with the {@code <security-constraint>}s that were moved out of {@code web.xml}, as they
 * were, in one root element with copies of the {@code <login-config>} and the
 * {@code <security-role>}s of the application.
 */
final class ConstraintFile {

  /** The role name that stands for every role of the application (Servlet 6.0 section 13.8). */
  private static final String EVERY_ROLE = "*";

  private final Element root;

  /**
   * The content of a file.
   *
   * @param constraints what they are
   * @param basicRealm the realm of BASIC, if the container logs in by it
   */
  record Content(SecurityConstraints constraints, Optional<String> basicRealm) {}

  private ConstraintFile(Element root) {
    this.root = root;
  }

  /**
   * Reads a file on the class path of the application.
   *
   * @throws IllegalArgumentException if it is not there or not what it has to be
   */
  static Content read(String name, ClassLoader application) {
    try (InputStream in = application.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no file " + name + " in WEB-INF/classes");
      }
      ConstraintFile file = new ConstraintFile(Xml.parse(in).getDocumentElement());
      return new Content(file.constraints(), file.basicRealm());
    } catch (IOException | SAXException e) {
      throw new IllegalArgumentException(
          "The file " + name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private SecurityConstraints constraints() {
    List<SecurityConstraint> all = new ArrayList<>();
    for (Element constraint : Xml.elements(root, "security-constraint")) {
      for (Element collection : Xml.elements(constraint, "web-resource-collection")) {
        all.add(constraint(collection, roles(constraint)));
      }
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no security-constraint in it, so nothing would be protected");
    }
    return new SecurityConstraints(
        all, !Xml.elements(root, "deny-uncovered-http-methods").isEmpty());
  }

  private Optional<String> basicRealm() {
    return Xml.elements(root, "login-config").stream()
        .filter(login -> texts(login, "auth-method").contains("BASIC"))
        .map(login -> String.join("", texts(login, "realm-name")))
        .findFirst();
  }

  private static SecurityConstraint constraint(Element collection, Optional<Set<String>> roles) {
    Set<String> methods = texts(collection, "http-method");
    Set<String> omitted = texts(collection, "http-method-omission");
    List<String> patterns = List.copyOf(texts(collection, "url-pattern"));
    return methods.isEmpty()
        ? new SecurityConstraint(patterns, omitted, true, roles)
        : new SecurityConstraint(patterns, methods, false, roles);
  }

  private Optional<Set<String>> roles(Element constraint) {
    List<Element> given = Xml.elements(constraint, "auth-constraint");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Set<String> roles = new HashSet<>(texts(given.get(0), "role-name"));
    if (roles.remove(EVERY_ROLE)) {
      roles.addAll(declared());
      if (roles.isEmpty()) {
        throw new IllegalArgumentException(
            "The role-name * stands for every security-role, and there is none");
      }
    }
    return Optional.of(roles);
  }

  private Set<String> declared() {
    Set<String> names = new HashSet<>();
    Xml.elements(root, "security-role").forEach(role -> names.addAll(texts(role, "role-name")));
    return names;
  }

  private static Set<String> texts(Element parent, String name) {
    Set<String> texts = new HashSet<>();
    Xml.elements(parent, name)
        .forEach(element -> texts.add(element.getTextContent().strip()));
    return texts;
  }
}
