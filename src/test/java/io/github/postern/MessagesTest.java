package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Messages of the library and of the command line name only settings, documents, commands and
 * options that exist.
 */
class MessagesTest {

  private static final Path LIBRARY = Path.of("src/main/java");
  private static final Path COMMAND_LINE = Path.of("cli/src/main/java");

  private static final Pattern LITERAL = Pattern.compile("\"((?:\\\\.|[^\"\\\\\n])*)\"");

  /** A comment, or a literal, which may look as if it held one. */
  private static final Pattern COMMENT =
      Pattern.compile("(\"(?:\\\\.|[^\"\\\\\n])*\")|/\\*(?s:.*?)\\*/|//[^\n]*");

  private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");

  @Test
  void theyNameOnlySettingsThatExist() throws IOException {
    assertNoneIn(
        messages(),
        "(?<![\\w./-])(postern\\.[a-z]+(?:[.-][a-z]+)*)(?![\\w/.*-]|\\.\\w)",
        name -> Setting.ofKey(name).isPresent()
            || Stream.of(Setting.values())
                .anyMatch(setting -> setting.key().startsWith(name + ".")));
  }

  @Test
  void theyNameOnlyDocumentsThatExist() throws IOException {
    assertNoneIn(
        messages(), "(?<![\\w/])((?:docs/)?[\\w-]+\\.md)\\b", name -> Files.exists(Path.of(name)));
  }

  @Test
  void theyAndTheDocumentsNameOnlyCommandsThatExist() throws IOException {
    Set<String> commands = find(source(COMMAND_LINE), "@Command\\(\\s*name = \"([a-z]+)\"");
    assertTrue(commands.containsAll(Set.of("graft", "doctor", "create")), commands::toString);
    assertNoneIn(
        messages() + documents(), "\\bpostern-cli(?:\\.jar)? ([a-z]+)", commands::contains);
    assertNoneIn(
        messages() + documents(),
        "(?<![\\w.-])postern (" + String.join("|", commands) + ")\\b",
        name -> false);
  }

  @Test
  void theyNameOnlyOptionsThatExist() throws IOException {
    String commandLine = source(COMMAND_LINE);
    Set<String> options = find(commandLine, "\"(--[a-z][a-z-]+)\"");
    find(commandLine, "\"--([a-z-]+)\",\\s*negatable = true")
        .forEach(name -> options.add("--no-" + name));
    options.add("--version");
    options.add("--help");
    assertNoneIn(messages(), "(?<![\\w-])(--[a-z][a-z-]+)", options::contains);
  }

  private static void assertNoneIn(String text, String pattern, Predicate<String> exists) {
    TreeSet<String> unknown = find(text, pattern);
    assertTrue(
        pattern.contains("postern (") || !unknown.isEmpty(),
        "the pattern finds something: " + pattern);
    unknown.removeIf(exists);
    assertEquals(new TreeSet<>(), unknown);
  }

  private static TreeSet<String> find(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All literals of both, one a line; what is put together of several is one. */
  private static String messages() throws IOException {
    String code = COMMENT
        .matcher(source(LIBRARY) + source(COMMAND_LINE))
        .replaceAll(
            found -> found.group(1) == null ? " " : Matcher.quoteReplacement(found.group(1)));
    return LITERAL
        .matcher(CONCATENATION.matcher(code).replaceAll(""))
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String documents() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      List<Path> all = Stream.concat(
              Stream.of("README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")
                  .map(Path::of),
              docs.filter(file -> file.toString().endsWith(".md")))
          .toList();
      return read(all);
    }
  }

  private static String source(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return read(
          files.filter(file -> file.toString().endsWith(".java")).sorted().toList());
    }
  }

  private static String read(List<Path> files) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : files) {
      text.append(Files.readString(file)).append('\n');
    }
    return text.toString();
  }
}
