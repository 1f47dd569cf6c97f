package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The management of own keys, by the management API. */
class ManagementTest {

  private static TestApp app;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() throws Exception {
    app.close();
  }

  @Test
  void thePolicyTellsWhatThisLoginMayDo() throws Exception {
    Reply policy = app.loggedIn("policy", "user").api("GET", "/policy", null);
    JsonObject json = policy.json();
    assertTrue(json.getBoolean("mayCreate"));
    assertEquals(25, json.getInt("keysLeft"));
    JsonObject validity = json.getJsonObject("validity");
    assertEquals("free", validity.getString("choice"));
    assertEquals("P90D", validity.getString("default"));
    assertEquals("P365D", validity.getString("maximum"));
    assertTrue(validity.getBoolean("required"));
    assertEquals("nobody", json.getString("administers"));
    assertEquals(
        "[\"Authorization: Bearer\",\"X-API-Key\"]",
        json.getJsonArray("carriers").toString());
  }

  @Test
  @DisplayName(
      "NB-1: the expiry date is computed by the server and shown before the key is created")
  void theExpiryIsShownBefore() throws Exception {
    Browser alice = app.loggedIn("preview", "user");
    JsonObject preview =
        alice.api("GET", "/policy?validFor=P30D", null).json().getJsonObject("preview");
    JsonObject key = alice.create("{\"name\":\"a\",\"validFor\":\"P30D\"}");
    assertEquals("2026-12-21T10:00:00Z", preview.getString("expiresAt"));
    assertEquals(preview.getString("expiresAt"), key.getString("expiresAt"));
    assertEquals(
        "invalid-validity", alice.api("GET", "/policy?validFor=P366D", null).code());
    assertEquals(
        "invalid-validity", alice.api("GET", "/policy?validFor=soon", null).code());
  }

  @Test
  @DisplayName("NB-2: the secret is in the answer that creates the key, and nowhere else ever")
  void theSecretIsShownOnce() throws Exception {
    Browser alice = app.loggedIn("once", "user");
    Reply created = alice.api("POST", "/keys", "{\"name\":\"n\",\"description\":\"d\"}");
    assertEquals(201, created.status());
    assertEquals("no-store", created.header("Cache-Control").orElseThrow());
    JsonObject key = created.json();
    String secret = key.getString("key");
    assertTrue(secret.matches("test_" + key.getString("id") + "_[0-9A-Za-z]{38}"));
    assertEquals(
        "/app/postern/api/keys/" + key.getString("id"),
        created.header("Location").orElseThrow());
    for (String path : List.of("/keys", "/keys/" + key.getString("id"), "/policy")) {
      assertFalse(alice.api("GET", path, null).body().contains(secret.substring(22)));
    }
    Reply reveal = alice.api("POST", "/keys/" + key.getString("id") + "/reveal", null);
    assertEquals(403, reveal.status());
    assertEquals("not-revealable", reveal.code());
    JsonObject shown = alice.api("GET", "/keys/" + key.getString("id"), null).json();
    assertEquals("once", shown.getString("owner"));
    assertEquals("once", shown.getString("createdBy"));
    assertEquals("active", shown.getString("state"));
    assertEquals("local", shown.getString("loginSource"));
    assertEquals("2026-11-21T10:00:00Z", shown.getString("createdAt"));
    assertEquals("2027-02-19T10:00:00Z", shown.getString("expiresAt"));
    assertEquals("d", shown.getString("description"));
    assertTrue(shown.isNull("lastUsedAt"));
  }

  @Test
  @DisplayName("NB-14: a deleted key is refused at once and gone from the list")
  void aDeletedKeyIsRefusedAtOnce() throws Exception {
    Browser alice = app.loggedIn("delete", "user");
    JsonObject key = alice.create("{\"name\":\"n\"}");
    assertEquals(200, app.script().getWithKey("/api/me", key.getString("key")).status());
    Reply deleted = alice.api("DELETE", "/keys/" + key.getString("id"), null);
    assertEquals(204, deleted.status());
    assertEquals("", deleted.body());
    assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
    assertEquals(0, alice.api("GET", "/keys", null).json().getJsonArray("keys").size());
    assertEquals(404, alice.api("DELETE", "/keys/" + key.getString("id"), null).status());
  }

  @Test
  @DisplayName("CO-12, CO-13: name, description, expiry and activity can be changed, and the secret"
      + " stays")
  void aKeyCanBeChanged() throws Exception {
    Browser alice = app.loggedIn("edit", "user");
    JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"P1D\"}");
    String path = "/keys/" + key.getString("id");
    Reply changed =
        alice.api("PATCH", path, "{\"name\":\"m\",\"description\":\"why\",\"validFor\":\"P10D\"}");
    assertEquals(200, changed.status(), changed.body());
    assertEquals("m", changed.text("name"));
    assertEquals("2026-12-01T10:00:00Z", changed.text("expiresAt"));
    assertEquals(200, alice.api("PATCH", path, "{\"active\":false}").status());
    assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
    assertEquals("inactive", alice.api("GET", path, null).text("state"));
    assertEquals(
        200, alice.api("PATCH", path, "{\"active\":true,\"description\":null}").status());
    assertEquals(200, app.script().getWithKey("/api/me", key.getString("key")).status());
    assertNull(alice.api("GET", path, null).text("description"));
    assertEquals(400, alice.api("PATCH", path, "{}").status());
    assertEquals(400, alice.api("PATCH", path, "{\"validFor\":\"P366D\"}").status());
    assertEquals("2026-12-01T10:00:00Z", alice.api("GET", path, null).text("expiresAt"));
  }

  @Test
  @DisplayName("NB-12: an expired key gets no new date; it can only be deleted")
  void anExpiredKeyGetsNoNewDate() throws Exception {
    Browser alice = app.loggedIn("expired", "user");
    JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"PT1S\"}");
    String path = "/keys/" + key.getString("id");
    app.clock().advance(Duration.ofSeconds(1));
    Reply refused = alice.api("PATCH", path, "{\"validFor\":\"P1D\"}");
    assertEquals(409, refused.status());
    assertEquals("expired-key", refused.code());
    assertEquals("expired", alice.api("GET", path, null).text("state"));
    assertEquals(
        "expired-key", alice.api("PATCH", path, "{\"description\":\"d\"}").code());
    assertEquals(409, alice.api("POST", path + "/rotate", null).status());
    assertEquals(204, alice.api("DELETE", path, null).status());
    app.clock().advance(Duration.ofSeconds(-1));
  }

  @Test
  @DisplayName("F-38: a rotated key works for its overlap only, and its successor works on")
  void aRotatedKeyWorksForTheOverlapAndItsSuccessorAfterIt() throws Exception {
    Browser alice = app.loggedIn("rotate", "user");
    JsonObject old =
        alice.create("{\"name\":\"n\",\"validFor\":\"P30D\",\"networks\":[\"127.0.0.0/8\"]}");
    Reply rotated =
        alice.api("POST", "/keys/" + old.getString("id") + "/rotate", "{\"overlap\":\"PT1H\"}");
    assertEquals(201, rotated.status(), rotated.body());
    JsonObject next = rotated.json();
    assertEquals("[\"127.0.0.0/8\"]", next.getJsonArray("networks").toString());
    assertEquals("2026-12-21T10:00:00Z", next.getString("expiresAt"));
    assertEquals("2026-11-21T10:00:00Z", next.getString("lastRotatedAt"));
    Reply overlapping = app.script().getWithKey("/api/me", old.getString("key"));
    assertEquals(200, overlapping.status());
    assertEquals(
        next.getString("id"), overlapping.header("API-Key-Superseded-By").orElseThrow());
    assertEquals(200, app.script().getWithKey("/api/me", next.getString("key")).status());
    app.clock().advance(Duration.ofHours(1));
    assertEquals(401, app.script().getWithKey("/api/me", old.getString("key")).status());
    assertEquals(200, app.script().getWithKey("/api/me", next.getString("key")).status());
    assertEquals(
        "superseded", alice.api("GET", "/keys/" + old.getString("id"), null).text("state"));
    assertEquals(
        409, alice.api("POST", "/keys/" + old.getString("id") + "/rotate", null).status());
    assertEquals(
        400,
        alice
            .api("POST", "/keys/" + next.getString("id") + "/rotate", "{\"overlap\":\"P8D\"}")
            .status());
    app.clock().advance(Duration.ofHours(-1));
  }

  @Test
  @DisplayName("F-12: a rotation keeps scopes, networks and end, and takes no other ones")
  void aRotationKeepsTheLimits() throws Exception {
    try (TestApp scoped = TestApp.start(
        builder -> builder.setting("postern.scopes", "read: GET /api/*; write: * /api/*"))) {
      Browser alice = scoped.loggedIn("alice", "user");
      JsonObject old = alice.create(
          "{\"name\":\"n\",\"validFor\":\"P30D\",\"networks\":[\"127.0.0.0/8\"],\"scopes\":[\"read\"]}");
      String path = "/keys/" + old.getString("id") + "/rotate";
      for (String wider :
          List.of("\"scopes\":[]", "\"scopes\":[\"read\",\"write\"]", "\"networks\":[]")) {
        assertEquals(400, alice.api("POST", path, "{" + wider + "}").status(), wider);
      }
      JsonObject next = alice.api("POST", path, null).json();
      for (String limit : List.of("scopes", "networks", "expiresAt")) {
        assertEquals(old.get(limit), next.get(limit), limit);
      }
      assertEquals(
          200, scoped.script().getWithKey("/api/me", next.getString("key")).status());
      assertEquals(
          403,
          scoped
              .script()
              .send("POST", "/api/me", "{}", "X-API-Key", next.getString("key"))
              .status());
    }
  }

  @Test
  @DisplayName("F-37: an overlap never outlives the old key's own end")
  void anOverlapNeverOutlivesTheOldKey() throws Exception {
    Browser alice = app.loggedIn("overlap", "user");
    JsonObject old = alice.create("{\"name\":\"n\",\"validFor\":\"PT10M\"}");
    alice.api("POST", "/keys/" + old.getString("id") + "/rotate", "{\"overlap\":\"P1D\"}");
    assertEquals(
        "2026-11-21T10:10:00Z",
        alice.api("GET", "/keys/" + old.getString("id"), null).text("expiresAt"));
  }

  @Test
  @DisplayName(
      "F-45: the same request sent twice makes one key, and the second answer has no secret")
  void theSameRequestMakesOneKey() throws Exception {
    Browser alice = app.loggedIn("twice", "user");
    Reply first = alice.api("POST", "/keys", "{\"name\":\"n\"}", "Idempotency-Key", "form-0001");
    Reply second = alice.api("POST", "/keys", "{\"name\":\"n\"}", "Idempotency-Key", "form-0001");
    assertEquals(201, first.status());
    assertEquals(200, second.status());
    assertEquals(first.text("id"), second.text("id"));
    assertFalse(second.json().containsKey("key"));
    assertEquals(1, alice.api("GET", "/keys", null).json().getJsonArray("keys").size());
    assertEquals(
        400,
        alice
            .api("POST", "/keys", "{\"name\":\"n\"}", "Idempotency-Key", "short")
            .status());
    assertEquals(
        201,
        app.loggedIn("other", "user")
            .api("POST", "/keys", "{\"name\":\"n\"}", "Idempotency-Key", "form-0001")
            .status());
  }

  @Test
  void whatAKeyHolderMayAskOfTheKey() throws Exception {
    Browser alice = app.loggedIn("self", "user");
    JsonObject key = alice.create("{\"name\":\"n\"}");
    Reply self = app.script().getWithKey("/postern/api/self", key.getString("key"));
    assertEquals(200, self.status());
    assertEquals(key.getString("id"), self.text("id"));
    assertFalse(self.json().containsKey("key"));
    assertEquals(401, alice.api("GET", "/self", null).status(), "a session is no key");
    assertEquals(
        204,
        app.script()
            .send("DELETE", "/postern/api/self", null, "X-API-Key", key.getString("key"))
            .status());
    assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"\"} | 400 | invalid-name",
        "{\"name\":\"  \"} | 400 | invalid-name",
        "{} | 400 | invalid-name",
        "{\"name\":\"a\\nb\"} | 400 | invalid-name",
        "{\"name\":\"\\ud800\"} | 400 | invalid-name",
        "{\"name\":1} | 400 | invalid-request",
        "{\"name\":\"n\",\"owner\":\"bob\"} | 400 | invalid-request",
        "{\"name\":\"n\",\"name\":\"m\"} | 400 | invalid-request",
        "{\"name\":\"n\" | 400 | invalid-request",
        "[] | 400 | invalid-request",
        "null | 400 | invalid-request",
        "{\"name\":\"n\",\"validFor\":\"P0D\"} | 400 | invalid-validity",
        "{\"name\":\"n\",\"validFor\":\"-P1D\"} | 400 | invalid-validity",
        "{\"name\":\"n\",\"validFor\":\"PT0.5S\"} | 400 | invalid-validity",
        "{\"name\":\"n\",\"validFor\":\"30 days\"} | 400 | invalid-validity",
        "{\"name\":\"n\",\"validFor\":\"P99999999999D\"} | 400 | invalid-validity",
        "{\"name\":\"n\",\"validFor\":\"P3650D\"} | 400 | invalid-validity",
        "{\"name\":\"n\",\"expiresAt\":\"2036-01-01T00:00:00Z\"} | 400 | invalid-validity",
        "{\"name\":\"n\",\"expiresAt\":\"2020-01-01T00:00:00Z\"} | 400 | invalid-validity",
        "{\"name\":\"n\",\"expiresAt\":\"2027-01-01\"} | 400 | invalid-validity",
        "{\"name\":\"n\",\"expiresAt\":null} | 400 | invalid-validity",
        "{\"name\":\"n\",\"validFor\":\"P1D\",\"expiresAt\":\"2027-01-01T00:00:00Z\"} | 400"
            + " | invalid-validity",
        "{\"name\":\"n\",\"networks\":[\"10.0.0.1/8\"]} | 400 | invalid-request",
        "{\"name\":\"n\",\"networks\":\"10.0.0.0/8\"} | 400 | invalid-request",
        "{\"name\":\"n\",\"scopes\":[\"everything\"]} | 400 | invalid-request"
      })
  @DisplayName("F-36: what breaks a rule is refused by the server, and nothing is stored")
  void whatBreaksARuleIsRefused(String body, int status, String code) throws Exception {
    Browser alice = app.loggedIn("strict", "user");
    Reply reply = alice.api("POST", "/keys", body);
    assertEquals(status, reply.status(), reply.body());
    assertEquals(code, reply.code());
    assertEquals("application/problem+json", reply.header("Content-Type").orElseThrow());
    assertEquals(0, alice.api("GET", "/keys", null).json().getJsonArray("keys").size());
  }

  @Test
  void namesAndBodiesHaveALimit() throws Exception {
    Browser alice = app.loggedIn("limits", "user");
    assertEquals(
        "invalid-name",
        alice.api("POST", "/keys", "{\"name\":\"" + "n".repeat(10_000) + "\"}").code());
    Reply tooLarge = alice.api("POST", "/keys", "{\"name\":\"" + "n".repeat(1 << 20) + "\"}");
    assertEquals(413, tooLarge.status());
    assertEquals("too-large", tooLarge.code());
    assertEquals(
        "invalid-request", alice.api("POST", "/keys", "[".repeat(16_000)).code());
    assertEquals(0, alice.api("GET", "/keys", null).json().getJsonArray("keys").size());
    String emoji = "🔑".repeat(255);
    assertEquals(emoji, alice.create("{\"name\":\"" + emoji + "\"}").getString("name"));
    String odd = "<script>alert(1)</script> \\\"quoted\\\" مفتاح";
    alice.create("{\"name\":\"" + odd + "\"}");
    Set<String> names = alice
        .api("GET", "/keys", null)
        .json()
        .getJsonArray("keys")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(key -> key.getString("name"))
        .collect(Collectors.toSet());
    assertEquals(Set.of(emoji, "<script>alert(1)</script> \"quoted\" مفتاح"), names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/keys/x/y/z",
        "/keys/aaaaaaaaaaaaaaaa",
        "/keys/AAAAAAAAAAAAAAAA",
        "/policy/x",
        "/"
      })
  void whatIsNotThereIs404(String path) throws Exception {
    assertEquals(404, app.loggedIn("lost", "user").api("GET", path, null).status());
  }

  @Test
  void theLimitIsKeptAndSaid() throws Exception {
    try (TestApp small = TestApp.start(builder -> builder.setting("postern.keys-per-owner", "2"))) {
      Browser alice = small.loggedIn("alice", "user");
      alice.create("{\"name\":\"a\"}");
      alice.create("{\"name\":\"b\"}");
      Reply third = alice.api("POST", "/keys", "{\"name\":\"c\"}");
      assertEquals(409, third.status());
      assertEquals("too-many-keys", third.code());
      assertEquals(2, third.json().getJsonArray("keys").size());
      JsonObject policy = alice.api("GET", "/policy", null).json();
      assertFalse(policy.getBoolean("mayCreate"));
      assertEquals(2, policy.getJsonArray("blockingKeys").size());
    }
  }

  @Test
  @DisplayName("NB-4, NB-5: an expired key must be deleted before the next one is created")
  void anExpiredKeyMustBeDeletedFirst() throws Exception {
    try (TestApp one = TestApp.start(builder -> builder
        .setting("postern.keys-per-owner", "1")
        .setting("postern.local.when-expired", "delete-first"))) {
      Browser alice = one.loggedIn("alice", "user");
      JsonObject old = alice.create("{\"name\":\"old\",\"validFor\":\"P1D\"}");
      assertEquals(
          "too-many-keys", alice.api("POST", "/keys", "{\"name\":\"new\"}").code());
      one.clock().advance(Duration.ofDays(1));
      Reply refused = alice.api("POST", "/keys", "{\"name\":\"new\"}");
      assertEquals(409, refused.status());
      assertEquals("expired-key-exists", refused.code());
      assertTrue(refused.text("detail").contains("Delete it first"));
      JsonObject policy = alice.api("GET", "/policy", null).json();
      assertEquals(
          "[\"" + old.getString("id") + "\"]",
          policy.getJsonArray("blockingKeys").toString());
      assertEquals(
          204, alice.api("DELETE", "/keys/" + old.getString("id"), null).status());
      JsonObject next = alice.create("{\"name\":\"new\"}");
      assertFalse(next.getString("id").equals(old.getString("id")));
      assertEquals(
          200, one.script().getWithKey("/api/me", next.getString("key")).status());
    }
  }

  @Test
  @DisplayName("NB-10: a key that replaces another ends it, and the answer says so")
  void aReplacedKeyIsRefused() throws Exception {
    try (TestApp one = TestApp.start(builder -> builder
        .setting("postern.keys-per-owner", "1")
        .setting("postern.local.when-full", "replace"))) {
      Browser alice = one.loggedIn("alice", "user");
      JsonObject old = alice.create("{\"name\":\"old\"}");
      assertEquals(200, one.script().getWithKey("/api/me", old.getString("key")).status());
      assertEquals(
          1,
          alice.api("GET", "/policy", null).json().getJsonArray("replacingKeys").size());
      JsonObject next = alice.create("{\"name\":\"new\"}");
      assertEquals(
          "[\"" + old.getString("id") + "\"]", next.getJsonArray("replaced").toString());
      assertEquals(401, one.script().getWithKey("/api/me", old.getString("key")).status());
    }
  }

  @Test
  @DisplayName("NB-6, NB-7, NB-9, NB-13: with a SAML login the session decides when the key ends")
  void theSamlSessionDecides() throws Exception {
    Browser sam = app.browser()
        .login(Map.of(
            "user",
            "sam",
            "roles",
            "user",
            "source",
            "saml",
            "sessionEnd",
            "2026-11-21T18:00:00.123Z"));
    JsonObject validity = sam.api("GET", "/policy", null).json().getJsonObject("validity");
    assertEquals("fixed", validity.getString("choice"));
    assertEquals("2026-11-21T18:00:00.123Z", validity.getString("fixedExpiresAt"));
    assertEquals(
        "validity-not-yours",
        sam.api("POST", "/keys", "{\"name\":\"n\",\"validFor\":\"P1D\"}").code());
    JsonObject key = sam.create("{\"name\":\"n\"}");
    assertEquals("2026-11-21T18:00:00.123Z", key.getString("expiresAt"));
    assertEquals("saml", key.getString("loginSource"));
    assertEquals(
        "validity-not-yours",
        sam.api("PATCH", "/keys/" + key.getString("id"), "{\"validFor\":\"P1D\"}")
            .code());
    app.clock().advance(Duration.ofHours(8).plusMillis(123));
    assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
    assertEquals("session-over", sam.api("POST", "/keys", "{\"name\":\"m\"}").code());
    Browser again = app.browser()
        .login(Map.of(
            "user",
            "sam",
            "roles",
            "user",
            "source",
            "saml",
            "sessionEnd",
            "2026-11-22T18:00:00Z"));
    JsonObject next = again.create("{\"name\":\"m\"}");
    assertEquals(
        "[\"" + key.getString("id") + "\"]", next.getJsonArray("replaced").toString());
    app.clock().advance(Duration.ofHours(-8).minusMillis(123));
  }

  @Test
  @DisplayName(
      "NB-8: a SAML session without a known end gives no key, or one with the stated maximum")
  void withoutASessionEndThePolicyDecides() throws Exception {
    Map<String, String> login = Map.of("user", "sam2", "roles", "user", "source", "saml");
    Reply refused = app.browser().login(login).api("POST", "/keys", "{\"name\":\"n\"}");
    assertEquals(403, refused.status());
    assertEquals("session-end-unknown", refused.code());
    try (TestApp lenient = TestApp.start(builder -> builder
        .setting("postern.saml.without-session-end", "maximum")
        .setting("postern.saml.maximum-validity", "P2D"))) {
      assertEquals(
          "2026-11-23T10:00:00Z",
          lenient.browser().login(login).create("{\"name\":\"n\"}").getString("expiresAt"));
    }
  }

  @Test
  void aLoginThatCannotBeUnderstoodGivesNoKey() throws Exception {
    for (Map<String, String> odd : List.of(
        Map.of(
            "user",
            "sam3",
            "roles",
            "user",
            "source",
            "saml",
            "sessionEnd",
            "raw:2026-11-21T18:00:00"),
        Map.of("user", "sam3", "roles", "user", "source", "kerberos"),
        Map.of("user", "x".repeat(256), "roles", "user"))) {
      Reply refused = app.browser().login(odd).api("POST", "/keys", "{\"name\":\"n\"}");
      assertEquals(500, refused.status());
      assertEquals("login-unclear", refused.code());
      assertTrue(refused.text("detail").contains("tell the administrator"), refused.body());
    }
    Reply zone = app.browser()
        .login(Map.of(
            "user",
            "sam3",
            "roles",
            "user",
            "source",
            "saml",
            "sessionEnd",
            "raw:2026-11-21T18:00:00"))
        .api("GET", "/policy", null);
    assertTrue(zone.text("detail").contains("postern.login.session-end"), zone.body());
    assertTrue(zone.text("detail").contains("zone"), zone.body());
  }

  @Test
  void aBugIsNotCalledAWrongSetting() throws Exception {
    for (RuntimeException bug : List.of(
        new IllegalStateException("of a rule"),
        new IllegalArgumentException("of a rule"),
        new NullPointerException("of a rule"))) {
      try (TestApp failing =
              TestApp.start(builder -> builder.issuanceRule((login, request, existing, now) -> {
                throw bug;
              }));
          LogCapture log = new LogCapture()) {
        Reply reply = failing.loggedIn("alice", "user").api("POST", "/keys", "{\"name\":\"n\"}");
        assertEquals(500, reply.status(), bug::toString);
        assertEquals("internal", reply.code());
        assertFalse((reply.body() + log.text()).contains("misconfigured"), reply::body);
        assertFalse(reply.body().contains("of a rule"), "it may hold anything");
        assertTrue(log.text().contains("of a rule"), log::text);
      }
    }
  }

  @Test
  void aQueryThatCannotBeReadIsTheCallersFault() throws Exception {
    try (LogCapture log = new LogCapture()) {
      Reply reply = app.loggedIn("root", "administrator")
          .send("GET", "/postern/api/admin/keys?q=%FF&limit=%C3", null);
      assertEquals(400, reply.status(), reply.body());
      assertEquals("invalid-request", reply.code());
      assertFalse(log.text().contains("\tat "), log::text);
    }
  }

  @Test
  void administratorsSeeAndManageTheKeysOfOthers() throws Exception {
    Browser alice = app.loggedIn("adm-alice", "user");
    JsonObject key = alice.create("{\"name\":\"of alice\"}");
    Browser bob = app.loggedIn("adm-bob", "administrator");
    Reply list = bob.api("GET", "/admin/keys?owner=adm-alice", null);
    assertEquals(1, list.json().getJsonArray("keys").size());
    assertFalse(list.body().contains(key.getString("key").substring(22)));
    assertEquals(
        200,
        bob.api("PATCH", "/admin/keys/" + key.getString("id"), "{\"active\":false}")
            .status());
    assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
    assertEquals(
        204, bob.api("DELETE", "/admin/keys/" + key.getString("id"), null).status());
    JsonObject made =
        bob.api("POST", "/admin/owners/adm-alice/keys", "{\"name\":\"by bob\"}").json();
    assertEquals("adm-alice", made.getString("owner"));
    assertEquals("adm-bob", made.getString("createdBy"));
    assertEquals(
        "adm-alice", app.script().getWithKey("/api/me", made.getString("key")).text("user"));
    assertEquals(403, alice.api("GET", "/admin/keys", null).status());
    assertEquals(
        403, alice.api("DELETE", "/admin/keys/" + made.getString("id"), null).status());
  }

  @Test
  void anOrganisationAdministratorReachesTheirOwnOrganisationOnly() throws Exception {
    Browser north =
        app.browser().login(Map.of("user", "n1", "roles", "user", "organisation", "north"));
    Browser south =
        app.browser().login(Map.of("user", "s1", "roles", "user", "organisation", "south"));
    JsonObject ofNorth = north.create("{\"name\":\"n\"}");
    JsonObject ofSouth = south.create("{\"name\":\"s\"}");
    Browser admin =
        app.browser().login(Map.of("user", "na", "roles", "orgadmin", "organisation", "north"));
    assertEquals("[\"n1\"]", owners(admin.api("GET", "/admin/keys", null)));
    assertEquals(
        404, admin.api("DELETE", "/admin/keys/" + ofSouth.getString("id"), null).status());
    assertEquals(
        204, admin.api("DELETE", "/admin/keys/" + ofNorth.getString("id"), null).status());
    assertEquals(
        200, app.script().getWithKey("/api/me", ofSouth.getString("key")).status());
  }

  @Test
  void thePagesOfAnAdministratorGoOnWhereTheLastOneEnded() throws Exception {
    Browser many = app.loggedIn("pages", "user");
    for (int i = 0; i < 5; i++) {
      many.create("{\"name\":\"k" + i + "\"}");
    }
    Browser bob = app.loggedIn("bob", "administrator");
    Reply first = bob.api("GET", "/admin/keys?owner=pages&limit=3", null);
    Reply second =
        bob.api("GET", "/admin/keys?owner=pages&limit=3&after=" + first.text("next"), null);
    assertEquals(3, first.json().getJsonArray("keys").size());
    assertEquals(2, second.json().getJsonArray("keys").size());
    assertNull(second.text("next"));
    assertEquals(400, bob.api("GET", "/admin/keys?after=x", null).status());
    assertEquals(400, bob.api("GET", "/admin/keys?limit=0", null).status());
    assertEquals(400, bob.api("GET", "/admin/keys?state=odd", null).status());
  }

  private static String owners(Reply reply) {
    return reply.json().getJsonArray("keys").getValuesAs(JsonObject.class).stream()
        .map(key -> "\"" + key.getString("owner") + "\"")
        .distinct()
        .sorted()
        .toList()
        .toString();
  }
}
