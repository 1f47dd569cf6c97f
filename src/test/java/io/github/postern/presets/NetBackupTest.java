package io.github.postern.presets;

import static io.github.postern.presets.NetBackupAdminTest.DAYS_30;
import static io.github.postern.presets.NetBackupAdminTest.NO_DAYS;
import static io.github.postern.presets.NetBackupAdminTest.SESSION_END;
import static io.github.postern.presets.NetBackupAdminTest.admin;
import static io.github.postern.presets.NetBackupAdminTest.assertHidden;
import static io.github.postern.presets.NetBackupAdminTest.assertKeysOf;
import static io.github.postern.presets.NetBackupAdminTest.assertRefused;
import static io.github.postern.presets.NetBackupAdminTest.assertUnauthorised;
import static io.github.postern.presets.NetBackupAdminTest.assertUsable;
import static io.github.postern.presets.NetBackupAdminTest.login;
import static io.github.postern.presets.NetBackupAdminTest.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application with {@code postern.preset=netbackup} behaves as NetBackup 9.0 does. */
class NetBackupTest {

  private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYXJvbCJ9.c2lnbmF0dXJl";
  private static final String IDENTITY = "ad.example.com:carol:ldap:directory-1";

  private TestApp app;

  @BeforeEach
  void start() throws Exception {
    app =
        NetBackupAdminTest.start(TestApp.prepare().servlet("/api/backup", new AuditedOperation()));
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  @DisplayName(
      "NB-1: given no key yet, when days are entered, then the computed date is shown before"
          + " it is created")
  void theDateIsShownBefore() throws Exception {
    Browser carol = app.loggedIn("carol", "user");
    JsonObject policy = carol.api("GET", "/policy?validFor=P30D", null).json();
    assertTrue(policy.getBoolean("mayCreate"));
    assertEquals("free", policy.getJsonObject("validity").getString("choice"));
    assertEquals("days", policy.getJsonObject("validity").getString("unit"));
    assertEquals("2026-12-21T10:00:00Z", policy.getJsonObject("preview").getString("expiresAt"));
    assertKeysOf(app, "carol", 0);
    assertEquals("2026-12-21T10:00:00Z", carol.create(DAYS_30).getString("expiresAt"));
  }

  @Test
  @DisplayName("NB-2: given a new key, when its first answer is gone, then nothing shows its secret"
      + " again")
  void theSecretIsShownOnce() throws Exception {
    Browser carol = app.loggedIn("carol", "user");
    Reply created = carol.api("POST", "/keys", DAYS_30, "Idempotency-Key", "add-button-1");
    assertEquals(201, created.status(), created.body());
    String secret = created.text("key");
    String path = "/keys/" + created.text("id");
    assertUsable(app, secret, "carol");
    for (Reply later : List.of(
        carol.api("GET", "/keys", null),
        carol.api("GET", path, null),
        carol.api("GET", "/policy", null),
        carol.api("PATCH", path, "{\"description\":\"weekly\"}"),
        carol.api("POST", "/keys", DAYS_30, "Idempotency-Key", "add-button-1"))) {
      assertEquals(200, later.status(), later.body());
      assertHidden(secret, later);
    }
    assertRefused(403, "forbidden", carol.api("POST", path + "/reveal", null));
    assertRefused(403, "forbidden", carol.api("POST", path + "/rotate", null));
    assertUsable(app, secret, "carol");
  }

  @ParameterizedTest
  @CsvSource({"local", "saml"})
  @DisplayName("NB-3: given an active key, when another is added, then it is refused until that is"
      + " deleted, and the page offers its details instead (inferred)")
  void anActiveKeyIsInTheWay(String source) throws Exception {
    Browser carol = login(app, "carol", source, SESSION_END);
    JsonObject first = carol.create(NO_DAYS);
    String path = "/keys/" + first.getString("id");
    Reply second = carol.api("POST", "/keys", NO_DAYS);
    assertRefused(409, "too-many-keys", second);
    assertEquals(ids(first), second.json().getJsonArray("keys").toString());
    JsonObject policy = carol.api("GET", "/policy", null).json();
    assertFalse(policy.getBoolean("mayCreate"));
    assertEquals(1, policy.getInt("keysPerOwner"));
    assertEquals(ids(first), policy.getJsonArray("blockingKeys").toString());
    assertTrue(policy.getString("reason").contains("Delete one first"), policy.getString("reason"));
    assertEquals("nightly", carol.api("GET", path, null).text("description"));
    assertKeysOf(app, "carol", 1);
    assertUsable(app, first.getString("key"), "carol");
    assertEquals(204, carol.api("DELETE", path, null).status());
    assertUsable(app, carol.create(NO_DAYS).getString("key"), "carol");
  }

  @Test
  @DisplayName(
      "NB-4, NB-5: given an expired key, when another is added, then it is refused with the"
          + " hint to delete first; after that a new key with a new id works")
  void anExpiredKeyIsDeletedFirst() throws Exception {
    Browser carol = app.loggedIn("carol", "user");
    JsonObject old = carol.create(DAYS_30);
    app.clock().advance(Duration.ofDays(30));
    Reply refused = carol.api("POST", "/keys", DAYS_30);
    assertRefused(409, "expired-key-exists", refused);
    assertTrue(refused.text("detail").contains("Delete it first"), refused.body());
    assertEquals(ids(old), refused.json().getJsonArray("keys").toString());
    JsonObject policy = carol.api("GET", "/policy", null).json();
    assertFalse(policy.getBoolean("mayCreate"));
    assertEquals(refused.text("detail"), policy.getString("reason"));
    assertEquals(ids(old), policy.getJsonArray("blockingKeys").toString());
    assertRefused(
        409, "expired-key-exists", admin(app).api("POST", "/admin/owners/carol/keys", DAYS_30));
    assertKeysOf(app, "carol", 1);
    assertEquals(204, carol.api("DELETE", "/keys/" + old.getString("id"), null).status());
    JsonObject next = carol.create(DAYS_30);
    assertNotEquals(old.getString("id"), next.getString("id"));
    assertUsable(app, next.getString("key"), "carol");
    assertUnauthorised(app, old.getString("key"));
  }

  @Test
  @DisplayName("NB-6: given a SAML login, when the form opens, then there is no validity to choose")
  void aSamlLoginChoosesNoValidity() throws Exception {
    Browser sam = login(app, "sam", "saml", SESSION_END);
    JsonObject validity = sam.api("GET", "/policy", null).json().getJsonObject("validity");
    assertEquals("fixed", validity.getString("choice"));
    assertEquals(SESSION_END, validity.getString("fixedExpiresAt"));
    assertTrue(
        validity.getString("reason").contains("SSO session ends"), validity.getString("reason"));
    assertRefused(400, "validity-not-yours", sam.api("GET", "/policy?validFor=P30D", null));
  }

  @Test
  @DisplayName(
      "NB-7: given a SAML login, when a validity is sent anyway, then it is refused, and the"
          + " key ends with the SAML session (inferred)")
  void theSamlSessionDecides() throws Exception {
    Browser sam = login(app, "sam", "saml", SESSION_END);
    for (String validity : List.of(
        "\"validFor\":\"P1D\"",
        "\"validFor\":\"PT1H\"",
        "\"expiresAt\":\"2026-11-21T12:00:00Z\"",
        "\"expiresAt\":null")) {
      assertRefused(400, "validity-not-yours", sam.api("POST", "/keys", "{" + validity + "}"));
    }
    assertKeysOf(app, "sam", 0);
    JsonObject key = sam.create(NO_DAYS);
    assertEquals(SESSION_END, key.getString("expiresAt"));
    app.clock().advance(Duration.ofHours(8).minusMillis(1));
    assertUsable(app, key.getString("key"), "sam");
    app.clock().advance(Duration.ofMillis(1));
    assertUnauthorised(app, key.getString("key"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T09:59:59Z, 403, session-over",
    "2026-11-21T10:00:00Z, 403, session-over",
    ", 403, session-end-unknown",
    "raw:2026-11-21T18:00:00, 500, login-unclear",
    "raw:soon, 500, login-unclear"
  })
  @DisplayName("NB-8: given a SAML session that does not validate, when a key is added, then it is"
      + " refused: no key")
  void aSessionThatDoesNotValidateGivesNoKey(String end, int status, String code) throws Exception {
    assertRefused(status, code, login(app, "sam", "saml", end).api("POST", "/keys", NO_DAYS));
    assertKeysOf(app, "sam", 0);
  }

  @Test
  @DisplayName("NB-9, NB-10: given a SAML login with an expired key, when a key is added, then it"
      + " replaces the old one (inferred), whose value is refused (inferred), and the"
      + " page can warn before and after")
  void anExpiredSamlKeyIsReplaced() throws Exception {
    JsonObject old = login(app, "sam", "saml", SESSION_END).create(NO_DAYS);
    app.clock().advance(Duration.ofHours(8));
    Browser again = login(app, "sam", "saml", "2026-11-22T10:00:00Z");
    JsonObject policy = again.api("GET", "/policy", null).json();
    assertTrue(policy.getBoolean("mayCreate"));
    assertEquals(ids(old), policy.getJsonArray("replacingKeys").toString());
    JsonObject next = again.create(NO_DAYS);
    assertEquals(ids(old), next.getJsonArray("replaced").toString());
    assertEquals("2026-11-22T10:00:00Z", next.getString("expiresAt"));
    assertKeysOf(app, "sam", 1);
    assertEquals(404, again.api("GET", "/keys/" + old.getString("id"), null).status());
    assertUsable(app, next.getString("key"), "sam");
    app.clock()
        .advance(Duration.ofHours(-1)); // before its end: what is refused now is replaced, not
    // expired
    assertUnauthorised(app, old.getString("key"));
    assertUsable(app, next.getString("key"), "sam");
  }

  @Test
  @DisplayName(
      "NB-11: given an active key, when date or description is edited, then it works to the"
          + " new date")
  void anActiveKeyIsEdited() throws Exception {
    Browser carol = app.loggedIn("carol", "user");
    JsonObject key = carol.create(DAYS_30);
    String path = "/keys/" + key.getString("id");
    app.clock().advance(Duration.ofDays(29));
    Reply described = carol.api("PATCH", path, "{\"description\":\"weekly\"}");
    assertEquals(200, described.status(), described.body());
    assertEquals("2026-12-21T10:00:00Z", described.text("expiresAt"));
    Reply dated = carol.api("PATCH", path, "{\"validFor\":\"P60D\"}");
    assertEquals(200, dated.status(), dated.body());
    assertEquals("weekly", dated.text("description"));
    assertEquals("2027-02-18T10:00:00Z", dated.text("expiresAt"));
    app.clock().advance(Duration.ofDays(60).minusMillis(1));
    assertUsable(app, key.getString("key"), "carol");
    app.clock().advance(Duration.ofMillis(1));
    assertUnauthorised(app, key.getString("key"));
  }

  @Test
  @DisplayName(
      "NB-12: given an expired key, when its date is edited, then it is refused: delete it,"
          + " create a new one")
  void anExpiredKeyIsNotEdited() throws Exception {
    Browser carol = app.loggedIn("carol", "user");
    JsonObject key = carol.create(DAYS_30);
    String id = key.getString("id");
    app.clock().advance(Duration.ofDays(30));
    for (Reply refused : List.of(
        carol.api("PATCH", "/keys/" + id, "{\"validFor\":\"P30D\"}"),
        carol.api("PATCH", "/keys/" + id, "{\"expiresAt\":\"2027-01-01T00:00:00Z\"}"),
        carol.api("PATCH", "/keys/" + id, "{\"description\":\"d\",\"validFor\":\"P30D\"}"),
        admin(app).api("PATCH", "/admin/keys/" + id, "{\"validFor\":\"P30D\"}"))) {
      assertRefused(409, "expired-key", refused);
      assertTrue(refused.text("detail").contains("Delete it and create a new one"), refused.body());
    }
    Reply unchanged = carol.api("GET", "/keys/" + id, null);
    assertEquals("2026-12-21T10:00:00Z", unchanged.text("expiresAt"));
    assertEquals("nightly", unchanged.text("description"));
    assertUnauthorised(app, key.getString("key"));
  }

  @Test
  @DisplayName("NB-13: given a SAML login, when the details are opened, then Delete is offered and"
      + " Edit is not")
  void aSamlLoginDeletesAndDoesNotEdit() throws Exception {
    Browser sam = login(app, "sam", "saml", SESSION_END);
    JsonObject key = sam.create(NO_DAYS);
    String path = "/keys/" + key.getString("id");
    assertEquals(
        "[\"create\",\"list\",\"delete\"]",
        sam.api("GET", "/policy", null).json().getJsonArray("operations").toString());
    assertEquals(
        "[\"create\",\"list\",\"edit\",\"delete\"]",
        app.loggedIn("carol", "user")
            .api("GET", "/policy", null)
            .json()
            .getJsonArray("operations")
            .toString());
    for (String edit : List.of(
        "\"description\":\"d\"", "\"name\":\"n\"", "\"validFor\":\"P1D\"", "\"active\":false")) {
      assertRefused(403, "forbidden", sam.api("PATCH", path, "{" + edit + "}"));
    }
    assertEquals("nightly", sam.api("GET", path, null).text("description"));
    assertEquals(SESSION_END, sam.api("GET", path, null).text("expiresAt"));
    assertUsable(app, key.getString("key"), "sam");
    assertEquals(204, sam.api("DELETE", path, null).status());
    assertUnauthorised(app, key.getString("key"));
  }

  @Test
  @DisplayName(
      "NB-14: given a key, when its owner deletes it, then it is gone for good and refused")
  void aDeletedKeyIsGone() throws Exception {
    Browser carol = app.loggedIn("carol", "user");
    JsonObject key = carol.create(DAYS_30);
    String path = "/keys/" + key.getString("id");
    assertUsable(app, key.getString("key"), "carol");
    assertEquals(204, carol.api("DELETE", path, null).status());
    assertUnauthorised(app, key.getString("key"));
    assertKeysOf(app, "carol", 0);
    for (Reply gone : List.of(
        carol.api("GET", path, null),
        carol.api("DELETE", path, null),
        carol.api("PATCH", path, "{\"active\":true}"),
        admin(app).api("GET", "/admin" + path, null))) {
      assertRefused(404, "not-found", gone);
    }
  }

  @Test
  @DisplayName("NB-21: given a key in Authorization without a scheme, then the call is made as its"
      + " owner; a JWT there goes on to the application")
  void theHeaderIsSharedWithTheApplication() throws Exception {
    Browser carol = app.loggedIn("carol", "user");
    assertEquals(
        "[\"Authorization\"]",
        carol.api("GET", "/policy", null).json().getJsonArray("carriers").toString());
    JsonObject key = carol.create(DAYS_30);
    Reply byKey = use(app, key.getString("key"));
    assertEquals("carol", byKey.text("user"));
    assertEquals(key.getString("id"), byKey.text("keyId"));
    assertHidden(key.getString("key"), byKey);
    Reply byJwt = use(app, JWT);
    assertTrue(byJwt.json().isNull("user"));
    assertTrue(byJwt.json().isNull("keyId"));
    assertEquals(JWT, byJwt.json().getJsonObject("headers").getString("authorization"));
    Reply loggedIn = carol.send("GET", "/api/me", null, "Authorization", JWT);
    assertEquals("carol", loggedIn.text("sessionUser"));
    assertEquals(JWT, loggedIn.json().getJsonObject("headers").getString("authorization"));
  }

  @Test
  @DisplayName(
      "NB-22: given a key used for an operation, then the audit line has the full identity of"
          + " its owner")
  void theAuditNamesTheOwnerInFull() throws Exception {
    JsonObject key = app.loggedIn(IDENTITY, "user").create(DAYS_30);
    try (LogCapture log = new LogCapture();
        LogCapture operations = new LogCapture("app.audit")) {
      assertEquals(204, send("POST", "/api/backup", key).status());
      assertTrue(
          operations.text().contains("app.audit INFO backup started by " + IDENTITY),
          operations.text());
      assertEquals(204, send("DELETE", "/postern/api/self", key).status());
      assertTrue(
          log.lines().stream()
              .anyMatch(line -> line.startsWith("io.github.postern.audit INFO REVOKED key="
                  + key.getString("id")
                  + " owner="
                  + IDENTITY
                  + " by=key "
                  + key.getString("id"))),
          log.text());
      assertFalse(log.text().contains(key.getString("key")));
    }
  }

  @Test
  @DisplayName(
      "NB-23: given a creation for P30D, then it answers 201 with id, key and expiry in UTC,"
          + " a deletion 204 (at the path and with the names of Postern, not of NetBackup)")
  void theAnswersOfTheWire() throws Exception {
    Browser carol = app.loggedIn("carol", "user");
    Reply created = carol.api("POST", "/keys", DAYS_30);
    assertEquals(201, created.status());
    assertEquals("2026-12-21T10:00:00Z", created.text("expiresAt"));
    assertTrue(
        created.text("key").contains("_" + created.text("id") + "_"),
        "the id is the public part of the key");
    assertEquals(
        "/app/postern/api/keys/" + created.text("id"),
        created.header("Location").orElseThrow());
    assertEquals(204, carol.api("DELETE", "/keys/" + created.text("id"), null).status());
    assertKeysOf(app, "carol", 0);
  }

  @Test
  @DisplayName("NB-24: given a key, when its expiry has come, then it is unauthorised")
  void anExpiredKeyIsUnauthorised() throws Exception {
    String key = app.loggedIn("carol", "user").create(DAYS_30).getString("key");
    app.clock().advance(Duration.ofDays(30).minusMillis(1));
    assertUsable(app, key, "carol");
    app.clock().advance(Duration.ofMillis(1));
    assertUnauthorised(app, key);
    assertEquals("The API key expired", use(app, key).text("title"));
  }

  private Reply send(String method, String path, JsonObject key) throws Exception {
    return app.script().send(method, path, null, "Authorization", key.getString("key"));
  }

  private static String ids(JsonObject key) {
    return "[\"" + key.getString("id") + "\"]";
  }

  /** An operation of the application that writes an audit line of its own. */
  private static final class AuditedOperation extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
      System.getLogger("app.audit")
          .log(System.Logger.Level.INFO, "backup started by " + request.getRemoteUser());
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }
}
