package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.BackgroundPace;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Rows;
import io.github.postern.testing.SwitchableDataSource;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys for somebody else, where no directory says who that is: what a login tells is remembered.
 */
class OwnerRegisterTest {

  private static final String KEY = "{\"name\":\"n\"}";

  @Test
  @DisplayName("W-1: a key that an administrator makes for somebody has the roles of that person's"
      + " latest login")
  void aKeyForSomebodyHasTheirRoles() throws Exception {
    try (TestApp app = TestApp.start()) {
      app.loggedIn("alice", "user", "operator");
      Browser bob = app.loggedIn("bob", "administrator", "user");
      JsonObject made = bob.api("POST", "/admin/owners/alice/keys", KEY).json();
      assertEquals("[\"operator\",\"user\"]", made.get("roles").toString());
      assertEquals("[\"operator\",\"user\"]", roles(app, made));
      assertTrue(app.script()
          .getWithKey("/api/me?role=operator", made.getString("key"))
          .json()
          .getBoolean("inRole"));
      assertEquals(
          403,
          bob.api("POST", "/admin/owners/bob/keys", KEY).status(),
          "for one's own name there is one's own page");
      assertEquals("[\"administrator\",\"user\"]", roles(app, bob.create(KEY)));
      Reply rotated = bob.api("POST", "/admin/keys/" + made.getString("id") + "/rotate", null);
      assertEquals("[\"operator\",\"user\"]", roles(app, rotated.json()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Backup%20Operators", "nosuchuser", "ALICE", "alice%20", "alice%2F", "%C3%A4lice"})
  @DisplayName("W-2: a name that nobody has owns no key, and nothing is left behind")
  void aNameThatNobodyHasOwnsNoKey(String name) throws Exception {
    try (TestApp app = TestApp.start()) {
      app.loggedIn("alice", "user");
      Browser bob = app.loggedIn("bob", "administrator");
      int before = Rows.of(app.jdbcUrl(), "POSTERN_OWNER").size();
      Reply refused = bob.api("POST", "/admin/owners/" + name + "/keys", KEY);
      assertTrue(
          refused.status() == 404 || refused.status() == 400 && name.contains("%2F"),
          refused.body());
      assertEquals("[]", bob.api("GET", "/admin/keys", null).json().get("keys").toString());
      assertEquals(before, Rows.of(app.jdbcUrl(), "POSTERN_OWNER").size());
      assertTrue(
          refused.status() == 400
              || refused.text("detail").contains("no such user has signed in yet")
                  && refused.text("detail").contains("postern.unknown-owners"),
          refused.body());
    }
  }

  @Test
  @DisplayName("W-2: where it is allowed, a stranger's key has no roles until they sign in")
  void aStrangersKeyHasNoRolesUntilTheySignIn() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.unknown-owners", "allow"))) {
      Browser bob = app.loggedIn("bob", "administrator");
      JsonObject key = bob.api("POST", "/admin/owners/dave/keys", KEY).json();
      assertEquals("[]", roles(app, key));
      app.loggedIn("dave", "user");
      assertEquals("[\"user\"]", roles(app, key));
    }
  }

  @Test
  @DisplayName(
      "W-1: a role that was taken away is gone from the key at the next login, on every node")
  void aRoleThatWasTakenAwayIsGoneAtTheNextLogin() throws Exception {
    String database = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
    try (TestApp one = TestApp.on(database).run(builder -> {});
        TestApp two = TestApp.on(database).run(builder -> {})) {
      JsonObject key = one.loggedIn("alice", "user", "operator").create(KEY);
      assertEquals("[\"operator\",\"user\"]", roles(one, key));
      assertEquals("[\"operator\",\"user\"]", roles(two, key));
      one.browser()
          .send(
              "POST",
              "/login",
              "user=alice&roles=user",
              "Content-Type",
              "application/x-www-form-urlencoded");
      assertEquals("[\"user\"]", roles(one, key), "at once, by the request that logs in");
      long answered = System.nanoTime();
      while (!roles(two, key).equals("[\"user\"]")) {
        assertTrue(
            System.nanoTime() - answered < Duration.ofSeconds(3).toNanos(),
            "within two seconds elsewhere");
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      assertEquals(
          "[\"user\"]",
          one.loggedIn("alice", "user")
              .api("GET", "/keys/" + key.getString("id"), null)
              .json()
              .get("roles")
              .toString(),
          "the page tells the truth");
    }
  }

  @Test
  @DisplayName("W-1: with postern.roles=creation a key keeps the roles of its creation")
  void aKeyCanKeepTheRolesOfItsCreation() throws Exception {
    try (TestApp app = TestApp.start(builder -> builder.setting("postern.roles", "creation"))) {
      JsonObject key = app.loggedIn("alice", "user", "operator").create(KEY);
      app.loggedIn("alice", "user");
      assertEquals("[\"operator\",\"user\"]", roles(app, key));
    }
  }

  @Test
  @DisplayName("W-1: a session that is left of an earlier login brings no role back")
  void anEarlierSessionBringsNoRoleBack() throws Exception {
    try (TestApp app = TestApp.start()) {
      Browser old = login(app, "alice", "operator", "2026-11-21T08:00:00Z");
      JsonObject key = old.create(KEY);
      login(app, "alice", "user", "2026-11-21T09:00:00Z");
      assertEquals("[\"user\"]", roles(app, key));
      old.send("GET", "/api/me", null);
      old.api("GET", "/keys", null);
      assertEquals("[\"user\"]", roles(app, key));
      app.clock().advance(Duration.ofMinutes(61));
      old.send("GET", "/api/me", null);
      assertEquals(
          "[\"user\"]",
          roles(app, key),
          "nor where the node has forgotten that it noted that login");
      try (TestApp other = TestApp.on(app.jdbcUrl()).run(builder -> {})) {
        login(other, "alice", "operator", "2026-11-21T08:00:00Z").send("GET", "/api/me", null);
        assertEquals("[\"user\"]", roles(other, key), "nor where it was noted on another node");
      }
    }
  }

  @Test
  @DisplayName("W-1: a key whose owner was not seen since logins are noted keeps its roles")
  void aKeyOfBeforeKeepsItsRoles() throws Exception {
    try (TestApp app = TestApp.start()) {
      JsonObject key = app.loggedIn("alice", "user").create(KEY);
      try (var connection = DriverManager.getConnection(app.jdbcUrl());
          var statement = connection.createStatement()) {
        statement.executeUpdate("DELETE FROM POSTERN_OWNER");
      }
      app.postern().ownerChanged("alice");
      try (TestApp again = TestApp.on(app.jdbcUrl()).run(builder -> {})) {
        assertEquals("[\"user\"]", roles(again, key));
      }
    }
  }

  @Test
  @DisplayName("W-1: before an administrator makes a key, the API says who its owner is and which"
      + " roles it will have")
  void theApiSaysWhichRolesAKeyWillHave() throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.login.display-name", "source")
        .setting("postern.login.source", "nowhere"))) {
      app.browser()
          .login(Map.of(
              "user",
              "alice",
              "roles",
              "user",
              "organisation",
              "north",
              "source",
              "Alice Liddell"));
      Browser bob = app.loggedIn("bob", "administrator");
      JsonObject alice = bob.api("GET", "/admin/owners/alice", null).json();
      assertEquals(
          "alice Alice Liddell north local",
          alice.getString("owner")
              + " "
              + alice.getString("displayName")
              + " "
              + alice.getString("organisation")
              + " "
              + alice.getString("loginSource"));
      assertEquals("[\"user\"]", alice.get("roles").toString());
      assertTrue(alice.getBoolean("known") && alice.getBoolean("mayCreate"));
      assertEquals("2026-11-21T10:00:00Z", alice.getString("lastLoginAt"));
      JsonObject nobody = bob.api("GET", "/admin/owners/nosuchuser", null).json();
      assertFalse(nobody.getBoolean("known") || nobody.getBoolean("mayCreate"));
      assertTrue(
          nobody.getString("reason").contains("no such user has signed in yet"), nobody.toString());
      Browser north =
          app.browser().login(Map.of("user", "n", "roles", "orgadmin", "organisation", "north"));
      Browser south =
          app.browser().login(Map.of("user", "s", "roles", "orgadmin", "organisation", "south"));
      assertEquals(200, north.api("GET", "/admin/owners/alice", null).status());
      assertEquals(201, north.api("POST", "/admin/owners/alice/keys", KEY).status());
      assertEquals(404, south.api("GET", "/admin/owners/alice", null).status());
      assertEquals(
          south.api("GET", "/admin/owners/alice", null).body(),
          south.api("GET", "/admin/owners/nosuchuser", null).body(),
          "who is elsewhere does not exist");
      assertEquals(404, south.api("POST", "/admin/owners/alice/keys", KEY).status());
      assertEquals(
          403,
          app.loggedIn("eve", "user").api("GET", "/admin/owners/alice", null).status());
    }
  }

  @Test
  @DisplayName(
      "W-1: what a proxy tells of a person is shown, and what can be no mail address is left"
          + " out")
  void aProxyTellsNameAndMail() throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.login", "proxy")
        .setting("postern.login.proxies", "127.0.0.1")
        .setting("postern.login.user", "X-Remote-User")
        .setting("postern.login.display-name", "X-Name")
        .setting("postern.login.mail", "X-Mail"))) {
      app.script()
          .get(
              "/api/me",
              "X-Remote-User",
              "alice",
              "X-Name",
              "Alice Liddell",
              "X-Mail",
              "alice@example.org");
      app.script()
          .get("/api/me", "X-Remote-User", "ben", "X-Mail", "ben@example.org, eve@example.org");
      String[] bob = {"X-Remote-User", "bob", "roles", "administrator"};
      JsonObject alice =
          app.script().get("/postern/api/admin/owners/alice", bob).json();
      assertEquals(
          "Alice Liddell alice@example.org",
          alice.getString("displayName") + " " + alice.getString("mail"));
      JsonObject ben = app.script().get("/postern/api/admin/owners/ben", bob).json();
      assertTrue(ben.getBoolean("known") && ben.isNull("mail"), ben.toString());
    }
  }

  @Test
  @DisplayName("W-5: a refusal speaks to who asked, and of whose key it is")
  void aRefusalSpeaksToWhoAsked() throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.keys-per-owner", "1")
        .setting("postern.local.when-expired", "delete-first")
        .setting("postern.unique-names", "true"))) {
      Browser carol = app.loggedIn("carol", "user");
      Browser bob = app.loggedIn("bob", "administrator");
      carol.create("{\"name\":\"n\",\"validFor\":\"P1D\"}");
      assertEquals(
          "You have 1 of 1 keys. Delete one first.",
          carol.api("POST", "/keys", KEY).text("detail"));
      assertEquals(
          "carol has 1 of 1 keys. Delete one first.",
          bob.api("POST", "/admin/owners/carol/keys", KEY).text("detail"));
      assertEquals(
          "carol has 1 of 1 keys. Delete one first.",
          bob.api("GET", "/admin/owners/carol", null).text("reason"));
      app.clock().advance(Duration.ofDays(2));
      assertEquals(
          "The key of carol 'n' has expired. Delete it first, then create a new one.",
          bob.api("POST", "/admin/owners/carol/keys", KEY).text("detail"));
      assertEquals(
          "You have no key with this value.",
          carol
              .api(
                  "POST", "/keys/revoke", "{\"key\":\"a-value-of-at-least-thirty-two-characters\"}")
              .text("detail"));
      assertEquals(
          "There is no key with this id that you administer.",
          bob.api("GET", "/admin/keys/aaaaaaaaaaaaaaaa", null).text("detail"));
      assertEquals(
          "You have no key with this id.",
          carol.api("GET", "/keys/aaaaaaaaaaaaaaaa", null).text("detail"));
    }
  }

  @Test
  @DisplayName("W-1: a login that was noted costs its next requests no transaction, for an hour")
  void aNotedLoginCostsNoTransaction() throws Exception {
    String database = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
    try (SwitchableDataSource source = new SwitchableDataSource(database);
        TestApp app = TestApp.on(database)
            .run(builder -> BackgroundPace.asReleased(builder)
                .dataSource(source)
                .setting("postern.cluster-poll", "PT1M"))) {
      Browser alice = login(app, "alice", "user", "2026-11-21T10:00:00Z");
      Browser elsewhere = login(app, "alice", "user", "2026-11-21T09:30:00Z");
      String key = alice.createKey("n");
      app.script().getWithKey("/api/me", key);
      elsewhere.send("GET", "/api/me", null);
      int before = source.connections();
      for (int i = 0; i < 50; i++) {
        alice.send("GET", "/api/me", null);
        elsewhere.send("GET", "/api/me", null);
        app.script().getWithKey("/api/me", key);
      }
      assertTrue(
          source.connections() - before <= 2, source.connections() - before + " for 150 requests");
      List<String> owners = Rows.of(database, "POSTERN_OWNER");
      app.clock().advance(Duration.ofMinutes(61));
      alice.send("GET", "/api/me", null);
      assertEquals(
          owners,
          Rows.of(database, "POSTERN_OWNER"),
          "and nothing is written that is there already");
    }
  }

  @Test
  @DisplayName("W-1: a database that is unreachable fails no request of the application")
  void aDatabaseThatIsAwayFailsNoRequest() throws Exception {
    String database = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
    try (SwitchableDataSource source = new SwitchableDataSource(database);
        TestApp app = TestApp.on(database).run(builder -> builder.dataSource(source))) {
      source.cut();
      Browser alice = app.browser();
      assertEquals(
          204,
          alice
              .send(
                  "POST",
                  "/login",
                  "user=alice&roles=user",
                  "Content-Type",
                  "application/x-www-form-urlencoded")
              .status());
      assertEquals(200, alice.send("GET", "/api/me", null).status());
      source.mend();
      long mended = System.nanoTime();
      while (Rows.of(database, "POSTERN_OWNER").isEmpty()) {
        assertTrue(
            System.nanoTime() - mended < Duration.ofSeconds(20).toNanos(),
            "it is noted by a later request");
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        app.clock().advance(Duration.ofSeconds(6));
        alice.send("GET", "/api/me", null);
      }
    }
  }

  @Test
  @DisplayName("S-7: who takes the register of owners away gives nobody older roles back")
  void whoTakesTheRegisterAwayGivesNoOlderRolesBack() throws Exception {
    for (String change : List.of(
        "DELETE FROM POSTERN_OWNER",
        "UPDATE POSTERN_OWNER SET BINDING = 'x'",
        "UPDATE POSTERN_OWNER SET KNOWN = 0, BINDING = NULL")) {
      try (TestApp app = TestApp.start()) {
        JsonObject key =
            login(app, "alice", "user,administrator", "2026-11-21T08:00:00Z").create(KEY);
        login(app, "alice", "user", "2026-11-21T09:00:00Z").api("GET", "/policy", null);
        assertEquals("[\"user\"]", roles(app, key));
        try (Connection connection = DriverManager.getConnection(app.jdbcUrl());
            Statement statement = connection.createStatement()) {
          statement.executeUpdate(change);
        }
        app.clock().advance(Duration.ofSeconds(20));
        assertEquals("[\"user\"]", roles(app, key), change);
      }
    }
  }

  @Test
  @DisplayName(
      "S-16: a key that manages keys does so in its owner's organisation of now, not of when"
          + " it was made")
  void aKeyManagesInTheOrganisationOfNow() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.keys-manage-keys", "true"))) {
      JsonObject victim = app.browser()
          .login(Map.of("user", "vera", "roles", "user", "organisation", "a"))
          .create(KEY);
      JsonObject key = app.browser()
          .login(Map.of(
              "user",
              "mallory",
              "roles",
              "orgadmin",
              "organisation",
              "a",
              "authenticatedAt",
              "2026-11-21T08:00:00Z"))
          .create(KEY);
      app.browser()
          .login(Map.of(
              "user",
              "mallory",
              "roles",
              "orgadmin",
              "organisation",
              "b",
              "authenticatedAt",
              "2026-11-21T09:00:00Z"))
          .api("GET", "/policy", null);
      app.clock().advance(Duration.ofSeconds(20));
      assertEquals(
          404,
          app.script()
              .send(
                  "POST",
                  "/postern/api/admin/keys/" + victim.getString("id") + "/rotate",
                  "{}",
                  "X-API-Key",
                  key.getString("key"),
                  "Content-Type",
                  "application/json")
              .status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"successor", "same-id"})
  @DisplayName(
      "S-7: what an older session makes and rotates has no role beyond the latest login, also"
          + " when the register is taken away")
  void whatAnOlderSessionMakesHasNoOlderRoles(String rotation) throws Exception {
    try (TestApp app = TestApp.start(builder -> builder.setting("postern.rotation", rotation))) {
      Browser older = login(app, "alice", "user,administrator", "2026-11-21T08:00:00Z");
      String before = older.create(KEY).getString("id");
      login(app, "alice", "user", "2026-11-21T09:00:00Z").api("GET", "/policy", null);
      List<JsonObject> made = List.of(
          older.create("{\"name\":\"after\"}"),
          older.api("POST", "/keys/" + before + "/rotate", null).json());
      for (String change :
          List.of("UPDATE POSTERN_OWNER SET MAIL = NULL", "DELETE FROM POSTERN_OWNER")) {
        Rows.execute(app.jdbcUrl(), change);
        app.clock().advance(Duration.ofSeconds(20));
        for (JsonObject key : made) {
          assertEquals("[\"user\"]", roles(app, key), change);
        }
      }
    }
  }

  @Test
  @DisplayName(
      "S-7, S-16: a key manages nobody's keys in its organisation of before when the register"
          + " is taken away")
  void aKeyManagesInNoOlderOrganisation() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.keys-manage-keys", "true"))) {
      JsonObject victim = app.browser()
          .login(Map.of("user", "vera", "roles", "user", "organisation", "a"))
          .create(KEY);
      JsonObject key = app.browser()
          .login(Map.of(
              "user",
              "mallory",
              "roles",
              "orgadmin,user",
              "organisation",
              "a",
              "authenticatedAt",
              "2026-11-21T08:00:00Z"))
          .create(KEY);
      app.browser()
          .login(Map.of(
              "user",
              "mallory",
              "roles",
              "orgadmin,user",
              "organisation",
              "b",
              "authenticatedAt",
              "2026-11-21T09:00:00Z"))
          .api("GET", "/policy", null);
      Rows.execute(app.jdbcUrl(), "DELETE FROM POSTERN_OWNER WHERE OWNER_NAME = 'mallory'");
      app.clock().advance(Duration.ofSeconds(20));
      Reply rotated = app.script()
          .send(
              "POST",
              "/postern/api/admin/keys/" + victim.getString("id") + "/rotate",
              "{}",
              "X-API-Key",
              key.getString("key"),
              "Content-Type",
              "application/json");
      assertEquals(403, rotated.status(), rotated.body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest-login", "creation"})
  @DisplayName(
      "S-7, S-16: who went to another organisation stays out of the reach of the former one when"
          + " the register is taken away, and is in that of the new one")
  void theFormerOrganisation(String roles) throws Exception {
    try (TestApp app = TestApp.start(builder -> builder.setting("postern.roles", roles))) {
      Browser otto = member(app, "otto", "orgadmin", "a", "2026-11-21T08:00:00Z");
      Browser nora = member(app, "nora", "orgadmin", "b", "2026-11-21T08:00:00Z");
      Browser older = member(app, "vera", "user", "a", "2026-11-21T08:00:00Z");
      String id = older.create(KEY).getString("id");
      assertTrue(otto.api("GET", "/admin/keys", null).body().contains(id), "it is seen there");
      member(app, "vera", "user", "b", "2026-11-21T09:00:00Z").api("GET", "/policy", null);
      String later = older.create("{\"name\":\"later\"}").getString("id");
      Rows.execute(app.jdbcUrl(), "DELETE FROM POSTERN_OWNER WHERE OWNER_NAME = 'vera'");
      for (String each : List.of(id, later)) {
        String path = "/admin/keys/" + each;
        assertEquals(404, otto.api("POST", path + "/rotate", null).status());
        assertEquals(404, otto.api("GET", path, null).status());
        assertFalse(otto.api("GET", "/admin/keys", null).body().contains(each));
        assertTrue(nora.api("GET", "/admin/keys", null).body().contains(each));
      }
      assertEquals(201, nora.api("POST", "/admin/keys/" + id + "/rotate", null).status());
    }
  }

  private static Browser member(
      TestApp app, String user, String roles, String organisation, String at) throws Exception {
    return app.browser()
        .login(Map.of(
            "user", user, "roles", roles, "organisation", organisation, "authenticatedAt", at));
  }

  private static Browser login(TestApp app, String user, String roles, String at) throws Exception {
    return app.browser()
        .login(new HashMap<>(Map.of(
            "user", user, "roles", roles, "authenticatedAt", Instant.parse(at).toString())));
  }

  private static String roles(TestApp app, JsonObject key) throws Exception {
    Reply reply = app.script().getWithKey("/api/me", key.getString("key"));
    assertEquals(200, reply.status(), reply.body());
    return reply.json().get("roles").toString();
  }
}
