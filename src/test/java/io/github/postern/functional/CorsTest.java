package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins, and what they are allowed to see of a refusal. */
class CorsTest {

  private static final String PAGE = "https://dash.example.com";
  private static TestApp app;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    Filter cors = (request, response, chain) -> {
      ((HttpServletResponse) response).setHeader("Access-Control-Allow-Origin", PAGE);
      ((HttpServletResponse) response).setHeader("Vary", "Origin");
      chain.doFilter(request, response);
    };
    app = TestApp.prepare()
        .filter("/api/*", cors)
        .run(builder -> builder
            .setting("postern.scopes", "read: GET /api/*")
            .setting("postern.required-paths", "/batch/*")
            .setting("postern.cors-origins", PAGE + ", http://localhost:3000"));
    key = app.loggedIn("alice", "user")
        .create("{\"name\":\"page\",\"validFor\":\"P3D\",\"scopes\":[\"read\"]}")
        .getString("key");
  }

  @AfterAll
  static void stop() throws Exception {
    app.close();
  }

  @Test
  @DisplayName("E-11: a page of a configured origin sees why its key was refused, and may read our"
      + " headers")
  void aPageSeesTheRefusal() throws Exception {
    for (String origin : List.of(PAGE, "http://localhost:3000")) {
      for (Reply reply : List.of(
          app.script().get("/api/me", "Origin", origin, "X-API-Key", "wrong"),
          app.script().get("/batch/x", "Origin", origin),
          app.script().get("/api/me?k=" + key, "Origin", origin),
          app.script().get("/api/me", "Origin", origin, "X-API-Key", key + ","),
          app.script().send("POST", "/api/me", "{}", "Origin", origin, "X-API-Key", key))) {
        assertTrue(reply.status() >= 400, reply.body());
        assertEquals(List.of(origin), reply.headers().allValues("Access-Control-Allow-Origin"));
        String exposed = reply.header("Access-Control-Expose-Headers").orElse("");
        assertTrue(
            exposed.contains("WWW-Authenticate") && exposed.contains("Retry-After"), exposed);
        assertTrue(varies(reply, "Origin"), reply.headers().toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://dash.example.com.evil.example",
        "http://dash.example.com",
        "https://dash.example.com:8443",
        "null",
        "https://DASH.example.com/",
        "*"
      })
  @DisplayName("E-11: any other origin sees nothing, and caches keep the answers apart")
  void otherOriginsSeeNothing(String origin) throws Exception {
    Reply reply = app.script().get("/api/me", "Origin", origin, "X-API-Key", "wrong");
    assertEquals(401, reply.status());
    assertTrue(reply.header("Access-Control-Allow-Origin").isEmpty());
    assertTrue(varies(reply, "Origin"));
    assertTrue(
        varies(app.script().get("/api/me", "X-API-Key", "wrong"), "Origin"), "also without one");
  }

  @Test
  @DisplayName(
      "E-11: an accepted request is the application's CORS filter's, and our headers can be"
          + " read")
  void anAcceptedRequestIsTheApplications() throws Exception {
    Reply reply = app.script().get("/api/me", "Origin", PAGE, "X-API-Key", key);
    assertEquals(200, reply.status());
    assertEquals(List.of(PAGE), reply.headers().allValues("Access-Control-Allow-Origin"));
    assertTrue(reply.header("API-Key-Expires-At").isPresent());
    assertTrue(
        reply.header("Access-Control-Expose-Headers").orElse("").contains("API-Key-Expires-At"));
    assertTrue(
        varies(reply, "Origin") && varies(reply, "X-API-Key"), reply.headers().toString());
  }

  @Test
  @DisplayName("E-11: without the setting nothing is said")
  void withoutTheSettingNothingIsSaid() throws Exception {
    try (TestApp plain = TestApp.start()) {
      Reply reply = plain.script().get("/api/me", "Origin", PAGE, "X-API-Key", "wrong");
      assertFalse(reply.headers().map().keySet().stream()
          .anyMatch(name -> name.startsWith("access-control")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "dash.example.com",
        "https://*.example.com",
        "https://dash.example.com/",
        "https://a b",
        "ftp://dash.example.com",
        "https://dash.example.com/path",
        "https://user@dash.example.com"
      })
  @DisplayName("E-11: what is no exact origin stops the start")
  void whatIsNoOriginStopsTheStart(String origin) {
    String message = assertThrows(
            RuntimeException.class,
            () -> TestApp.start(builder -> builder.setting("postern.cors-origins", origin)))
        .getMessage();
    assertTrue(message.contains("postern.cors-origins") && message.contains(origin), message);
  }

  static boolean varies(Reply reply, String name) {
    return reply.headers().allValues("Vary").stream()
        .flatMap(line -> List.of(line.split("\\s*,\\s*")).stream())
        .anyMatch(name::equalsIgnoreCase);
  }
}
