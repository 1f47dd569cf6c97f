package io.github.postern.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.Postern;
import io.github.postern.PosternBuilder;
import io.github.postern.SettingsException;
import io.github.postern.auth.AuthSettings;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.keyring.KeyringSettings;
import io.github.postern.login.LoginSettings;
import io.github.postern.manage.ManagementSettings;
import io.github.postern.policy.PolicySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final Map<String, String> NONE = Map.of();

  @Test
  void theEnvironmentWinsOverSystemPropertiesAndTheseOverContextParameters() {
    Map<String, String> parameters = Map.of(
        "postern.prefix", "context", "postern.login", "session", "postern.keys-per-owner", "1");
    Map<String, String> properties = Map.of(
        "postern.prefix", "property", "postern.login", "container", "user.home", "/somewhere");
    Map<String, String> environment = Map.of("POSTERN_PREFIX", "environment", "PATH", "/bin");
    Settings settings = Settings.of(parameters, properties, environment);
    assertEquals("environment", settings.required(Setting.PREFIX));
    assertEquals("container", settings.required(Setting.LOGIN));
    assertEquals("1", settings.required(Setting.KEYS_PER_OWNER));
  }

  @Test
  void anUnknownNameStopsTheStartAndTheNearestOneIsNamed() {
    String message = failure(Map.of("postern.pepprer", "x"));
    assertTrue(
        message.contains("'postern.pepprer'") && message.contains("'postern.pepper'"), message);
    assertTrue(assertThrows(
            InvalidSettingException.class,
            () -> Settings.of(NONE, NONE, Map.of("POSTERN_PREFX", "x")))
        .getMessage()
        .contains("'POSTERN_PREFIX'"));
    assertThrows(
        InvalidSettingException.class,
        () -> Settings.of(NONE, Map.of("postern.Prefix", "x"), NONE));
  }

  @Test
  void whatKubernetesOrTheCommandLineHaveInTheEnvironmentIsNoSetting() {
    assertDoesNotThrow(() -> Settings.of(
        NONE,
        NONE,
        Map.of(
            "POSTERN_SERVICE_HOST",
            "10.0.0.1",
            "POSTERN_PORT",
            "tcp://10.0.0.1:80",
            "POSTERN_PORT_80_TCP_ADDR",
            "10.0.0.1",
            "POSTERN_CLI_URL",
            "http://localhost:8080")));
  }

  @Test
  @DisplayName("F-42: a missing prefix stops the start and says how to set it")
  void aMissingPrefixStopsTheStart() {
    String message = assertThrows(
            InvalidSettingException.class,
            () -> KeyringSettings.keyring(Settings.of(NONE, NONE, NONE), new SecureRandom()))
        .getMessage();
    assertTrue(
        message.contains("postern.prefix is missing") && message.contains("POSTERN_PREFIX"),
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postern.prefix | Jobs",
        "postern.prefix | j",
        "postern.keys-per-owner | 0",
        "postern.keys-per-owner | 1001",
        "postern.keys-per-owner | many",
        "postern.local.when-full | Refuse",
        "postern.saml.validity | always",
        "postern.preset | netbackup-13",
        "postern.preset | ../x",
        "postern.rights.self | create,own",
        "postern.name-pattern | [",
        "postern.error-style | xml",
        "postern.reveal-key | r:c2hvcnQ=",
        "postern.maximum-overlap | P91D",
        "postern.local.when-full | never",
        "postern.local.allowed | yes",
        "postern.local.validity | sometimes",
        "postern.local.default-validity | P400D",
        "postern.local.maximum-validity | one year",
        "postern.local.maximum-validity | P1Y",
        "postern.local.when-expired | delete",
        "postern.saml.without-session-end | ask",
        "postern.carriers | ''",
        "postern.carriers | cookie",
        "postern.carriers | header:",
        "postern.carriers | header:Cookie",
        "postern.carriers | header:X Key",
        "postern.scopes | read",
        "postern.path | api",
        "postern.path | /api/",
        "postern.path | /",
        "postern.required-paths | batch",
        "postern.allowed-origins | jobs.example.com",
        "postern.cache-life | PT6M",
        "postern.cache-life | 0s",
        "postern.cache-size | 1",
        "postern.cluster-poll | P1D",
        "postern.login | jwt",
        "postern.pepper | bm8gbmFtZQ==",
        "postern.pepper | p:short",
        "postern.pepper | p:!!!"
      })
  @DisplayName("F-42: a value that breaks its rule stops the start and says what, value, rule and"
      + " remedy")
  void aValueThatBreaksItsRuleStopsTheStart(String name, String value) {
    Map<String, String> settings = new HashMap<>(Map.of("postern.prefix", "test"));
    settings.put(name, value);
    String message = failure(settings);
    assertTrue(message.contains(name), message);
    Setting setting = Setting.ofKey(name).orElseThrow();
    if (setting.isSecret()) {
      assertFalse(message.contains(value), message);
    } else {
      assertTrue(message.contains("'" + value + "'") || value.isEmpty(), message);
    }
  }

  @Test
  void contradictorySettingsStopTheStart() {
    assertTrue(failure(
            Map.of("postern.prefix", "test", "postern.pepper", "a:b", "postern.pepper-file", "/x"))
        .contains("keep one"));
    assertTrue(failure(Map.of(
            "postern.prefix", "test", "postern.datasource", "jdbc/x", "postern.jdbc-url", "jdbc:x"))
        .contains("keep one"));
  }

  @Test
  void anUnknownDataSourceDriverOrProviderStopsTheStart() {
    assertTrue(failure(Map.of("postern.prefix", "test", "postern.datasource", "jdbc/nothing"))
        .contains("postern.datasource"));
    assertTrue(failure(Map.of("postern.prefix", "test", "postern.jdbc-url", "jdbc:nothing:x"))
        .contains("The setting postern.jdbc-url cannot be used: There is no JDBC"
            + " driver for jdbc:nothing:... among the jars of the"
            + " application or the server; put the driver of your database"
            + " into WEB-INF/lib."));
    String noUrl =
        failure(Map.of("postern.prefix", "test", "postern.jdbc-url", "postgres://me:geheim@db/x"));
    assertTrue(
        noUrl.contains("this URL, which does not start with jdbc:") && !noUrl.contains("geheim"),
        noUrl);
    assertTrue(failure(Map.of(
            "postern.prefix",
            "test",
            "postern.jdbc-url",
            "jdbc:derby:memory:none;create=true",
            "postern.jpa-provider",
            "toplink"))
        .contains("toplink"));
  }

  @Test
  void aPepperMayBeInAFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("pepper");
    Files.writeString(file, "new:MDEyMzQ1Njc4OWFiY2RlZg==\nold:ZmVkY2JhOTg3NjU0MzIxMA==\n");
    assertTrue(KeyringSettings.keyring(
            Settings.of(
                Map.of("postern.prefix", "test", "postern.pepper-file", file.toString()),
                NONE,
                NONE),
            new SecureRandom())
        .rowBinder()
        .isPresent());
    Files.writeString(file, "a-secret-without-a-name");
    String message =
        failure(Map.of("postern.prefix", "test", "postern.pepper-file", file.toString()));
    assertTrue(message.contains(file.toString()) && !message.contains("a-secret"), message);
    assertTrue(failure(Map.of("postern.prefix", "test", "postern.pepper-file", directory + "/none"))
        .contains("postern.pepper-file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  @DisplayName(
      "E-13: a file with peppers may be of Windows: a byte order mark, UTF-16, line ends of"
          + " two characters")
  void aPepperFileMayBeOfWindows(String encoding, @TempDir Path directory) throws Exception {
    String text = "new:MDEyMzQ1Njc4OWFiY2RlZg==\r\nold:ZmVkY2JhOTg3NjU0MzIxMA==\r\n";
    for (String start : List.of("\uFEFF", "")) {
      Path file = Files.write(directory.resolve("pepper"), (start + text).getBytes(encoding));
      assertTrue(KeyringSettings.keyring(
              Settings.of(
                  Map.of("postern.prefix", "test", "postern.pepper-file", file.toString()),
                  NONE,
                  NONE),
              new SecureRandom())
          .rowBinder()
          .isPresent());
    }
    Path file = Files.write(directory.resolve("pepper"), new byte[] {(byte) 0xC3, '(', ':', 'x'});
    assertTrue(failure(Map.of("postern.prefix", "test", "postern.pepper-file", file.toString()))
        .contains("postern.pepper-file"));
  }

  @Test
  void whatIsInForceIsDescribedWithoutSecrets() {
    Settings settings = Settings.of(
        Map.of(
            "postern.prefix",
            "test",
            "postern.pepper",
            "p:aGlkZGVuLWhpZGRlbg==",
            "postern.jdbc-password",
            "veiled",
            "postern.jdbc-url",
            "jdbc:x?password=veiled"),
        NONE,
        NONE);
    String description = settings.describe();
    assertFalse(description.contains("veiled") || description.contains("aGlk"), description);
    assertTrue(description.contains("postern.prefix = 'test' (context parameter)"), description);
    assertTrue(description.contains("postern.keys-per-owner = '25'"), description);
    assertEquals(
        List.of(
            "postern.prefix = 'test' (context parameter)",
            "postern.pepper = <secret> (context parameter)",
            "postern.jdbc-url = <secret> (context parameter)",
            "postern.jdbc-password = <secret> (context parameter)"),
        settings.describeGiven().lines().map(String::strip).toList(),
        "the start tells what was given, and not the defaults of all others");
  }

  @Test
  void whatIsCalledLikeASecretIsOne() {
    Set<Setting> called = EnumSet.noneOf(Setting.class);
    for (Setting setting : Setting.values()) {
      if (setting.key().matches(".*(password|pepper|token|secret|reveal-key|jdbc-url)")) {
        called.add(setting);
      }
      Settings settings = Settings.of(Map.of(setting.key(), "netbackup"), NONE, NONE);
      assertEquals(
          setting.isSecret(),
          !settings.describe().contains(setting.key() + " = 'netbackup'"),
          setting.key());
      assertEquals(
          setting.isSecret(),
          !settings.malformed(setting, "'netbackup'", null).getMessage().contains("'netbackup'"));
    }
    assertEquals(
        called,
        Arrays.stream(Setting.values()).filter(Setting::isSecret).collect(Collectors.toSet()));
  }

  @Test
  void everyDefaultKeepsItsOwnRule() {
    Settings settings = Settings.of(Map.of("postern.prefix", "test"), NONE, NONE);
    assertEquals(
        List.of("Authorization: Bearer", "X-API-Key"),
        PolicySettings.policy(settings).credentialRules().carriers().stream()
            .map(Object::toString)
            .toList());
    List<InvalidSettingException> problems = new ArrayList<>();
    AuthSettings.of(
        settings,
        new KeyFormat("test"),
        new AuthSettings.ProxyNames(LoginSettings::proxyHeaders, LoginSettings::proxyAttributes),
        problems::add);
    assertEquals(List.of(), problems);
    assertDoesNotThrow(() -> ManagementSettings.of(settings));
  }

  private static String failure(Map<String, String> settings) {
    return assertThrows(SettingsException.class, () -> {
          PosternBuilder builder = Postern.builder();
          settings.forEach(builder::setting);
          builder.build("/app").close();
        })
        .getMessage();
  }
}
