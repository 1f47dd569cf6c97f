package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Reply;
import io.github.postern.testing.Spellings;
import io.github.postern.testing.TestApp;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A rule that closes a path matches generously, one that opens it matches narrowly: no spelling of
 * a path is a way around.
 */
class PathSpellingTest {

  /** The answer of the servlet to a client that reaches it. */
  private static final String REACHED = "\"keyId\"";

  @Test
  @DisplayName("S-6: an exact required path is not opened by a slash at the end, nor by any other"
      + " spelling")
  void anExactPathStaysClosed() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.required-paths", "/batch/run"))) {
      assertClosed(app, "/batch/run", 401);
      assertClosed(app, "/batch/RUN", 401);
      assertClosed(app, "/Batch/run", 401);
      String key = app.loggedIn("alice", "user").createKey("n");
      assertEquals(200, app.script().getWithKey("/batch/run", key).status());
      assertEquals(
          200,
          app.script().getWithKey("/batch/run/", key).status(),
          "a key without scopes opens it all the same");
      assertEquals(200, app.script().get("/batch/other").status(), "the neighbour stays open");
      assertEquals(200, app.script().get("/batch/runs").status());
      assertEquals(200, app.script().get("/batch").status());
      assertEquals(200, app.script().get("/").status());
    }
  }

  @Test
  @DisplayName("S-6: an extension closes the path with a slash, a parameter or a further segment"
      + " behind it, too")
  void anExtensionStaysClosed() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.required-paths", "*.do"))) {
      for (String path : List.of("/x.do", "/a/x.do", "/x.DO", "/x.do/more")) {
        assertClosed(app, path, 401);
      }
      assertEquals(200, app.script().get("/x.dot").status());
      assertEquals(200, app.script().get("/do").status());
      assertEquals(
          200,
          app.script()
              .getWithKey("/a/x.do", app.loggedIn("alice", "user").createKey("n"))
              .status());
    }
  }

  @Test
  @DisplayName(
      "S-6: a prefix closes the path before it, and the root closes the root however that is"
          + " written")
  void aPrefixAndTheRootStayClosed() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.required-paths", "/batch/*, /"))) {
      for (String path :
          List.of("/batch", "/batch/run", "/BATCH/run", "/batch./run", "/batch%20/run")) {
        assertClosed(app, path, 401);
      }
      assertClosed(app, "/", 401);
      assertEquals(200, app.script().get("/batches").status());
    }
  }

  @Test
  @DisplayName("S-6: what a login or a key opens, and what is absent, is closed as generously")
  void theOtherClosedPathsStayClosed() throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.login-or-key-paths", "/shared")
        .setting("postern.management", "false"))) {
      assertClosed(app, "/shared", 401);
      assertEquals(
          200, app.loggedIn("alice", "user").send("GET", "/shared/", null).status());
      for (String path : List.of(
          "/postern/api/keys",
          "/postern/index.html",
          "/POSTERN/api/keys",
          "/postern./x",
          "/postern",
          "/open;/../postern/api/keys",
          "//postern/api/keys")) {
        int status = Raw.send("GET", app.url(), path).status();
        assertTrue(status == 404 || status == 400, path + " " + status);
      }
      assertEquals(200, app.script().get("/posterns").status());
    }
  }

  @Test
  @DisplayName(
      "S-31: a path with .. that the container hands out is covered by every closed path, and"
          + " by no scope")
  void dotsAreCoveredByWhatClosesOnly() throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.required-paths", "/batch/*")
        .setting("postern.scopes", "open: * /open/*; run: * /batch/run; text: *" + " *.txt"))) {
      assertClosed(app, "/batch/x", 401);
      for (String scope : List.of("open", "run", "text")) {
        String key = app.loggedIn("alice", "user")
            .create("{\"name\":\"" + scope + "\",\"scopes\":[\"" + scope + "\"]}")
            .getString("key");
        String own =
            scope.equals("open") ? "/open/x" : scope.equals("run") ? "/batch/run" : "/a/b.txt";
        assertEquals(200, app.script().getWithKey(own, key).status(), "the control");
        for (String path : List.of(
            "/batch/x", "/batch/run/", "/batch/RUN", "/who", "/a.txt/x", "/OPEN/x", "/open./x")) {
          if (!scope.equals("open") || !path.startsWith("/open/")) {
            assertOutOfScope(app, path, key);
          }
        }
        assertOutOfScope(app, "/open;/../batch/x", key);
        assertOutOfScope(app, "/open/../batch/run", key);
        assertOutOfScope(app, "/open/%2e%2e/batch/x.txt", key);
        assertOutOfScope(app, "/batch/x/../run", key);
        assertOutOfScope(app, "/open//x.txt", key);
        assertOutOfScope(app, "/open/x%3b.txt", key);
        assertOutOfScope(app, "/open/%252e%252e/batch/run", key);
        assertOutOfScope(app, "/postern/api/x/../self/", key);
      }
    }
  }

  @Test
  @DisplayName(
      "S-31: a client that writes .. itself is understood in no way that opens, whatever the"
          + " container makes of it")
  void dotsThatTheContainerResolvesCloseToo() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.required-paths", "/batch/*"))) {
      for (String path : List.of(
          "/batch/../open/x",
          "/batch/%2e%2e/open/x",
          "/batch/..;/open/x",
          "/batch/x/.%2e/../open",
          "/open/.",
          "/./open")) {
        assertFalse(Raw.send("GET", app.url(), path).body().contains(REACHED), path);
      }
      for (String path : List.of(
          "/open/x;jsessionid=1",
          "/.well-known/x",
          "/open/..x",
          "/open/...x/",
          "/open/100%2C",
          "/open/a.b/",
          "/open/C%23",
          "/open/what%3f",
          "/open/j%C3%BCrgen",
          "/open/a:b",
          "/open?x=/../y")) {
        assertEquals(200, Raw.send("GET", app.url(), path).status(), path);
      }
    }
  }

  private static void assertOutOfScope(TestApp app, String path, String key) throws Exception {
    Reply reply = Raw.get(app.url(), path, "X-API-Key: " + key);
    assertFalse(reply.body().contains(REACHED), path + " " + reply.body());
    assertTrue(reply.status() == 403 || reply.status() == 400, path + " " + reply.status());
  }

  private static void assertClosed(TestApp app, String path, int plain) throws Exception {
    assertEquals(plain, Raw.send("GET", app.url(), path).status(), path);
    for (String target : Spellings.of(path)) {
      for (String method : List.of("GET", "HEAD", "POST", "OPTIONS", "TRACE", "DELETE", "XYZ")) {
        Reply reply = Raw.send(method, app.url(), target, "Content-Length: 0");
        assertFalse(
            reply.body().contains(REACHED) || reply.status() == 200,
            method + " " + target + ": " + reply);
      }
    }
  }
}
