package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.MariaDbServer;
import io.github.postern.testing.PostgresServer;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that cannot hold every character. */
class EncodingTest {

  private static final String EMOJI = "\uD83D\uDD11";

  static List<String> databasesWithoutCyrillic() throws Exception {
    return List.of(
        PostgresServer.newDatabase(
            "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"),
        converted("latin1"));
  }

  @ParameterizedTest
  @MethodSource("databasesWithoutCyrillic")
  @DisplayName("E-17: a text that the database cannot hold is a bad request that names the field")
  void textThatTheDatabaseCannotHold(String url) throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = TestApp.on(url).run(builder -> {})) {
      assertTrue(log.text().contains("cannot store every character"), log::text);
      Browser alice = app.loggedIn("alice", "user", "administrator");
      refused(alice.api("POST", "/keys", "{\"name\":\"ключ\"}"), "The name ");
      refused(alice.api("POST", "/keys", "{\"name\":\"" + EMOJI + "\"}"), "The name ");
      refused(
          alice.api("POST", "/keys", "{\"name\":\"n\",\"description\":\"для работы\"}"),
          "The description ");
      String id = alice.create("{\"name\":\"clé\"}").getString("id");
      refused(alice.api("PATCH", "/keys/" + id, "{\"name\":\"ключ\"}"), "The name ");
      refused(alice.api("PATCH", "/keys/" + id, "{\"description\":\"ключ\"}"), "The description ");
      assertEquals("clé", alice.api("GET", "/keys/" + id, null).text("name"));
      assertEquals(
          1, alice.api("GET", "/keys", null).json().getJsonArray("keys").size());
      Reply search = alice.api("GET", "/admin/keys?q=%D0%BA", null);
      assertTrue(search.status() == 400 || search.status() == 200, search.status() + search.body());
    }
  }

  @ParameterizedTest
  @MethodSource("databasesWithoutCyrillic")
  @DisplayName("E-17: a user whose name the database cannot hold is told so, and so is the log")
  void userWhoseNameTheDatabaseCannotHold(String url) throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = TestApp.on(url).run(builder -> {})) {
      Reply reply = app.loggedIn("Алиса", "user").api("POST", "/keys", "{\"name\":\"n\"}");
      assertEquals(500, reply.status(), reply.body());
      assertEquals("login-unclear", reply.code());
      assertTrue(reply.text("detail").contains("cannot store your user name"), reply.body());
      assertTrue(log.text().contains("look at its encoding"), log::text);
    }
  }

  @ParameterizedTest
  @MethodSource("databasesWithoutCyrillic")
  @DisplayName("E-17: a person's full name that the database cannot hold keeps no role and no login"
      + " from being noted")
  void aFullNameThatTheDatabaseCannotHold(String url) throws Exception {
    try (TestApp app = TestApp.on(url)
        .run(builder -> builder
            .setting("postern.login.source", "nowhere")
            .setting("postern.login.display-name", "source"))) {
      Browser alice =
          app.browser().login(Map.of("user", "alice", "roles", "user,operator", "source", "Алиса"));
      String key = alice.createKey("n");
      assertEquals(
          200,
          app.loggedIn("boss", "administrator")
              .api("GET", "/admin/owners/alice", null)
              .status());
      Browser again =
          app.browser().login(Map.of("user", "alice", "roles", "user", "source", "Алиса"));
      assertEquals(200, again.api("GET", "/keys", null).status());
      assertEquals(
          "[\"user\"]",
          app.script().getWithKey("/postern/api/self", key).json().get("roles").toString(),
          "a role that was taken away is gone");
      assertEquals(
          201,
          app.loggedIn("boss", "administrator")
              .api("POST", "/admin/owners/alice/keys", "{\"name\":\"m\"}")
              .status(),
          "and she is known");
    }
  }

  @ParameterizedTest
  @MethodSource("databasesWithoutCyrillic")
  @DisplayName("E-17: a key is given up although the database cannot hold where it was found")
  void aPlaceThatTheDatabaseCannotHold(String url) throws Exception {
    try (TestApp app = TestApp.on(url).run(builder -> {})) {
      String key = app.loggedIn("alice", "user").createKey("n");
      Reply reply = app.script()
          .send(
              "POST",
              "/postern/api/self/report",
              "{\"where\":\"в почте\"}",
              "X-API-Key",
              key,
              "Content-Type",
              "application/json");
      assertEquals("204 ", reply.status() + " " + reply.body());
      assertEquals(401, app.script().getWithKey("/api/me", key).status());
    }
  }

  @Test
  @DisplayName(
      "E-17: three-byte UTF-8 of MariaDB has no characters beyond the first plane, and that"
          + " is said")
  void emojiInUtf8mb3() throws Exception {
    String url = converted("utf8mb3");
    try (LogCapture log = new LogCapture();
        TestApp app = TestApp.on(url).run(builder -> {})) {
      assertTrue(log.text().contains("keeps texts in utf8mb3"), log::text);
      Browser alice = app.loggedIn("alice", "user");
      alice.create("{\"name\":\"ключ\"}");
      refused(alice.api("POST", "/keys", "{\"name\":\"" + EMOJI + "\"}"), "The name ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"})
  @DisplayName("E-17: a database that knows no encoding is warned about")
  void databaseWithoutEncoding(String options) throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = TestApp.on(PostgresServer.newDatabase(options)).run(builder -> {})) {
      assertTrue(log.text().contains("keeps texts in SQL_ASCII"), log::text);
      assertEquals(200, app.loggedIn("alice", "user").api("GET", "/keys", null).status());
    }
  }

  @Test
  @DisplayName("E-17: databases in UTF-8 hold everything and are not warned about")
  void databasesInUtf8() throws Exception {
    for (String url : List.of(PostgresServer.newDatabase(), MariaDbServer.newDatabase())) {
      try (LogCapture log = new LogCapture();
          TestApp app = TestApp.on(url).run(builder -> {})) {
        assertFalse(log.text().contains("cannot store every character"), log::text);
        assertEquals(
            EMOJI + " ключ",
            app.loggedIn("Алиса" + EMOJI, "user")
                .create("{\"name\":\"" + EMOJI + " ключ\"}")
                .getString("name"));
      }
    }
  }

  private static String converted(String charset) throws Exception {
    String url = MariaDbServer.newDatabase();
    TestApp.on(url).run(builder -> {}).close();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String table : List.of("KEY", "OWNER", "EVENT", "DAY")) {
        statement.execute("ALTER TABLE POSTERN_"
            + table
            + " CONVERT TO CHARACTER SET "
            + charset
            + " COLLATE "
            + charset
            + "_bin");
      }
    }
    return url;
  }

  private static void refused(Reply reply, String start) {
    assertEquals(400, reply.status(), reply.body());
    assertTrue(reply.text("detail").startsWith(start), reply.body());
    assertFalse(reply.body().contains("SQL"), reply.body());
  }
}
