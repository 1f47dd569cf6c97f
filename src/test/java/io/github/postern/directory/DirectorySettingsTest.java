package io.github.postern.directory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.Postern;
import io.github.postern.PosternBuilder;
import io.github.postern.SettingsException;
import io.github.postern.settings.Settings;
import io.github.postern.testing.LogCapture;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings that say who the owners are. */
class DirectorySettingsTest {

  private static final String SECRET = "hunter2-hunter2";

  private static final Map<String, String> SQL = Map.of(
      "postern.owners",
      "sql",
      "postern.owners.jdbc-url",
      "jdbc:h2:mem:owners",
      "postern.owners.jdbc-password",
      SECRET,
      "postern.owners.query",
      "SELECT 1 AS id WHERE '1' = ?");
  private static final Map<String, String> LDAP = Map.of(
      "postern.owners",
      "ldap",
      "postern.owners.ldap-url",
      "ldap://127.0.0.1:1",
      "postern.owners.ldap-base",
      "dc=example,dc=com",
      "postern.owners.ldap-user",
      "cn=reader",
      "postern.owners.ldap-password",
      SECRET,
      "postern.owners.ldap-disabled",
      "none");
  private static final Map<String, String> SCIM = Map.of(
      "postern.owners",
      "scim",
      "postern.owners.scim-url",
      "https://127.0.0.1:1/scim",
      "postern.owners.scim-token",
      SECRET);

  @Test
  void byDefaultThereIsNoDirectory() {
    assertTrue(DirectorySettings.of(settings(Map.of())).open(Clock.systemUTC()).isEmpty());
  }

  @Test
  void whatIsCompleteStartsEvenIfItIsAway() {
    for (Map<String, String> complete : List.of(SQL, LDAP, SCIM)) {
      try (LogCapture log = new LogCapture()) {
        build(complete).close();
        assertFalse(log.text().contains(SECRET), log::text);
        assertFalse(settings(complete).describe().contains(SECRET));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postern.owners | jdbc",
        "postern.owners.timeout | 31s",
        "postern.owners.timeout | soon",
        "postern.owners.query | SELECT id FROM users",
        "postern.owners.query | UPDATE users SET x = ?",
        "postern.owners.roles-query | SELECT role FROM roles",
        "postern.owners.jdbc-url | jdbc:nothing:x"
      })
  @DisplayName("F-42: a value of the database that breaks its rule stops the start")
  void aWrongValueOfTheDatabaseStopsTheStart(String name, String value) {
    assertNamed(SQL, name, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postern.owners.ldap-url | https://x",
        "postern.owners.ldap-base | example.com",
        "postern.owners.ldap-base | ''",
        "postern.owners.ldap-filter | (uid=alice)",
        "postern.owners.ldap-id | a b",
        "postern.owners.ldap-roles | member,of",
        "postern.owners.ldap-roles-base | groups",
        "postern.owners.ldap-disabled | userAccountControl",
        "postern.owners.ldap-disabled | a present, b"
      })
  @DisplayName("F-42: a value of LDAP that breaks its rule stops the start")
  void aWrongValueOfLdapStopsTheStart(String name, String value) {
    assertNamed(LDAP, name, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postern.owners.scim-url | http://id.example.com/scim",
        "postern.owners.scim-url | id.example.com",
        "postern.owners.scim-roles | role",
        "postern.owners.scim-roles | ''"
      })
  @DisplayName("F-42: a value of SCIM that breaks its rule stops the start")
  void aWrongValueOfScimStopsTheStart(String name, String value) {
    assertNamed(SCIM, name, value);
  }

  @Test
  @DisplayName("F-42: a token that no header can carry stops the start and is not shown")
  void aWrongTokenStopsTheStart() {
    String message = failure(with(SCIM, "postern.owners.scim-token", "not a token"));
    assertTrue(message.contains("oken") && !message.contains("not a token"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"query", "ldap-base", "ldap-url", "ldap-disabled", "scim-url", "scim-token"})
  void aMissingSettingStopsTheStart(String name) {
    Map<String, String> settings =
        new HashMap<>(name.startsWith("ldap") ? LDAP : name.startsWith("scim") ? SCIM : SQL);
    settings.remove("postern.owners." + name);
    assertTrue(failure(settings).contains("postern.owners." + name + " is missing"));
  }

  @Test
  void contradictionsStopTheStart() {
    assertTrue(failure(with(SQL, "postern.owners.datasource", "jdbc/x")).contains("exactly one"));
    assertTrue(failure(
            Map.of("postern.owners", "sql", "postern.owners.query", "SELECT id FROM u WHERE n = ?"))
        .contains("exactly one"));
    Map<String, String> withoutPassword = new HashMap<>(LDAP);
    withoutPassword.remove("postern.owners.ldap-password");
    assertTrue(failure(withoutPassword).contains("belong together"));
    assertTrue(failure(with(LDAP, "postern.owners.ldap-password", "")).contains("belong together"));
  }

  @Test
  void aSettingOfADirectoryThatIsNotInUseStopsTheStart() {
    assertTrue(failure(with(SQL, "postern.owners.ldap-url", "ldap://x"))
        .contains("postern.owners is 'sql'"));
    assertTrue(failure(with(LDAP, "postern.owners.query", "SELECT id FROM u WHERE n = ?"))
        .contains("is 'ldap'"));
    assertTrue(failure(Map.of("postern.owners.timeout", "3s")).contains("is 'none' (by default)"));
    assertTrue(failure(with(SQL, "postern.owners", "none")).contains("is 'none'"));
  }

  @Test
  void whatIsMissingInTheDatabaseStopsTheStartAndLeavesNoThread() throws Exception {
    Set<Thread> before = pools();
    String message =
        failure(with(SQL, "postern.owners.query", "SELECT id FROM nowhere WHERE name = ?"));
    assertTrue(message.contains("postern.owners.query"), message);
    assertThrows(
        SettingsException.class, () -> build(with(SQL, "postern.jpa-provider", "toplink")));
    for (Thread thread : pools()) {
      if (!before.contains(thread)) {
        thread.join(5_000);
        assertFalse(thread.isAlive(), thread::toString);
      }
    }
  }

  @Test
  void aPasswordInClearIsWarnedOf() {
    try (LogCapture log = new LogCapture()) {
      build(with(LDAP, "postern.owners.ldap-url", "ldap://127.0.0.1:1 ldap://ldap.invalid:1"))
          .close();
      assertTrue(log.text().contains("in clear"), log::text);
    }
    try (LogCapture log = new LogCapture()) {
      build(LDAP).close();
      assertFalse(log.text().contains("in clear"), log::text);
    }
  }

  private static Set<Thread> pools() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("agroal"))
        .collect(Collectors.toSet());
  }

  private static void assertNamed(Map<String, String> complete, String name, String value) {
    String message = failure(with(complete, name, value));
    assertTrue(message.contains("The setting " + name), message);
    assertFalse(message.contains(SECRET), message);
  }

  private static Map<String, String> with(Map<String, String> settings, String name, String value) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.put(name, value);
    return changed;
  }

  private static Settings settings(Map<String, String> given) {
    return Settings.of(given, Map.of(), Map.of());
  }

  private static String failure(Map<String, String> settings) {
    return assertThrows(SettingsException.class, () -> build(settings).close()).getMessage();
  }

  private static Postern build(Map<String, String> settings) {
    PosternBuilder builder = Postern.builder()
        .setting("postern.prefix", "test")
        .setting("postern.jdbc-url", "jdbc:derby:memory:owners;create=true")
        .setting("postern.schema", "create");
    settings.forEach(builder::setting);
    return builder.build("/app");
  }
}
