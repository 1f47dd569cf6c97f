package io.github.postern.logins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A login that an application keeps in a record of its own, in its session. */
class SessionLoginTest {

  private static final Instant END = Instant.parse("2026-11-21T18:00:00.123Z");

  private enum Group {
    OPERATOR,
    AUDITOR
  }

  private record OwnerRecord(Optional<String> name, Map<String, Object> details) {}

  static Stream<Object> ends() {
    return Stream.of(
        END,
        Date.from(END),
        END.toEpochMilli(),
        END.atZone(ZoneId.of("Europe/Berlin")),
        END.toString(),
        Optional.of(END));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void aPathLeadsToEachFactWhateverItsType(Object end) throws Exception {
    try (TestApp app = app(new OwnerRecord(
        Optional.of("carol"),
        Map.of("groups", List.of(Group.OPERATOR, Group.AUDITOR), "kind", "SAML", "end", end)))) {
      JsonObject key = loggedIn(app).create("{\"name\":\"nightly\"}");
      assertEquals(
          "carol saml " + END,
          key.getString("owner")
              + " "
              + key.getString("loginSource")
              + " "
              + key.getString("expiresAt"));
      assertEquals("[\"AUDITOR\",\"OPERATOR\"]", key.get("roles").toString());
    }
  }

  @Test
  void aSessionEndWithoutAZoneGivesNoKeyAndTheLogNamesTheSetting() throws Exception {
    assertNoKey(
        Map.of("kind", "saml", "end", LocalDateTime.of(2026, 11, 21, 18, 0)),
        "carol",
        "postern.login.session-end leads to '2026-11-21T18:00' (java.time.LocalDateTime),"
            + " which is no instant");
    assertNoKey(Map.of("kind", "saml", "end", END.getEpochSecond()), "carol", "are these seconds?");
  }

  @Test
  void aSourceThatIsNeitherLocalNorSamlGivesNoKey() throws Exception {
    assertNoKey(
        Map.of("kind", "ldap"),
        "carol",
        "postern.login.source must lead to 'local' or 'saml', but led to 'ldap'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"car\nol", "carol\u0000", "\ud800carol", " carol", "carol\u00a0"})
  void aUserNameWithOddCharactersGivesNoKey(String name) throws Exception {
    assertNoKey(Map.of("kind", "local"), name, "The user name from postern.login.user ");
  }

  @Test
  void aUserNameThatIsTooLongGivesNoKey() throws Exception {
    assertNoKey(Map.of("kind", "local"), "c".repeat(256), "postern.login.user has 256 characters");
  }

  @Test
  void withoutANameNobodyIsLoggedIn() throws Exception {
    for (Optional<String> name : List.of(Optional.<String>empty(), Optional.of("  "))) {
      try (TestApp app = app(new OwnerRecord(name, Map.of()))) {
        assertEquals("not-logged-in", loggedIn(app).api("GET", "/policy", null).code());
      }
    }
  }

  private static void assertNoKey(Map<String, Object> details, String name, String logged)
      throws Exception {
    try (TestApp app = app(new OwnerRecord(Optional.of(name), details));
        LogCapture log = new LogCapture()) {
      Reply reply = loggedIn(app).api("POST", "/keys", "{\"name\":\"x\"}");
      assertTrue(reply.status() >= 400, reply.body());
      assertFalse(
          reply.body().contains("at io.github") || reply.body().contains("Exception"),
          reply.body());
      assertTrue(log.text().contains(logged), log.text());
      assertFalse(log.text().contains("Created key"), log.text());
    }
  }

  private static Browser loggedIn(TestApp app) throws Exception {
    Browser browser = app.browser();
    browser.send("POST", "/enter", "");
    browser.api("GET", "/policy", null);
    return browser;
  }

  private static TestApp app(OwnerRecord ownerRecord) throws Exception {
    return TestApp.prepare()
        .servlet("/enter", new HttpServlet() {
          private static final long serialVersionUID = 1L;

          @Override
          protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            request.getSession().setAttribute("account", ownerRecord);
          }
        })
        .run(builder -> builder
            .setting("postern.login.user", "account.name")
            .setting("postern.login.roles", "account.details.groups")
            .setting("postern.login.source", "account.details.kind")
            .setting("postern.login.session-end", "account.details.end"));
  }
}
