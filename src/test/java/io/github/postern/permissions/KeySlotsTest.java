package io.github.postern.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The limit of keys is a limit of keys that work, and nobody fills the database with those that do
 * not.
 */
class KeySlotsTest {

  @Test
  @DisplayName(
      "S-14: however often a key is rotated with overlap, never more keys work than the owner"
          + " may have")
  void rotationWithOverlapTakesAPlace() throws Exception {
    try (TestApp app = limit(2)) {
      Browser alice = app.loggedIn("alice", "user");
      List<String> secrets = new ArrayList<>();
      JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"P300D\"}");
      secrets.add(key.getString("key"));
      String id = key.getString("id");
      Reply last = null;
      for (int i = 0; i < 10; i++) {
        last = alice.api("POST", "/keys/" + id + "/rotate", "{\"overlap\":\"P7D\"}");
        if (last.status() == 201) {
          secrets.add(last.text("key"));
          id = last.text("id");
        }
      }
      assertEquals(2, working(app, secrets));
      assertEquals(409, last.status(), last.body());
      assertEquals("too-many-keys", last.code());
      assertTrue(last.text("detail").contains("without overlap"), last.body());
      assertEquals(0, alice.api("GET", "/policy", null).json().getInt("keysLeft"));
      assertEquals(
          "too-many-keys", alice.api("POST", "/keys", "{\"name\":\"m\"}").code());

      Reply atOnce = alice.api("POST", "/keys/" + id + "/rotate", null);
      assertEquals(201, atOnce.status(), "a rotation without overlap needs no place");
      secrets.add(atOnce.text("key"));
      assertEquals(2, working(app, secrets));

      app.clock().advance(Duration.ofDays(8));
      assertEquals(1, working(app, secrets));
      assertEquals(
          1,
          alice.api("GET", "/policy", null).json().getInt("keysLeft"),
          "what is over gives its place back");
      Reply again =
          alice.api("POST", "/keys/" + atOnce.text("id") + "/rotate", "{\"overlap\":\"P1D\"}");
      assertEquals(201, again.status(), again.body());
      secrets.add(again.text("key"));
      assertEquals(2, working(app, secrets));
    }
  }

  @Test
  @DisplayName(
      "S-14: where an expired key has to be deleted first, the old secret of a rotation has"
          + " not")
  void anOldSecretIsNoExpiredKey() throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.keys-per-owner", "3")
        .setting("postern.local.when-expired", "delete-first"))) {
      Browser alice = app.loggedIn("alice", "user");
      String id = alice.create("{\"name\":\"n\",\"validFor\":\"P300D\"}").getString("id");
      alice.api("POST", "/keys/" + id + "/rotate", "{\"overlap\":\"PT1H\"}");
      app.clock().advance(Duration.ofHours(2));
      alice.createKey("another");
    }
  }

  @Test
  @DisplayName("S-14: an expired key that comes back takes a place, or is refused")
  void aKeyThatComesBackTakesAPlace() throws Exception {
    try (TestApp app = TestApp.start(builder ->
        builder.setting("postern.keys-per-owner", "1").setting("postern.expiry-edits", "always"))) {
      Browser alice = app.loggedIn("alice", "user");
      List<String> secrets = new ArrayList<>();
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        JsonObject key = alice.create("{\"name\":\"n" + i + "\",\"validFor\":\"P1D\"}");
        secrets.add(key.getString("key"));
        ids.add(key.getString("id"));
        app.clock().advance(Duration.ofDays(2));
      }
      assertEquals(0, working(app, secrets));
      List<Integer> statuses = new ArrayList<>();
      for (String id : ids) {
        statuses.add(
            alice.api("PATCH", "/keys/" + id, "{\"validFor\":\"P30D\"}").status());
      }
      assertEquals(List.of(200, 409, 409, 409, 409), statuses);
      assertEquals(1, working(app, secrets));
      assertEquals(
          "too-many-keys", alice.api("POST", "/keys", "{\"name\":\"m\"}").code());
      assertEquals(204, alice.api("DELETE", "/keys/" + ids.get(0), null).status());
      assertEquals(
          200,
          alice.api("PATCH", "/keys/" + ids.get(3), "{\"validFor\":\"P30D\"}").status());
      assertEquals(
          200,
          alice.api("PATCH", "/keys/" + ids.get(3), "{\"validFor\":\"P40D\"}").status(),
          "it has its place");
      assertEquals(1, working(app, secrets));
    }
  }

  @Test
  @DisplayName("S-14: a lowered limit keeps an expired key from coming back beside as many as there"
      + " may be now")
  void aLoweredLimit() throws Exception {
    try (TestApp before =
        TestApp.start(builder -> builder.setting("postern.keys-per-owner", "2"))) {
      Browser alice = before.loggedIn("alice", "user");
      String id = alice.create("{\"name\":\"a\",\"validFor\":\"P1D\"}").getString("id");
      String other = alice.create("{\"name\":\"b\",\"validFor\":\"P30D\"}").getString("key");
      try (TestApp after = TestApp.on(before.jdbcUrl())
          .run(builder -> builder
              .setting("postern.keys-per-owner", "1")
              .setting("postern.expiry-edits", "always"))) {
        after.clock().advance(Duration.ofDays(2));
        assertEquals(
            409,
            after
                .loggedIn("alice", "user")
                .api("PATCH", "/keys/" + id, "{\"validFor\":\"P30D\"}")
                .status());
        assertEquals(1, working(after, List.of(other)));
      }
    }
  }

  @Test
  @DisplayName("S-14: a login by SAML lets no key work whose time is over")
  void aSignInBringsNothingBack() throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.keys-per-owner", "1")
        .setting("postern.saml.added-keys", "next-sign-in")
        .setting("postern.saml.maximum-validity", "P1D")
        .setting("postern.saml.when-expired", "ignore")
        .setting("postern.unknown-owners", "allow"))) {
      Browser boss = app.loggedIn("boss", "administrator");
      List<String> secrets = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Reply made =
            boss.api("POST", "/admin/owners/sam/keys", "{\"name\":\"n\",\"loginSource\":\"saml\"}");
        assertEquals(201, made.status(), made.body());
        secrets.add(made.text("key"));
        app.clock().advance(Duration.ofDays(2));
      }
      app.browser()
          .login(Map.of(
              "user",
              "sam",
              "roles",
              "user",
              "source",
              "saml",
              "sessionEnd",
              app.clock().instant().plus(Duration.ofHours(8)).toString()));
      assertEquals(0, working(app, secrets));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "rotate"})
  @DisplayName("S-14: of keys that work no more the newest are kept, twice the limit and fifty, and"
      + " the rest is revoked")
  void deadRowsAreBounded(String how) throws Exception {
    try (TestApp app = limit(3)) {
      Browser alice = app.loggedIn("alice", "user");
      String first = alice.create("{\"name\":\"first\",\"validFor\":\"PT1H\"}").getString("id");
      String id = first;
      String oldest = first;
      for (int i = 0; i < 80; i++) {
        id = how.equals("create")
            ? alice.create("{\"name\":\"n\",\"validFor\":\"PT1S\"}").getString("id")
            : alice.api("POST", "/keys/" + id + "/rotate", null).text("id");
        // The first of all outlives the others where nothing takes its place.
        oldest = i == 0 && how.equals("create") ? id : oldest;
        app.clock().advance(Duration.ofSeconds(2));
      }
      int rows = alice.api("GET", "/keys", null).json().getJsonArray("keys").size();
      assertTrue(rows <= 3 + 2 * 3 + 50, "there are " + rows);
      assertTrue(rows >= 2 * 3 + 50, "and not fewer than are kept: " + rows);
      Browser boss = app.loggedIn("boss", "administrator");
      Reply revoked = boss.api("GET", "/admin/keys?owner=alice&state=revoked&limit=200", null);
      assertEquals(81, rows + revoked.json().getJsonArray("keys").size(), "no row is lost");
      assertTrue(revoked.body().contains(oldest), "an administrator still finds the first");
      String events = boss.api("GET", "/admin/keys/" + oldest + "/events", null).body();
      assertTrue(
          events.contains("\"revoked\"")
              && events.contains("\"created\"")
              && events.contains("one of too many"),
          events);
      assertEquals(404, alice.api("GET", "/keys/" + oldest, null).status());
    }
  }

  private static TestApp limit(int keys) throws Exception {
    return TestApp.start(
        builder -> builder.setting("postern.keys-per-owner", String.valueOf(keys)));
  }

  private static int working(TestApp app, List<String> secrets) throws Exception {
    int working = 0;
    for (String secret : secrets) {
      working += app.script().getWithKey("/api/me", secret).status() == 200 ? 1 : 0;
    }
    return working;
  }
}
