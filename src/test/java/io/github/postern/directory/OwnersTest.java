package io.github.postern.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.spi.OwnerDirectory;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.PostgresServer;
import io.github.postern.testing.Reply;
import io.github.postern.testing.SwitchableDataSource;
import io.github.postern.testing.TcpProxy;
import io.github.postern.testing.TestApp;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.naming.Context;
import javax.naming.InitialContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The effect of changes of owners on their keys: over real HTTP, with directories made by settings.
 */
class OwnersTest {

  static final Duration BOUND = Duration.ofSeconds(30);

  @Test
  @DisplayName("F-1: an owner who is disabled in the database has no working key after 30 seconds,"
      + " with a warm cache")
  void aDisabledOwnerHasNoWorkingKeyWithinTheBound() throws Exception {
    Users users = Users.h2();
    try (TestApp app = TestApp.start(sql(users))) {
      String key = app.loggedIn("alice", "user").createKey("n");
      assertEquals(200, status(app, key));
      users.execute("UPDATE users SET active = FALSE WHERE name = 'alice'");
      app.clock().advance(BOUND.minusSeconds(1));
      assertEquals(200, status(app, key), "the bound is not over");
      app.clock().advance(Duration.ofSeconds(1));
      Reply refused = app.script().getWithKey("/api/me", key);
      assertEquals(401, refused.status());
      assertEquals("invalid-token", refused.code());
      users.execute("UPDATE users SET active = TRUE WHERE name = 'alice'");
      app.clock().advance(BOUND);
      assertEquals(200, status(app, key));
    }
  }

  @Test
  @DisplayName("F-1: announced by the application, it counts at once on this node and within two"
      + " seconds on the others")
  void anAnnouncedChangeCountsAtOnce() throws Exception {
    Users users = Users.derby();
    String keys = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
    try (TestApp one = TestApp.on(keys).run(sql(users));
        TestApp two = TestApp.on(keys).run(sql(users))) {
      String key = one.loggedIn("alice", "user").createKey("n");
      assertEquals(200, status(one, key));
      assertEquals(200, status(two, key));
      users.execute("UPDATE users SET active = FALSE WHERE name = 'alice'");
      assertEquals(200, status(one, key), "nobody has said anything yet");
      one.postern().ownerChanged("alice");
      assertEquals(401, status(one, key));
      assertTrue(
          refusedWithin(two, key, Duration.ofSeconds(2)),
          "the clocks stand still, so no answer ends by itself");
    }
  }

  @Test
  @DisplayName(
      "F-1: an answer of the directory that was on its way when a change was announced is not"
          + " kept")
  void anAnswerThatWasOnItsWayIsNotKept() throws Exception {
    AtomicBoolean active = new AtomicBoolean(true);
    AtomicBoolean slow = new AtomicBoolean();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch changed = new CountDownLatch(1);
    OwnerDirectory directory = owner -> {
      OwnerStatus said = active.get() ? OwnerStatus.active(Set.of("user")) : OwnerStatus.disabled();
      if (slow.getAndSet(false)) {
        asked.countDown();
        await(changed);
      }
      return said;
    };
    try (TestApp app = TestApp.start(
        builder -> builder.ownerDirectory(directory).setting("postern.cluster-poll", "PT1M"))) {
      String key = app.loggedIn("alice", "user").createKey("n");
      slow.set(true);
      CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> {
        try {
          return status(app, key);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      });
      await(asked);
      active.set(false);
      app.postern().ownerChanged("alice");
      changed.countDown();
      assertEquals(401, first.join(), "it was not answered yet when the change was announced");
      assertEquals(401, status(app, key));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("F-1: unannounced, it counts on every node within the bound")
  void anUnannouncedChangeCountsOnEveryNode() throws Exception {
    Users users = Users.postgres();
    String keys = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
    try (TestApp one = TestApp.on(keys).run(sql(users));
        TestApp two = TestApp.on(keys).run(sql(users))) {
      String key = one.loggedIn("alice", "user").createKey("n");
      assertEquals(200, status(one, key));
      assertEquals(200, status(two, key));
      users.execute("UPDATE users SET active = FALSE WHERE name = 'alice'");
      for (TestApp node : new TestApp[] {one, two}) {
        node.clock().advance(BOUND);
        assertEquals(401, status(node, key));
      }
    }
  }

  @Test
  void aRoleThatWasTakenAwayIsGoneFromTheKeyWithinTheBound() throws Exception {
    Users users = Users.h2();
    try (TestApp app = TestApp.start(sql(users))) {
      String key = app.loggedIn("alice", "user", "editor", "administrator").createKey("n");
      assertTrue(inRole(app, key, "editor"));
      assertFalse(
          inRole(app, key, "administrator"),
          "what counts is the directory, not the login that made the key");
      users.execute("DELETE FROM user_roles WHERE role = 'editor'");
      app.clock().advance(BOUND);
      assertFalse(inRole(app, key, "editor"));
      assertTrue(inRole(app, key, "user"));
      users.execute("DELETE FROM user_roles");
      app.postern().ownerChanged("alice");
      assertFalse(inRole(app, key, "user"));
      assertEquals(200, status(app, key));
    }
  }

  @Test
  @DisplayName("CT-11: given U is removed, then the key is refused")
  void theKeyOfARemovedOwnerIsRefused() throws Exception {
    Users users = Users.postgres();
    try (TestApp app = TestApp.start(sql(users))) {
      String key = app.loggedIn("alice", "user").createKey("n");
      String others = app.loggedIn("o'brien", "user").createKey("n");
      assertEquals(200, status(app, key));
      users.execute("DELETE FROM users WHERE name = 'alice'");
      app.clock().advance(BOUND);
      assertEquals(401, status(app, key));
      assertEquals(200, status(app, others));
    }
  }

  @Test
  @DisplayName(
      "F-43: while the database with the users is away keys are answered 503, and work again"
          + " afterwards")
  void aDatabaseThatGoesAwayMeans503() throws Exception {
    Users users = Users.postgres();
    try (TcpProxy proxy = new TcpProxy(PostgresServer.port())) {
      Users through = new Users(
          users.url().replace(":" + PostgresServer.port() + "/", ":" + proxy.port() + "/"));
      try (TestApp app = TestApp.start(sql(through))) {
        String key = app.loggedIn("alice", "user").createKey("n");
        assertEquals(200, status(app, key));
        proxy.cut();
        assertEquals(200, status(app, key), "what is known counts until its time is over");
        app.clock().advance(BOUND);
        assertUnavailable(app, key);
        assertEquals(200, app.script().get("/api/me").status(), "without a key nothing changes");
        proxy.mend();
        assertEquals(200, eventually(app, key));
      }
    }
  }

  @Test
  @DisplayName(
      "F-42: an owner about whom the database says nothing clear is answered 503, never let"
          + " in")
  void anUnclearAnswerMeans503() throws Exception {
    Users users = Users.h2();
    try (TestApp app = TestApp.start(sql(users))) {
      String key = app.loggedIn("alice", "user").createKey("n");
      users.execute("UPDATE users SET active = NULL WHERE name = 'alice'");
      assertUnavailable(app, key);
      users.execute("UPDATE users SET active = TRUE WHERE name = 'alice'");
      assertEquals(200, status(app, key));
    }
  }

  @Test
  void theUsersMayBeInADataSourceOfTheServer() throws Exception {
    Users users = Users.derby();
    Context env = ((Context) new InitialContext().lookup("java:comp")).createSubcontext("env");
    try (SwitchableDataSource source = new SwitchableDataSource(users.url())) {
      env.createSubcontext("jdbc").bind("users", source);
      try (TestApp app = TestApp.start(builder -> builder
          .setting("postern.owners", "sql")
          .setting("postern.owners.datasource", "jdbc/users")
          .setting("postern.owners.query", Users.QUERY))) {
        String key = app.loggedIn("alice", "user").createKey("n");
        assertEquals(200, status(app, key));
        assertFalse(inRole(app, key, "user"), "without a query for roles there are none");
        source.cut();
        app.clock().advance(BOUND);
        assertUnavailable(app, key);
        source.mend();
        assertEquals(200, eventually(app, key));
      }
      source.getConnection().close(); // it is the server's, so it is still open
    } finally {
      ((Context) new InitialContext().lookup("java:comp")).destroySubcontext("env");
    }
  }

  private static Consumer<PosternBuilder> sql(Users users) {
    return builder -> builder
        .setting("postern.owners", "sql")
        .setting("postern.owners.jdbc-url", users.url())
        .setting("postern.owners.query", Users.QUERY)
        .setting("postern.owners.roles-query", Users.ROLES);
  }

  static int status(TestApp app, String key) throws Exception {
    return app.script().getWithKey("/api/me", key).status();
  }

  static boolean inRole(TestApp app, String key, String role) throws Exception {
    return app.script().getWithKey("/api/me?role=" + role, key).json().getBoolean("inRole");
  }

  static void assertUnavailable(TestApp app, String key) throws Exception {
    Reply reply = app.script().getWithKey("/api/me", key);
    assertEquals(503, reply.status(), reply.body());
    assertEquals("unavailable", reply.code());
    assertTrue(reply.header("Retry-After").isPresent());
  }

  private static boolean refusedWithin(TestApp app, String key, Duration bound) throws Exception {
    long begin = System.nanoTime();
    boolean inTime;
    do {
      inTime = System.nanoTime() - begin < bound.toNanos();
      if (status(app, key) == 401) {
        return true;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    } while (inTime);
    return false;
  }

  static int eventually(TestApp app, String key) throws Exception {
    for (int i = 0; i < 200; i++) {
      int status = status(app, key);
      if (status != 503) {
        return status;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return 503;
  }
}
