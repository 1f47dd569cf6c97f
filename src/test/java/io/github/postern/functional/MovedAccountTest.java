package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts that move from passwords to single sign-on, or back. */
class MovedAccountTest {

  private static final String SESSION_END = "2026-11-21T18:00:00Z";

  @Test
  void aKeyOfTheOldLoginSleepsUntilItsOwnerConfirmsItAndThenEndsWithTheSession() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.moved-accounts", "suspend"))) {
      JsonObject key = login(app, "local").create("{\"name\":\"n\",\"validFor\":\"P200D\"}");
      String path = "/keys/" + key.getString("id");
      String secret = key.getString("key");
      assertEquals(200, app.script().getWithKey("/api/me", secret).status());

      Browser sam = login(app, "saml");

      assertEquals(
          "The API key is suspended", app.script().getWithKey("/api/me", secret).text("title"));
      assertEquals("suspended", sam.api("GET", path, null).text("state"));
      Reply confirmed = sam.api("POST", path + "/confirm", null);
      assertEquals(200, confirmed.status(), confirmed.body());
      assertEquals("saml", confirmed.text("loginSource"));
      assertEquals(SESSION_END, confirmed.text("expiresAt"));
      assertEquals(200, app.script().getWithKey("/api/me", secret).status());
      assertEquals("conflict", sam.api("POST", path + "/confirm", null).code());
    }
  }

  @Test
  void aSessionThatIsLeftOfTheOldLoginMovesNothingBack() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.moved-accounts", "suspend"))) {
      Browser old = login(app, "local");
      String before = old.createKey("before");
      app.clock().advance(Duration.ofMinutes(1));
      String secret = login(app, "saml").create("{\"name\":\"n\"}").getString("key");
      assertEquals(401, app.script().getWithKey("/api/me", before).status());
      try (TestApp otherNode = TestApp.on(app.jdbcUrl())
          .run(builder -> builder.setting("postern.moved-accounts", "suspend"))) {
        otherNode.clock().advance(Duration.ofMinutes(1));
        Browser older = otherNode
            .browser()
            .login(Map.of(
                "user",
                "sam",
                "roles",
                "user",
                "source",
                "local",
                "authenticatedAt",
                "2026-11-21T10:00:00Z"));
        assertEquals(200, older.api("GET", "/keys", null).status());
        assertEquals(401, otherNode.script().getWithKey("/api/me", before).status());
      }
      assertEquals(200, old.api("GET", "/keys", null).status());
      assertEquals(200, app.script().getWithKey("/api/me", secret).status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM POSTERN_OWNER",
        "UPDATE POSTERN_OWNER SET BINDING = 'x'",
        "UPDATE POSTERN_OWNER SET LOGIN_SOURCE = 'local'"
      })
  @DisplayName("S-7: a key of an account that moved sleeps on when the row of its owner's login is"
      + " deleted or altered")
  void aRowOfTheRegisterThatIsGoneWakesNoKey(String change) throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.moved-accounts", "suspend"))) {
      JsonObject key = login(app, "local").create("{\"name\":\"n\",\"validFor\":\"P200D\"}");
      String path = "/keys/" + key.getString("id");
      String secret = key.getString("key");
      app.clock().advance(Duration.ofMinutes(1));
      Browser sam = login(app, "saml");
      assertEquals(
          "The API key is suspended", app.script().getWithKey("/api/me", secret).text("title"));

      change(app, change);

      assertEquals(
          "The API key is suspended", app.script().getWithKey("/api/me", secret).text("title"));
      try (TestApp otherNode = TestApp.on(app.jdbcUrl())
          .run(builder -> builder.setting("postern.moved-accounts", "suspend"))) {
        assertEquals(401, otherNode.script().getWithKey("/api/me", secret).status());
        Browser root = otherNode.loggedIn("root", "administrator");
        assertTrue(root.api("GET", "/admin/keys?state=suspended", null)
            .body()
            .contains(key.getString("id")));
        assertFalse(root.api("GET", "/admin/keys?state=inactive", null)
            .body()
            .contains(key.getString("id")));
        assertFalse(
            root.api("GET", "/admin/keys?state=active", null).body().contains(key.getString("id")));
      }
      Reply shown = sam.api("GET", path, null);
      assertEquals("suspended []", shown.text("state") + " " + shown.json().get("awaits"));
      assertEquals(200, sam.api("POST", path + "/confirm", null).status());
      assertEquals(200, app.script().getWithKey("/api/me", secret).status());
    }
  }

  @Test
  @DisplayName(
      "S-7: a key that waits for its owner's word works again when the old login comes back,"
          + " and when it is confirmed")
  void theOldLoginWakesItsKeys() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.moved-accounts", "suspend"))) {
      String secret = login(app, "local").createKey("n");
      app.clock().advance(Duration.ofMinutes(1));
      login(app, "saml").api("GET", "/keys", null);
      assertEquals(401, app.script().getWithKey("/api/me", secret).status());
      app.clock().advance(Duration.ofMinutes(1));
      Browser back = login(app, "local");
      back.api("GET", "/keys", null);
      assertEquals(200, app.script().getWithKey("/api/me", secret).status());
      assertTrue(back.api("GET", "/keys", null).body().contains("\"state\":\"active\""));
      change(app, "DELETE FROM POSTERN_OWNER");
      assertEquals(200, app.script().getWithKey("/api/me", secret).status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-id", "successor"})
  @DisplayName("S-7: an administrator's rotation wakes no key that waits for its owner's word")
  void anAdministratorsRotationIsNoConfirmation(String rotation) throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.moved-accounts", "suspend")
        .setting("postern.rotation", rotation))) {
      JsonObject key = login(app, "local").create("{\"name\":\"n\"}");
      app.clock().advance(Duration.ofMinutes(1));
      login(app, "saml").api("GET", "/keys", null);
      Reply rotated = app.loggedIn("root", "administrator")
          .api("POST", "/admin/keys/" + key.getString("id") + "/rotate", null);
      assertEquals(201, rotated.status(), rotated.body());
      change(app, "DELETE FROM POSTERN_OWNER");
      assertEquals(401, app.script().getWithKey("/api/me", rotated.text("key")).status());
    }
  }

  /** Changes the register past Postern; the keys of the owner are looked at again at once. */
  private static void change(TestApp app, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(app.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
    app.postern().ownerChanged("sam");
  }

  @Test
  void confirmingNeverLengthensAKey() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.moved-accounts", "suspend"))) {
      JsonObject key = login(app, "saml").create("{\"name\":\"n\"}");
      assertEquals(SESSION_END, key.getString("expiresAt"));
      Browser lea = login(app, "local");
      assertEquals(
          SESSION_END,
          lea.api("POST", "/keys/" + key.getString("id") + "/confirm", null).text("expiresAt"));
    }
  }

  @Test
  void byDefaultKeysGoOnWorkingAndNewOnesFollowTheNewLogin() throws Exception {
    try (TestApp app = TestApp.start()) {
      String old = login(app, "local").createKey("old");
      Browser sam = login(app, "saml");
      assertEquals(200, app.script().getWithKey("/api/me", old).status());
      assertEquals(
          "validity-not-yours",
          sam.api("POST", "/keys", "{\"name\":\"n\",\"validFor\":\"P9D\"}").code());
      assertEquals(SESSION_END, sam.create("{\"name\":\"new\"}").getString("expiresAt"));
    }
  }

  private static Browser login(TestApp app, String source) throws Exception {
    Map<String, String> parameters = new HashMap<>(Map.of(
        "user",
        "sam",
        "roles",
        "user",
        "source",
        source,
        "authenticatedAt",
        app.clock().instant().toString()));
    if (source.equals("saml")) {
      parameters.put("sessionEnd", SESSION_END);
    }
    return app.browser().login(parameters);
  }
}
