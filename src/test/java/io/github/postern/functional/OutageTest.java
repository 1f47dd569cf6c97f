package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeysUnavailableException;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.SwitchableDataSource;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The key store or the owner directory is away: nothing fails open, and everything comes back by
 * itself.
 */
class OutageTest {

  @Test
  @DisplayName(
      "F-43: without the database a cached key works until its entry ends, then 503; and it"
          + " comes back")
  void aCachedKeyWorksUntilItsEntryEnds() throws Exception {
    try (SwitchableDataSource database = database();
        TestApp app = TestApp.prepare().run(builder -> builder.dataSource(database))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject cached = alice.create("{\"name\":\"cached\"}");
      JsonObject cold = alice.create("{\"name\":\"cold\"}");
      assertEquals(
          200, app.script().getWithKey("/api/me", cached.getString("key")).status());
      database.cut();
      assertEquals(
          200, app.script().getWithKey("/api/me", cached.getString("key")).status());
      assertUnavailable(app.script().getWithKey("/api/me", cold.getString("key")));
      app.clock().advance(Duration.ofSeconds(15));
      assertUnavailable(app.script().getWithKey("/api/me", cached.getString("key")));
      assertEquals(
          401, app.script().getWithKey("/api/me", "test_nonsense").status(), "garbage is garbage");
      assertEquals(200, app.script().get("/api/me").status(), "the application's own pages go on");
      Reply refused = alice.api("POST", "/keys", "{\"name\":\"lost\"}");
      assertUnavailable(refused);
      database.mend();
      assertEquals(200, eventually(app, cached.getString("key")));
      assertEquals(
          2,
          alice.api("GET", "/keys", null).json().getJsonArray("keys").size(),
          "the refused call stored nothing");
    }
  }

  @Test
  @DisplayName("F-42, F-43: a database that is unreachable at start refuses keys with 503 and works"
      + " when it comes")
  void aDatabaseThatIsAwayAtStart() throws Exception {
    try (SwitchableDataSource database = database()) {
      database.cut();
      try (TestApp app = TestApp.prepare().run(builder -> builder.dataSource(database))) {
        String key = "test_" + "a".repeat(16) + "_" + "b".repeat(32);
        key += Raw.checksum(key);
        assertUnavailable(app.script().getWithKey("/api/me", key));
        assertEquals(200, app.script().get("/api/me").status());
        database.mend();
        assertEquals(401, eventually(app, key));
        assertEquals(
            201,
            app.loggedIn("alice", "user")
                .api("POST", "/keys", "{\"name\":\"n\"}")
                .status());
      }
    }
  }

  @Test
  @DisplayName(
      "F-42: a directory of owners that does not answer, or fails in any way, lets nobody in")
  void aDirectoryThatDoesNotAnswer() throws Exception {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    try (TestApp app = TestApp.start(builder -> builder.ownerDirectory(owner -> {
      if (failure.get() != null) {
        throw failure.get();
      }
      return OwnerStatus.active(Set.of("user"));
    }))) {
      String key = app.loggedIn("alice", "user").createKey("n");
      assertEquals(200, app.script().getWithKey("/api/me", key).status());
      for (RuntimeException each : new RuntimeException[] {
        new KeysUnavailableException("LDAP is away", null),
        new IllegalStateException("a bug in the directory")
      }) {
        failure.set(each);
        app.clock().advance(Duration.ofSeconds(30));
        assertUnavailable(app.script().getWithKey("/api/me", key));
      }
      failure.set(null);
      assertEquals(200, app.script().getWithKey("/api/me", key).status());
    }
  }

  @Test
  @DisplayName(
      "F-1: a disabled owner has no working key within the stated bound, and at once when it"
          + " is announced")
  void aDisabledOwnerHasNoWorkingKey() throws Exception {
    AtomicReference<OwnerStatus> status =
        new AtomicReference<>(OwnerStatus.active(Set.of("user", "editor")));
    try (TestApp app = TestApp.start(builder -> builder.ownerDirectory(owner -> status.get()))) {
      String key = app.loggedIn("alice", "user").createKey("n");
      assertTrue(app.script().getWithKey("/api/me?role=editor", key).json().getBoolean("inRole"));
      status.set(OwnerStatus.disabled());
      app.clock().advance(Duration.ofSeconds(30));
      assertEquals(401, app.script().getWithKey("/api/me", key).status());
      status.set(OwnerStatus.active(Set.of("user")));
      app.postern().ownerChanged("alice");
      Reply back = app.script().getWithKey("/api/me?role=editor", key);
      assertEquals(200, back.status());
      assertEquals(
          false, back.json().getBoolean("inRole"), "roles are those that the owner has now");
      status.set(OwnerStatus.disabled());
      app.postern().ownerChanged("alice");
      assertEquals(401, app.script().getWithKey("/api/me", key).status());
    }
  }

  private static SwitchableDataSource database() throws Exception {
    return new SwitchableDataSource("jdbc:derby:memory:" + UUID.randomUUID() + ";create=true");
  }

  private static void assertUnavailable(Reply reply) {
    assertEquals(503, reply.status(), reply.body());
    assertEquals("unavailable", reply.code());
    assertTrue(reply.header("Retry-After").isPresent());
  }

  /** Returns the first answer that is not 503; the store is tried again about once a second. */
  private static int eventually(TestApp app, String key) throws Exception {
    for (int i = 0; i < 200; i++) {
      int status = app.script().getWithKey("/api/me", key).status();
      if (status != 503) {
        return status;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return 503;
  }
}
