package io.github.postern.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.SwitchableDataSource;
import io.github.postern.testing.TestApp;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An application with a listener that makes a session for whoever comes, before any filter. */
class RefusedSessionTest {

  private final Set<String> living = ConcurrentHashMap.newKeySet();
  private int before;

  @BeforeEach
  void forget() {
    living.clear();
  }

  private void listen(ServletContextHandler context) {
    context.addEventListener(new Greeter());
    context.addEventListener(new HttpSessionListener() {
      @Override
      public void sessionCreated(HttpSessionEvent event) {
        living.add(event.getSession().getId());
      }

      @Override
      public void sessionDestroyed(HttpSessionEvent event) {
        living.remove(event.getSession().getId());
      }
    });
  }

  private TestApp start() throws Exception {
    return TestApp.prepare()
        .context(this::listen)
        .run(builder -> builder
            .setting("postern.required-paths", "/batch/*")
            .setting("postern.scopes", "read: GET /open/*")
            .setting("postern.carriers", "bearer,header:X-API-Key,basic"));
  }

  private void assertLeavesNothing(int status, Reply reply) {
    assertEquals(status, reply.status(), reply.body());
    assertEquals(List.of(), reply.headers().allValues("Set-Cookie"), reply.body());
    assertEquals(before, living.size(), reply.body());
  }

  /** The answer of the application may arrive before its request is over. */
  private void assertLeavesNothingInTheEnd(Reply reply) {
    assertEquals(200, reply.status(), reply.body());
    assertEquals(List.of(), reply.headers().allValues("Set-Cookie"), reply.body());
    Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
    while (living.size() != before && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
    }
    assertEquals(before, living.size(), reply.body());
  }

  @Test
  @DisplayName("S-13: a request that is refused leaves no session and no cookie, though a listener"
      + " made one before any filter")
  void aRefusalLeavesNoSession() throws Exception {
    try (TestApp app = start()) {
      Browser alice = app.loggedIn("alice", "user");
      String key = alice.createKey("n");
      String narrow =
          alice.create("{\"name\":\"narrow\",\"scopes\":[\"read\"]}").getString("key");
      before = living.size();
      assertLeavesNothing(401, app.script().getWithKey("/api/me", "test_nonsense"));
      assertLeavesNothing(401, app.script().get("/batch/run"));
      assertLeavesNothing(
          401,
          app.script().send("POST", "/api/me", "x".repeat(100_000), "X-API-Key", "test_nonsense"));
      assertLeavesNothing(403, app.script().getWithKey("/api/me", narrow));
      assertLeavesNothing(
          400, app.script().get("/api/me", "Authorization", "Bearer " + key, "X-API-Key", narrow));
      assertLeavesNothing(400, app.script().get("/api/me?api_key=" + key));
      assertLeavesNothing(
          400, app.script().get("/api/me", "Authorization", "Bearer Bearer " + key));
      assertLeavesNothing(
          204,
          app.script()
              .send(
                  "OPTIONS",
                  "/batch/run",
                  null,
                  "Origin",
                  "https://evil.example",
                  "Access-Control-Request-Method",
                  "DELETE"));
      assertLeavesNothing(
          401,
          app.script().get("/api/me", "X-API-Key", "test_nonsense", "Cookie", "JSESSIONID=gone"));
    }
  }

  @Test
  @DisplayName("S-13: nor does a key that is given up, or one that is accepted")
  void anAnsweredKeyLeavesNoSession() throws Exception {
    try (TestApp app = start()) {
      String key = app.loggedIn("alice", "user").createKey("n");
      before = living.size();
      assertLeavesNothingInTheEnd(app.script().getWithKey("/api/me", key));
      assertLeavesNothingInTheEnd(app.script().getWithKey("/batch/run", key));
      assertLeavesNothingInTheEnd(app.script().getWithKey("/postern/api/self", key));
      assertLeavesNothing(
          204, app.script().send("DELETE", "/postern/api/self", null, "X-API-Key", key));
      assertLeavesNothing(401, app.script().getWithKey("/api/me", key));
    }
  }

  @Test
  @DisplayName("S-13: nor does one that cannot be checked")
  void anOutageLeavesNoSession() throws Exception {
    try (SwitchableDataSource database =
            new SwitchableDataSource("jdbc:derby:memory:" + UUID.randomUUID() + ";create=true");
        TestApp app =
            TestApp.prepare().context(this::listen).run(builder -> builder.dataSource(database))) {
      Browser alice = app.loggedIn("alice", "user");
      String cold = alice.createKey("cold");
      before = living.size();
      database.cut();
      assertLeavesNothing(503, app.script().getWithKey("/api/me", cold));
    }
  }

  @Test
  @DisplayName("S-13: a session that was there before is not touched by a refusal, and people get"
      + " theirs as before")
  void aSessionThatWasThereStays() throws Exception {
    try (TestApp app = start()) {
      Browser bob = app.loggedIn("bob", "user");
      before = living.size();
      for (String key : List.of("test_nonsense", "Bearer test_nonsense")) {
        Reply refused = bob.send("GET", "/api/me", null, "X-API-Key", key);
        assertTrue(refused.status() >= 400, refused.body());
        assertEquals(before, living.size());
      }
      assertEquals(401, bob.send("GET", "/batch/run", null).status());
      assertEquals("bob", bob.send("GET", "/api/me", null).text("sessionUser"));
      before = living.size();
      Reply people = app.script().get("/api/me");
      assertTrue(people.header("Set-Cookie").orElse("").startsWith("JSESSIONID="));
      assertEquals(before + 1, living.size());
    }
  }

  /** Makes one for everybody. */
  private static final class Greeter implements ServletRequestListener {

    @Override
    public void requestInitialized(ServletRequestEvent event) {
      ((HttpServletRequest) event.getServletRequest()).getSession();
    }
  }
}
