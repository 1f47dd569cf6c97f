package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The POMs state each version once. The sample, which has no parent, states its own: those of the
 * others.
 */
class VersionsTest {

  private static final Path PARENT = Path.of("aggregator.xml");
  private static final Path SAMPLE = Path.of("webapp-sample/pom.xml");

  private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<]*?)\\s*</module>");

  /**
   * Maven wants our own version in each {@code parent}; an {@code artifactItem} is a product to be
   * tried.
   */
  private static final Pattern LEFT_OUT = Pattern.compile(
      "<!--.*?-->|<parent>.*?</parent>|<artifactItem>.*?</artifactItem>", Pattern.DOTALL);

  private static final Pattern PROPERTY = Pattern.compile("<([\\w.-]+\\.version)>([^<$]+)</\\1>");
  private static final Pattern ARTIFACT =
      Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

  /** A version as a POM states it. */
  private record Stated(Path pom, String name, String version) {}

  @Test
  void noPropertyIsStatedTwice() throws IOException {
    assertEquals(Map.of(), repeated(stated(PROPERTY, VersionsTest::isOurs), Stated::name));
  }

  @Test
  void noVersionOfAnArtifactIsStatedTwice() throws IOException {
    List<Stated> literals = stated(ARTIFACT, VersionsTest::isOurs);
    literals.removeIf(one -> one.version().startsWith("${"));
    assertEquals(Map.of(), repeated(literals, Stated::name));
  }

  @Test
  void theSampleUsesTheVersionsOfTheOthers() throws IOException {
    Map<String, Set<String>> others = resolved(VersionsTest::isOurs);
    Map<String, Set<String>> sample = resolved(pom -> !isOurs(pom));
    sample.keySet().retainAll(others.keySet());
    assertFalse(sample.isEmpty(), "they have artifacts in common");
    sample.entrySet().removeIf(entry -> others.get(entry.getKey()).containsAll(entry.getValue()));
    assertEquals(Map.of(), sample, () -> "the others have " + others);
  }

  private static boolean isOurs(Path pom) {
    return !pom.equals(SAMPLE);
  }

  private static Map<String, List<Stated>> repeated(
      List<Stated> all, Function<Stated, String> key) {
    assertFalse(all.isEmpty(), "the pattern finds something");
    Map<String, List<Stated>> groups =
        all.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    groups.values().removeIf(places -> places.size() == 1);
    return groups;
  }

  /** Returns the versions of each artifact, with the values of properties. */
  private static Map<String, Set<String>> resolved(Predicate<Path> poms) throws IOException {
    Map<String, String> properties = stated(PROPERTY, poms).stream()
        .collect(Collectors.toMap(one -> "${" + one.name() + "}", Stated::version, (a, b) -> a));
    stated(ARTIFACT, PARENT::equals).stream()
        .filter(one -> one.name().equals("postern-all"))
        .forEach(one -> properties.put("${project.version}", one.version()));
    return stated(ARTIFACT, poms).stream()
        .collect(Collectors.groupingBy(
            Stated::name,
            TreeMap::new,
            Collectors.mapping(
                one -> properties.getOrDefault(one.version(), one.version()), Collectors.toSet())));
  }

  private static List<Stated> stated(Pattern pattern, Predicate<Path> poms) throws IOException {
    List<Stated> all = new ArrayList<>();
    for (Path pom : poms(PARENT)) {
      if (poms.test(pom)) {
        String text = LEFT_OUT.matcher(Files.readString(pom)).replaceAll("");
        pattern
            .matcher(text)
            .results()
            .map((MatchResult found) -> new Stated(pom, found.group(1), found.group(2)))
            .forEach(all::add);
      }
    }
    return all;
  }

  /** Returns a POM and what it builds, at any depth. */
  private static Set<Path> poms(Path pom) throws IOException {
    Set<Path> all = new TreeSet<>(Set.of(pom));
    for (MatchResult module : MODULE.matcher(Files.readString(pom)).results().toList()) {
      Path named = pom.resolveSibling(module.group(1));
      all.addAll(poms(Files.isDirectory(named) ? named.resolve("pom.xml") : named));
    }
    return all;
  }
}
