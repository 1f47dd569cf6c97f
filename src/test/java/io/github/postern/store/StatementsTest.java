package io.github.postern.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reads the sources of the store: which rows its statements are about. */
class StatementsTest {

  private static final Path SOURCES = Path.of("src/main/java/io/github/postern/store/jpa");
  private static final Pattern STATEMENT = Pattern.compile("\\.create(Native)?Query\\(");
  private static final Pattern METHOD =
      Pattern.compile("(?m)^  (?=\\S)[\\w<>\\[\\], .]*?[\\w>\\]] ?(\\w+)\\([^;]*$");

  /** Methods whose statements do not name the application, and why. */
  private static final Map<String, String> EXCEPTIONS = new TreeMap<>(Map.of(
      "KeyStatements.findAnywhere",
          "what it finds is compared by isOf, or presumed rows are asked for",
      "KeyStatements.isTaken", "the column DIGEST is unique over all applications (decision 63)",
      "EventStatements.isRemembered", "as isTaken, of keys whose rows are gone",
      "KeyStatements.raiseRevision", "one counter for all: it only empties caches",
      "KeyStatements.revision", "one counter for all: it only empties caches",
      "KeyStatements.addUses", "the id of the row is a hash that the application is part of",
      "EventStatements.count", "the id of the row is a hash that the application is part of",
      "KeySearch.read", "the first condition of every search is the application",
      "KeySearch.counting", "the first condition of every search is the application"));

  /** Likewise: mostly of rows from before applications were distinguished. */
  private static final Map<String, String> OTHERS = Map.of(
      "TextProbe.fits", "it finds nothing, and is asked only whether it can be asked",
      "EarlierRowAdoption.hasOldRows", "only whether there are some",
      "EarlierRowAdoption.hasUnboundRows", "only whether there are some",
      "EarlierRowAdoption.latest", "only when the latest was made");

  @Test
  @DisplayName("N-7: every statement of the store names the application, but for those that are"
      + " listed with their reason")
  void everyStatementNamesTheApplication() throws IOException {
    EXCEPTIONS.putAll(OTHERS);
    TreeSet<String> without = new TreeSet<>();
    int statements = 0;
    for (Path file : sources()) {
      String source = Files.readString(file);
      for (Matcher found = STATEMENT.matcher(source); found.find(); statements++) {
        String text = argument(source, found.end());
        if (!Pattern.compile("(?i)\\bapplication = (:application|\\?)")
            .matcher(text)
            .find()) {
          without.add(file.getFileName().toString().replace(".java", "")
              + "."
              + method(source, found.start()));
        }
      }
    }
    assertTrue(statements >= 25, "the statements are found: " + statements);
    assertEquals(EXCEPTIONS.keySet(), without);
  }

  private static String argument(String source, int start) {
    int depth = 1;
    int end = start;
    while (depth > 0) {
      char c = source.charAt(end++);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return source.substring(start, end).replaceAll("\"\\s*\\+\\s*\"", "");
  }

  private static String method(String source, int before) {
    String name = "?";
    Matcher method = METHOD.matcher(source.substring(0, before));
    while (method.find()) {
      name = method.group(1);
    }
    return name;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
