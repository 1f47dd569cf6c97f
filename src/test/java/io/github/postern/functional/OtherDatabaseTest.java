package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.SettingsException;
import io.github.postern.testing.Browser;
import io.github.postern.testing.PostgresServer;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The whole way on PostgreSQL, whose tables an administrator makes by the script in the jar. */
class OtherDatabaseTest {

  private static final String SCRIPT = "/io/github/postern/store/schema/postgresql.sql";

  @Test
  void onPostgresqlAKeyIsCreatedUsedRotatedAndRevoked() throws Exception {
    try (TestApp app = TestApp.on(databaseWithTables())
        .run(builder -> builder.setting("postern.schema", "validate"))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"Ключ 🔑\",\"validFor\":\"P30D\"}");
      assertEquals(
          "alice", app.script().getWithKey("/api/me", key.getString("key")).text("user"));
      JsonObject next =
          alice.api("POST", "/keys/" + key.getString("id") + "/rotate", null).json();
      assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
      assertEquals(
          200, app.script().getWithKey("/api/me", next.getString("key")).status());
      assertEquals(
          "Ключ 🔑", alice.api("GET", "/keys/" + next.getString("id"), null).text("name"));
      assertEquals(
          204, alice.api("DELETE", "/keys/" + next.getString("id"), null).status());
      assertEquals(
          401, app.script().getWithKey("/api/me", next.getString("key")).status());
    }
  }

  @Test
  void onHibernateTheSame() throws Exception {
    try (TestApp app = TestApp.on(databaseWithTables())
        .run(builder -> builder
            .setting("postern.schema", "validate")
            .setting("postern.jpa-provider", "hibernate"))) {
      String key = app.loggedIn("alice", "user").createKey("n");
      assertEquals("alice", app.script().getWithKey("/api/me", key).text("user"));
    }
  }

  @Test
  @DisplayName("F-42: missing tables stop the start, and the message names the script")
  void missingTablesStopTheStart() {
    String message = assertThrows(
            SettingsException.class,
            () -> TestApp.on(PostgresServer.newDatabase())
                .run(builder -> builder.setting("postern.schema", "validate"))
                .close())
        .getMessage();
    assertTrue(message.contains("POSTERN_KEY") && message.contains("postgresql.sql"), message);
  }

  private static String databaseWithTables() throws Exception {
    String url = PostgresServer.newDatabase();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String script : new String[] {SCRIPT, SCRIPT.replace(".sql", "-2.sql")}) {
        statement.execute(new String(
            OtherDatabaseTest.class.getResourceAsStream(script).readAllBytes(),
            StandardCharsets.UTF_8));
      }
    }
    return url;
  }
}
