package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.key.KeyId;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.keyring.Keyring;
import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Rows;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody who can write to the database, say by SQL injection elsewhere in the application, and
 * does not have the pepper.
 */
class DatabaseWriterTest {

  @Test
  @DisplayName("S-7: a key with a plain digest, inserted beside a pepper, opens nothing")
  void aKeyWithAPlainDigestInsertedBesideAPepperOpensNothing() throws Exception {
    for (String binding : List.of("NULL", "'-'", "'hmac-sha256/p1:" + "0".repeat(64) + "'")) {
      try (TestApp app = TestApp.start()) {
        app.loggedIn("alice", "user").createKey("real");
        String forged = insert(app.jdbcUrl(), "root", "administrator", binding);
        assertEquals(401, app.script().getWithKey("/api/me", forged).status());
        assertEquals(401, app.script().getWithKey("/postern/api/self", forged).status());
      }
    }
  }

  @Test
  @DisplayName(
      "S-7: a key that is moved to another owner, or given more, opens nothing from the next"
          + " look at its row on")
  void aKeyThatIsMovedOrGivenMoreOpensNothing() throws Exception {
    for (String change : List.of(
        "OWNER_NAME = 'root'",
        "ROLES = 'administrator'",
        "SCOPES = ''",
        "NETWORKS = ''",
        "EXPIRES_AT = NULL",
        "ORGANISATION = 'b'",
        "OWNER_NAME = 'root', BINDING = NULL",
        "ROLES = 'administrator', BINDING = NULL, PRESUMED = 1, CREATED_AT = 0")) {
      try (LogCapture log = new LogCapture();
          TestApp app =
              TestApp.start(builder -> builder.setting("postern.scopes", "read: GET /api/*"))) {
        Browser alice = app.loggedIn("alice", "user");
        JsonObject key = alice.create(
            "{\"name\":\"n\",\"validFor\":\"P1D\",\"scopes\":[\"read\"],\"networks\":[\"127.0.0.1\"]}");
        assertEquals(
            200, app.script().getWithKey("/api/me", key.getString("key")).status());
        execute(app.jdbcUrl(), "UPDATE POSTERN_KEY SET " + change);
        app.clock().advance(Duration.ofSeconds(20));
        Reply reply = app.script().getWithKey("/api/me", key.getString("key"));
        assertEquals(401, reply.status(), change);
        assertEquals("The API key is not valid", reply.text("title"), change);
        assertTrue(log.text().contains("The row of key " + key.getString("id")), change);
        assertFalse(log.text().contains(key.getString("key")));
      }
    }
  }

  @Test
  @DisplayName(
      "S-7: an altered key is not made good by an edit, a rotation or a look at its secret;"
          + " it can be deleted")
  void anAlteredKeyIsNotMadeGoodByAnythingButCanBeDeleted() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.expiry-edits", "always"))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"P1D\"}");
      execute(app.jdbcUrl(), "UPDATE POSTERN_KEY SET ROLES = 'administrator'");
      app.clock().advance(Duration.ofSeconds(20));
      String path = "/keys/" + key.getString("id");
      for (Reply reply : List.of(
          alice.api("PATCH", path, "{\"description\":\"d\"}"),
          alice.api("PATCH", path, "{\"validFor\":\"P2D\"}"),
          alice.api("PATCH", path, "{\"active\":true}"),
          alice.api("POST", path + "/rotate", "{}"))) {
        assertEquals(409, reply.status());
        assertTrue(reply.text("detail").contains("Delete it"), reply.body());
      }
      assertEquals("inactive", alice.api("GET", path, null).text("state"));
      assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
      assertEquals(204, alice.api("DELETE", path, null).status());
    }
  }

  @Test
  @DisplayName(
      "S-7: keys of before there was a pepper work while its setting says so, come under it,"
          + " and stay when it no longer does")
  void keysOfBeforeThereWasAPepperComeUnderIt() throws Exception {
    String url = "jdbc:derby:memory:plain" + System.nanoTime() + ";create=true";
    String key;
    String unused;
    try (TestApp app = start(url, TestApp.PEPPER)) {
      key = app.loggedIn("alice", "user").createKey("used");
      unused = app.loggedIn("alice", "user").createKey("unused");
    }
    for (String each : List.of(key, unused)) { // as it would have been made without a pepper
      execute(
          url,
          "UPDATE POSTERN_KEY SET DIGEST = '"
              + sha256(each)
              + "', DIGEST_ALGORITHM = 'sha256', BINDING = NULL"
              + " WHERE KEY_ID = '"
              + each.split("_")[1]
              + "'");
    }
    try (TestApp app = start(url, TestApp.PEPPER)) {
      assertEquals(401, app.script().getWithKey("/api/me", key).status());
    }
    try (LogCapture log = new LogCapture();
        TestApp app = start(url, TestApp.PEPPER + ",plain")) {
      assertEquals(200, app.script().getWithKey("/api/me", key).status());
      assertTrue(log.text().contains("Digests without a pepper are still accepted"), log.text());
    }
    try (TestApp app = start(url, TestApp.PEPPER)) {
      assertEquals(200, app.script().getWithKey("/api/me", key).status());
      assertEquals(401, app.script().getWithKey("/api/me", unused).status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"by its owner", "with many others"})
  @DisplayName(
      "S-7: a row of before a revocation that is put back opens nothing where the revocation"
          + " was seen; the log says it, and it can be revoked again")
  void aRowOfBeforeARevocationThatIsPutBackOpensNothing(String how) throws Exception {
    String url = "jdbc:derby:memory:copies" + System.nanoTime() + ";create=true";
    JsonObject key;
    try (LogCapture log = new LogCapture();
        TestApp app = start(url, TestApp.PEPPER)) {
      Browser alice = app.loggedIn("alice", "user");
      key = alice.create("{\"name\":\"n\"}");
      assertEquals(200, app.script().getWithKey("/api/me", key.getString("key")).status());
      Rows.keepKeys(url);
      app.clock().advance(Duration.ofMinutes(1));
      Reply revoked = how.equals("by its owner")
          ? alice.api("DELETE", "/keys/" + key.getString("id"), null)
          : app.loggedIn("root", "administrator")
              .api(
                  "POST",
                  "/admin/revocations",
                  "{\"issuedBefore\":\"" + app.clock().instant() + "\"}");
      assertTrue(revoked.status() == 204 || revoked.json().getInt("revoked") == 1, revoked.body());
      Rows.putKeysBack(url);
      app.clock().advance(Duration.ofSeconds(20));
      assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
      assertTrue(
          log.text()
              .contains(
                  "Key " + key.getString("id") + " was revoked, and its row says that it is not"),
          log::text);
      assertEquals(
          "inactive", alice.api("GET", "/keys/" + key.getString("id"), null).text("state"));
      assertEquals(
          204, alice.api("DELETE", "/keys/" + key.getString("id"), null).status());
      Rows.putKeysBack(url);
    }
    try (TestApp app = start(url, TestApp.PEPPER)) {
      Browser alice = app.loggedIn("alice", "user");
      assertEquals(
          200,
          app.script().getWithKey("/api/me", key.getString("key")).status(),
          "what docs/security.md calls open");
      assertEquals(
          204, alice.api("DELETE", "/keys/" + key.getString("id"), null).status());
      assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
    }
  }

  @Test
  @DisplayName("S-7: a copy of a row is worth nothing once the pepper that bound it is taken out,"
      + " whatever was changed since")
  void aCopyIsWorthNothingUnderAnotherPepper() throws Exception {
    String url = "jdbc:derby:memory:peppers" + System.nanoTime() + ";create=true";
    String next = "p2:" + Base64.getEncoder().encodeToString(new byte[32]);
    String used;
    String narrowed;
    try (TestApp app = start(url, TestApp.PEPPER)) {
      Browser alice = app.loggedIn("alice", "user");
      used = alice.createKey("used");
      JsonObject key = alice.create("{\"name\":\"narrowed\"}");
      narrowed = key.getString("key");
      Rows.keepKeys(url);
      assertEquals(
          200,
          alice
              .api("PATCH", "/keys/" + key.getString("id"), "{\"active\":false}")
              .status());
    }
    try (TestApp app = start(url, next + "," + TestApp.PEPPER)) {
      assertEquals(
          200, app.script().getWithKey("/api/me", used).status(), "and comes under the new pepper");
      assertEquals(401, app.script().getWithKey("/api/me", narrowed).status());
    }
    try (TestApp app = start(url, next)) {
      assertEquals(200, app.script().getWithKey("/api/me", used).status());
      Rows.putKeysBack(url);
      app.clock().advance(Duration.ofSeconds(20));
      assertEquals(401, app.script().getWithKey("/api/me", narrowed).status());
      assertEquals(401, app.script().getWithKey("/api/me", used).status(), "of every row");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", BINDING = NULL"})
  @DisplayName(
      "S-25: a secret that can be shown again is shown to nobody to whom its row was moved,"
          + " even where that row is believed")
  void aMovedSecretIsShownToNobody(String binding) throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.reveal", "true")
        .setting("postern.reveal-key", "r1:" + TestApp.PEPPER.substring(3))
        .setting("postern.unbound-keys", "bind"))) {
      Browser mallory = app.loggedIn("mallory", "user");
      JsonObject root = app.loggedIn("root", "administrator").create("{\"name\":\"n\"}");
      String path = "/keys/" + root.getString("id");
      assertEquals(
          root.getString("key"),
          app.loggedIn("root", "administrator")
              .api("POST", path + "/reveal", null)
              .text("key"));
      execute(
          app.jdbcUrl(),
          "UPDATE POSTERN_KEY SET OWNER_NAME = 'mallory', OWNER_HASH = '"
              + sha256('\0' + "mallory")
              + "'"
              + binding);
      app.clock().advance(Duration.ofSeconds(20));
      assertEquals(
          binding.isEmpty() ? "inactive" : "active",
          mallory.api("GET", path, null).text("state"),
          "the row is there");
      for (Reply reply : List.of(
          mallory.api("POST", path + "/reveal", null),
          mallory.api("GET", path, null),
          mallory.api("GET", "/keys", null))) {
        assertFalse(
            reply.body().contains(root.getString("key").split("_")[2]), "the secret of root");
      }
      assertTrue(mallory.api("POST", path + "/reveal", null).status() >= 400);
    }
  }

  @Test
  @DisplayName(
      "S-7: who takes all bindings and the row of the application away before a restart gets"
          + " nothing by it, without a setting")
  void whoTakesAllBindingsAwayGetsNothing() throws Exception {
    String url = "jdbc:derby:memory:stripped" + System.nanoTime() + ";create=true";
    JsonObject key;
    try (TestApp app = start(url, TestApp.PEPPER)) {
      key = app.loggedIn("mallory", "user").create("{\"name\":\"n\"}");
      app.loggedIn("root", "administrator");
    }
    for (int start = 0; start < 2; start++) {
      execute(url, "DELETE FROM POSTERN_APPLICATION");
      execute(
          url,
          "UPDATE POSTERN_KEY SET BINDING = NULL, APPLICATION = '-', PRESUMED = 1,"
              + " OWNER_NAME = 'root', OWNER_HASH = '"
              + sha256('\0' + "root")
              + "', ROLES = 'administrator'");
      executeAny(url, "UPDATE POSTERN_OWNER SET BINDING = NULL, KNOWN = 0");
      for (int restart = 0; restart < 2; restart++) {
        try (TestApp app = start(url, TestApp.PEPPER)) {
          Reply reply = app.script().getWithKey("/api/me", key.getString("key"));
          assertEquals(401, reply.status(), reply.body());
        }
      }
    }
    try (TestApp app = TestApp.start(builder ->
        builder.setting("postern.jdbc-url", url).setting("postern.unbound-keys", "upgraded"))) {
      assertEquals(
          200,
          app.script().getWithKey("/api/me", key.getString("key")).status(),
          "a setting says so");
    }
  }

  private static TestApp start(String url, String pepper) throws Exception {
    Consumer<PosternBuilder> changes =
        builder -> builder.setting("postern.jdbc-url", url).setting("postern.pepper", pepper);
    return TestApp.start(changes);
  }

  private static String insert(String url, String owner, String roles, String binding)
      throws Exception {
    Keyring keyring = Keyring.of(new KeyFormat(TestApp.PREFIX), new SecureRandom());
    KeyId id = keyring.newId();
    String key = keyring.newSecret(id).reveal();
    execute(
        url,
        "INSERT INTO POSTERN_KEY (KEY_ID, DIGEST, DIGEST_ALGORITHM, OWNER_HASH,"
            + " OWNER_REALM, OWNER_NAME, CREATED_BY, LOGIN_SOURCE, KEY_NAME, ROLES, SCOPES,"
            + " NETWORKS, CREATED_AT, SERVICE, ACTIVE, REQUEST_SLOT, PLACE, ROW_VERSION,"
            + " APPLICATION, PRESUMED, BINDING) VALUES ('"
            + id
            + "', '"
            + sha256(key)
            + "', 'sha256', '"
            + sha256('\0' + owner)
            + "', '', '"
            + owner
            + "', '"
            + owner
            + "', 'local', 'n', '"
            + roles
            + "', '', '', 0, 0, 1, '-/"
            + id
            + "', '-/"
            + id
            + "', 1, '"
            + TestApp.PREFIX
            + "', 1, "
            + binding
            + ")");
    return key;
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url.replace(";create=true", ""));
        Statement statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate(sql), sql);
    }
  }

  private static void executeAny(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url.replace(";create=true", ""));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
