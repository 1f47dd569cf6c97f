package io.github.postern.cli.graft;

import io.github.postern.cli.war.Library;
import io.github.postern.cli.war.Version;
import java.util.List;

/**
 * One or more jars of the bundle that come or stay away together, and which versions of them this
 * library works with.
 *
 * @param name what it is called on the command line
 * @param jars the names of its jars without version
 * @param oldest the oldest version that works
 * @param before the first version that was never tried
 */
record Component(String name, List<String> jars, Version oldest, Version before) {

  static final String POSTERN = "postern";
  static final String ECLIPSELINK = "eclipselink";
  static final String DERBY = "derby";
  static final String JSON_API = "json-api";
  static final String PARSSON = "parsson";

  private static final List<Component> KNOWN = List.of(
      of("persistence-api", "3.1", "4", "jakarta.persistence-api"),
      of(JSON_API, "2.1", "3", "jakarta.json-api"),
      of(PARSSON, "1.1", "2", "parsson"),
      of("caffeine", "3.0", "4", "caffeine"),
      of("agroal", "2.0", "4", "agroal-api", "agroal-pool"),
      of(
          ECLIPSELINK,
          "4.0",
          "6",
          "org.eclipse.persistence.core",
          "org.eclipse.persistence.jpa",
          "org.eclipse.persistence.jpa.jpql",
          "org.eclipse.persistence.asm"),
      of(DERBY, "10.15", "11", "derby", "derbyshared"),
      of("mybatis-migrations", "3.4", "4", "mybatis-migrations"));

  private static Component of(String name, String oldest, String before, String... jars) {
    return new Component(name, List.of(jars), new Version(oldest), new Version(before));
  }

  /**
   * Returns the component of a jar; one of its own, with versions like ours or newer, for a jar
   * that nobody knows.
   */
  static Component of(Library library) {
    Version version = library.version().orElse(new Version("0"));
    return KNOWN.stream()
        .filter(known -> known.jars.contains(library.name()))
        .findFirst()
        .orElseGet(() ->
            of(library.name(), version.text(), String.valueOf(major(version) + 1), library.name()));
  }

  /** Returns whether this library works with that version. */
  boolean accepts(Version version) {
    return version.compareTo(oldest) >= 0 && version.compareTo(before) < 0;
  }

  /**
   * Returns whether a jar has the version numbers of the component and belongs to it in all
   * versions. EclipseLink's copy of ASM has the numbers of ASM, and since 5.0 ASM itself is used.
   */
  boolean numbers(Library jar) {
    return !jar.name().endsWith(".asm");
  }

  /**
   * Returns whether a package belongs to what this component takes the place of. Until JSON-P 2.0
   * one jar held API and implementation; Parsson succeeds the implementation, and applications know
   * the API only.
   */
  boolean succeeds(String packageName) {
    return name.equals(JSON_API) && (packageName + "/").startsWith("org/glassfish/json/");
  }

  private static int major(Version version) {
    return Integer.parseInt(version.text().replaceFirst("[^0-9].*", ""));
  }
}
