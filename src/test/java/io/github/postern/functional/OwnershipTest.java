package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.spi.KeyEvent;
import io.github.postern.spi.OwnerDirectory;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A key belongs to a person, not to a name. */
class OwnershipTest {

  private final Map<String, OwnerStatus> people = new ConcurrentHashMap<>();
  private final OwnerDirectory directory =
      owner -> people.getOrDefault(owner.name(), OwnerStatus.gone());

  @Test
  @DisplayName(
      "F-4: another person of the same name has no key of the first, though nobody asked in"
          + " between")
  void anotherPersonOfTheSameNameHasNothingOfTheFirst() throws Exception {
    people.put("alice", OwnerStatus.active(Set.of("user")).withId("1"));
    try (TestApp app = TestApp.start(builder -> builder.ownerDirectory(directory))) {
      String secret = app.loggedIn("alice", "user").createKey("old");
      assertEquals(200, app.script().getWithKey("/api/me", secret).status());

      people.put("alice", OwnerStatus.active(Set.of("user")).withId("2"));
      app.postern().ownerChanged("alice");

      assertEquals(401, app.script().getWithKey("/api/me", secret).status());
      String own = app.loggedIn("alice", "user").createKey("new");
      assertEquals(200, app.script().getWithKey("/api/me", own).status());
      assertEquals(401, app.script().getWithKey("/api/me", secret).status());
    }
  }

  @Test
  @DisplayName("F-4: without lasting ids, the keys of an owner who was seen to be gone wait for an"
      + " administrator for good")
  void withoutIdsWhoWasSeenToBeGoneStaysGone() throws Exception {
    List<KeyEvent> events = new CopyOnWriteArrayList<>();
    people.put("alice", OwnerStatus.active(Set.of("user")));
    people.put("boss", OwnerStatus.active(Set.of("administrator")));
    try (TestApp app =
        TestApp.start(builder -> builder.ownerDirectory(directory).keyEventListener(events::add))) {
      JsonObject key = app.loggedIn("alice", "user").create("{\"name\":\"n\"}");
      String secret = key.getString("key");
      people.remove("alice");
      app.postern().ownerChanged("alice");
      assertEquals(401, app.script().getWithKey("/api/me", secret).status());

      people.put("alice", OwnerStatus.active(Set.of("user")));
      app.postern().ownerChanged("alice");

      assertEquals(401, app.script().getWithKey("/api/me", secret).status());
      Browser alice = app.loggedIn("alice", "user");
      Reply rotated = alice.api("POST", "/keys/" + key.getString("id") + "/rotate", null);
      assertEquals("waiting", rotated.code());
      assertTrue(events.stream()
          .anyMatch(event -> String.valueOf(event.detail()).contains("its owner is gone")));
      assertEquals(
          "[\"approval\"]",
          alice
              .api("GET", "/keys/" + key.getString("id"), null)
              .json()
              .get("awaits")
              .toString());

      // It was a mistake in the directory: somebody can say so.
      Reply approved = app.loggedIn("boss", "administrator")
          .api("POST", "/admin/keys/" + key.getString("id") + "/approve", null);
      assertEquals(200, approved.status(), approved.body());
      assertEquals(200, app.script().getWithKey("/api/me", secret).status());
    }
  }

  @Test
  void aKeyFromBeforeTheDirectoryLearnsWhoItsOwnerIsAtItsNextUse() throws Exception {
    String database = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
    String secret;
    try (TestApp before = TestApp.on(database).run(builder -> {})) {
      secret = before.loggedIn("alice", "user").createKey("n");
      people.put("alice", OwnerStatus.active(Set.of("user")).withId("1"));
      try (TestApp after = TestApp.on(database).run(builder -> builder.ownerDirectory(directory))) {
        assertEquals(200, after.script().getWithKey("/api/me", secret).status());
        people.put("alice", OwnerStatus.active(Set.of("user")).withId("2"));
        after.postern().ownerChanged("alice");
        assertEquals(401, after.script().getWithKey("/api/me", secret).status());
      }
    }
  }

  @Test
  void whoIsDisabledManagesNoKeysAndWhoIsUnknownGetsNone() throws Exception {
    people.put("alice", OwnerStatus.active(Set.of("user")).withId("1"));
    try (TestApp app = TestApp.start(builder -> builder.ownerDirectory(directory))) {
      Browser alice = app.loggedIn("alice", "user");
      people.put("alice", OwnerStatus.disabled().withId("1"));
      assertEquals(
          "owner-disabled", alice.api("POST", "/keys", "{\"name\":\"n\"}").code());
      assertEquals("owner-disabled", alice.api("GET", "/policy", null).code());
      people.remove("alice");
      assertEquals(
          "owner-disabled", alice.api("POST", "/keys", "{\"name\":\"n\"}").code());
    }
  }

  @Test
  @DisplayName("F-44: after a password change everything that the thief may have made is revoked in"
      + " one transaction")
  void everythingOfAnOwnerIsRevokedAtOnce() throws Exception {
    List<KeyEvent> events = new CopyOnWriteArrayList<>();
    try (TestApp app = TestApp.start(builder -> builder.keyEventListener(events::add))) {
      Browser alice = app.loggedIn("alice", "user");
      List<String> secrets = List.of(alice.createKey("mine"), alice.createKey("the thief's"));
      String bobs = app.loggedIn("bob", "user").createKey("bob's");
      secrets.forEach(secret -> assertWorks(app, secret, 200));

      assertEquals(2, app.postern().revokeKeys("alice", "password changed"));

      secrets.forEach(secret -> assertWorks(app, secret, 401));
      assertWorks(app, bobs, 200);
      assertEquals(
          2,
          events.stream()
              .filter(event ->
                  event.type() == KeyEvent.Type.REVOKED && event.actor().equals("password changed"))
              .count());
      assertEquals(0, app.postern().revokeKeys("alice", "password changed"));
    }
  }

  @Test
  @DisplayName("F-44: the owner and an administrator can do the same by one call")
  void theOwnerAndAnAdministratorRevokeEverything() throws Exception {
    try (TestApp app = TestApp.start()) {
      Browser alice = app.loggedIn("alice", "user");
      String first = alice.createKey("one");
      alice.createKey("two");
      assertEquals(
          2, alice.api("DELETE", "/keys", null).json().getJsonArray("revoked").size());
      assertWorks(app, first, 401);
      String third = alice.createKey("three");
      assertEquals(
          403,
          app.loggedIn("eve", "user")
              .api("DELETE", "/admin/owners/alice/keys", null)
              .status());
      assertWorks(app, third, 200);
      Reply all =
          app.loggedIn("boss", "administrator").api("DELETE", "/admin/owners/alice/keys", null);
      assertEquals(1, all.json().getJsonArray("revoked").size(), all.body());
      assertWorks(app, third, 401);
    }
  }

  private static void assertWorks(TestApp app, String secret, int status) {
    try {
      assertEquals(status, app.script().getWithKey("/api/me", secret).status());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
