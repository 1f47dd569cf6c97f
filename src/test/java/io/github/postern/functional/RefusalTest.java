package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The answers to a key that does not work. */
class RefusalTest {

  private static final Set<String> DISABLED = ConcurrentHashMap.newKeySet();
  private static TestApp app;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.start(builder -> builder
        .setting("postern.required-paths", "/batch/*")
        .setting("postern.scopes", "read: GET /api/*")
        .setting("postern.realm", "jobs \"of\" Müller\r\nX: y")
        .ownerDirectory(owner -> DISABLED.contains(owner.name())
            ? OwnerStatus.gone()
            : OwnerStatus.active(Set.of("user"))));
  }

  @AfterAll
  static void stop() throws Exception {
    app.close();
  }

  @Test
  @DisplayName(
      "F-34: unknown, wrong secret, revoked, inactive, owner disabled and network denied look"
          + " the same")
  void everyCauseLooksTheSame() throws Exception {
    Browser alice = app.loggedIn("alice", "user");
    String working = alice.createKey("pattern");
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("unknown id", Raw.forged("abcdefghijklmnop"));
    bad.put("wrong secret", Raw.forged(alice.create("{\"name\":\"x\"}").getString("id")));

    JsonObject revoked = alice.create("{\"name\":\"revoked\"}");
    alice.api("DELETE", "/keys/" + revoked.getString("id"), null);
    bad.put("revoked", revoked.getString("key"));

    JsonObject inactive = alice.create("{\"name\":\"inactive\"}");
    alice.api("PATCH", "/keys/" + inactive.getString("id"), "{\"active\":false}");
    bad.put("inactive", inactive.getString("key"));

    bad.put("owner disabled", app.loggedIn("gone", "user").createKey("orphan"));
    DISABLED.add("gone");
    bad.put(
        "network",
        alice.create("{\"name\":\"net\",\"networks\":[\"192.0.2.0/24\"]}").getString("key"));
    bad.put("malformed", working.substring(0, working.length() - 1) + "!");

    Map<String, String> answers = new HashMap<>();
    for (Map.Entry<String, String> entry : bad.entrySet()) {
      answers.put(
          entry.getKey(), fingerprint(app.script().get("/api/me", "X-API-Key", entry.getValue())));
    }
    assertEquals(1, Set.copyOf(answers.values()).size(), answers.toString());
    assertTrue(answers.get("revoked").startsWith("401 "));
    assertEquals(200, app.script().getWithKey("/api/me", working).status());
  }

  @Test
  @DisplayName("F-34: 'expired' is said to the holder of the whole secret, and to nobody else")
  void expiredIsSaidToTheHolderOnly() throws Exception {
    JsonObject key =
        app.loggedIn("alice", "user").create("{\"name\":\"old\",\"validFor\":\"PT1S\"}");
    app.clock().advance(Duration.ofSeconds(1));
    assertTrue(app.script().getWithKey("/api/me", key.getString("key")).body().contains("expired"));
    assertFalse(app.script()
        .getWithKey("/api/me", Raw.forged(key.getString("id")))
        .body()
        .contains("expired"));
  }

  @Test
  @DisplayName("F-20: a thousand wrong secrets for the id of a key lock nobody out")
  void wrongSecretsLockNobodyOut() throws Exception {
    JsonObject key = app.loggedIn("alice", "user").create("{\"name\":\"target\"}");
    assertEquals(200, app.script().getWithKey("/api/me", key.getString("key")).status());
    for (int i = 0; i < 1000; i++) {
      String guess = "test_" + key.getString("id") + "_" + String.format("%032d", i);
      assertEquals(
          401, app.script().getWithKey("/api/me", guess + Raw.checksum(guess)).status());
    }
    assertEquals(200, app.script().getWithKey("/api/me", key.getString("key")).status());
  }

  @Test
  @DisplayName("F-34: with strict errors not even the holder is told")
  void strictErrorsSayNothing() throws Exception {
    try (TestApp strict =
        TestApp.start(builder -> builder.setting("postern.strict-errors", "true"))) {
      String key = strict
          .loggedIn("alice", "user")
          .create("{\"name\":\"old\",\"validFor\":\"PT1S\"}")
          .getString("key");
      strict.clock().advance(Duration.ofSeconds(1));
      assertEquals(
          fingerprint(strict.script().getWithKey("/api/me", "test_x")),
          fingerprint(strict.script().getWithKey("/api/me", key)));
    }
  }

  @Test
  @DisplayName(
      "F-32: every 401 has exactly one challenge, and no error code where no credential was"
          + " sent")
  void every401HasAChallenge() throws Exception {
    Reply none = app.script().get("/batch/run");
    assertEquals(401, none.status());
    assertEquals(
        List.of("Bearer realm=\"jobs of MllerX: y\""),
        none.headers().allValues("WWW-Authenticate"));
    Reply bad = app.script().getWithKey("/batch/run", "test_nonsense");
    assertEquals(401, bad.status());
    assertEquals(1, bad.headers().allValues("WWW-Authenticate").size());
    assertTrue(bad.header("WWW-Authenticate").orElseThrow().contains("error=\"invalid_token\""));
    Reply noLogin = app.script().get("/postern/api/keys");
    assertEquals(401, noLogin.status());
    assertEquals(1, noLogin.headers().allValues("WWW-Authenticate").size());
    assertEquals(
        1,
        app.script()
            .get("/postern/api/self")
            .headers()
            .allValues("WWW-Authenticate")
            .size());
  }

  @Test
  @DisplayName("F-33: quotes and line breaks in a realm cannot end the header")
  void quotesCannotEndTheHeader() throws Exception {
    Reply reply = app.script().get("/batch/run");
    assertTrue(reply.header("X").isEmpty());
    String challenge = reply.header("WWW-Authenticate").orElseThrow();
    assertEquals(2, challenge.chars().filter(c -> c == '"').count());
  }

  @Test
  @DisplayName("F-41: empty, cut, huge and odd values get a stated answer and no stack trace")
  void oddValuesGetAStatedAnswer() throws Exception {
    String key = app.loggedIn("alice", "user").createKey("odd");
    Map<String, Integer> values = new LinkedHashMap<>();
    values.put("Bearer", 200);
    values.put("Bearer ", 200);
    values.put("Bearer test_", 401);
    values.put("Bearer\t" + key, 400);
    values.put("Bearer \t" + key, 400);
    values.put("Bearer" + key, 400);
    values.put("Bearer " + key + " x", 400);
    values.put("Bearer " + key + key, 401);
    values.put("Bearer test_" + "a".repeat(5000), 401);
    values.put("Bearer " + key.replace('0', '\u00b2').replace("test_", "test_\u00e9"), 401);
    for (Map.Entry<String, Integer> entry : values.entrySet()) {
      Reply reply = Raw.get(app.url(), "/api/me", "Authorization: " + entry.getKey());
      assertEquals(
          entry.getValue(),
          reply.status(),
          entry.getKey().replace(key, "KEY") + " -> " + reply.body());
      assertFalse(reply.body().contains("Exception"));
      assertFalse(reply.body().contains(key));
    }
    assertEquals(
        200, Raw.get(app.url(), "/api/me", "X-API-Key:").status(), "empty is no credential");
    assertEquals(401, Raw.get(app.url(), "/api/me", "X-API-Key: рk").status());
    int nul = Raw.get(
            app.url(), "/api/me", "X-API-Key: " + key.substring(0, 30) + "\0" + key.substring(31))
        .status();
    assertEquals(400, nul, "the container refuses a NUL");
    int huge =
        Raw.get(app.url(), "/api/me", "X-API-Key: " + "x".repeat(1 << 20)).status();
    assertEquals(431, huge, "the container refuses a megabyte");
    assertEquals(200, app.script().getWithKey("/api/me", key).status());
  }

  @Test
  void aScopedKeyDoesNotOpenTheRest() throws Exception {
    String key = app.loggedIn("alice", "user")
        .create("{\"name\":\"ro\",\"scopes\":[\"read\"]}")
        .getString("key");
    assertEquals(200, app.script().getWithKey("/api/jobs", key).status());
    Reply refused = app.script().send("POST", "/api/jobs", "{}", "X-API-Key", key);
    assertEquals(403, refused.status());
    assertEquals("insufficient-scope", refused.code());
    assertTrue(
        refused.header("WWW-Authenticate").orElseThrow().contains("error=\"insufficient_scope\""));
    assertEquals(
        200,
        app.script().getWithKey("/postern/api/self", key).status(),
        "a key may always ask about itself");
  }

  @Test
  void aPathThatOnlyKeysOpenOpensWithAKey() throws Exception {
    assertEquals(
        200,
        app.script()
            .getWithKey("/batch/run", app.loggedIn("alice", "user").createKey("b"))
            .status());
    assertEquals(
        401, app.loggedIn("alice", "user").send("GET", "/batch/run", null).status());
    Reply preflight = app.script()
        .send(
            "OPTIONS",
            "/batch/run",
            null,
            "Origin",
            "https://elsewhere.example",
            "Access-Control-Request-Method",
            "POST");
    assertEquals("204 ", preflight.status() + " " + preflight.body());
    assertEquals(401, app.script().send("OPTIONS", "/batch/run", null).status());
  }

  /** Everything that a client can tell two answers apart by. */
  private static String fingerprint(Reply reply) {
    Map<String, List<String>> headers = new HashMap<>(reply.headers().map());
    headers.remove("date");
    return reply.status() + " " + headers + " " + reply.body();
  }
}
