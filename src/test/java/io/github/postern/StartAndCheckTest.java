package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code graft} and {@code doctor} tell before the start what would stop it, and nothing else. */
class StartAndCheckTest {

  private static final Path SOURCES = Path.of("src/main/java/io/github/postern");
  private static final Pattern READ = Pattern.compile("\\bSetting\\.([A-Z][A-Z_]+)\\b");

  /**
   * These name something on the server or in the application, and only the start can look there.
   */
  private static final Set<Setting> ELSEWHERE = EnumSet.of(
      Setting.PEPPER_FILE,
      Setting.DATASOURCE,
      Setting.JDBC_URL,
      Setting.PERSISTENCE_UNIT,
      Setting.JPA_PROVIDER,
      Setting.CONSTRAINTS,
      Setting.OWNERS_DATASOURCE,
      Setting.OWNERS_JDBC_URL);

  /** A database that cannot be reached now stops no start. */
  private static final Map<String, String> USUAL =
      Map.of("postern.prefix", "test", "postern.jdbc-url", "jdbc:derby:memory:nowhere");

  private static final Map<String, String> PROXY = Map.of(
      "postern.login",
      "proxy",
      "postern.login.user",
      "X-User",
      "postern.login.proxies",
      "10.0.0.1");
  private static final Map<String, String> SQL = Map.of(
      "postern.owners",
      "sql",
      "postern.owners.jdbc-url",
      "jdbc:derby:memory:nowhere",
      "postern.owners.query",
      "SELECT id FROM users WHERE name = ?");
  private static final Map<String, String> LDAP = Map.of(
      "postern.owners",
      "ldap",
      "postern.owners.ldap-url",
      "ldap://127.0.0.1:1",
      "postern.owners.ldap-base",
      "dc=example,dc=com",
      "postern.owners.ldap-disabled",
      "none");
  private static final Map<String, String> SCIM = Map.of(
      "postern.owners",
      "scim",
      "postern.owners.scim-url",
      "https://127.0.0.1:1/scim",
      "postern.owners.scim-token",
      "token");

  @ParameterizedTest
  @EnumSource
  void theyAgreeOnEverySetting(Setting setting) {
    List<String> differences = new ArrayList<>();
    for (Map<String, String> others : bases(setting)) {
      for (String value :
          ELSEWHERE.contains(setting) ? List.<String>of() : List.of("", "0", "?!(", "none, some")) {
        Map<String, String> settings = new TreeMap<>(USUAL);
        settings.putAll(others);
        settings.put(setting.key(), value);
        String started = start(settings);
        String checked = check(settings);
        if (started.isEmpty() != checked.isEmpty()) {
          differences.add(
              settings + "\n  at the start: " + started + "\n  by the check: " + checked);
        }
      }
    }
    assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
  }

  @ParameterizedTest
  @EnumSource
  void theyAgreeOnEverySettingThatIsMissing(Setting setting) {
    for (Map<String, String> others : bases(setting)) {
      Map<String, String> settings = new TreeMap<>(USUAL);
      settings.putAll(others);
      if (setting != Setting.JDBC_URL && settings.remove(setting.key()) != null) {
        assertEquals(start(settings).isEmpty(), check(settings).isEmpty(), settings::toString);
      }
    }
  }

  @Test
  void bothTellEverythingThatIsWrongAtOnce() {
    Map<String, String> wrong = Map.of(
        "postern.jdbc-url", "jdbc:derby:memory:nowhere",
        "postern.cache-life", "soon",
        "postern.path", "postern/",
        "postern.login", "magic");
    for (String told : List.of(start(wrong), check(wrong))) {
      for (String name : List.of("prefix", "cache-life", "path", "login")) {
        assertTrue(told.contains("postern." + name), () -> name + " is not in " + told);
      }
    }
    assertTrue(start(wrong).lines().skip(1).distinct().count() >= 4, () -> start(wrong));
  }

  @Test
  void theStartTellsEveryNameThatDoesNotExist() {
    Map<String, String> wrong = new TreeMap<>(USUAL);
    wrong.put("postern.prefx", "test");
    wrong.put("postern.cache-live", "PT1S");
    String told = start(wrong);
    assertTrue(told.contains("'postern.prefx'. Did you mean 'postern.prefix'"), told);
    assertTrue(told.contains("'postern.cache-live'. Did you mean 'postern.cache-life'"), told);
  }

  /**
   * Both make the same {@code SettingsParts}: what reads settings anywhere else would be judged by
   * one of them only.
   */
  @Test
  void settingsAreReadOnlyByWhatBothMake() throws IOException {
    Map<String, String> readers = readers();
    assertTrue(readers.size() > 8, readers.keySet()::toString);
    TreeSet<String> unknown = new TreeSet<>(readers.keySet());
    Deque<String> made = new ArrayDeque<>(List.of("SettingsParts"));
    while (!made.isEmpty()) {
      String maker = made.pop();
      String code = maker.equals("SettingsParts")
          ? Files.readString(SOURCES.resolve("SettingsParts.java"))
          : readers.get(maker);
      for (String reader : readers.keySet()) {
        if (code.contains(reader + ".") && unknown.remove(reader)) {
          made.add(reader);
        }
      }
    }
    // Of this one it looks whether it is there at all.
    assertEquals(Set.of("SettingsCheck"), unknown);
    assertEquals(
        Set.of("PEPPER", "PEPPER_FILE"),
        READ.matcher(readers.get("SettingsCheck"))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet()));
  }

  /** Returns the code of what reads a setting, by the name of its class. */
  private static Map<String, String> readers() throws IOException {
    Map<String, String> readers = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        String code = Files.readString(file);
        if (!file.getParent().endsWith("settings") && READ.matcher(code).find()) {
          readers.put(file.getFileName().toString().replace(".java", ""), code);
        }
      }
    }
    return readers;
  }

  private static List<Map<String, String>> bases(Setting setting) {
    String key = setting.key();
    if (key.startsWith("postern.owners")) {
      return List.of(Map.of(), SQL, LDAP, SCIM);
    }
    return key.startsWith("postern.login")
        ? List.of(Map.of(), Map.of("postern.login", "session"), PROXY)
        : List.of(Map.of());
  }

  /** Returns why an application does not start; empty if it does. */
  private static String start(Map<String, String> settings) {
    PosternBuilder builder = Postern.builder();
    settings.forEach(builder::setting);
    try {
      builder.build("/app").close();
      return "";
    } catch (SettingsException e) {
      return e.getMessage();
    }
  }

  private static String check(Map<String, String> settings) {
    Map<String, List<String>> answer = new SettingsCheck().apply(settings);
    return String.join(" ", answer.get("problems")) + String.join(" ", answer.get("missing"));
  }
}
