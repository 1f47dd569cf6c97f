package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules of CONTRIBUTING.md about blocks of code: what may stand in a try, and how one waits.
 */
class RulesTest {

  private static final Pattern TRY = Pattern.compile("\\btry\\b[^{;]*\\{");
  private static final Pattern LOOP =
      Pattern.compile("\\b(?:while|for)\\b[^;{]*(?:;[^{]*)?\\{|\\bdo \\{");
  private static final Pattern WAITING = Pattern.compile("\\.sleep\\(|\\bparkNanos\\(");
  private static final Pattern FURTHER = Pattern.compile("\\bdoFilter\\(|\\.continueAs\\(");

  private static final Pattern EXTENDED = Pattern.compile("\\bextends (\\w+)");

  /** Neither final nor abstract. */
  private static final Pattern OPEN_CLASS =
      Pattern.compile("(?m)^ *(?:(?:public|protected|private|static) )*class (\\w+)");

  /** Servers that answer late on purpose. */
  private static final Set<String> SLOW_SERVERS =
      Set.of("LdapServer.java", "ScimDirectoryTest.java");

  @Test
  void whatTheApplicationThrowsIsCaughtNowhere() throws IOException {
    TreeSet<String> wrong = new TreeSet<>();
    int chains = 0;
    for (Path file : javaFiles(Path.of("src/main/java"))) {
      String code = code(file);
      chains += FURTHER.matcher(code).find() ? 1 : 0;
      for (MatchResult block : TRY.matcher(code).results().toList()) {
        int end = endOf(code, block.end());
        if (FURTHER.matcher(code.substring(block.end(), end)).find()
            && code.substring(end).strip().startsWith("catch")) {
          wrong.add(file.toString());
        }
      }
    }
    assertTrue(chains >= 3, "filters were found: " + chains);
    assertEquals(Set.of(), wrong);
  }

  @Test
  void typesAreFinalUntilAnotherExtendsThem() throws IOException {
    List<Path> files = new ArrayList<>(javaFiles(Path.of("src/main/java")));
    files.addAll(javaFiles(Path.of("cli/src/main/java")));
    Set<String> extended = new TreeSet<>();
    TreeSet<String> open = new TreeSet<>();
    for (Path file : files) {
      String code = code(file);
      EXTENDED.matcher(code).results().forEach(found -> extended.add(found.group(1)));
      // Providers make subclasses of what they keep (Jakarta Persistence 3.1 section 2.1).
      if (!code.contains("@Entity")) {
        OPEN_CLASS.matcher(code).results().forEach(found -> open.add(found.group(1)));
      }
    }
    assertTrue(extended.size() > 10, "subclasses were found: " + extended);
    open.removeAll(extended);
    assertEquals(Set.of("KeyMechanism"), open, "CDI makes a proxy of this one");
  }

  @Test
  void testsPollInsteadOfSleeping() throws IOException {
    TreeSet<String> wrong = new TreeSet<>();
    int waiting = 0;
    for (Path file : tests()) {
      String code = code(file);
      List<int[]> loops = new ArrayList<>();
      for (MatchResult loop : LOOP.matcher(code).results().toList()) {
        loops.add(new int[] {loop.end(), endOf(code, loop.end())});
      }
      for (MatchResult wait : WAITING.matcher(code).results().toList()) {
        waiting++;
        if (loops.stream().noneMatch(loop -> loop[0] <= wait.start() && wait.end() <= loop[1])
            && !SLOW_SERVERS.contains(file.getFileName().toString())) {
          wrong.add(file + ": " + wait.group());
        }
      }
    }
    assertTrue(waiting > 10, "what waits was found: " + waiting);
    assertEquals(Set.of(), wrong);
  }

  @Test
  void testsHaveRealParts() throws IOException {
    Pattern mock = Pattern.compile("\\bimport [\\w. ]*(?:mockito|easymock|jmockit)|[^.\\w]mock\\(");
    List<Path> wrong = new ArrayList<>();
    for (Path file : tests()) {
      if (mock.matcher(code(file)).find()) {
        wrong.add(file);
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** Returns where the block ends whose content begins there: behind its brace. */
  private static int endOf(String code, int start) {
    int depth = 1;
    int at = start;
    while (depth > 0 && at < code.length()) {
      char character = code.charAt(at++);
      depth += character == '{' ? 1 : character == '}' ? -1 : 0;
    }
    return at;
  }

  /** Returns the code of a file without comments and without what stands in quotes. */
  private static String code(Path file) throws IOException {
    return Files.readString(file)
        .replaceAll("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"", "\"\"")
        .replaceAll("'(?:\\\\.|[^'\\\\\n])'", "0")
        .replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "");
  }

  /** Returns the test sources of all modules. */
  private static List<Path> tests() throws IOException {
    List<Path> tests = new ArrayList<>();
    for (String module : List.of("src/test", "cli", "webapp-sample", "dev-idp", "verification")) {
      javaFiles(Path.of(module)).stream()
          .filter(file -> file.toString().contains("test") || module.equals("verification"))
          .forEach(tests::add);
    }
    return tests;
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("target/"))
          .toList();
    }
  }
}
