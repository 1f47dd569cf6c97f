package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.MirrorServlet;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A browser's question whether it may ask is no way past what only a key opens. */
class PreflightTest {

  private static final String[] ASKS = {
    "Origin: https://evil.example", "Access-Control-Request-Method: DELETE"
  };
  private static final String REACHED = "\"keyId\"";

  @Test
  @DisplayName("S-8: a preflight to a path that only a key opens is answered by the filter, and no"
      + " servlet sees it")
  void thePreflightIsAnswered() throws Exception {
    try (TestApp app = app("answer")) {
      for (String path :
          List.of("/batch/x", "/batch/x/", "/batch", "/shared", "/open;/../batch/x")) {
        Reply reply = Raw.send("OPTIONS", app.url(), path, ASKS);
        assertEquals("204 ", reply.status() + " " + reply.body(), path);
      }
      Reply answer = app.script()
          .send(
              "OPTIONS",
              "/batch/x",
              null,
              "Origin",
              "https://evil.example",
              "Access-Control-Request-Method",
              "DELETE");
      assertTrue(
          answer.headers().map().keySet().stream()
              .noneMatch(name -> name.startsWith("access-control")),
          "" + answer);
      assertEquals(
          200,
          Raw.send("OPTIONS", app.url(), "/open", ASKS).status(),
          "elsewhere it is the application's");
    }
  }

  @Test
  @DisplayName("S-8: by default no preflight passes")
  void theDefaultAnswers() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.required-paths", "/batch/*"))) {
      assertEquals(204, Raw.send("OPTIONS", app.url(), "/batch/x", ASKS).status());
    }
  }

  @Test
  @DisplayName(
      "S-8: postern.preflight=pass lets preflights through, and nothing that a browser would"
          + " not send as one")
  void passLetsPreflightsThroughAndNothingElse() throws Exception {
    try (TestApp app = app("pass")) {
      Reply passed = Raw.send("OPTIONS", app.url(), "/batch/x", ASKS);
      assertEquals(200, passed.status());
      assertTrue(passed.body().contains(REACHED));
      for (String more : List.of(
          "X-HTTP-Method-Override: DELETE",
          "X-HTTP-Method: DELETE",
          "X-Method-Override: DELETE",
          "Cookie: a=b",
          "Authorization: Bearer eyJhbGciOi.x.y",
          "Transfer-Encoding: chunked",
          "Content-Length: 3")) {
        String body =
            more.startsWith("Tr") ? "\r\n\r\n0" : more.startsWith("Content") ? "\r\n\r\nabc" : "";
        Reply reply = Raw.send("OPTIONS", app.url(), "/batch/x", ASKS[0], ASKS[1], more + body);
        assertEquals(401, reply.status(), more);
      }
    }
  }

  @Test
  @DisplayName(
      "S-8: the two headers of a preflight open nothing to any other method, or with one of"
          + " them missing")
  void otherMethodsAreNoPreflights() throws Exception {
    for (String setting : List.of("answer", "pass")) {
      try (TestApp app = app(setting)) {
        for (String method :
            List.of("GET", "HEAD", "POST", "TRACE", "DELETE", "options", "Options", "PROPFIND")) {
          Reply reply = Raw.send(
              method,
              app.url(),
              "/batch/x",
              both("X-HTTP-Method-Override: OPTIONS", "Content-Length: 0"));
          assertFalse(
              reply.status() < 400 || reply.body().contains(REACHED),
              method + " " + reply.status());
        }
        assertEquals(401, Raw.send("OPTIONS", app.url(), "/batch/x", ASKS[0]).status());
        assertEquals(401, Raw.send("OPTIONS", app.url(), "/batch/x", ASKS[1]).status());
      }
    }
  }

  @Test
  @DisplayName(
      "S-8: a preflight that carries a key is judged as every request with one, and lends no"
          + " identity")
  void aKeyInAPreflightIsJudged() throws Exception {
    for (String setting : List.of("answer", "pass")) {
      try (TestApp app = app(setting)) {
        String key = app.loggedIn("alice", "user").createKey("n");
        String narrow = app.loggedIn("alice", "user")
            .create("{\"name\":\"get\",\"scopes\":[\"get\"]}")
            .getString("key");
        Reply good = Raw.send("OPTIONS", app.url(), "/open", both("X-API-Key: " + key));
        assertEquals(200, good.status());
        assertTrue(
            good.body().contains("\"user\":null") && !good.body().contains(key), good.body());
        assertEquals(
            401,
            Raw.send("OPTIONS", app.url(), "/open", both("X-API-Key: test_nonsense"))
                .status());
        assertEquals(
            200,
            Raw.send("OPTIONS", app.url(), "/open", both("X-API-Key: ")).status(),
            "an empty header is no key");
        assertEquals(
            400,
            Raw.send("OPTIONS", app.url(), "/open?k=" + key, ASKS).status(),
            "a key in the URL");
        assertEquals(
            400,
            Raw.send(
                    "OPTIONS",
                    app.url(),
                    "/open",
                    both("X-API-Key: " + key, "Authorization: Bearer " + key))
                .status());
        assertEquals(
            403,
            Raw.send("OPTIONS", app.url(), "/open", both("X-API-Key: " + narrow))
                .status());
        assertEquals(
            401,
            Raw.send("OPTIONS", app.url(), "/batch/x", both("X-API-Key: test_nonsense"))
                .status());
        Reply required = Raw.send("OPTIONS", app.url(), "/batch/x", both("X-API-Key: " + key));
        assertFalse(required.body().contains("alice"), required.body());
      }
    }
  }

  @Test
  @DisplayName("S-8: a preflight that is dispatched to a path that only a key opens is no preflight"
      + " there")
  void inADispatchThereIsNoPreflight() throws Exception {
    for (String setting : List.of("answer", "pass")) {
      try (TestApp app = app(setting)) {
        for (String way : List.of("forward", "async", "async-wrapped", "error", "include")) {
          Reply reply = Raw.send("OPTIONS", app.url(), "/go/" + way, ASKS);
          assertFalse(reply.body().contains(REACHED), setting + " " + way + " " + reply.body());
          int expected =
              way.equals("include") ? 200 : way.equals("error") ? TestApp.WITH_ERROR_PAGE : 401;
          assertEquals(expected, reply.status(), way + ": Jetty has no error pages for OPTIONS");
        }
      }
    }
  }

  @Test
  @DisplayName("S-8: a scope by methods holds for the method that a header puts in the place of the"
      + " request's own")
  void aScopeHoldsForTheMethodOfAHeader() throws Exception {
    try (TestApp app = app("answer")) {
      String narrow = app.loggedIn("alice", "user")
          .create("{\"name\":\"get\",\"scopes\":[\"get\"]}")
          .getString("key");
      assertEquals(200, app.script().getWithKey("/open", narrow).status());
      for (String header :
          List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
        assertEquals(
            403,
            app.script().get("/open", "X-API-Key", narrow, header, "DELETE").status(),
            header);
        assertEquals(
            403,
            app.script()
                .get("/open", "X-API-Key", narrow, header, "GET, delete")
                .status(),
            header);
        assertEquals(
            200, app.script().get("/open", "X-API-Key", narrow, header, "get").status(), header);
        assertEquals(
            200,
            app.script().get("/open", header, "DELETE").status(),
            "without a key it is the application's");
      }
      assertNull(app.script().get("/open", "X-HTTP-Method-Override", "DELETE").text("user"));
    }
  }

  @Test
  @DisplayName(
      "S-8: a scope by methods holds for the method that a parameter of the URL puts in the"
          + " place of the request's own")
  void aScopeHoldsForTheMethodOfAParameter() throws Exception {
    try (TestApp app = app("pass")) {
      String narrow = app.loggedIn("alice", "user")
          .create("{\"name\":\"get\",\"scopes\":[\"get\"]}")
          .getString("key");
      for (String query : List.of(
          "_method=DELETE",
          "a=b&_method=delete",
          "_method=GET&_method=DELETE",
          "%5Fmethod=DEL%45TE",
          "_Method=DELETE",
          "_method=%20delete",
          "_method=GET,DELETE",
          "X-HTTP-Method-Override=DELETE",
          "a=b;_method=DELETE")) {
        assertEquals(
            403, app.script().get("/open?" + query, "X-API-Key", narrow).status(), query);
        assertEquals(
            401, Raw.send("OPTIONS", app.url(), "/batch/x?" + query, ASKS).status(), query);
        assertEquals(
            200, app.script().get("/open?" + query).status(), "without a key: the application's");
      }
      for (String query : List.of(
          "_method=get", "method=DELETE", "a=_method", "_methods=DELETE", "a=_method%3DDELETE")) {
        assertEquals(
            200, app.script().get("/open?" + query, "X-API-Key", narrow).status(), query);
      }
    }
  }

  private static String[] both(String... more) {
    return Stream.concat(Stream.of(ASKS), Stream.of(more)).toArray(String[]::new);
  }

  private static TestApp app(String preflight) throws Exception {
    return TestApp.prepare()
        .errorPage("/batch/error")
        .servlet("/go/*", new Going())
        .servlet("/*", new MirrorServlet())
        .run(builder -> builder
            .setting("postern.preflight", preflight)
            .setting("postern.required-paths", "/batch/*")
            .setting("postern.login-or-key-paths", "/shared")
            .setting("postern.scopes", "get: GET /open"));
  }

  /** Goes to a path that only a key opens, in every way there is, whatever the method. */
  private static final class Going extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      switch (request.getPathInfo()) {
        case "/forward" -> request.getRequestDispatcher("/batch/run").forward(request, response);
        case "/include" -> request.getRequestDispatcher("/batch/run").include(request, response);
        case "/error" -> response.sendError(TestApp.WITH_ERROR_PAGE);
        case "/async" -> request.startAsync().dispatch("/batch/run");
        default -> request.startAsync(request, response).dispatch("/batch/run");
      }
    }
  }
}
