package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which package may know which: the arrows point down, and this is the whole list of them. */
class LayersTest {

  private static final Path SOURCES = Path.of("src/main/java/io/github/postern");
  /** Of the command line, not cut yet. */
  private static final Set<String> LONG_BODIES = Set.of(
      "Diagnosis.java absent",
      "FilterRegistrationCheck.java dispatches",
      "FilterRegistrationCheck.java reach",
      "IssuedKey.java print",
      "LibraryPlan.java compare",
      "LiveCheck.java judge",
      "Planner.java addJar",
      "Planner.java plan",
      "WarReader.java judge");

  private static final Path COMMAND_LINE = Path.of("cli/src/main/java");
  private static final Path CLASSES = Path.of("target/classes");

  private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
      Map.entry(
          "",
          Set.of(
              "auth",
              "bridge",
              "container",
              "constraint",
              "manage",
              "login",
              "issue",
              "directory",
              "store",
              "store.jpa",
              "spi",
              "policy",
              "keyring",
              "settings",
              "key",
              "xml")),
      Map.entry(
          "auth",
          Set.of(
              "constraint",
              "http",
              "store",
              "spi",
              "policy",
              "keyring",
              "settings",
              "key",
              "text")),
      Map.entry("constraint", Set.of("http", "policy", "settings", "xml")),
      Map.entry("bridge", Set.of("auth", "spi", "settings")),
      Map.entry("container", Set.of("auth", "constraint", "http", "spi", "settings", "xml")),
      Map.entry(
          "manage",
          Set.of("http", "issue", "store", "spi", "policy", "keyring", "settings", "key", "text")),
      Map.entry("login", Set.of("spi", "settings", "key", "text", "xml")),
      Map.entry("issue", Set.of("store", "spi", "policy", "keyring", "key", "text")),
      Map.entry("directory", Set.of("database", "spi", "settings", "key", "text")),
      Map.entry("store", Set.of("spi", "keyring", "key", "text")),
      Map.entry(
          "store.jpa",
          Set.of("store", "store.schema", "database", "spi", "keyring", "settings", "key", "text")),
      Map.entry("store.schema", Set.of("database", "text")),
      Map.entry("database", Set.of("settings", "xml")),
      Map.entry("spi", Set.of("key")),
      Map.entry("policy", Set.of("settings", "key")),
      Map.entry("keyring", Set.of("settings", "key", "text")),
      Map.entry("settings", Set.of("key")),
      Map.entry("http", Set.of("policy", "settings")),
      Map.entry("text", Set.of()),
      Map.entry("xml", Set.of()),
      Map.entry("key", Set.of()));

  /** A method's first line: neither a statement nor a type, nor the value of a field. */
  private static final Pattern METHOD = Pattern.compile(
      " +(?!(?:if|for|while|switch|try|do|return|throw|synchronized|else|case|default|new)\\b)"
          + "(?!.*\\b(?:class|interface|record|enum) \\w)(?!.*(?:->|=))"
          + "(?:[\\w@<][^(]*?)?\\b(\\w+)\\(.*");

  /** One line for each setting, for each column of a row, and for each method of the store. */
  private static final Set<String> LONG_FILES = Set.of(
      "settings/Setting.java",
      "store/jpa/JpaKeyStore.java",
      "store/jpa/KeyRow.java",
      "store/jpa/KeyStatements.java");

  /**
   * Fully qualified uses count as well as imports: whatever names a type of another package depends
   * on it.
   */
  private static final Pattern REFERENCE =
      Pattern.compile("io\\.github\\.postern\\.(?:([a-z]+(?:\\.[a-z]+)*)\\.)?[A-Z]");

  /** What a package page says: up to the end of the sentence, in which names may have a dot. */
  private static final Pattern DEPENDENCIES =
      Pattern.compile("Depends\\s+on\\s+((?:[^.;{]|\\{@code [^}]*})*)");

  @Test
  void packagesKnowOnlyWhatTheyMay() throws IOException {
    TreeSet<String> wrong = new TreeSet<>();
    Map<String, Set<String>> used = new TreeMap<>();
    ALLOWED.keySet().forEach(name -> used.put(name, new TreeSet<>()));
    for (Path file : sources()) {
      String from = packageOf(file);
      Matcher reference = REFERENCE.matcher(code(file));
      while (reference.find()) {
        String to = reference.group(1) == null ? "" : reference.group(1);
        if (!to.equals(from) && !ALLOWED.get(from).contains(to)) {
          wrong.add(file + " must not know " + (to.isEmpty() ? "the root package" : to));
        } else if (!to.equals(from)) {
          used.get(from).add(to);
        }
      }
    }
    assertEquals(Set.of(), wrong);
    assertEquals(new TreeMap<>(ALLOWED), used, "what is allowed is also used");
  }

  /** The page of the root package, which knows all others, draws them instead. */
  @Test
  void thePageOfEachPackageNamesWhatItDependsOn() throws IOException {
    Map<String, Set<String>> named = new TreeMap<>();
    for (String name : ALLOWED.keySet()) {
      Path page = SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java");
      Matcher sentence = DEPENDENCIES.matcher(code(page).replace("\n *", " "));
      if (!name.isEmpty() && sentence.find()) {
        Set<String> names = named.computeIfAbsent(name, ignored -> new TreeSet<>());
        Pattern.compile("\\{@code ([^}]*)}")
            .matcher(sentence.group(1))
            .results()
            .forEach(found -> names.add(found.group(1)));
      }
    }
    Map<String, Set<String>> allowed = new TreeMap<>(ALLOWED);
    allowed.remove("");
    assertEquals(allowed, named);
  }

  @Test
  void theAllowedArrowsThemselvesMakeNoCircle() {
    for (String start : ALLOWED.keySet()) {
      assertFalse(reachable(start).contains(start), start + " can reach itself");
    }
  }

  @Test
  void onlyTheStoreKnowsPersistenceAndOnlyTheEdgesKnowServlets() throws IOException {
    // Types, not the names of settings in the persistence.xml of an application.
    assertUsedOnlyIn(
        "jakarta\\.persistence\\.(?:spi\\.)?[A-Z]", Set.of("store.jpa", "store.schema"));
    assertUsedOnlyIn(
        "jakarta\\.servlet\\.",
        Set.of("", "auth", "bridge", "container", "constraint", "manage", "login", "http", "spi"));
    assertUsedOnlyIn("jakarta\\.security\\.auth\\.", Set.of("container"));
    assertUsedOnlyIn(
        "java\\.sql\\.|javax\\.sql\\.",
        Set.of("", "database", "directory", "store.jpa", "store.schema"));
  }

  @Test
  void timeAndChanceComeFromOutside() throws IOException {
    assertUsedOnlyIn(
        "Instant\\.now\\(|currentTimeMillis|new Date\\(|LocalDate\\.now|new"
            + " Random\\(|Math\\.random",
        Set.of());
  }

  @Test
  @DisplayName("F-18: digests are compared in constant time only")
  void digestsAreComparedInConstantTimeOnly() throws IOException {
    TreeSet<String> elsewhere = new TreeSet<>();
    for (Path file : sources()) {
      if (Pattern.compile("Arrays\\.(?:equals|compare|mismatch)\\(")
          .matcher(code(file))
          .find()) {
        elsewhere.add(SOURCES.relativize(file).toString());
      }
    }
    assertEquals(Set.of("key/Network.java"), elsewhere, "it compares addresses, no secrets");
    for (String file : List.of("keyring/Digest.java", "keyring/Fingerprint.java")) {
      String code = code(SOURCES.resolve(file));
      assertEquals(1, code.split("MessageDigest\\.isEqual", -1).length - 1, file);
    }
    for (String file : List.of("keyring/Peppers.java", "key/Secret.java", "auth/KeyLookup.java")) {
      assertFalse(
          code(SOURCES.resolve(file)).contains("hex()"), file + " compares no text of a digest");
    }
  }

  @Test
  void aSecretIsTakenOutOfItsWrappingInFewPlaces() throws IOException {
    TreeSet<String> places = new TreeSet<>();
    for (Path file : sources()) {
      if (code(file).contains("reveal()")) {
        places.add(SOURCES.relativize(file).toString());
      }
    }
    assertEquals(
        Set.of(
            "auth/KeyLookup.java",
            "issue/RequestRules.java",
            "keyring/Fingerprints.java",
            "keyring/Pepper.java",
            "keyring/Sealer.java",
            "key/Secret.java",
            "manage/KeyJson.java"),
        places);
  }

  @Test
  void noLineIsWiderThan100Columns() throws IOException {
    TreeSet<String> wide = new TreeSet<>();
    for (Path file : sources()) {
      List<String> lines = Files.readAllLines(file);
      for (int line = 0; line < lines.size(); line++) {
        if (lines.get(line).length() > 100) {
          wide.add(file + ":" + (line + 1));
        }
      }
    }
    assertEquals(Set.of(), wide);
  }

  /** An inner class is given the object around it, and a constant of an enum its name and place. */
  @Test
  void noConstructorHasMoreThanFiveParametersButThatOfARecord() throws Exception {
    TreeSet<String> wide = new TreeSet<>();
    for (Path file : classes()) {
      String name = CLASSES.relativize(file).toString().replace('/', '.').replace(".class", "");
      Class<?> type = Class.forName(name, false, getClass().getClassLoader());
      boolean inner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
      int given = type.isEnum() ? 2 : inner ? 1 : 0;
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (!type.isRecord()
            && !type.isAnonymousClass()
            && !constructor.isSynthetic()
            && constructor.getParameterCount() - given > 5) {
          wide.add(constructor.toString());
        }
      }
    }
    assertEquals(Set.of(), wide);
  }

  @Test
  void noMethodBodyHasMoreThan30Lines() throws IOException {
    TreeSet<String> tooLong = new TreeSet<>();
    for (Path file : products()) {
      methodBodies(file).entrySet().stream()
          .filter(body -> body.getValue() > 30)
          .forEach(body -> tooLong.add(file.getFileName() + " " + body.getKey()));
    }
    assertEquals(LONG_BODIES, tooLong);
  }

  @Test
  void noFileHasMoreThan250LinesOfCode() throws IOException {
    TreeSet<String> tooLong = new TreeSet<>();
    for (Path file : products()) {
      long lines = codeLines(file).stream()
          .filter(line -> !line.isBlank())
          .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
          .count();
      if (lines > 250) {
        tooLong.add(name(file));
      }
    }
    assertEquals(LONG_FILES, tooLong);
  }

  /**
   * Returns how many lines of code the body of each method has. In the shape that the formatter
   * gives, a body ends at the first brace that stands as deep as its method begins.
   */
  private static Map<String, Integer> methodBodies(Path file) throws IOException {
    Map<String, Integer> bodies = new TreeMap<>();
    List<String> lines = codeLines(file);
    for (int end = 0; end < lines.size(); end++) {
      Matcher brace = Pattern.compile("( +)}").matcher(lines.get(end));
      if (!brace.matches()) {
        continue;
      }
      Pattern sameDepth = Pattern.compile(brace.group(1) + "[^ ].*");
      int start = end - 1;
      while (start > 0 && !sameDepth.matcher(lines.get(start)).matches()) {
        start--;
      }
      Matcher method = METHOD.matcher(lines.get(start));
      if (method.matches()) {
        int body = start;
        while (!lines.get(body).endsWith("{")) {
          body++;
        }
        int size = (int) lines.subList(body + 1, end).stream()
            .filter(line -> !line.isBlank())
            .count();
        bodies.merge(method.group(1), size, Math::max);
      }
    }
    return bodies;
  }

  /** Returns the lines of a file, of which those of comments are empty. */
  private static List<String> codeLines(Path file) throws IOException {
    String code = Pattern.compile("(?s)(?m)^ */\\*.*?\\*/").matcher(code(file)).replaceAll("");
    return code.lines().map(line -> line.strip().startsWith("//") ? "" : line).toList();
  }

  private static void assertUsedOnlyIn(String pattern, Set<String> packages) throws IOException {
    TreeSet<String> wrong = new TreeSet<>();
    for (Path file : sources()) {
      if (!packages.contains(packageOf(file))
          && Pattern.compile(pattern).matcher(code(file)).find()) {
        wrong.add(file.toString());
      }
    }
    assertEquals(Set.of(), wrong, "files that must not use " + pattern);
  }

  private static Set<String> reachable(String start) {
    Set<String> seen = new TreeSet<>();
    List<String> next = List.copyOf(ALLOWED.get(start));
    while (!next.isEmpty()) {
      next = next.stream()
          .filter(seen::add)
          .flatMap(name -> ALLOWED.get(name).stream())
          .toList();
    }
    return seen;
  }

  private static List<Path> classes() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> file.toString().contains("postern"))
          .filter(
              file -> !file.endsWith("package-info.class") && !file.endsWith("module-info.class"))
          .toList();
    }
  }

  /** Returns the sources of the library and of the command line. */
  private static List<Path> products() throws IOException {
    List<Path> all = new ArrayList<>(sources());
    all.addAll(sources(COMMAND_LINE));
    return all;
  }

  private static String name(Path file) {
    return (file.startsWith(SOURCES) ? SOURCES.relativize(file) : file).toString();
  }

  private static List<Path> sources() throws IOException {
    return sources(SOURCES);
  }

  private static List<Path> sources(Path top) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList();
    }
  }

  private static String packageOf(Path file) {
    Path parent = SOURCES.relativize(file).getParent();
    return parent == null ? "" : parent.toString().replace(File.separatorChar, '.');
  }

  private static String code(Path file) throws IOException {
    return Files.readString(file);
  }
}
