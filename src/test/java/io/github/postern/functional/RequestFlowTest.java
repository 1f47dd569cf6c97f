package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A request with a key, and what the application sees of it. */
class RequestFlowTest {

  private static TestApp app;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.start(builder -> builder.setting("postern.bridge.user", "user"));
  }

  @AfterAll
  static void stop() throws Exception {
    app.close();
  }

  @Test
  @DisplayName("CO-1: a key alone makes the request the owner's, with the owner's roles")
  void aKeyMakesTheRequestTheOwners() throws Exception {
    JsonObject key =
        app.loggedIn("alice", "user", "editor").create("{\"name\":\"ci\",\"validFor\":\"P30D\"}");
    for (String[] header : new String[][] {
      {"Authorization", "Bearer " + key.getString("key")},
      {"authorization", "bearer   " + key.getString("key")},
      {"X-API-Key", key.getString("key")},
      {"x-api-key", key.getString("key")}
    }) {
      Reply seen = app.script().get("/api/me?role=editor", header);
      assertEquals(200, seen.status(), seen.body());
      assertEquals("alice", seen.text("user"));
      assertEquals("alice", seen.text("principal"));
      assertEquals("API_KEY", seen.text("authType"));
      assertEquals(key.getString("id"), seen.text("keyId"));
      assertTrue(seen.json().getBoolean("inRole"));
      assertEquals("[\"editor\",\"user\"]", seen.json().getJsonArray("roles").toString());
      assertFalse(
          app.script().get("/api/me?role=administrator", header).json().getBoolean("inRole"));
    }
  }

  @Test
  @DisplayName("AL-1: without a key the application behaves exactly as without the jar")
  void withoutAKeyNothingChanges() throws Exception {
    Reply anonymous = app.script().get("/api/me", "X-Other", "value");
    assertEquals(200, anonymous.status());
    assertNull(anonymous.text("user"));
    assertEquals("value", anonymous.json().getJsonObject("headers").getString("x-other"));
    Reply session = app.loggedIn("alice", "user").send("GET", "/api/me", null);
    assertEquals("alice", session.text("sessionUser"));
    assertNull(session.text("keyId"));
  }

  @Test
  @DisplayName("NB-21: somebody else's token in Authorization passes through untouched")
  void aForeignTokenPassesThrough() throws Exception {
    for (String foreign : List.of(
        "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x",
        "Basic YWxpY2U6YWxpY2U=",
        "Negotiate abc",
        "raw-token",
        "Bearer other_aaaaaaaaaaaaaaaa_bbb")) {
      Reply seen = app.script().get("/api/me", "Authorization", foreign);
      assertEquals(200, seen.status());
      assertNull(seen.text("user"));
      assertEquals(foreign, seen.json().getJsonObject("headers").getString("authorization"));
    }
  }

  @Test
  @DisplayName("CT-10: the body reaches the application unread")
  void theBodyReachesTheApplication() throws Exception {
    String key = app.loggedIn("alice", "user").createKey("body");
    Reply seen = app.script()
        .send(
            "POST",
            "/api/jobs",
            "{\"where\":{}}",
            "Authorization",
            "Bearer " + key,
            "Content-Type",
            "application/json");
    assertEquals("{\"where\":{}}", seen.text("body"));
  }

  @Test
  @DisplayName(
      "F-31: the credential is gone from the request, and so is whatever could lend another"
          + " identity")
  void theCredentialIsGone() throws Exception {
    Browser bob = app.loggedIn("bob", "administrator");
    String key = app.loggedIn("alice", "user").createKey("stripped");
    Reply seen = bob.send(
        "GET",
        "/api/me?role=administrator",
        null,
        "X-API-Key",
        key,
        "Authorization",
        "Bearer a-token-of-the-application");
    assertFalse(seen.body().contains(key));
    assertTrue(
        seen.json().getJsonObject("headers").keySet().stream()
            .noneMatch(List.of("x-api-key", "authorization", "cookie")::contains),
        seen.body());
    assertEquals("alice", seen.text("user"));
    assertEquals("alice", seen.text("sessionUser"), "the bridge speaks of the key's owner");
    assertEquals(0, seen.json().getInt("cookies"));
    assertFalse(seen.json().getBoolean("inRole"), "bob's session lends nothing");
  }

  @Test
  @DisplayName("F-28: two credentials in one request are refused, however they are sent")
  void twoCredentialsAreRefused() throws Exception {
    String key = app.loggedIn("alice", "user").createKey("twice");
    for (String[] headers : new String[][] {
      {"Authorization", "Bearer " + key, "X-API-Key", key},
      {"Authorization", "Bearer " + key, "Authorization", "Bearer " + key},
      {"Authorization", "Bearer " + key, "Authorization", "Bearer something-else"},
      {"Authorization", "Bearer " + key + ", Bearer " + key},
      {"Authorization", "Bearer " + key + "," + key},
      {"X-API-Key", key, "X-API-Key", key},
      {"X-API-Key", key + "," + key}
    }) {
      Reply reply = app.script().get("/api/me", headers);
      assertEquals(400, reply.status(), String.join(" ", headers).replace(key, "KEY"));
      assertEquals("invalid-request", reply.code());
      assertFalse(reply.body().contains(key));
    }
    Reply alsoInQuery = app.script().get("/api/me?key=" + key, "Authorization", "Bearer " + key);
    assertEquals(400, alsoInQuery.status());
  }

  @Test
  @DisplayName("F-29: a key in a URL is refused and flagged, and the owner sees it")
  void aKeyInAUrlIsRefusedAndFlagged() throws Exception {
    Browser alice = app.loggedIn("alice-url", "user");
    JsonObject key = alice.create("{\"name\":\"leaky\"}");
    String secret = key.getString("key");
    for (String path : List.of(
        "/api/me?key=" + secret,
        "/api/me?a=b&access_token=" + secret.replace("_", "%5F"),
        "/api/" + secret + "/me")) {
      Reply reply = app.script().get(path);
      assertEquals(400, reply.status(), path.replace(secret, "KEY"));
      assertEquals("key-in-url", reply.code());
      assertFalse(reply.body().contains(secret));
    }
    Reply shown = alice.api("GET", "/keys/" + key.getString("id"), null);
    assertEquals("2026-11-21T10:00:00Z", shown.text("seenInUrlAt"));
    assertEquals(
        200,
        app.script().getWithKey("/api/me", secret).status(),
        "the owner decides, not a stranger's URL");
    String changed = secret.substring(0, secret.length() - 1) + (secret.endsWith("A") ? "B" : "A");
    assertEquals(
        200,
        app.script().get("/api/me?key=" + changed).status(),
        "what is no key is the application's");
  }

  @Test
  @DisplayName("F-26: a thousand calls with a key leave no session and no cookie, even if the"
      + " application asks for one")
  void callsLeaveNoSession() throws Exception {
    String key = app.loggedIn("alice", "user").createKey("sessions");
    int before = app.sessionsMade();
    for (int i = 0; i < 1000; i++) {
      Reply reply = app.script().getWithKey("/api/me", key);
      assertEquals("alice", reply.text("sessionUser"));
      assertTrue(reply.header("Set-Cookie").isEmpty());
    }
    assertEquals(before, app.sessionsMade());
  }

  @Test
  @DisplayName(
      "F-48: a preflight needs no key and carries no identity; any other OPTIONS request is"
          + " like the rest")
  void preflightsCarryNoIdentity() throws Exception {
    String key = app.loggedIn("alice", "user").createKey("preflight");
    Reply preflight = app.script()
        .send(
            "OPTIONS",
            "/api/me",
            null,
            "Origin",
            "https://elsewhere.example",
            "Access-Control-Request-Method",
            "GET",
            "X-API-Key",
            key);
    assertEquals(200, preflight.status());
    assertNull(preflight.text("user"));
    assertFalse(preflight.body().contains(key), "nor does the credential go on");
    assertEquals(
        "alice", app.script().send("OPTIONS", "/api/me", null, "X-API-Key", key).text("user"));
  }

  @Test
  @DisplayName("AL-5: expiry takes effect on the next request, cached or not, at the very instant")
  void expiryTakesEffectAtOnce() throws Exception {
    String key = app.loggedIn("alice", "user")
        .create("{\"name\":\"short\",\"validFor\":\"PT1S\"}")
        .getString("key");
    assertEquals(200, app.script().getWithKey("/api/me", key).status());
    app.clock().advance(Duration.ofMillis(999));
    assertEquals(200, app.script().getWithKey("/api/me", key).status());
    app.clock().advance(Duration.ofMillis(1));
    Reply expired = app.script().getWithKey("/api/me", key);
    assertEquals(401, expired.status());
    assertTrue(expired.body().contains("expired"), "who holds the whole secret is told");
    app.clock().advance(Duration.ofSeconds(-1));
  }

  @Test
  void nearItsEndAKeysAnswersSayWhenThatIs() throws Exception {
    Browser alice = app.loggedIn("alice", "user");
    String soon = alice.create("{\"name\":\"soon\",\"validFor\":\"P7D\"}").getString("key");
    String later = alice.create("{\"name\":\"later\",\"validFor\":\"P8D\"}").getString("key");
    assertEquals(
        "2026-11-28T10:00:00Z",
        app.script().getWithKey("/api/me", soon).header("API-Key-Expires-At").orElseThrow());
    assertTrue(
        app.script().getWithKey("/api/me", later).header("API-Key-Expires-At").isEmpty());
  }

  @Test
  void aLoginThatWinsOverAKeyDoesNotOpenWhatOnlyAKeyOpens() throws Exception {
    try (TestApp other = TestApp.start(builder -> builder
        .setting("postern.login-and-key", "login")
        .setting("postern.required-paths", "/batch/*"))) {
      Browser alice = other.loggedIn("alice", "user");
      String key = alice.createKey("n");
      assertNull(
          alice.send("GET", "/api/me", null, "X-API-Key", key).text("keyId"), "the login counts");
      assertEquals(401, alice.send("GET", "/batch/run", null, "X-API-Key", key).status());
      assertEquals(
          401, alice.send("GET", "/batch/run", null, "X-API-Key", "nonsense").status());
      assertEquals(200, other.script().getWithKey("/batch/run", key).status());
    }
  }
}
