package io.github.postern.cli.war;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The content of a WAR.
 *
 * @param file the WAR
 * @param names the names of its entries, in their order
 * @param libraries what is in {@code WEB-INF/lib}
 * @param classes what is in {@code WEB-INF/classes}
 * @param descriptors its deployment descriptors by their names; not copied, so leave them alone
 */
public record WarFile(
    Path file,
    List<String> names,
    List<Library> libraries,
    Library classes,
    Map<String, byte[]> descriptors) {

  /** Where the descriptor of the application is. */
  public static final String WEB_XML = "WEB-INF/web.xml";

  /** Where libraries are. */
  public static final String LIB = "WEB-INF/lib/";

  private static final String POSTERN = "io/github/postern/PosternFilter";

  /** Copies the lists. */
  public WarFile {
    names = List.copyOf(names);
    libraries = List.copyOf(libraries);
    descriptors = Map.copyOf(descriptors);
  }

  /** Returns {@code web.xml}, if there is one. */
  public Optional<byte[]> webXml() {
    return Optional.ofNullable(descriptors.get(WEB_XML));
  }

  /** Returns the jars of this library that are in it already. */
  public List<Library> postern() {
    return libraries.stream()
        .filter(library -> library.classes().contains(POSTERN))
        .toList();
  }

  /** Returns libraries and classes. */
  public Stream<Library> code() {
    return Stream.concat(libraries.stream(), Stream.of(classes));
  }

  /** Returns the library or folder that has a class, which is named with slashes. */
  public Optional<Library> having(String type) {
    return code().filter(library -> library.classes().contains(type)).findFirst();
  }

  /** Returns what has providers of a service. */
  public Optional<Library> providing(String service) {
    return code().filter(library -> library.services().contains(service)).findFirst();
  }

  /**
   * Returns whether classes of the application itself ask the request who makes it; libraries often
   * can, for others.
   */
  public boolean asksRequestForUser() {
    return classes.uses().contains("user");
  }

  /**
   * Returns whether it is for servers before Jakarta EE 9: it uses the servlet API, and only the
   * old one.
   */
  public boolean isJavax() {
    Set<String> own = classes.uses();
    return own.contains("javax") && !own.contains("jakarta")
        || !own.contains("jakarta")
            && libraries.stream().anyMatch(library -> library.uses().contains("javax"))
            && libraries.stream().noneMatch(library -> library.uses().contains("jakarta"));
  }
}
