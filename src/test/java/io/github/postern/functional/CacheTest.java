package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.testing.CacheServer;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Script;
import io.github.postern.testing.TestApp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Caches between a script and the application: what was answered to a key is for nobody else. */
class CacheTest {

  @Test
  @DisplayName("E-4: answers to a key are private where the application says nothing, and name the"
      + " headers by which they differ")
  void answersToAKeyArePrivate() throws Exception {
    try (TestApp app = app(builder -> {})) {
      String key = app.loggedIn("alice", "user").createKey("cached");
      Reply answer = app.script().get("/page/plain", "X-API-Key", key);
      assertEquals("alice", answer.body());
      assertEquals(List.of("private, no-store"), answer.headers().allValues("Cache-Control"));
      assertVaries(answer);
      Reply nobody = app.script().get("/page/plain");
      assertTrue(nobody.header("Cache-Control").isEmpty(), "the application's alone");
      assertVaries(nobody);
      for (Reply refused : List.of(
          app.script().get("/page/plain", "X-API-Key", "wrong"),
          app.script().get("/batch/x"),
          app.script().get("/page/plain", "X-API-Key", key + ","),
          app.script().get("/page/plain?k=" + key))) {
        assertTrue(
            refused.header("Cache-Control").orElse("").contains("no-store"),
            refused.headers().toString());
        assertVaries(refused);
      }
    }
  }

  @Test
  @DisplayName(
      "E-4: what the application says of caching counts, but what answers differ by is added"
          + " to it")
  void whatTheApplicationSaysCounts() throws Exception {
    try (TestApp app = app(builder -> {})) {
      String key = app.loggedIn("alice", "user").createKey("cached");
      for (String path :
          List.of("/page/public", "/page/added", "/page/after-reset", "/page/forwarded")) {
        Reply answer = app.script().get(path, "X-API-Key", key);
        assertEquals(
            List.of("public, max-age=60"), answer.headers().allValues("Cache-Control"), path);
        assertVaries(answer);
        assertTrue(CorsTest.varies(answer, "Accept-Language"), path + answer.headers());
        Reply nobody = app.script().get(path);
        assertVaries(nobody);
        assertTrue(CorsTest.varies(nobody, "Accept-Language"), path + nobody.headers());
      }
      assertEquals(
          List.of("private, no-store"),
          app.script().get("/page/reset", "X-API-Key", key).headers().allValues("Cache-Control"));
      assertEquals(
          List.of("*"),
          app.script().get("/page/star", "X-API-Key", key).headers().allValues("Vary"));
      Reply error = app.script().get("/page/error", "X-API-Key", key);
      assertEquals(404, error.status());
      assertTrue(
          error.header("Cache-Control").orElse("").contains("no-store"),
          error.headers().toString());
    }
  }

  @Test
  @DisplayName("E-4: no header of an upgrade takes away what answers differ by, not even that of a"
      + " real handshake")
  void noUpgradeTakesVaryAway() throws Exception {
    try (TestApp app = app(builder -> {})) {
      for (String[] more : new String[][] {
        {"Upgrade: websocket", "Connection: close, Upgrade"},
        {"Upgrade: x-websocket", "Connection: close, Upgrade"},
        {
          "Upgrade: websocket",
          "Connection: close, Upgrade",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
        }
      }) {
        for (String path : List.of("/page/plain", "/page/public", "/page/after-reset")) {
          Reply reply = Raw.send("GET", app.url(), path, more);
          assertEquals(200, reply.status(), path + List.of(more) + reply.body());
          assertVaries(reply);
        }
      }
    }
  }

  @Test
  @DisplayName("E-4: the value is a setting, and off adds none")
  void theValueIsASetting() throws Exception {
    for (String value : List.of("private, max-age=0", "off")) {
      try (TestApp app = app(builder -> builder.setting("postern.cache-control", value))) {
        String key = app.loggedIn("alice", "user").createKey("cached");
        Reply answer = app.script().get("/page/plain", "X-API-Key", key);
        assertEquals(
            value.equals("off") ? List.of() : List.of(value),
            answer.headers().allValues("Cache-Control"));
        assertVaries(answer);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CacheServer.Kind.class)
  @DisplayName(
      "E-4: a real cache gives nobody what was answered to a key, and a key nothing that was"
          + " answered to nobody")
  void aRealCacheKeepsApart(CacheServer.Kind kind, @TempDir Path folder) throws Exception {
    kind.assumeInstalled();
    try (TestApp app = app(builder -> {});
        CacheServer cache = CacheServer.start(kind, app.url(), folder)) {
      String alice = app.loggedIn("alice", "user").createKey("cached");
      String bob = app.loggedIn("bob", "user").createKey("cached");
      Script script = new Script(HttpClient.newHttpClient(), cache.url());
      for (String path : List.of("/page/plain", "/page/public")) {
        for (int round = 0; round < 2; round++) {
          assertEquals("alice", script.get(path, "X-API-Key", alice).body(), kind + path);
          assertEquals("nobody", script.get(path).body(), kind + path);
          assertEquals("bob", script.get(path, "X-API-Key", bob).body(), kind + path);
          assertEquals(
              "bob", script.get(path, "Authorization", "Bearer " + bob).body(), kind + path);
        }
      }
      String first = script.get("/page/counted").body();
      assertEquals(
          first,
          script.get("/page/counted").body(),
          "and it is a cache: the answer to nobody is kept");
    }
  }

  @ParameterizedTest
  @EnumSource(CacheServer.Kind.class)
  @DisplayName(
      "E-4: the same caches mix the answers up where they are not told, so the test above can"
          + " fail")
  void aCacheThatIsNotToldMixesUp(CacheServer.Kind kind, @TempDir Path folder) throws Exception {
    kind.assumeInstalled();
    try (TestApp app = TestApp.prepare()
            .filter("/bare/*", (request, response, chain) -> {
              String key = ((HttpServletRequest) request).getHeader("X-Key-Of-An-Application");
              response.getWriter().print(key == null ? "nobody" : "alice");
            })
            .run(builder -> builder.setting("postern.url-patterns", "/elsewhere/*"));
        CacheServer cache = CacheServer.start(kind, app.url(), folder)) {
      Script script = new Script(HttpClient.newHttpClient(), cache.url());
      assertEquals(
          "alice", script.get("/bare/x", "X-Key-Of-An-Application", "secret").body());
      assertEquals("alice", script.get("/bare/x").body(), kind + " keeps what nobody speaks of");
    }
  }

  private static TestApp app(Consumer<PosternBuilder> changes) throws Exception {
    return TestApp.prepare()
        .servlet("/page/*", new Pages())
        .run(builder -> changes.accept(builder.setting("postern.required-paths", "/batch/*")));
  }

  private static void assertVaries(Reply reply) {
    assertTrue(
        CorsTest.varies(reply, "Authorization") && CorsTest.varies(reply, "X-API-Key"),
        reply.body() + " " + reply.headers());
    long names = reply.headers().allValues("Vary").stream()
        .flatMap(line -> List.of(line.split(",")).stream())
        .filter(name -> name.strip().equalsIgnoreCase("X-API-Key"))
        .count();
    assertEquals(1, names, "once is enough");
  }

  /** Pages that say different things of how long they may be kept. */
  private static final class Pages extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private int calls;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String name = request.getPathInfo().substring(1);
      switch (name) {
        case "public" -> keep(response);
        case "added" -> {
          response.addHeader("cache-control", "public, max-age=60");
          response.addHeader("vary", "Accept-Language");
        }
        case "after-reset" -> {
          response.setHeader("Cache-Control", "private");
          response.reset();
          keep(response);
        }
        case "reset" -> response.reset();
        case "star" -> response.setHeader("Vary", "*");
        case "error" -> {
          response.sendError(404);
          return;
        }
        case "forwarded" -> {
          forward(request, response);
          return;
        }
        default -> {}
      }
      String user = request.getRemoteUser();
      response
          .getWriter()
          .print(name.equals("counted") ? "call " + ++calls : user == null ? "nobody" : user);
    }

    private static void keep(HttpServletResponse response) {
      response.setHeader("Vary", "Accept-Language");
      response.setHeader("Cache-Control", "public, max-age=60");
    }

    private static void forward(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      try {
        request.getRequestDispatcher("/page/public").forward(request, response);
      } catch (jakarta.servlet.ServletException e) {
        throw new IOException(e);
      }
    }
  }
}
