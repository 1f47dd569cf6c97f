package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Forward, include, async and error dispatches keep the identity, and are no way around the filter.
 */
class DispatchTest {

  private static TestApp app;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.prepare()
        .errorPage("/batch/error")
        .servlet("/go/*", new Dispatching())
        .servlet("/*", new io.github.postern.testing.MirrorServlet())
        .run(builder -> builder.setting("postern.required-paths", "/batch/*"));
    key = app.loggedIn("alice", "user").createKey("n");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  @DisplayName("F-25: the identity is there after a forward, an include and an async dispatch, with"
      + " and without arguments")
  void theIdentityStays() throws Exception {
    for (String way : new String[] {"forward", "include", "async", "async-wrapped"}) {
      Reply seen = app.script().getWithKey("/go/" + way + "?to=/api/me", key);
      assertEquals(200, seen.status(), way + " " + seen.body());
      assertEquals("alice", seen.text("user"), way);
      assertEquals(false, seen.json().getJsonObject("headers").containsKey("authorization"), way);
      assertEquals(0, seen.json().getInt("cookies"), way);
    }
  }

  @Test
  @DisplayName(
      "F-25: a forward or an async dispatch to a path that only keys open is refused without"
          + " a key")
  void aDispatchIsNoWayAround() throws Exception {
    for (String way : new String[] {"forward", "async", "async-wrapped"}) {
      assertEquals(401, app.script().get("/go/" + way + "?to=/batch/run").status(), way);
      assertEquals(
          200, app.script().getWithKey("/go/" + way + "?to=/batch/run", key).status(), way);
    }
  }

  @Test
  @DisplayName("F-25: what only keys open is left out of a page that includes it, without a key")
  void anIncludeIsNoWayAround() throws Exception {
    Reply without = app.script().get("/go/include?to=/batch/run");
    assertEquals(
        "200 ",
        without.status() + " " + without.body(),
        "the page itself is there, the rest is not");
    assertEquals(
        "alice", app.script().getWithKey("/go/include?to=/batch/run", key).text("user"));
    assertEquals(200, app.script().get("/go/include?to=/api/me").status());
  }

  @Test
  @DisplayName("F-25: an error page that only keys open is refused without a key, and keeps the"
      + " identity with one")
  void anErrorPageIsNoWayAround() throws Exception {
    assertEquals(401, app.script().get("/go/error").status());
    Reply seen = app.script().getWithKey("/go/error", key);
    assertEquals(TestApp.WITH_ERROR_PAGE + " alice", seen.status() + " " + seen.text("user"));
  }

  private static final class Dispatching extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      String to = request.getParameter("to");
      switch (request.getPathInfo()) {
        case "/forward" -> request.getRequestDispatcher(to).forward(request, response);
        case "/include" -> request.getRequestDispatcher(to).include(request, response);
        case "/error" -> response.sendError(TestApp.WITH_ERROR_PAGE);
        case "/async" -> later(request.startAsync(), to);
        default -> later(request.startAsync(request, response), to);
      }
    }

    private static void later(AsyncContext async, String to) {
      async.start(() -> async.dispatch(to));
    }
  }
}
