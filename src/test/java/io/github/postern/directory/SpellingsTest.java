package io.github.postern.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.PosternBuilder;
import io.github.postern.testing.Browser;
import io.github.postern.testing.MariaDbServer;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One person by several spellings, where the database of the application compares without case. */
class SpellingsTest {

  private static final String KEY = "{\"name\":\"n\"}";

  @Test
  @DisplayName("E-22: on MariaDB, Alice and alice with one lasting id are one owner with one set of"
      + " places")
  void twoSpellingsAreOneOwner() throws Exception {
    assertOneOwner(new Users(MariaDbServer.newDatabase()));
  }

  @Test
  @DisplayName("E-22: on H2 that ignores case too")
  void twoSpellingsAreOneOwnerElsewhere() throws Exception {
    assertOneOwner(
        new Users("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;IGNORECASE=TRUE"));
  }

  private static void assertOneOwner(Users users) throws Exception {
    users.execute("CREATE TABLE accounts (id INT PRIMARY KEY, login VARCHAR(100) NOT NULL)");
    users.execute("INSERT INTO accounts VALUES (1, 'alice'), (2, 'ben')");
    try (TestApp app = TestApp.start(sql(users))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject first = alice.create(KEY);
      Browser other = app.loggedIn("Alice", "user");
      assertEquals(List.of(first.getString("id")), ids(other));
      assertEquals("alice", other.create("{\"name\":\"second\"}").getString("owner"));
      assertEquals(
          "too-many-keys",
          app.loggedIn("ALICE", "user").api("POST", "/keys", KEY).code());
      Browser boss = app.loggedIn("ben", "administrator");
      assertEquals(
          "too-many-keys", boss.api("POST", "/admin/owners/aLICE/keys", KEY).code());
      assertEquals("alice", boss.api("GET", "/admin/owners/aLICE", null).text("owner"));
      assertEquals(
          204, other.api("DELETE", "/keys/" + first.getString("id"), null).status());
      assertEquals(
          "alice",
          app.script().getWithKey("/api/me", other.create(KEY).getString("key")).text("user"));
    }
  }

  @Test
  @DisplayName(
      "E-22: who was renamed is not the owner of their old name, which somebody else may have"
          + " now")
  void whoWasRenamedIsNotMeant() throws Exception {
    Users users =
        new Users("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;IGNORECASE=TRUE");
    users.execute("CREATE TABLE accounts (id INT PRIMARY KEY, login VARCHAR(100) NOT NULL)");
    users.execute("INSERT INTO accounts VALUES (1, 'alice')");
    try (TestApp app = TestApp.start(sql(users))) {
      JsonObject key = app.loggedIn("alice", "user").create(KEY);
      users.execute("UPDATE accounts SET login = 'alicia'");
      users.execute("INSERT INTO accounts VALUES (2, 'alice')");
      app.clock().advance(Duration.ofMinutes(1));
      assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
      assertEquals("alicia", app.loggedIn("alicia", "user").create(KEY).getString("owner"));
      assertEquals(
          "alice",
          app.loggedIn("Alice", "user")
              .create(KEY)
              .getString("owner")
              .toLowerCase(java.util.Locale.ROOT));
    }
  }

  private static List<String> ids(Browser browser) throws Exception {
    return browser
        .api("GET", "/keys", null)
        .json()
        .getJsonArray("keys")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(key -> key.getString("id"))
        .toList();
  }

  private static Consumer<PosternBuilder> sql(Users users) {
    return builder -> builder
        .setting("postern.owners", "sql")
        .setting("postern.owners.jdbc-url", users.url())
        .setting("postern.owners.query", "SELECT id FROM accounts WHERE login = ?")
        .setting("postern.owners.roles-query", "SELECT 'user' FROM accounts WHERE login = ?")
        .setting("postern.keys-per-owner", "2");
  }
}
