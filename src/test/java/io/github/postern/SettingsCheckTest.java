package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

  private final SettingsCheck check = new SettingsCheck();

  @Test
  void rightSettingsHaveNoProblemsAndSayWhatIsMapped() {
    Map<String, List<String>> answer =
        check.apply(Map.of("postern.prefix", "jobs", "postern.login", "session"));
    assertEquals(List.of(), answer.get("problems"));
    assertEquals(List.of(), answer.get("missing"));
    assertEquals(List.of("/*"), answer.get("url-patterns"));
    assertEquals(List.of("/postern/api/*"), answer.get("guarded"));
    assertEquals(List.of("/postern/api"), answer.get("path"));
    assertEquals(List.of("embedded"), answer.get("database"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postern.prefx | jobs | Did you mean 'postern.prefix'",
        "postern.prefix | JOBS | 'JOBS'",
        "postern.login | sesion | 'sesion'",
        "postern.keys-per-owner | many | 'many'",
        "postern.preset | nobackup | 'nobackup'",
        "postern.path | postern | starts with '/'",
        "postern.url-patterns | /a* | '/a*'",
        "postern.preflight | never | 'never'",
        "postern.required-paths | /a%20b | written decoded",
        "postern.authentication | both | 'both'",
        "postern.cache-life | PT1H | at most PT5M",
        "postern.owners.query | SELECT 1 | postern.owners is 'none'",
        "postern.schema | creat | 'creat'",
        "postern.unbound-keys | never | 'never'",
        "postern.application | a b | 'a b'",
        "postern.pepper | geheim | postern.pepper"
      })
  void aProblemIsToldInTheWordsOfTheLibraryAndWithoutSecrets(
      String name, String value, String words) {
    Map<String, String> settings = new TreeMap<>(Map.of("postern.prefix", "jobs"));
    settings.put(name, value);
    List<String> problems = check.apply(settings).get("problems");
    assertTrue(problems.stream().anyMatch(problem -> problem.contains(words)), problems.toString());
    assertFalse(problems.toString().contains("geheim"), problems.toString());
  }

  @Test
  @DisplayName(
      "S-11: where keys are accepted does not say where the filter is mapped, and what it has"
          + " to see is told")
  void whatTheFilterHasToSeeIsTold() {
    Map<String, List<String>> answer = check.apply(Map.of(
        "postern.prefix",
        "jobs",
        "postern.url-patterns",
        "/api/*",
        "postern.required-paths",
        "/batch/*, *.do",
        "postern.login-or-key-paths",
        "/shared",
        "postern.management",
        "false"));
    assertEquals(List.of("/*"), answer.get("url-patterns"));
    assertEquals(
        List.of("/batch/*", "*.do", "/shared", "/postern/*", "/postern/api/*"),
        answer.get("guarded"));
    assertEquals(answer.get("guarded"), answer.get("closed"));
    assertEquals(List.of(), check.apply(Map.of("postern.prefix", "jobs")).get("closed"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "session | | | such as 'user'",
        "session | account.name | | implement SessionBridge",
        "session | user | user | ",
        "container | | | ",
        "spring | | | "
      })
  void whoReadsTheUserFromTheSessionIsToldOfTheBridge(
      String login, String user, String bridge, String words) {
    Map<String, String> settings =
        new TreeMap<>(Map.of("postern.prefix", "jobs", "postern.login", login));
    if (user != null) {
      settings.put("postern.login.user", user);
    }
    if (bridge != null) {
      settings.put("postern.bridge.user", bridge);
    }
    String hints = check.apply(settings).get("hints").toString();
    assertTrue(
        words == null
            ? hints.equals("[]")
            : hints.startsWith("[postern.login=session is set without postern.bridge.user:"
                    + " code that reads its user from the session will not"
                    + " find the owner of a key.")
                && hints.contains(words),
        hints);
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertEquals(
        3,
        check
            .apply(Map.of("postern.prefx", "a", "postern.login", "b", "postern.cache-size", "1"))
            .get("problems")
            .size());
  }

  @Test
  void whatTheEnvironmentMayStillBringIsMissingAndNoProblem() {
    Map<String, List<String>> answer =
        check.apply(Map.of("postern.reveal", "true", "postern.login", "proxy"));
    assertEquals(List.of(), answer.get("problems"));
    assertEquals(3, answer.get("missing").size(), answer.toString());
  }

  @Test
  void aPepperFileIsNotReadForItIsOnTheServer() {
    assertEquals(
        List.of(),
        check
            .apply(Map.of("postern.prefix", "jobs", "postern.pepper-file", "/nowhere"))
            .get("problems"));
  }

  @Test
  void secretsAreNamed() {
    assertEquals(
        List.of("postern.jdbc-password"),
        check
            .apply(Map.of(
                "postern.prefix",
                "jobs",
                "postern.jdbc-url",
                "jdbc:postgresql://db/x",
                "postern.jdbc-password",
                "geheim"))
            .get("secrets"));
    for (String url : List.of(
        "jdbc:postgresql://db/x?user=u&password=geheim",
        "jdbc:mysql://u:geheim@db/x",
        "jdbc:h2:mem:x;USER=u;PASSWORD=geheim",
        "jdbc:oracle:thin:u/geheim@db:1521/x")) {
      assertEquals(
          List.of("postern.jdbc-url"),
          check.apply(Map.of("postern.jdbc-url", url)).get("secrets"),
          url);
    }
    assertEquals(
        List.of("other"),
        check
            .apply(Map.of("postern.prefix", "jobs", "postern.jdbc-url", "jdbc:postgresql:x"))
            .get("database"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "roles-constraints.xml | ",
        "nowhere.xml | There is no file nowhere.xml in WEB-INF/classes",
        "logging.properties | cannot be read"
      })
  void theFileOfConstraintsIsReadWhereTheApplicationIsAtHand(String file, String words) {
    Map<String, String> settings = Map.of("postern.prefix", "jobs", "postern.constraints", file);
    assertEquals(List.of(), check.apply(settings).get("problems"), "not looked at");
    String problems = new SettingsCheck(getClass().getClassLoader())
        .apply(settings)
        .get("problems")
        .toString();
    assertTrue(words == null ? problems.equals("[]") : problems.contains(words), problems);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sql | postern.owners.query=SELECT id FROM u WHERE n = ? | exactly one",
        "ldap |"
            + " postern.owners.ldap-url=ldap://x;postern.owners.ldap-base=dc=x;"
            + "postern.owners.ldap-disabled=none;postern.owners.ldap-user=cn=x"
            + " | belong together",
        "scim | postern.owners.scim-url=https://x/scim | postern.owners.scim-token is" + " missing"
      })
  void whatTheEnvironmentMayStillBringOfADirectoryIsMissing(
      String kind, String rest, String words) {
    Map<String, String> settings =
        new TreeMap<>(Map.of("postern.prefix", "jobs", "postern.owners", kind));
    for (String each : rest.split(";")) {
      settings.put(each.split("=", 2)[0], each.split("=", 2)[1]);
    }
    Map<String, List<String>> answer = check.apply(settings);
    assertEquals(List.of(), answer.get("problems"));
    assertTrue(answer.get("missing").toString().contains(words), answer::toString);
  }

  /** A tool has no servlet API. */
  @Test
  void itNeedsNoServletApi() throws Exception {
    URL[] classes = {place(SettingsCheck.class), place(JsonObject.class), place(EntityManager.class)
    };
    try (URLClassLoader alone = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
      assertThrows(ClassNotFoundException.class, () -> alone.loadClass("jakarta.servlet.Filter"));
      @SuppressWarnings("unchecked")
      Function<Map<String, String>, Map<String, List<String>>> there =
          (Function<Map<String, String>, Map<String, List<String>>>) alone
              .loadClass(SettingsCheck.class.getName())
              .getConstructor(ClassLoader.class)
              .newInstance(getClass().getClassLoader());
      for (String login : List.of("container", "session", "spring", "pac4j", "jakarta-security")) {
        Map<String, String> settings = Map.of(
            "postern.prefix",
            "jobs",
            "postern.login",
            login,
            "postern.preset",
            "dataos",
            "postern.constraints",
            "roles-constraints.xml",
            "postern.reveal-key",
            "r1:" + "A".repeat(43) + "=");
        assertEquals(check.apply(settings), there.apply(settings));
      }
      Map<String, String> proxy = Map.of(
          "postern.prefix",
          "jobs",
          "postern.login",
          "proxy",
          "postern.login.user",
          "X-U",
          "postern.login.proxies",
          "10.0.0.1",
          "postern.owners",
          "ldap",
          "postern.bridge.user",
          "user");
      assertEquals(check.apply(proxy), there.apply(proxy));
      assertEquals(List.of(), there.apply(proxy).get("problems"));
    }
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
