package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of what is called what now name what exists. */
class ChangelogTest {

  private static final Path SOURCES = Path.of("src/main/java/io/github/postern");

  private static final Pattern ROW = Pattern.compile(
      "(?m)^\\| `[^`]+` \\| `([a-z.]+)\\.([A-Z]\\w+)((?:\\.\\w+)*)(?:\\(.*\\))?` \\|");

  @Test
  void everythingThatIsCalledSomethingNowExists() throws IOException {
    String table = Files.readString(Path.of("CHANGELOG.md"))
        .split("### What is called what now")[1]
        .split("\n##")[0];
    List<String> missing = new ArrayList<>();
    List<MatchResult> rows = ROW.matcher(table).results().toList();
    assertEquals(
        table.lines().filter(line -> line.startsWith("| `")).count(), rows.size(), "rows read");
    assertTrue(rows.size() > 150, "the rows were found: " + rows.size());
    for (MatchResult row : rows) {
      Path file = SOURCES.resolve(row.group(1).replace('.', '/')).resolve(row.group(2) + ".java");
      String source = Files.exists(file)
          ? Files.readString(file).replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "")
          : "";
      boolean named = Pattern.compile("\\.")
          .splitAsStream(row.group(3))
          .allMatch(name ->
              Pattern.compile("(?<![.:])\\b" + name + "\\b").matcher(source).find());
      if (source.isEmpty() || !named) {
        missing.add(row.group());
      }
    }
    assertEquals(List.of(), missing);
  }
}
