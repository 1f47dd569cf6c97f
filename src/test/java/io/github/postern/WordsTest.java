package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The sources of the library and of the command line use the words of {@code docs/glossary.md}, and
 * plain sentences.
 */
class WordsTest {

  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("cli/src/main/java"));
  private static final Path LIBRARY = Path.of("src/main/java/io/github/postern");

  /** A literal, which may look as if it held a comment; a block comment; comments of lines. */
  private static final Pattern COMMENT = Pattern.compile(
      "\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'|(/\\*(?s:.*?)\\*/|//[^\n]*(?:\n *//[^\n]*)*)");

  /** Words that the glossary has another word for, wherever they are in a name or a text. */
  private static final Pattern FORMER_WORD = Pattern.compile(
      "(?i)\\b(?:desks?|wish(?:es)?|rooms?|doorkeepers?|findings?|gates?|mend(?:s|ed|ing)?"
          + "|request tokens?|switch(?:es|ed|ing)?(?: \\w+){0,2} off)\\b");

  /** A sentence that begins with a relative pronoun and is no question. */
  private static final Pattern RELATIVE_SENTENCE =
      Pattern.compile("(?:^|[.!?:] |<p>|<li>)(?:What|Who|Whose|Whom|Whoever|Whatever)\\b"
          + "(?:[^.!?]|[.!?](?=\\S))*(?:[.!]|$)");

  /** Words for a user, an owner, an administrator, a client or a caller that do not say which. */
  private static final Pattern UNNAMED =
      Pattern.compile("(?i)\\b(?:somebody|someone|anybody|nobody|people|persons?)\\b");

  private static final Pattern TEXT = Pattern.compile("\\.(?:js|css|html|yaml|sql|properties)$");

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  @Test
  void namesAndTextsHaveNoFormerWords() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    for (Path file : sources()) {
      String words =
          HUMP.matcher(Files.readString(file)).replaceAll(" ").replaceAll("\\s[\\s*]*", " ");
      collect(FORMER_WORD, words, file, found);
    }
    assertEquals("", String.join("\n", found), "docs/glossary.md has another word for these");
  }

  @Test
  void pagesScriptsAndTheDescriptionOfTheApiHaveNoneEither() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
      for (Path file : files.filter(it -> TEXT.matcher(it.toString()).find()).toList()) {
        collect(FORMER_WORD, Files.readString(file).replaceAll("\\s+", " "), file, found);
      }
    }
    assertEquals("", String.join("\n", found), "docs/glossary.md has another word for these");
  }

  @Test
  void noSentenceOfACommentBeginsWithARelativePronoun() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    for (Path file : sources()) {
      comments(Files.readString(file))
          .forEach(comment -> collect(RELATIVE_SENTENCE, comment, file, found));
    }
    assertEquals("", String.join("\n", found), "say who or what it is: 'the user who ...'");
  }

  @Test
  void theDocumentationOfExportedTypesSaysWhoIsMeant() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    for (String folder : List.of("", "spi", "key")) {
      try (Stream<Path> files = Files.list(LIBRARY.resolve(folder))) {
        for (Path file : files.filter(WordsTest::isExported).toList()) {
          comments(Files.readString(file))
              .forEach(comment -> collect(UNNAMED, comment, file, found));
        }
      }
    }
    assertEquals("", String.join("\n", found), "say user, owner, administrator, client or caller");
  }

  @Test
  void theRulesSeeWhatTheyShould() {
    assertTrue(FORMER_WORD.matcher("the Doorkeeper switches a key off").find());
    assertTrue(RELATIVE_SENTENCE.matcher("What a key may do.").find());
    assertTrue(RELATIVE_SENTENCE.matcher("Ends. Whoever has it").find());
    assertEquals(false, RELATIVE_SENTENCE.matcher("Who calls, a key or a user?").find());
    assertEquals(
        List.of("A sentence on two lines.", "another, too"),
        comments(
            "/**\n * A sentence\n * on two lines.\n */ \"// no comment\"\n// another,\n// too"));
  }

  private static void collect(Pattern pattern, String text, Path file, TreeSet<String> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(file.getFileName() + ": " + matcher.group());
    }
  }

  /** Returns the text of each comment in one line. */
  private static List<String> comments(String source) {
    return COMMENT
        .matcher(source)
        .results()
        .filter(comment -> comment.group(1) != null)
        .map(MatchResult::group)
        .map(text -> text.replaceAll("^/\\*+|\\*+/$|(?m)^ *(?:\\*(?!/)|//+)", " "))
        .map(text -> text.replaceAll("\\s+", " ").strip())
        .toList();
  }

  private static boolean isExported(Path file) {
    try {
      return file.toString().endsWith(".java")
          && (file.endsWith("package-info.java") || Files.readString(file).contains("\npublic "));
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  private static List<Path> sources() throws IOException {
    TreeSet<Path> sources = new TreeSet<>();
    for (Path root : SOURCES) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return List.copyOf(sources);
  }
}
