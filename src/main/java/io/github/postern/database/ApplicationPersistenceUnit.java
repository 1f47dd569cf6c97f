package io.github.postern.database;

import io.github.postern.xml.Xml;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A persistence unit of the application, as its {@code META-INF/persistence.xml} states it. Only
 * where its database is, is of interest: provider, entities and settings of that unit are the
 * application's. Immutable.
 */
final class ApplicationPersistenceUnit {

  private static final String FILE = "META-INF/persistence.xml";
  private static final String URL_PROPERTY = "jakarta.persistence.jdbc.url";
  private static final String INSTEAD = "; set postern.datasource or postern.jdbc-url instead";

  private final String name;
  private final URL file;

  /** Elements by their local name, properties by theirs. */
  private final Map<String, String> values = new LinkedHashMap<>();

  private ApplicationPersistenceUnit(Element unit, URL file) {
    this.name = unit.getAttribute("name");
    this.file = file;
    for (Element child : children(unit)) {
      if (child.getLocalName().equals("properties")) {
        children(child)
            .forEach(property -> values.put(
                property.getAttribute("name").strip(),
                property.getAttribute("value").strip()));
      } else {
        values.putIfAbsent(child.getLocalName(), child.getTextContent().strip());
      }
    }
  }

  /**
   * Finds a unit in the jars and classes of the application.
   *
   * @throws IllegalArgumentException if there is none of this name, or more than one, or a file
   *     that cannot be read
   */
  static ApplicationPersistenceUnit find(String name) {
    List<ApplicationPersistenceUnit> all =
        files().stream().flatMap(file -> read(file).stream()).toList();
    List<ApplicationPersistenceUnit> found =
        all.stream().filter(unit -> unit.name.equals(name)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("There is no persistence unit '"
          + name
          + "' in any "
          + FILE
          + " of the"
          + " application; there is "
          + (all.isEmpty()
              ? "none at all"
              : String.join(
                  ", ", all.stream().map(unit -> "'" + unit.name + "'").toList())));
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException("There are "
          + found.size()
          + " persistence units '"
          + name
          + "', in "
          + String.join(
              " and ", found.stream().map(unit -> unit.file.toString()).toList())
          + INSTEAD);
    }
    return found.get(0);
  }

  /**
   * Where the database of a unit is. It does not print itself, for a URL may hold a password, too.
   *
   * @param url the JDBC URL
   * @param driver the class of the driver; null if the unit names none, like the next two
   */
  record Jdbc(
      String url,
      @Nullable String driver,
      @Nullable String user,
      @Nullable String password) {

    @Override
    public String toString() {
      return "the database of a persistence unit";
    }
  }

  /**
   * Returns the name of the unit's data source; empty if it names none. Where it names two, the one
   * that takes part in no transaction of the server is taken.
   *
   * @throws IllegalArgumentException if it names a JDBC URL too
   */
  Optional<String> dataSource() {
    Optional<String> source = value("non-jta-data-source")
        .or(() -> value("jakarta.persistence.nonJtaDataSource"))
        .or(() -> value("jta-data-source"))
        .or(() -> value("jakarta.persistence.jtaDataSource"));
    if (source.isPresent() && value(URL_PROPERTY).isPresent()) {
      throw new IllegalArgumentException("The persistence unit '"
          + name
          + "' names both the data source '"
          + source.get()
          + "' and a jakarta.persistence.jdbc.url"
          + INSTEAD);
    }
    return source;
  }

  /**
   * Returns where the database of a unit without a data source is.
   *
   * @throws IllegalArgumentException if it names none
   */
  Jdbc jdbc() {
    String url = value(URL_PROPERTY)
        .orElseThrow(() -> new IllegalArgumentException("The persistence unit '"
            + name
            + "' names no database: neither a data source nor"
            + " jakarta.persistence.jdbc.url"
            + INSTEAD));
    return new Jdbc(
        url,
        value("jakarta.persistence.jdbc.driver").orElse(null),
        value("jakarta.persistence.jdbc.user").orElse(null),
        value("jakarta.persistence.jdbc.password").orElse(null));
  }

  private Optional<String> value(String key) {
    Optional<String> value = Optional.ofNullable(values.get(key)).filter(text -> !text.isEmpty());
    if (value.isPresent() && value.get().contains("${")) {
      throw new IllegalArgumentException("The persistence unit '"
          + name
          + "' has a ${...} in "
          + key
          + ", which only the"
          + " server fills in"
          + INSTEAD);
    }
    return value;
  }

  /** The loader of the application is asked too, for the server may have loaded this library. */
  private static List<URL> files() {
    Map<String, URL> files = new LinkedHashMap<>();
    try {
      for (ClassLoader loader : new ClassLoader[] {
        LibraryClassLoader.INSTANCE, Thread.currentThread().getContextClassLoader()
      }) {
        List<URL> found = loader == null ? List.of() : Collections.list(loader.getResources(FILE));
        found.forEach(file -> files.put(file.toExternalForm(), file));
      }
      return List.copyOf(files.values());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The " + FILE + " of the application cannot be looked for: " + e.getMessage(), e);
    }
  }

  private static List<ApplicationPersistenceUnit> read(URL file) {
    try (InputStream in = Xml.open(file)) {
      Element root = Xml.parse(in).getDocumentElement();
      return children(root).stream()
          .filter(child -> child.getLocalName().equals("persistence-unit"))
          .map(unit -> new ApplicationPersistenceUnit(unit, file))
          .toList();
    } catch (IOException | SAXException e) {
      throw new IllegalArgumentException(
          "The file " + file + " cannot be read: " + e.getMessage() + INSTEAD, e);
    }
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }
}
