package io.github.postern.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.keyring.KeyFormat;
import io.github.postern.keyring.Keyring;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Rows;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.security.SecureRandom;
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
      JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"P300D\"}");
      Reply next =
          alice.api("POST", "/keys/" + key.getString("id") + "/rotate", "{\"overlap\":\"PT1H\"}");
      assertEquals(201, next.status(), next.body());
      app.clock().advance(Duration.ofHours(2));
      assertEquals(
          1, working(app, List.of(key.getString("key"), next.text("key"))), "the old one is over");
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
      Browser sam = app.browser()
          .login(Map.of(
              "user",
              "sam",
              "roles",
              "user",
              "source",
              "saml",
              "sessionEnd",
              app.clock().instant().plus(Duration.ofHours(8)).toString()));
      assertEquals(3, sam.api("GET", "/keys", null).json().getJsonArray("keys").size());
      assertEquals(0, working(app, secrets));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "rotate", "create and delete"})
  @DisplayName("S-14: of keys that work no more the newest are kept, twice the limit and fifty; the"
      + " rows of the rest go, and administrators still find what happened to them and whose they"
      + " were")
  void deadRowsAreBounded(String how) throws Exception {
    try (TestApp app = limit(1)) {
      Browser alice = app.loggedIn("alice", "user");
      String other = app.loggedIn("ben", "user").create("{\"name\":\"b\"}").getString("id");
      JsonObject oldest = null;
      String id = null;
      for (int i = 0; i < 80; i++) {
        JsonObject made = i > 0 && how.equals("rotate")
            ? rotated(alice, id)
            : alice.create(
                how.equals("create")
                    ? "{\"name\":\"n\",\"validFor\":\"PT1S\"}"
                    : "{\"name\":\"n\"}");
        id = made.getString("id");
        oldest = i == 0 ? made : oldest;
        app.clock().advance(Duration.ofSeconds(2));
        if (how.equals("create and delete")) {
          assertEquals(204, alice.api("DELETE", "/keys/" + id, null).status());
        }
      }
      List<String> rows = Rows.of(app.jdbcUrl(), "POSTERN_KEY").stream()
          .filter(row -> row.contains("OWNER_NAME=alice\n"))
          .toList();
      assertTrue(rows.size() <= 2 + 50 + 1, "there are " + rows.size());
      assertTrue(rows.size() >= 2 + 50, "and not fewer than are kept: " + rows.size());
      assertTrue(rows.toString().contains("KEY_ID=" + id + "\n"), "the newest is kept");
      String first = oldest.getString("id");
      assertFalse(rows.toString().contains("KEY_ID=" + first + "\n"), "the oldest is not");
      Reply gone = app.script().getWithKey("/api/me", oldest.getString("key"));
      assertEquals(401, gone.status());
      assertEquals(
          app.script().getWithKey("/api/me", unknown()).body(),
          gone.body(),
          "as of a key that never was");
      String events = app.loggedIn("boss", "administrator")
          .api("GET", "/admin/keys/" + first + "/events", null)
          .body();
      assertTrue(
          events.contains("\"created\"")
              && events.contains("one of too many")
              && events.contains("of alice"),
          events);
      assertEquals(404, alice.api("GET", "/keys/" + first, null).status());
      assertEquals(
          404,
          app.browser()
              .login(Map.of("user", "otto", "roles", "orgadmin", "organisation", "a"))
              .api("GET", "/admin/keys/" + first + "/events", null)
              .status(),
          "nobody can tell whose organisation it was of");
      assertEquals(
          200,
          app.loggedIn("ben", "user").api("GET", "/keys/" + other, null).status(),
          "others keep theirs");
    }
  }

  @Test
  @DisplayName("S-14: a chosen value whose row is gone is never a key again, and nothing that was"
      + " revoked comes back with it")
  void aRemovedValueStaysUsed() throws Exception {
    try (TestApp app = TestApp.start(builder ->
        builder.setting("postern.keys-per-owner", "1").setting("postern.chosen-keys", "true"))) {
      Browser alice = app.loggedIn("alice", "user");
      String chosen = "a-value-that-somebody-chose-" + "0123456789".repeat(3);
      String body = "{\"name\":\"n\",\"key\":\"" + chosen + "\"}";
      Browser boss = app.loggedIn("boss", "administrator");
      app.loggedIn("ben", "user");
      Reply made = boss.api("POST", "/admin/owners/alice/keys", body);
      assertEquals(201, made.status(), made.body());
      JsonObject first = made.json();
      assertEquals(
          204, alice.api("DELETE", "/keys/" + first.getString("id"), null).status());
      for (int i = 0; i < 60; i++) {
        app.clock().advance(Duration.ofSeconds(2));
        String id = alice.create("{\"name\":\"n\"}").getString("id");
        assertEquals(204, alice.api("DELETE", "/keys/" + id, null).status());
      }
      assertFalse(Rows.of(app.jdbcUrl(), "POSTERN_KEY").toString().contains(first.getString("id")));
      for (String user : List.of("alice", "ben")) {
        Reply again = boss.api("POST", "/admin/owners/" + user + "/keys", body);
        assertTrue(again.status() >= 400 && again.status() < 500, again.body());
        assertTrue(again.body().contains("was a key before"), again.body());
      }
      assertNull(app.script().getWithKey("/api/me", chosen).text("user"));
    }
  }

  private static String unknown() {
    Keyring keyring = Keyring.of(new KeyFormat(TestApp.PREFIX), new SecureRandom());
    return keyring.newSecret(keyring.newId()).reveal();
  }

  private static JsonObject rotated(Browser owner, String id) throws Exception {
    Reply next = owner.api("POST", "/keys/" + id + "/rotate", null);
    assertEquals(201, next.status(), next.body());
    return next.json();
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
