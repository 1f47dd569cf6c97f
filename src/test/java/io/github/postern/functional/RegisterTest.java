package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Polling;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lists of administrators, and the history of a user's own keys. */
class RegisterTest {

  private TestApp app;
  private Browser alice;
  private Browser boss;

  @BeforeEach
  void start() throws Exception {
    app = TestApp.start();
    alice = app.browser().login(Map.of("user", "alice", "roles", "user", "organisation", "blue"));
    boss = app.loggedIn("boss", "administrator");
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void theLifeOfAKeyIsKeptAndShownToItsOwnerAndAdministratorsOnly() throws Exception {
    String id = alice.create("{\"name\":\"n\"}").getString("id");
    app.clock().advance(Duration.ofMinutes(1));
    boss.api("PATCH", "/admin/keys/" + id, "{\"active\":false}");
    app.clock().advance(Duration.ofMinutes(1));
    app.loggedIn("eve", "user").api("DELETE", "/keys/" + id, null);
    List<String> life = List.of("forbidden by eve", "changed by boss", "created by alice");
    assertEquals(life, Polling.until(life, () -> events(alice, "/keys/" + id)));

    app.clock().advance(Duration.ofMinutes(1));
    alice.api("DELETE", "/keys/" + id, null);

    assertEquals(
        "revoked by alice", events(boss, "/admin/keys/" + id).get(0), "also when the key is gone");
    assertEquals(404, alice.api("GET", "/keys/" + id + "/events", null).status());
    assertEquals(
        403,
        app.loggedIn("eve", "user")
            .api("GET", "/admin/keys/" + id + "/events", null)
            .status());
    Browser green =
        app.browser().login(Map.of("user", "lead", "roles", "orgadmin", "organisation", "green"));
    assertEquals(404, green.api("GET", "/admin/keys/" + id + "/events", null).status());
  }

  @Test
  void anExpiredKeyThatIsStillUsedIsShownAsSuch() throws Exception {
    JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"P1D\"}");
    assertEquals(200, app.script().getWithKey("/api/me", key.getString("key")).status());
    app.clock().advance(Duration.ofDays(2));
    assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
    app.postern().close(); // writes down what it has seen
    try (TestApp again = TestApp.on(app.jdbcUrl()).run(builder -> {})) {
      again.clock().advance(Duration.ofDays(2));
      JsonObject read = again
          .loggedIn("alice", "user")
          .api("GET", "/keys/" + key.getString("id"), null)
          .json();
      assertEquals("2026-11-23T10:00:00Z", read.getString("refusedAt"));
      assertEquals("127.0.0.1", read.getString("refusedFrom"));
      assertEquals("2026-11-21T10:00:00Z", read.getString("lastUsedAt"));
      JsonArray uses = again
          .loggedIn("boss", "administrator")
          .api("GET", "/admin/statistics", null)
          .json()
          .getJsonArray("uses");
      assertEquals(30, uses.size());
      // Counted when it was written down: on the day of the refusal.
      assertEquals(
          "{\"day\":\"2026-11-23\",\"uses\":1,\"refused\":1}", uses.get(29).toString());
    }
  }

  @Test
  void theNumbersAreThoseOfTheKeysInReach() throws Exception {
    alice.create("{\"name\":\"soon\",\"validFor\":\"P5D\"}");
    alice.create("{\"name\":\"later\",\"validFor\":\"P60D\"}");
    Browser carl =
        app.browser().login(Map.of("user", "carl", "roles", "user", "organisation", "green"));
    carl.createKey("green");
    JsonObject all = boss.api("GET", "/admin/statistics", null).json();
    assertEquals(3, all.getInt("total"));
    assertEquals("[1,1,1,0,0]", keys(all.getJsonArray("endings")));
    assertEquals(3, all.getJsonObject("states").getInt("active"));
    Browser blue =
        app.browser().login(Map.of("user", "lead", "roles", "orgadmin", "organisation", "blue"));
    assertEquals(2, blue.api("GET", "/admin/statistics", null).json().getInt("total"));
    assertEquals(403, alice.api("GET", "/admin/statistics", null).status());
  }

  @Test
  void whatWasIssuedBeforeAnInstantIsRevokedWithinTheReach() throws Exception {
    String old = alice.createKey("old");
    Browser carl =
        app.browser().login(Map.of("user", "carl", "roles", "user", "organisation", "green"));
    String green = carl.createKey("green");
    assertEquals(200, app.script().getWithKey("/api/me", old).status());
    app.clock().advance(Duration.ofHours(1));
    String young = alice.createKey("young");
    String body = "{\"issuedBefore\":\"2026-11-21T10:30:00Z\"}";
    assertEquals(403, alice.api("POST", "/admin/revocations", body).status());
    assertEquals(400, boss.api("POST", "/admin/revocations", "{}").status());
    Browser blue =
        app.browser().login(Map.of("user", "lead", "roles", "orgadmin", "organisation", "blue"));

    Reply revoked = blue.api("POST", "/admin/revocations", body);

    assertEquals("{\"revoked\":1}", revoked.body());
    assertEquals(401, app.script().getWithKey("/api/me", old).status());
    assertEquals(200, app.script().getWithKey("/api/me", green).status());
    assertEquals(200, app.script().getWithKey("/api/me", young).status());
    assertEquals("{\"revoked\":1}", boss.api("POST", "/admin/revocations", body).body());
    assertEquals(401, app.script().getWithKey("/api/me", green).status());
  }

  @Test
  void theListIsFilteredByCreatorLoginAndDisuse() throws Exception {
    alice.createKey("own");
    boss.api("POST", "/admin/owners/alice/keys", "{\"name\":\"given\"}");
    app.clock().advance(Duration.ofDays(11));
    alice.createKey("young");
    assertEquals(List.of("given"), names("createdBy=boss"));
    assertEquals(List.of(), names("loginSource=saml"));
    assertEquals(
        List.of("given", "own"),
        names("unusedFor=P10D&owner=alice&loginSource=local").stream().sorted().toList());
    Reply wrong = boss.api("GET", "/admin/keys?loginSource=ldap", null);
    assertEquals(400, wrong.status());
    assertTrue(wrong.text("detail").contains("local, saml"), wrong.body());
    assertFalse(boss.api("GET", "/admin/keys?unusedFor=soon", null).status() == 200);
  }

  private List<String> names(String query) throws Exception {
    return boss.api("GET", "/admin/keys?" + query, null)
        .json()
        .getJsonArray("keys")
        .getValuesAs(key -> key.asJsonObject().getString("name"));
  }

  private static List<String> events(Browser browser, String path) throws Exception {
    return browser
        .api("GET", path + "/events", null)
        .json()
        .getJsonArray("events")
        .getValuesAs(event -> event.asJsonObject().getString("type")
            + " by "
            + event.asJsonObject().getString("actor"));
  }

  private static String keys(JsonArray endings) {
    return endings
        .getValuesAs(group -> group.asJsonObject().getInt("keys"))
        .toString()
        .replace(" ", "");
  }
}
