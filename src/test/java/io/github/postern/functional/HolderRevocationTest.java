package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Rows;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The holder of a key can revoke it, whatever its state, and learns nothing. */
class HolderRevocationTest {

  private static final String JSON = "application/json";
  private final Set<String> gone = ConcurrentHashMap.newKeySet();
  private TestApp app;

  @BeforeEach
  void start() throws Exception {
    app = TestApp.start(builder -> builder
        .setting("postern.scopes", "read: GET /api/*; other: GET /other/*")
        .setting("postern.required-paths", "/postern/api/self, /postern/api/self/*, /api/*")
        .setting("postern.rights.self", "create,list,edit,rotate,disable")
        .setting("postern.saml.validity", "required")
        .setting("postern.saml.freshness", "P10D")
        .setting("postern.key-in-url", "suspend")
        .ownerDirectory(owner -> !gone.contains(owner.name())
            ? OwnerStatus.active(Set.of("user"))
            : owner.name().equals("disabled") ? OwnerStatus.disabled() : OwnerStatus.gone()));
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE /self", "POST /self/report"})
  @DisplayName(
      "A key is given up in whatever state it is: the answer is 204, the same as for no key"
          + " at all, and it is revoked")
  void aKeyIsGivenUpInWhateverState(String call) throws Exception {
    Map<String, JsonObject> keys = keys();
    Map<String, List<String>> nothing = headers(send(call, "test_abcdefghijklmnop_x"));
    int sessions = app.sessionsMade();
    for (Map.Entry<String, JsonObject> each : keys.entrySet()) {
      String secret = each.getValue().getString("key");
      int status = app.script().getWithKey("/api/jobs", secret).status();
      assertEquals(
          each.getKey().startsWith("works") ? 200 : each.getKey().startsWith("outside") ? 403 : 401,
          status,
          each.getKey());
      for (String time : List.of("", ", a second time")) {
        Reply reply = send(call, secret);
        assertEquals("204 ", answer(reply), each.getKey() + time);
        assertEquals(nothing, headers(reply), each.getKey() + time);
        assertTrue(row(each.getValue()).contains("\nREVOKED_AT=1"), each.getKey() + " is revoked");
      }
      assertEquals(401, app.script().getWithKey("/api/me", secret).status());
    }
    assertEquals(sessions, app.sessionsMade());
  }

  /** Keys in every state in which a key is refused, and some that work. */
  private Map<String, JsonObject> keys() throws Exception {
    Map<String, JsonObject> keys = new LinkedHashMap<>();
    keys.put(
        "suspended",
        app.browser()
            .login(Map.of(
                "user",
                "sue",
                "roles",
                "user",
                "source",
                "saml",
                "authenticatedAt",
                app.clock().instant().toString()))
            .create("{\"name\":\"n\",\"validFor\":\"P90D\"}"));
    app.clock().advance(Duration.ofDays(11));
    keys.put(
        "expired", app.loggedIn("al", "user").create("{\"name\":\"n\",\"validFor\":\"PT1S\"}"));
    Browser bob = app.loggedIn("bob", "user");
    keys.put("works", bob.create("{\"name\":\"n\"}"));
    keys.put("disabled", switchedOff(bob, "/keys/"));
    keys.put("disabled by an administrator", switchedOff(bob, "/admin/keys/"));
    keys.put("foreign network", bob.create("{\"name\":\"net\",\"networks\":[\"192.0.2.0/24\"]}"));
    keys.put("outside its scopes", bob.create("{\"name\":\"scope\",\"scopes\":[\"other\"]}"));
    keys.put("works while superseded", rotated(bob, "PT1H"));
    keys.put("superseded", rotated(bob, "PT1S"));
    keys.put("waits for its rotation", bob.create("{\"name\":\"in a URL\"}"));
    assertEquals(
        400,
        app.script()
            .get("/api/me?key=" + keys.get("waits for its rotation").getString("key"))
            .status());
    addThoseOfOwnersWhoLeft(keys);
    app.clock().advance(Duration.ofSeconds(2));
    return keys;
  }

  private void addThoseOfOwnersWhoLeft(Map<String, JsonObject> keys) throws Exception {
    for (String owner : List.of("disabled", "gone", "seen to be gone")) {
      keys.put("owner " + owner, app.loggedIn(owner, "user").create("{\"name\":\"n\"}"));
      gone.add(owner);
      app.postern().ownerChanged(owner);
    }
    JsonObject waits = keys.get("owner seen to be gone");
    assertEquals(401, app.script().getWithKey("/api/me", waits.getString("key")).status());
    assertTrue(row(waits).contains("AWAITS=approval"), row(waits));
  }

  private JsonObject switchedOff(Browser owner, String path) throws Exception {
    JsonObject key = owner.create("{\"name\":\"off\"}");
    Browser by = path.startsWith("/admin") ? app.loggedIn("boss", "administrator") : owner;
    assertEquals(
        200, by.api("PATCH", path + key.getString("id"), "{\"active\":false}").status());
    return key;
  }

  private static JsonObject rotated(Browser owner, String overlap) throws Exception {
    JsonObject key = owner.create("{\"name\":\"old\"}");
    assertEquals(
        201,
        owner
            .api(
                "POST",
                "/keys/" + key.getString("id") + "/rotate",
                "{\"overlap\":\"" + overlap + "\"}")
            .status());
    return key;
  }

  @ParameterizedTest
  @ValueSource(strings = {"flag", "refuse", "suspend"})
  @DisplayName("E-7: a key is given up over an unencrypted connection too, whatever else becomes of"
      + " such keys")
  void aKeyIsGivenUpInClearToo(String setting) throws Exception {
    try (TestApp behind = TestApp.prepare()
        .connector(AddressTest::believeProxies)
        .run(builder -> builder.setting("postern.insecure-transport", setting))) {
      Browser bob = behind.loggedIn("bob", "user");
      for (String[] call : new String[][] {{"DELETE", "/self"}, {"POST", "/self/report"}}) {
        String key = bob.createKey("n");
        Reply reply = behind
            .script()
            .send(
                call[0],
                "/postern/api" + call[1],
                null,
                "X-API-Key",
                key,
                "X-Forwarded-For",
                "203.0.113.9",
                "X-Forwarded-Proto",
                "http");
        assertEquals("204 ", answer(reply), call[1]);
        assertEquals(401, behind.script().getWithKey("/api/me", key).status());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE /self", "POST /self/report"})
  @DisplayName(
      "Unknown, forged, malformed and revoked keys are answered as one that was given up, and"
          + " leave no row")
  void whatIsNoKeyIsAnsweredTheSame(String call) throws Exception {
    Browser bob = app.loggedIn("bob", "user");
    JsonObject key = bob.create("{\"name\":\"n\"}");
    String other = bob.createKey("other");
    String forged = Raw.forged(key.getString("id"));
    assertEquals(204, send("DELETE /self", other).status());
    List<String> before = Rows.of(app.jdbcUrl(), "POSTERN_EVENT");
    for (String each :
        List.of(forged, "test_abcdefghijklmnop_x", other, "test_", key.getString("key") + "x")) {
      Reply reply = send(call, each);
      assertEquals("204 ", answer(reply));
      assertTrue(reply.header("WWW-Authenticate").isEmpty());
    }
    assertEquals(before, Rows.of(app.jdbcUrl(), "POSTERN_EVENT"));
    assertEquals(200, app.script().getWithKey("/api/me", key.getString("key")).status());
    assertEquals(headers(send(call, forged)), headers(send(call, key.getString("key"))));
    assertEquals(1, app.sessionsMade(), "only the login made a session");
  }

  @Test
  @DisplayName(
      "A report says where the key was found, cleaned and bounded, and is an event of its" + " own")
  void aReportSaysWhereTheKeyWasFound() throws Exception {
    JsonObject key = app.loggedIn("bob", "user").create("{\"name\":\"n\"}");
    assertEquals(
        204,
        app.script()
            .send(
                "POST",
                "/postern/api/self/report",
                "{\"where\":\"https://git.example/x\\r\\nFAKE \\u202e line\"}",
                "X-API-Key",
                key.getString("key"),
                "Content-Type",
                JSON)
            .status());
    List<String> events = Rows.of(app.jdbcUrl(), "POSTERN_EVENT").stream()
        .filter(row -> row.contains("EVENT_TYPE=REPORTED\n"))
        .toList();
    assertEquals(1, events.size());
    assertTrue(events.get(0).contains("https://git.example/x"), events.get(0));
    assertFalse(events.get(0).contains("\r")
        || events.get(0).contains("\nFAKE")
        || events.get(0).contains("\u202e"));
    assertTrue(events.get(0).contains("ACTOR=key " + key.getString("id")), events.get(0));
  }

  @Test
  @DisplayName("A report that cannot be read is 400, with or without a right key, and does nothing")
  void aReportThatCannotBeReadIs400() throws Exception {
    String key = app.loggedIn("bob", "user").createKey("n");
    for (String sent : List.of(key, "test_abcdefghijklmnop_x")) {
      for (String body : List.of(
          "{\"where\":1}",
          "{\"x\":1}",
          "[]",
          "{\"where\":\"" + "x".repeat(501) + "\"}",
          "{\"where\":\"" + key + "\"}",
          "{\"key\":\"" + key + "\"}")) {
        Reply reply = app.script()
            .send(
                "POST", "/postern/api/self/report", body, "X-API-Key", sent, "Content-Type", JSON);
        assertEquals(400, reply.status(), body.replace(key, "KEY"));
        assertFalse(reply.body().contains(key), "no secret comes back");
      }
    }
    assertEquals(200, app.script().getWithKey("/api/me", key).status());
  }

  @Test
  void whoAsksWithAKeyOfAnotherApplicationIsToldHowOursBegin() throws Exception {
    try (TestApp open = TestApp.start()) {
      String other = open.loggedIn("bob", "user").createKey("n").replace("test_", "jobs_");
      Reply asked = open.script().getWithKey("/postern/api/self", other);
      assertEquals("401 key-required", code(asked));
      assertTrue(
          asked.text("detail").contains("begins with 'test_'")
              && asked.text("detail").contains("nor does a key of another application"),
          asked.body());
      assertFalse(asked.body().contains(other), "no secret comes back");
    }
  }

  @Test
  @DisplayName("Without a key it is 401, with a key in the URL 400 and flagged, with a session only"
      + " 401")
  void withoutAKeyOrWithOneInTheUrl() throws Exception {
    Browser bob = app.loggedIn("bob", "user");
    JsonObject key = bob.create("{\"name\":\"n\"}");
    String other = key.getString("key").replace("test_", "jobs_");
    for (String call : List.of("DELETE /self", "POST /self/report")) {
      String[] parts = call.split(" ");
      String path = "/postern/api" + parts[1];
      assertEquals("401 key-required", code(app.script().send(parts[0], path, null)));
      assertEquals("401 key-required", code(bob.api(parts[0], parts[1], null)));
      Reply foreign = app.script().send(parts[0], path, null, "Authorization", "Bearer " + other);
      assertEquals("401 key-required", code(foreign));
      assertTrue(
          foreign.text("detail").contains("One of another application does not count"),
          foreign.body());
      assertEquals(
          "400 key-in-url",
          code(app.script().send(parts[0], path + "?key=" + key.getString("key"), null)));
      assertEquals(
          400,
          app.script()
              .send(
                  parts[0],
                  path,
                  null,
                  "X-API-Key",
                  key.getString("key"),
                  "Authorization",
                  "Bearer " + key.getString("key"))
              .status());
    }
    assertTrue(row(key).contains("\nREVOKED_AT=null"), "a key in a URL gives nothing up");
    assertTrue(row(key).contains("\nSEEN_IN_URL_AT=1"), "but it is flagged");
    assertEquals(
        405,
        app.script()
            .send("GET", "/postern/api/self/report", null, "X-API-Key", bob.createKey("m"))
            .status());
  }

  @Test
  @DisplayName("W-9: without the management API a key still asks about itself and is given up, and"
      + " everything else is gone")
  void withoutManagementAKeyStillGivesItselfUp() throws Exception {
    Browser bob = app.loggedIn("bob", "user");
    String key = bob.createKey("n");
    String reported = bob.createKey("m");
    try (TestApp without =
        TestApp.on(app.jdbcUrl()).run(builder -> builder.setting("postern.management", "false"))) {
      assertEquals(200, without.script().getWithKey("/postern/api/self", key).status());
      assertEquals("bob", without.script().getWithKey("/postern/api/self", key).text("owner"));
      for (String path : List.of(
          "/api",
          "/api/policy",
          "/api/keys",
          "/api/admin/keys",
          "/api/selfish",
          "/api/self/x",
          "/index.html",
          "/postern-keys.js")) {
        assertEquals(404, without.script().get("/postern" + path).status(), path);
        assertEquals(404, without.script().getWithKey("/postern" + path, key).status(), path);
      }
      assertEquals(
          204,
          without
              .script()
              .send("POST", "/postern/api/self/report", null, "X-API-Key", reported)
              .status());
      assertEquals(
          204,
          without
              .script()
              .send("DELETE", "/postern/api/self", null, "X-API-Key", key)
              .status());
      assertEquals(401, without.script().getWithKey("/api/me", key).status());
      assertEquals(401, without.script().getWithKey("/api/me", reported).status());
    }
  }

  private Reply send(String call, String key) throws Exception {
    String[] parts = call.split(" ");
    return app.script().send(parts[0], "/postern/api" + parts[1], null, "X-API-Key", key);
  }

  /** Everything that an answer says in headers but when. */
  private static Map<String, List<String>> headers(Reply reply) {
    Map<String, List<String>> headers = new TreeMap<>(reply.headers().map());
    headers.remove("date");
    return headers;
  }

  private static String answer(Reply reply) {
    return reply.status() + " " + reply.body();
  }

  private static String code(Reply reply) {
    return reply.status() + " " + reply.code();
  }

  private String row(JsonObject key) throws Exception {
    return Rows.of(app.jdbcUrl(), "POSTERN_KEY").stream()
        .filter(row -> row.contains("KEY_ID=" + key.getString("id") + "\n"))
        .findFirst()
        .orElseThrow();
  }
}
