package io.github.postern.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"container", "session", "spring", "pac4j", "jakarta-security"})
  void eachKindOfLoginNeedsNoFurtherSetting(String kind) {
    LoginSettings.of(settings(Map.of("postern.login", kind)));
  }

  @Test
  void aProxyNeedsAUserAndForHeadersItsAddress() {
    assertTrue(failure(Map.of("postern.login", "proxy", "postern.login.proxies", "10.0.0.5"))
        .contains("postern.login.user is missing"));
    assertTrue(failure(Map.of("postern.login", "proxy", "postern.login.user", "X-User"))
        .contains("postern.login.proxies is missing"));
    assertTrue(failure(Map.of(
            "postern.login",
            "proxy",
            "postern.login.user",
            "attribute:REMOTE_USER",
            "postern.login.roles",
            "X-Groups"))
        .contains("postern.login.proxies is missing"));
    LoginSettings.of(
        settings(Map.of("postern.login", "proxy", "postern.login.user", "attribute:REMOTE_USER")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postern.login.proxies | proxy.example.org", "postern.login.proxies | 10.0.0.5/8",
            "postern.login.proxies | 0.0.0.0/0",
        "postern.login.proxies | ::/0", "postern.login.user | X User",
            "postern.login.user | attribute:",
        "postern.login.session-end | a,b", "postern.login.default-source | oidc"
      })
  void aValueThatBreaksItsRuleStopsTheStart(String name, String value) {
    Map<String, String> all = new HashMap<>(Map.of(
        "postern.login",
        "proxy",
        "postern.login.user",
        "X-User",
        "postern.login.proxies",
        "10.0.0.5"));
    all.put(name, value);
    String message = failure(all);
    assertTrue(message.contains(name) && message.contains("'" + value + "'"), message);
  }

  @Test
  void stepUpBehindAProxyNeedsTheInstantOfTheLogin() {
    Map<String, String> all = new HashMap<>(Map.of(
        "postern.login",
        "proxy",
        "postern.login.user",
        "attribute:REMOTE_USER",
        "postern.step-up",
        "PT10M"));
    assertTrue(failure(all).contains("postern.login.authenticated-at is missing"));
    all.put("postern.login.authenticated-at", "attribute:AUTH_INSTANT");
    LoginSettings.of(settings(all));
    all.remove("postern.login.authenticated-at");
    all.put("postern.step-up", "off");
    LoginSettings.of(settings(all));
  }

  @Test
  void proxiesWithoutAProxyStopTheStart() {
    assertTrue(failure(Map.of("postern.login", "session", "postern.login.proxies", "10.0.0.5"))
        .contains("postern.login=proxy"));
  }

  @Test
  void everySettingThatAMessageNamesExists() throws IOException {
    TreeSet<String> unknown = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/github/postern/login"))) {
      for (Path file : files.toList()) {
        Pattern.compile("(?<!github\\.)(postern\\.login(?:\\.[a-z]+(?:-[a-z]+)*)?)\\b")
            .matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1))
            .filter(name -> Setting.ofKey(name).isEmpty())
            .forEach(unknown::add);
      }
    }
    assertEquals(List.of(), List.copyOf(unknown));
  }

  private static String failure(Map<String, String> values) {
    return assertThrows(InvalidSettingException.class, () -> LoginSettings.of(settings(values)))
        .getMessage();
  }

  private static Settings settings(Map<String, String> values) {
    return Settings.of(values, Map.of(), Map.of());
  }
}
