package io.github.postern.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testing.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The JavaScript of the pages without a browser. Tests that need Node are left out where there is
 * none.
 */
final class PageModulesTest {

  private static final Path PAGES = Path.of("src/main/resources/META-INF/resources/postern");
  private static final Path TESTS = Path.of("src/test/js");

  /** The files that applications load by their URL. */
  private static final List<String> ENTRIES =
      List.of("postern-keys.js", "postern-admin.js", "keys/page.js");

  private static final Pattern IMPORT =
      Pattern.compile("(?m)^(?:import|export)[^;]*? from '([^']+)';");
  private static final int LONGEST = 250;

  @Test
  void eachModuleIsLoadedByAPageAndImportsWhatIsThere() throws IOException {
    Set<Path> reached = new TreeSet<>();
    Deque<Path> open = new ArrayDeque<>();
    ENTRIES.forEach(entry -> open.add(PAGES.resolve(entry)));
    while (!open.isEmpty()) {
      Path module = open.remove();
      if (reached.add(module)) {
        importsOf(module).forEach(open::add);
      }
    }
    List<Path> idle = modules()
        .filter(module -> !reached.contains(module))
        // Types only, which are in comments.
        .filter(module -> !module.endsWith("types.js"))
        .toList();
    assertEquals(List.of(), idle);
  }

  @Test
  void importsPointDown() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path module : modules().toList()) {
      for (Path imported : importsOf(module)) {
        String from = folderOf(module);
        String to = folderOf(imported);
        boolean down = from.equals(to)
            || from.isEmpty()
            || to.equals("texts")
            || to.equals("base") && !from.equals("texts");
        if (!down) {
          wrong.add(module + " imports " + imported);
        }
      }
    }
    assertEquals(List.of(), wrong, "keys and admin know base and texts, but nobody knows them");
  }

  @Test
  void filesAreShort() throws IOException {
    try (Stream<Path> tests = Files.list(TESTS)) {
      assertEquals(
          List.of(),
          Stream.concat(modules(), tests)
              .filter(module -> linesOf(module) > LONGEST)
              .toList());
    }
  }

  @Test
  void theTypesInItsCommentsAreRight() throws Exception {
    assertEquals("", Node.complaintsOf("typescript/bin/tsc", "-p", "jsconfig.json"));
  }

  @Test
  void theLinterFindsNothing() throws Exception {
    assertEquals(
        "",
        Node.complaintsOf("eslint/bin/eslint.js", "--max-warnings=0", "--no-warn-ignored", "."));
  }

  @Test
  void itsUnitTestsPass() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--test", "--test-reporter=spec"));
    try (Stream<Path> files = Files.list(TESTS)) {
      files
          .filter(file -> file.toString().endsWith(".test.js"))
          .sorted()
          .forEach(file -> arguments.add(file.toAbsolutePath().toString()));
    }
    assertEquals("", Node.complaintsOf(arguments));
  }

  private static Stream<Path> modules() throws IOException {
    try (Stream<Path> files = Files.walk(PAGES)) {
      return files.filter(file -> file.toString().endsWith(".js")).sorted().toList().stream();
    }
  }

  private static List<Path> importsOf(Path module) throws IOException {
    List<Path> imports = new ArrayList<>();
    Matcher matcher = IMPORT.matcher(Files.readString(module));
    while (matcher.find()) {
      imports.add(module.resolveSibling(matcher.group(1)).normalize());
    }
    return imports;
  }

  private static String folderOf(Path module) {
    Path within = PAGES.relativize(module);
    return within.getNameCount() == 1 ? "" : within.getName(0).toString();
  }

  private static long linesOf(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
