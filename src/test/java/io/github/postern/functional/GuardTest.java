package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls that may not manage keys. */
class GuardTest {

  private static TestApp app;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.start(
        builder -> builder.setting("postern.allowed-origins", "https://jobs.example.com"));
  }

  @AfterAll
  static void stop() throws Exception {
    app.close();
  }

  @Test
  @DisplayName(
      "F-9: without a session nobody creates a key, whatever owner the body, the query or a"
          + " header names")
  void withoutASessionNobodyCreatesAKey() throws Exception {
    for (String body : List.of(
        "{\"name\":\"n\"}",
        "{\"name\":\"n\",\"owner\":\"nobody\"}",
        "{\"name\":\"n\",\"userId\":\"nobody\"}")) {
      Reply reply = app.script()
          .send(
              "POST",
              "/postern/api/keys?owner=nobody&user=nobody",
              body,
              "Content-Type",
              "application/json",
              "X-User",
              "nobody",
              "Remote-User",
              "nobody");
      assertEquals(401, reply.status());
      assertEquals("not-logged-in", reply.code());
    }
    assertEquals(
        0,
        app.loggedIn("nobody", "user")
            .api("GET", "/keys", null)
            .json()
            .getJsonArray("keys")
            .size());
  }

  @Test
  @DisplayName(
      "F-10: another owner's key does not exist, for any call, and reaching for it is" + " audited")
  void anotherOwnersKeyDoesNotExist() throws Exception {
    JsonObject ofBob = app.loggedIn("bob", "user").create("{\"name\":\"of bob\"}");
    Browser mallory = app.loggedIn("mallory", "user");
    String path = "/keys/" + ofBob.getString("id");
    String unknown = "/keys/aaaaaaaaaaaaaaaa";
    for (String[] call :
        new String[][] {{"GET", ""}, {"DELETE", ""}, {"PATCH", "{\"name\":\"mine\"}"}}) {
      String body = call[1].isEmpty() ? null : call[1];
      Reply theirs = mallory.api(call[0], path, body);
      assertEquals(404, theirs.status());
      assertEquals(
          mallory.api(call[0], unknown, body).body(), theirs.body(), "as if it did not exist");
    }
    Browser eve = app.loggedIn("eve", "user");
    try (LogCapture log = new LogCapture()) {
      assertEquals(404, eve.api("POST", path + "/rotate", null).status());
      eve.api("DELETE", unknown, null);
      assertEquals(
          404, mallory.api("POST", path + "/rotate", null).status(), "told before, in this hour");
      List<String> audit =
          log.lines().stream().filter(line -> line.contains("FORBIDDEN")).toList();
      assertEquals(1, audit.size(), audit.toString());
      assertTrue(
          audit.get(0).contains("key=" + ofBob.getString("id") + " owner=bob by=eve"),
          audit.get(0));
    }
    assertEquals(404, mallory.api("POST", path + "/reveal", null).status());
    assertEquals(200, app.script().getWithKey("/api/me", ofBob.getString("key")).status());
  }

  @Test
  @DisplayName("F-11: a key manages no key, alone or together with a valid session")
  void aKeyManagesNoKey() throws Exception {
    Browser alice = app.loggedIn("alice", "administrator");
    JsonObject key = alice.create("{\"name\":\"n\"}");
    String secret = key.getString("key");
    for (String[] call : new String[][] {
      {"GET", "/policy"},
      {"GET", "/keys"},
      {"POST", "/keys"},
      {"GET", "/keys/" + key.getString("id")},
      {"PATCH", "/keys/" + key.getString("id")},
      {"DELETE", "/keys/" + key.getString("id")},
      {"POST", "/keys/" + key.getString("id") + "/rotate"},
      {"POST", "/keys/" + key.getString("id") + "/reveal"},
      {"GET", "/admin/keys"},
      {"POST", "/admin/owners/bob/keys"},
      {"DELETE", "/admin/keys/" + key.getString("id")}
    }) {
      String body = call[0].equals("POST") || call[0].equals("PATCH") ? "{\"name\":\"x\"}" : null;
      Reply alone = app.script().send(call[0], "/postern/api" + call[1], body, "X-API-Key", secret);
      Reply withSession = alice.api(call[0], call[1], body, "Authorization", "Bearer " + secret);
      assertEquals(403, alone.status(), call[0] + " " + call[1]);
      assertEquals("key-not-accepted-here", alone.code());
      assertEquals(403, withSession.status(), call[0] + " " + call[1]);
    }
    assertEquals(1, alice.api("GET", "/keys", null).json().getJsonArray("keys").size());
    assertEquals(200, app.script().getWithKey("/api/me", secret).status());
  }

  @Test
  @DisplayName(
      "F-13: a session that ended on the server creates nothing, though its cookie and token"
          + " are sent")
  void anEndedSessionCreatesNothing() throws Exception {
    Browser alice = app.loggedIn("ended", "user");
    alice.logout();
    assertEquals(401, alice.api("POST", "/keys", "{\"name\":\"n\"}").status());
  }

  @Test
  @DisplayName("F-14: a call from elsewhere, without the token, by GET or as a form is refused")
  void callsFromElsewhereAreRefused() throws Exception {
    Browser alice = app.loggedIn("csrf", "user");
    String body = "{\"name\":\"n\"}";
    String token = alice.csrf();
    String foreign = app.loggedIn("other", "user").csrf();
    assertRefused(alice, body, 403, "csrf", "Content-Type", "application/json");
    assertRefused(alice, body, 403, "csrf", "Content-Type", "application/json", "X-CSRF-Token", "");
    assertRefused(
        alice, body, 403, "csrf", "Content-Type", "application/json", "X-CSRF-Token", foreign);
    for (String site : List.of("cross-site", "same-site", "none")) {
      assertRefused(
          alice,
          body,
          403,
          "cross-origin",
          "Content-Type",
          "application/json",
          "X-CSRF-Token",
          token,
          "Sec-Fetch-Site",
          site);
    }
    for (String origin :
        List.of("https://evil.example", "null", app.url().replace("127.0.0.1", "localhost"))) {
      assertRefused(
          alice,
          body,
          403,
          "cross-origin",
          "Content-Type",
          "application/json",
          "X-CSRF-Token",
          token,
          "Origin",
          origin);
    }
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
      assertRefused(
          alice, body, 415, "unsupported-media-type", "Content-Type", type, "X-CSRF-Token", token);
    }
    String id = alice.create(body).getString("id");
    assertEquals(405, alice.api("GET", "/keys/" + id + "/rotate", null).status());
    assertEquals(405, alice.api("PUT", "/keys/" + id, body).status());
    Reply deleted = alice.send("DELETE", "/postern/api/keys/" + id, null);
    assertEquals("csrf", deleted.code());
  }

  @Test
  void theApplicationsOwnOriginsAreAccepted() throws Exception {
    Browser alice = app.loggedIn("origin", "user");
    String own = app.url().replace("/app", "");
    for (String origin : List.of(own, "https://jobs.example.com")) {
      Reply reply = alice.send(
          "POST",
          "/postern/api/keys",
          "{\"name\":\"n\"}",
          "Content-Type",
          "application/json",
          "X-CSRF-Token",
          alice.csrf(),
          "Origin",
          origin);
      assertEquals(201, reply.status(), origin);
    }
    Reply noBrowser = alice.send(
        "POST",
        "/postern/api/keys",
        "{\"name\":\"n\"}",
        "Content-Type",
        "application/json",
        "X-CSRF-Token",
        alice.csrf());
    assertEquals(201, noBrowser.status());
  }

  @Test
  void everyAnswerToASessionCarriesTheTokenAndItStaysTheSame() throws Exception {
    Browser alice = app.loggedIn("token", "user");
    String token = alice.csrf();
    assertTrue(token.length() >= 32);
    assertEquals(token, alice.api("GET", "/keys", null).header("X-CSRF-Token").orElseThrow());
    assertEquals(
        token,
        alice.api("GET", "/keys/aaaaaaaaaaaaaaaa", null).header("X-CSRF-Token").orElseThrow());
    assertTrue(app.script().get("/postern/api/policy").header("X-CSRF-Token").isEmpty());
  }

  private static void assertRefused(
      Browser browser, String body, int status, String code, String... headers) throws Exception {
    Reply reply = browser.send("POST", "/postern/api/keys", body, headers);
    assertEquals(status, reply.status(), String.join(" ", headers));
    assertEquals(code, reply.code());
    assertEquals(
        0, browser.api("GET", "/keys", null).json().getJsonArray("keys").size());
  }
}
