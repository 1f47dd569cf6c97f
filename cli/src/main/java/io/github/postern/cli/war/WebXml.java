package io.github.postern.cli.war;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The deployment descriptor of an application. Immutable. */
public final class WebXml {

  private static final Version FIRST_WITH_FRAGMENTS = new Version("3.0");

  private final XmlDocument document;

  private WebXml(XmlDocument document) {
    this.document = document;
  }

  /**
   * Reads a descriptor.
   *
   * @throws RefusedException if it is none
   */
  public static WebXml parse(byte[] bytes) {
    XmlDocument document = XmlDocument.parse(WarFile.WEB_XML, bytes);
    if (!document.root().name().equals("web-app")) {
      throw new RefusedException(WarFile.WEB_XML
          + " is no deployment descriptor: its outermost element is <"
          + document.root().qualifiedName()
          + ">, not <web-app>.");
    }
    return new WebXml(document);
  }

  /** Returns the document with its places. */
  public XmlDocument document() {
    return document;
  }

  /** Returns the outermost element. */
  public XmlElement root() {
    return document.root();
  }

  /**
   * Returns the version of the servlet specification that it is written for; empty where it has a
   * document type.
   */
  public Optional<Version> version() {
    return Version.of(root().attributes().get("version"));
  }

  /**
   * Returns whether it is of a time before libraries could register anything: servers may then ask
   * none.
   */
  public boolean isBeforeFragments() {
    return version().map(version -> version.compareTo(FIRST_WITH_FRAGMENTS) < 0).orElse(true);
  }

  /** Returns whether it is written for Java EE, before the packages were renamed. */
  public boolean isJavaEe() {
    return !root().namespace().equals("https://jakarta.ee/xml/ns/jakartaee");
  }

  /** Returns whether the application asks the server to look into no library. */
  public boolean isMetadataComplete() {
    return List.of("true", "1").contains(root().attributes().getOrDefault("metadata-complete", ""));
  }

  /** Returns the order of fragments, if the application states one. */
  public Optional<XmlElement> absoluteOrdering() {
    return root().first("absolute-ordering");
  }

  /**
   * Returns whether the order of fragments leaves out one of that name, so that its jar counts for
   * nothing.
   */
  public boolean leavesOut(String fragment) {
    return absoluteOrdering()
        .filter(order -> order.first("others").isEmpty() && !order.texts("name").contains(fragment))
        .isPresent();
  }

  /** Returns the context parameters; of two with one name, the first. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    root()
        .all("context-param")
        .forEach(parameter ->
            parameters.putIfAbsent(parameter.text("param-name"), parameter.text("param-value")));
    return parameters;
  }

  /** Returns the filters of a class. */
  public List<XmlElement> filters(String type) {
    return root()
        .all("filter")
        .filter(filter -> filter.text("filter-class").equals(type))
        .toList();
  }

  /** Returns the servlets of a class. */
  public List<XmlElement> servlets(String type) {
    return root()
        .all("servlet")
        .filter(servlet -> servlet.text("servlet-class").equals(type))
        .toList();
  }

  /** Returns the constraints that only let somebody in whom the container knows. */
  public List<XmlElement> constraints() {
    return root()
        .all("security-constraint")
        .filter(constraint -> constraint.first("auth-constraint").isPresent())
        .toList();
  }

  /** Returns how the container asks who somebody is: BASIC, FORM, …; empty if it does not say. */
  public String authMethod() {
    return root()
        .first("login-config")
        .map(config -> config.text("auth-method"))
        .orElse("");
  }
}
