package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.postern.settings.Setting;
import io.github.postern.testing.Browser;
import io.github.postern.testing.DeployedWar;
import io.github.postern.testing.LogCapture;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README is true: its settings, links, commands and snippets. */
class ReadmeTest {

  private static final Path README = Path.of("README.md");

  @Test
  void theTablesListEverySettingOnceWithItsDefault() throws IOException {
    Map<String, String> listed = new TreeMap<>();
    for (Path document : List.of(README, Path.of("docs/settings.md"))) {
      find("(?m)^\\| `(postern\\.[a-z.-]+)` \\|(.*?)\\|", document)
          .forEach(row ->
              assertNull(listed.put(row.group(1), row.group(2).strip()), row.group(1) + " twice"));
    }
    Map<String, String> real = Arrays.stream(Setting.values())
        .collect(Collectors.toMap(
            Setting::key,
            setting -> setting
                .byDefault()
                .filter(text -> !text.isEmpty())
                .map(text -> "`" + text + "`")
                .orElse(""),
            (a, b) -> a,
            TreeMap::new));
    real.put("postern.data-directory", "`~/.postern`");
    real.put("postern.realm", "the prefix");
    assertEquals(real, listed);
  }

  @Test
  void everySettingThatADocumentNamesExists() throws IOException {
    TreeSet<String> unknown = new TreeSet<>();
    for (Path document : documents()) {
      find("(?<![\\w./])(postern\\.[a-z]+(?:[.-][a-z]+)*)(?![\\w(/])", document)
          .map(found -> found.group(1))
          .filter(name -> Setting.ofKey(name).isEmpty() && !name.startsWith("postern.js"))
          .forEach(name -> unknown.add(document + ": " + name));
    }
    assertEquals(new TreeSet<>(), unknown);
  }

  @Test
  void itsLinksLeadSomewhere() throws IOException {
    TreeSet<String> dead = new TreeSet<>();
    for (Path document : documents()) {
      Path folder = document.toAbsolutePath().getParent();
      find("\\]\\(([^)#]+)\\)", document)
          .map(found -> found.group(1))
          .filter(link -> !link.startsWith("http"))
          .filter(link -> !Files.exists(folder.resolve(link)))
          .forEach(link -> dead.add(document + ": " + link));
    }
    assertEquals(new TreeSet<>(), dead);
  }

  @Test
  void eachDecisionIsOnceInTheListByTheme() throws IOException {
    Path decisions = Path.of("docs/decisions.md");
    List<String> sections = find("(?m)^## (\\d+\\. .*)$", decisions)
        .map(found -> found.group(1))
        .map(title -> "[" + title + "](#"
            + title.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-') + ")")
        .sorted()
        .toList();
    List<String> listed = find("(?m)^  - (\\[\\d+\\. .*\\)$)", decisions)
        .map(found -> found.group(1))
        .sorted()
        .toList();
    assertTrue(sections.size() > 100, "sections were found: " + sections.size());
    assertEquals(sections, listed);
  }

  @Test
  void itIsShortAndShowsCodeEarly() throws IOException {
    List<String> lines = Files.readAllLines(README);
    assertTrue(lines.size() <= 200, "the README has " + lines.size() + " lines");
    assertTrue(
        lines.subList(0, 25).stream().anyMatch(line -> line.startsWith("```")),
        "code before line 25");
  }

  /**
   * Each stop of a flow is a method that exists, and is called by a stop above it: on a field, a
   * parameter or a part of that class, or on the class itself.
   */
  @Test
  void eachStopOfAFlowIsCalledByOneAboveIt() throws IOException {
    String section = find("(?s)## How a request flows\n(.*?)\n## ", README)
        .findFirst()
        .orElseThrow()
        .group(1);
    List<String> flows = List.of(section.split("A login that wants a key", 2));
    assertEquals(2, flows.size());
    TreeSet<String> untrue = new TreeSet<>();
    for (String flow : flows) {
      List<String> above = new ArrayList<>();
      for (MatchResult stop : Pattern.compile("\\[`(\\w+)\\.(\\w+)`\\]\\((\\S+?\\.java)\\)")
          .matcher(flow)
          .results()
          .toList()) {
        String source = Files.readString(Path.of(stop.group(3)));
        boolean declared = Pattern.compile("(?m)^  [\\w<>., ]*\\b" + stop.group(2) + "\\(")
            .matcher(source)
            .find();
        boolean called = above.isEmpty()
            || above.stream().anyMatch(caller -> calls(caller, stop.group(1), stop.group(2)));
        if (!declared || !called) {
          untrue.add(stop.group());
        }
        above.add(source);
      }
      assertTrue(above.size() >= 6, "the stops of a flow were found: " + above.size());
    }
    assertEquals(Set.of(), untrue);
  }

  private static boolean calls(String source, String type, String method) {
    String variables = Pattern.compile("\\b" + type + " (\\w+)\\b")
        .matcher(source)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .collect(Collectors.joining("|", "", "|" + type));
    return Pattern.compile("\\b(?:" + variables + ")\\b(?:\\(\\))?(?:\\.|::)" + method + "\\b")
        .matcher(source)
        .find();
  }

  @Test
  void continuousIntegrationRunsTheReadmesTestCommand() throws IOException {
    String script = Files.readString(Path.of(".ci/run"));
    List<String> maven = script.lines().filter(line -> line.startsWith("mvn ")).toList();
    assertEquals(1, maven.size());
    assertTrue(maven.get(0).endsWith(" verify"), maven.get(0));
    assertTrue(Files.readString(README).contains("`mvn verify` runs every test"));
  }

  /** The five minutes, as written: these parameters, this tag's module, this curl call. */
  @Test
  void itsParametersMakeAWorkingApplication(@TempDir Path folder) throws Exception {
    try (LogCapture log = new LogCapture();
        DeployedWar war = start(folder)) {
      Browser alice = war.browser().login(Map.of("user", "alice"));
      String key = alice.createKey("five minutes");
      assertTrue(key.startsWith("jobs_"));
      assertEquals(
          "alice", war.script().get("/api/me", "Authorization", "Bearer " + key).text("user"));
      assertEquals("alice", war.script().get("/api/me", "X-API-Key", key).text("user"));
      assertEquals(
          "alice",
          war.script().get("/api/me", "X-API-Key", key).text("sessionUser"),
          "for code that looks there");
      assertFalse(log.text().contains("postern.bridge.user: code"), "nothing is missing");
      String module = find("<script type=\"module\" src=\"(.*?)\">", README)
          .findFirst()
          .orElseThrow()
          .group(1);
      assertEquals(200, war.script().get("/" + module).status());
    }
  }

  @Test
  void whoLeavesTheLineOfTheBridgeOutIsToldOnce(@TempDir Path folder) throws Exception {
    try (LogCapture log = new LogCapture();
        DeployedWar war = start(folder, "postern.bridge.user")) {
      assertTrue(war.isAvailable());
      assertEquals(
          1,
          log.lines().stream()
              .filter(line -> line.contains(" INFO ")
                  && line.contains("postern.login=session is set without"
                      + " postern.bridge.user: code that"
                      + " reads its user from the session"
                      + " will not find"))
              .count());
    }
  }

  @Test
  void itsCommandsMakeAKeyAskAboutItAndGiveItUp(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl");
    String[] parts = find("(?s)```bash\n(curl -s -c cookies.*?)```", README)
        .findFirst()
        .orElseThrow()
        .group(1)
        .split("(?m)^KEY=jobs_….*\n");
    assertEquals(2, parts.length, "before and after somebody reads the key");
    try (DeployedWar war = start(folder)) {
      JsonObject made =
          Json.createReader(new StringReader(shell(folder, war, parts[0], ""))).readObject();
      assertEquals("nightly", made.getString("name"));
      String key = made.getString("key");
      assertEquals(
          "alice", war.script().get("/api/me", "Authorization", "Bearer " + key).text("user"));
      String[] answers = shell(folder, war, parts[1], key).split("(?<=\\})(?=\\{)|\n");
      JsonObject told = Json.createReader(new StringReader(answers[0])).readObject();
      assertEquals(made.getString("id"), told.getString("id"));
      JsonObject seen = Json.createReader(new StringReader(answers[1])).readObject();
      assertEquals("alice", seen.getString("user"), "the application itself answers");
      assertEquals(
          401, war.script().get("/api/me", "Authorization", "Bearer " + key).status());
    }
  }

  /** Runs commands of the README against this application; returns what they print. */
  private static String shell(Path folder, DeployedWar war, String commands, String key)
      throws Exception {
    Path printed = folder.resolve("printed.txt");
    ProcessBuilder builder = new ProcessBuilder(
            "bash",
            "-euo",
            "pipefail",
            "-c",
            commands.replace("http://localhost:8080", war.script().url()))
        .directory(folder.toFile())
        .redirectOutput(printed.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("KEY", key);
    Process shell = builder.start();
    try {
      assertTrue(shell.waitFor(60, TimeUnit.SECONDS), commands);
      assertEquals(0, shell.exitValue(), commands);
    } finally {
      shell.destroyForcibly();
    }
    return Files.readString(printed);
  }

  /** An application with the parameters of the README, a login, and an API. */
  private static DeployedWar start(Path folder, String... without) throws Exception {
    Map<String, String> parameters = find(
            "<param-name>(.*?)</param-name><param-value>(.*?)</param-value>", README)
        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    assertEquals(4, parameters.size());
    parameters.keySet().removeAll(List.of(without));
    parameters.put("postern.data-directory", folder.resolve("data").toString());
    DeployedWar.write(folder, "war/WEB-INF/web.xml", """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <servlet>
                    <servlet-name>mirror</servlet-name>
                    <servlet-class>io.github.postern.testing.MirrorServlet</servlet-class>
                  </servlet>
                  <servlet-mapping><servlet-name>mirror</servlet-name><url-pattern>/api/*</url-pattern></servlet-mapping>
                  <servlet>
                    <servlet-name>login</servlet-name>
                    <servlet-class>io.github.postern.functional.DemoLogin</servlet-class>
                  </servlet>
                  <servlet-mapping><servlet-name>login</servlet-name><url-pattern>/login</url-pattern></servlet-mapping>
                </web-app>
                """);
    return DeployedWar.start(folder.resolve("war"), parameters);
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(
                  README,
                  Path.of("SECURITY.md"),
                  Path.of("CONTRIBUTING.md"),
                  Path.of("CHANGELOG.md"),
                  Path.of("verification/README.md")),
              docs.filter(file -> file.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  private static Stream<MatchResult> find(String pattern, Path document) throws IOException {
    return Pattern.compile(pattern).matcher(Files.readString(document)).results();
  }
}
