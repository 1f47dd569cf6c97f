package io.github.postern.presets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The permissions of administrators, with {@code postern.preset=netbackup}; the rest is in
 * {@link NetBackupTest}.
 */
class NetBackupAdminTest {

  static final String DAYS_30 = "{\"description\":\"nightly\",\"validFor\":\"P30D\"}";
  static final String NO_DAYS = "{\"description\":\"nightly\"}";
  static final String SESSION_END = "2026-11-21T18:00:00Z";

  private TestApp app;

  @BeforeEach
  void start() throws Exception {
    app = start(TestApp.prepare());
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  @DisplayName(
      "NB-15: given an administrator, when keys are listed, then they see those of all users"
          + " and never a secret")
  void anAdministratorSeesAllKeys() throws Exception {
    JsonObject ofCarol = app.loggedIn("carol", "user").create(DAYS_30);
    JsonObject ofSam = login(app, "sam", "saml", SESSION_END).create(NO_DAYS);
    Browser admin = admin(app);
    Reply list = admin.api("GET", "/admin/keys", null);
    Map<String, JsonObject> rows = new HashMap<>();
    list.json()
        .getJsonArray("keys")
        .getValuesAs(JsonObject.class)
        .forEach(row -> rows.put(row.getString("owner"), row));
    assertEquals(Set.of("carol", "sam"), rows.keySet());
    assertEquals("nightly", rows.get("carol").getString("description"));
    assertEquals("2026-12-21T10:00:00Z", rows.get("carol").getString("expiresAt"));
    assertEquals("saml", rows.get("sam").getString("loginSource"));
    for (JsonObject key : List.of(ofCarol, ofSam)) {
      Reply one = admin.api("GET", "/admin/keys/" + key.getString("id"), null);
      assertEquals(200, one.status());
      assertHidden(key.getString("key"), one);
      assertHidden(key.getString("key"), list);
      assertRefused(
          403,
          "forbidden",
          admin.api("POST", "/admin/keys/" + key.getString("id") + "/reveal", null));
    }
    assertRefused(403, "forbidden", app.loggedIn("carol", "user").api("GET", "/admin/keys", null));
  }

  @Test
  @DisplayName(
      "NB-16: given an administrator, when they add a key for somebody without SAML, then it"
          + " is that person's and its secret is shown to the administrator once")
  void anAdministratorAddsForOthers() throws Exception {
    Browser admin = admin(app);
    Reply created = admin.api("POST", "/admin/owners/carol/keys", DAYS_30);
    assertEquals(201, created.status(), created.body());
    String secret = created.text("key");
    assertEquals("carol", created.text("owner"));
    assertEquals("boss", created.text("createdBy"));
    assertEquals("2026-12-21T10:00:00Z", created.text("expiresAt"));
    assertUsable(app, secret, "carol");
    assertHidden(secret, admin.api("GET", "/admin/keys", null));
    assertHidden(secret, admin.api("GET", "/admin/keys/" + created.text("id"), null));
    Reply own = app.loggedIn("carol", "user").api("GET", "/keys", null);
    assertTrue(own.body().contains(created.text("id")));
    assertHidden(secret, own);
    assertRefused(409, "too-many-keys", admin.api("POST", "/admin/owners/carol/keys", DAYS_30));
    assertKeysOf(app, "carol", 1);
  }

  @Test
  @DisplayName(
      "NB-17: given an administrator and a SAML user, then adding a key is refused; view and"
          + " delete work")
  void anAdministratorAddsNothingForSamlUsers() throws Exception {
    Browser admin = admin(app);
    assertRefused(403, "forbidden", admin.api("POST", "/admin/owners/sam/keys", DAYS_30));
    assertRefused(403, "forbidden", admin.api("POST", "/admin/owners/sam/keys", NO_DAYS));
    assertKeysOf(app, "sam", 0);
    JsonObject key = login(app, "sam", "saml", SESSION_END).create(NO_DAYS);
    String path = "/admin/keys/" + key.getString("id");
    assertEquals("sam", admin.api("GET", path, null).text("owner"));
    assertRefused(403, "forbidden", admin.api("PATCH", path, "{\"description\":\"d\"}"));
    assertUsable(app, key.getString("key"), "sam");
    assertEquals(204, admin.api("DELETE", path, null).status());
    assertUnauthorised(app, key.getString("key"));
    assertKeysOf(app, "sam", 0);
  }

  @Test
  @DisplayName(
      "NB-18: given somebody who may only view, then they add a key for themselves, not for"
          + " others, and view all")
  void aViewerSeesAllAndChangesOnlyTheirOwn() throws Exception {
    JsonObject ofCarol = app.loggedIn("carol", "user").create(DAYS_30);
    String path = "/admin/keys/" + ofCarol.getString("id");
    Browser viewer = app.loggedIn("vera", "viewer");
    assertRefused(403, "forbidden", viewer.api("POST", "/admin/owners/dave/keys", DAYS_30));
    assertKeysOf(app, "dave", 0);
    assertUsable(app, viewer.create(DAYS_30).getString("key"), "vera");
    Reply all = viewer.api("GET", "/admin/keys", null);
    assertEquals(200, all.status(), all.body());
    assertEquals(2, all.json().getJsonArray("keys").size());
    assertHidden(ofCarol.getString("key"), all);
    assertEquals("carol", viewer.api("GET", path, null).text("owner"));
    assertRefused(403, "forbidden", viewer.api("PATCH", path, "{\"description\":\"mine\"}"));
    assertRefused(403, "forbidden", viewer.api("DELETE", path, null));
    assertEquals("nightly", viewer.api("GET", path, null).text("description"));
    assertUsable(app, ofCarol.getString("key"), "carol");
  }

  @Test
  @DisplayName("NB-19: given somebody with no role at all, then they add, view and delete their own"
      + " key by REST")
  void nobodyNeedsARole() throws Exception {
    Browser plain = app.loggedIn("plain");
    JsonObject key = plain.create(DAYS_30);
    String path = "/keys/" + key.getString("id");
    assertUsable(app, key.getString("key"), "plain");
    assertEquals(
        "[]", use(app, key.getString("key")).json().getJsonArray("roles").toString());
    assertEquals(1, plain.api("GET", "/keys", null).json().getJsonArray("keys").size());
    assertEquals("active", plain.api("GET", path, null).text("state"));
    assertRefused(403, "forbidden", plain.api("GET", "/admin/keys", null));
    assertRefused(403, "forbidden", plain.api("POST", "/admin/owners/carol/keys", DAYS_30));
    assertKeysOf(app, "carol", 0);
    assertEquals(204, plain.api("DELETE", path, null).status());
    assertUnauthorised(app, key.getString("key"));
  }

  @Test
  @DisplayName("NB-20: given a group as the owner, when a key is added, then it is refused")
  void groupsOwnNoKeys() throws Exception {
    Reply refused = admin(app).api("POST", "/admin/owners/operators/keys", DAYS_30);
    assertRefused(400, "invalid-request", refused);
    assertTrue(refused.text("detail").contains("this is a group"), refused.body());
    assertKeysOf(app, "operators", 0);
  }

  /**
   * Starts an application that says nothing but the preset, who administers, who views, and who its
   * owners are.
   */
  static TestApp start(TestApp prepared) throws Exception {
    return prepared.run(builder -> builder
        .setting("postern.preset", "netbackup")
        .setting("postern.viewer-roles", "viewer")
        .ownerDirectory(NetBackupAdminTest::status));
  }

  private static OwnerStatus status(Owner owner) {
    return switch (owner.name()) {
      case "sam" -> OwnerStatus.active(Set.of("user")).withSource(LoginSource.SAML);
      case "operators" -> OwnerStatus.ofGroup();
      case "plain" -> OwnerStatus.active(Set.of());
      default -> OwnerStatus.active(Set.of("user"));
    };
  }

  static Browser login(TestApp app, String user, String source, String sessionEnd)
      throws Exception {
    Map<String, String> parameters =
        new HashMap<>(Map.of("user", user, "roles", "user", "source", source));
    if (sessionEnd != null) {
      parameters.put("sessionEnd", sessionEnd);
    }
    return app.browser().login(parameters);
  }

  static Browser admin(TestApp app) throws Exception {
    return app.loggedIn("boss", "administrator");
  }

  static Reply use(TestApp app, String authorization) throws Exception {
    return app.script().get("/api/me", "Authorization", authorization);
  }

  static void assertUsable(TestApp app, String key, String owner) throws Exception {
    Reply reply = use(app, key);
    assertEquals(200, reply.status(), reply.body());
    assertEquals(owner, reply.text("user"));
  }

  static void assertUnauthorised(TestApp app, String key) throws Exception {
    assertRefused(401, "invalid-token", use(app, key));
  }

  static void assertKeysOf(TestApp app, String owner, int count) throws Exception {
    assertEquals(
        count,
        admin(app)
            .api("GET", "/admin/keys?owner=" + owner, null)
            .json()
            .getJsonArray("keys")
            .size());
  }

  static void assertRefused(int status, String code, Reply reply) {
    assertEquals(status, reply.status(), reply.body());
    assertEquals(code, reply.code());
  }

  /** The text after the id in a key is its secret. */
  static void assertHidden(String key, Reply reply) {
    assertFalse(reply.body().contains(key.substring(key.lastIndexOf('_') + 1)), reply.body());
  }
}
