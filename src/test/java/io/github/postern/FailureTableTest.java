package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/failures.md} names for each numbered failure the tests that carry its number, and no
 * others.
 */
class FailureTableTest {

  private static final Path TABLE = Path.of("docs/failures.md");

  /**
   * The folders with tests, of every module. Those of the other modules are read as text, for this
   * one does not see them.
   */
  private static final List<Path> TESTS = Stream.of(
          "",
          "webapp-sample",
          "dev-idp",
          "cli",
          "verification/pages",
          "verification/servers",
          "verification/wars",
          "verification/frameworks/tests")
      .map(module -> Path.of(module, "src/test/java"))
      .toList();

  /**
   * The last number of each kind, in the order of the table. A new failure raises the number here.
   */
  private static final List<String> LAST = List.of(
      "F-48", "S-31", "E-22", "N-14", "W-9", "CO-21", "CT-11", "NB-29", "CX-20", "DO-14", "AL-5");

  /** Numbers that were never given. */
  private static final Set<String> NEVER_GIVEN = Set.of("CO-20");

  private static final String NUMBER = "[A-Z]{1,2}-\\d+";

  /** A test's name; it may consist of several literals. */
  private static final Pattern NAME =
      Pattern.compile("@(?:DisplayName\\(|(?:Parameterized|Repeated)Test\\([^\"()]*name\\s*=)"
          + "((?:\\s*\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?)+)");

  private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<]*?)\\s*</module>");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /**
   * "F-30, AL-3: a sentence"; of a scenario whose expectation is our inference, "CT-6 (inferred): a
   * sentence".
   */
  private static final Pattern NUMBERED =
      Pattern.compile("(" + NUMBER + "(?:, " + NUMBER + ")*)(?: \\(inferred\\))?: \\S.*");

  private static final Pattern ROW =
      Pattern.compile("\\| (" + NUMBER + ") \\| ([^|]*[^| ]) \\| ([^|]*[^| ]) \\| (.*[^ ]) \\|");

  private static final Pattern CLASSES = Pattern.compile("`[A-Z]\\w*`(?:, `[A-Z]\\w*`)*");

  private static final Pattern WORDS = Pattern.compile("(?:open|documented): \\S.*");

  @Test
  void everyNumberNamesTheTestsThatCarryIt() throws IOException {
    Map<String, Map<String, String>> carried = carried();
    Map<String, MatchResult> rows = rows();
    StringBuilder wrong = new StringBuilder();
    for (String number : numbers()) {
      Map<String, String> classes = carried.getOrDefault(number, Map.of());
      MatchResult row = rows.get(number);
      String right =
          classes.keySet().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
      if (row == null) {
        String sentence =
            classes.isEmpty() ? "what goes wrong" : classes.values().iterator().next();
        wrong.append(row(number, "where it is from", sentence, right));
      } else if (classes.isEmpty()
          ? !WORDS.matcher(row.group(4)).matches()
          : !row.group(4).equals(right)) {
        wrong.append(row(number, row.group(2), row.group(3), right));
      }
    }
    assertTrue(
        wrong.isEmpty(),
        () -> TABLE
            + " and the names of the tests differ. These rows are missing or"
            + " wrong; this is how they have to be:\n"
            + wrong);
  }

  @Test
  void noModuleWithTestsIsLeftOut() throws IOException {
    List<Path> found = modules(Path.of("aggregator.xml")).stream()
        .map(module -> module.resolve("src/test/java"))
        .filter(Files::isDirectory)
        .sorted()
        .toList();
    assertEquals(
        found,
        TESTS.stream().sorted().toList(),
        "TESTS names the tests of all modules in aggregator.xml, and those in their"
            + " modules: put a new one in, so that the numbers of its tests are compared"
            + " with "
            + TABLE);
  }

  /** Returns the folders of what a POM builds, at any depth. */
  private static List<Path> modules(Path pom) throws IOException {
    Path folder = pom.resolveSibling("");
    List<Path> all = new ArrayList<>();
    for (MatchResult module : MODULE.matcher(Files.readString(pom)).results().toList()) {
      if (module.group(1).endsWith(".xml")) {
        all.add(folder);
      } else {
        all.add(folder.resolve(module.group(1)));
        all.addAll(modules(folder.resolve(module.group(1)).resolve("pom.xml")));
      }
    }
    return all;
  }

  @Test
  void theRowsAreSortedAndOnePerNumber() throws IOException {
    List<String> found = Files.readAllLines(TABLE).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1))
        .toList();
    List<String> order = numbers();
    assertEquals(
        order.stream().filter(found::contains).toList(),
        found,
        "one row per number, in this order");
  }

  @Test
  void everyRowCanBeRead() throws IOException {
    List<String> bad = Files.readAllLines(TABLE).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| # |"))
        .filter(line -> !ROW.matcher(line).matches()
            || Stream.of(CLASSES, WORDS)
                .noneMatch(last -> last.matcher(lastColumn(line)).matches()))
        .toList();
    assertEquals(
        List.of(),
        bad,
        "a row is: | F-1 | origin | what goes wrong | `ATest`, `BTest` |, or in the last"
            + " column open: why, or documented: where");
  }

  @Test
  void everyNameThatBeginsWithANumberIsWellFormedAndTheNumberExists() throws IOException {
    Set<String> known = Set.copyOf(numbers());
    TreeSet<String> wrong = new TreeSet<>();
    names()
        .forEach((type, names) -> names.stream()
            .filter(name -> name.matches(NUMBER + "\\b.*"))
            .forEach(name -> {
              Matcher numbered = NUMBERED.matcher(name);
              if (!numbered.matches()
                  || !known.containsAll(List.of(numbered.group(1).split(", ")))) {
                wrong.add(type + ": " + name);
              }
            }));
    assertEquals(
        new TreeSet<>(), wrong, "a name is \"F-1, F-2: a sentence\" with numbers up to " + LAST);
  }

  private static String row(String number, String origin, String what, String classes) {
    return "| "
        + number
        + " | "
        + origin
        + " | "
        + what
        + " | "
        + (classes.isEmpty() ? "open: one sentence why" : classes)
        + " |\n";
  }

  private static String lastColumn(String row) {
    Matcher matcher = ROW.matcher(row);
    return matcher.matches() ? matcher.group(4) : "";
  }

  private static List<String> numbers() {
    return LAST.stream()
        .flatMap(last -> {
          int dash = last.indexOf('-') + 1;
          return Stream.iterate(1, number -> number + 1)
              .limit(Integer.parseInt(last.substring(dash)))
              .map(number -> last.substring(0, dash) + number);
        })
        .filter(number -> !NEVER_GIVEN.contains(number))
        .toList();
  }

  private static Map<String, MatchResult> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(Matcher::toMatchResult)
        .collect(Collectors.toMap(
            row -> row.group(1), row -> row, (first, second) -> first, TreeMap::new));
  }

  /** Number to class to one of its sentences. */
  private static Map<String, Map<String, String>> carried() throws IOException {
    Map<String, Map<String, String>> carried = new TreeMap<>();
    names()
        .forEach((type, names) -> names.stream()
            .map(NUMBERED::matcher)
            .filter(Matcher::matches)
            .forEach(name -> Arrays.stream(name.group(1).split(", "))
                .forEach(number -> carried
                    .computeIfAbsent(number, it -> new TreeMap<>())
                    .putIfAbsent(type, name.group().replaceFirst("^.*?:" + " ", "")))));
    return carried;
  }

  /** Class to the names of its tests; classes of one name in two modules are taken together. */
  private static Map<String, List<String>> names() throws IOException {
    Map<String, List<String>> names = new TreeMap<>();
    for (Path folder : TESTS) {
      assertTrue(
          Files.isDirectory(folder),
          "The tests in "
              + folder
              + " are not there. The table is about the tests of all modules: run"
              + " this in a complete checkout, and correct TESTS where a module has"
              + " moved.");
      for (Path file : files(folder)) {
        List<String> found = NAME.matcher(Files.readString(file))
            .results()
            .map(name -> LITERAL
                .matcher(name.group(1))
                .results()
                .map(literal -> literal.group(1))
                .collect(Collectors.joining()))
            .toList();
        names.merge(
            file.getFileName().toString().replace(".java", ""),
            found,
            (one, other) -> Stream.concat(one.stream(), other.stream()).toList());
      }
    }
    return names;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
