package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.Postern;
import io.github.postern.SettingsException;
import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.MariaDbServer;
import io.github.postern.testing.PostgresServer;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Rows;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that is set up wrong: what still works, what is refused, and what is said about it.
 */
class DatabaseTroubleTest {

  private static final String PASSWORD = "hunter2-hunter2";

  @Test
  void userWhoMayOnlyReadPostgresql() throws Exception {
    String url = PostgresServer.newDatabase();
    JsonObject key = keyMadeIn(url);
    Rows.execute(
        url,
        "DROP ROLE IF EXISTS reader",
        "CREATE ROLE reader LOGIN",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
    assertReadsOnly(url.replace("user=postgres", "user=reader"), key);
    Rows.execute(url, "DROP OWNED BY reader", "DROP ROLE reader");
  }

  @Test
  void databaseThatIsReadOnlyInPostgresql() throws Exception {
    String url = PostgresServer.newDatabase();
    JsonObject key = keyMadeIn(url);
    String name = url.replaceAll(".*/([a-z0-9]+)\\?.*", "$1");
    Rows.execute(url, "ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    assertReadsOnly(url, key);
  }

  @Test
  void userWhoMayOnlyReadMariaDb() throws Exception {
    String url = MariaDbServer.newDatabase();
    JsonObject key = keyMadeIn(url);
    String name = url.replaceAll(".*/([a-z0-9]+)\\?.*", "$1");
    Rows.execute(
        url,
        "CREATE OR REPLACE USER reader IDENTIFIED BY ''",
        "GRANT SELECT ON " + name + ".* TO reader");
    assertReadsOnly(url.replace("user=root", "user=reader"), key);
  }

  @Test
  void databaseThatIsReadOnlyInH2(@TempDir Path folder) throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("keys").toAbsolutePath();
    JsonObject key = keyMadeIn(url);
    assertReadsOnly(url + ";ACCESS_MODE_DATA=r", key);
  }

  @Test
  @DisplayName("F-42: a wrong password closes the keys, not the application, and is not in the log")
  void wrongPassword() throws Exception {
    String url = MariaDbServer.newDatabase();
    String name = url.replaceAll(".*/([a-z0-9]+)\\?.*", "$1");
    JsonObject key = keyMadeIn(url);
    Rows.execute(
        url,
        "CREATE OR REPLACE USER keeper IDENTIFIED BY 'the right one'",
        "GRANT ALL ON " + name + ".* TO keeper");
    String log = assertKeysOnlyAreClosed(url.replace("?user=root", ""), "keeper", PASSWORD, key);
    assertTrue(log.contains("Check the user of the database and the password."), log);
    assertFalse(log.contains(PASSWORD), log);
  }

  @Test
  @DisplayName("F-42: a wrong host closes the keys, not the application")
  void wrongHost() throws Exception {
    JsonObject key = keyMadeIn(PostgresServer.newDatabase());
    for (String url : new String[] {
      "jdbc:postgresql://127.0.0.1:1/keys",
      "jdbc:mariadb://127.0.0.1:1/keys",
      "jdbc:postgresql://no-such-host.invalid/keys"
    }) {
      String log = assertKeysOnlyAreClosed(url, "keeper", PASSWORD, key);
      assertTrue(log.contains("Check that the database runs, and its host, port and name."), log);
    }
  }

  @Test
  void missingTableOrColumnStopsTheStart() throws Exception {
    String url = MariaDbServer.newDatabase();
    keyMadeIn(url);
    Rows.execute(url, "ALTER TABLE POSTERN_KEY DROP COLUMN SEEN_IN_URL_AT");
    assertTrue(
        startFailure(url).contains("no column SEEN_IN_URL_AT in the table POSTERN_KEY"),
        startFailure(url));
    Rows.execute(url, "DROP TABLE POSTERN_OWNER");
    Rows.execute(url, "ALTER TABLE POSTERN_KEY ADD COLUMN SEEN_IN_URL_AT BIGINT");
    assertTrue(startFailure(url).contains("no table POSTERN_OWNER"), startFailure(url));
    assertTrue(startFailure(url).contains("mariadb.sql"), startFailure(url));
  }

  @Test
  void persistenceUnitOrDataSourceThatIsNotThereStopsTheStart() {
    for (String setting : new String[] {"postern.persistence-unit", "postern.datasource"}) {
      String message = assertThrows(
              SettingsException.class,
              () -> Postern.builder()
                  .setting("postern.prefix", "test")
                  .setting(setting, "nothing")
                  .build("/app"))
          .getMessage();
      assertTrue(message.contains(setting) && message.contains("'nothing'"), message);
    }
  }

  /** Keys that are there go on working; whatever writes is refused and nothing else breaks. */
  private static void assertReadsOnly(String url, JsonObject key) throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = TestApp.on(url).run(builder -> {})) {
      assertTrue(log.text().contains("The tables for keys cannot be written"), log::text);
      for (int i = 0; i < 3; i++) {
        assertEquals(
            200, app.script().getWithKey("/api/me", key.getString("key")).status());
        app.clock().advance(Duration.ofMinutes(11));
      }
      assertEquals(401, app.script().getWithKey("/api/me", "test_nonsense").status());
      assertEquals(200, app.script().get("/api/me").status(), "the application's own pages go on");
      Browser alice = app.loggedIn("alice", "user");
      assertEquals(
          1, alice.api("GET", "/keys", null).json().getJsonArray("keys").size());
      assertUnavailable(alice.api("POST", "/keys", "{\"name\":\"another\"}"));
      assertUnavailable(alice.api("DELETE", "/keys/" + key.getString("id"), null));
      assertEquals(200, app.script().getWithKey("/api/me", key.getString("key")).status());
    }
  }

  /** Returns what was logged. */
  private static String assertKeysOnlyAreClosed(
      String url, String user, String password, JsonObject key) throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = TestApp.on(url)
            .run(builder -> builder
                .setting("postern.jdbc-user", user)
                .setting("postern.jdbc-password", password))) {
      assertUnavailable(app.script().getWithKey("/api/me", key.getString("key")));
      assertEquals(200, app.script().get("/api/me").status(), "the application's own pages go on");
      assertUnavailable(app.loggedIn("alice", "user").api("GET", "/keys", null));
      return log.text();
    }
  }

  private static void assertUnavailable(Reply reply) {
    assertEquals(503, reply.status(), reply.body());
    assertEquals("unavailable", reply.code());
  }

  private static String startFailure(String url) {
    return assertThrows(
            SettingsException.class, () -> TestApp.on(url).run(builder -> {}).close())
        .getMessage();
  }

  private static JsonObject keyMadeIn(String url) throws Exception {
    try (TestApp app = TestApp.on(url).run(builder -> {})) {
      return app.loggedIn("alice", "user").create("{\"name\":\"n\"}");
    }
  }
}
