package io.github.postern.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.postern.Postern;
import io.github.postern.testing.MirrorServlet;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * An application that dispatches to another one. Both have Postern, of the same class loader, as
 * where the server has the jar.
 */
class OtherApplicationTest {

  private final TestApp database = TestApp.prepare();
  private TestApp app;
  private Postern other;
  private String key;

  @BeforeEach
  void start() throws Exception {
    other = database
        .builder()
        .setting("postern.prefix", "other")
        .setting("postern.required-paths", "/batch/*")
        .build("/other");
    ServletContextHandler second = new ServletContextHandler("/other", true, false);
    second.addServletContainerInitializer((types, context) -> other.install(context));
    second.addServlet(new ServletHolder(new MirrorServlet()), "/*");
    app = TestApp.prepare()
        .beside(second)
        .servlet("/across/*", new Across())
        .run(builder -> builder.setting("postern.required-paths", "/across/*"));
    key = app.loggedIn("alice", "user").createKey("n");
  }

  @AfterEach
  void stop() {
    app.close();
    other.close();
    database.close();
  }

  @Test
  @DisplayName(
      "S-13: a key of one application opens nothing that only a key of another opens, where"
          + " the one dispatches to the other")
  void aKeyOpensNothingInAnotherApplication() throws Exception {
    for (String way : new String[] {"forward", "include"}) {
      Reply reply = app.script().get("/across/" + way + "?to=/batch/run", "X-API-Key", key);
      assertEquals(way.equals("forward") ? 401 : 200, reply.status(), way + ": " + reply.body());
      assertFalse(reply.body().contains("\"method\""), way + ": " + reply.body());
    }
  }

  @Test
  @DisplayName("S-13: another application that has Postern, too, sees neither the key nor its owner"
      + " on Jetty, which makes its request anew of what the client sent")
  void theOtherApplicationSeesNeitherTheKeyNorItsOwner() throws Exception {
    Reply seen = app.script().get("/across/forward?to=/seen", "Authorization", "Bearer " + key);
    assertEquals(200, seen.status(), seen.body());
    assertFalse(seen.json().getJsonObject("headers").containsKey("authorization"), seen.body());
    assertFalse(seen.body().contains(key), seen.body());
    assertNull(seen.text("user"));
  }

  /** Goes on to {@code ?to=} in the other application. */
  private static final class Across extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      var there =
          getServletContext().getContext("/other").getRequestDispatcher(request.getParameter("to"));
      if (request.getPathInfo().equals("/include")) {
        there.include(request, response);
      } else {
        there.forward(request, response);
      }
    }
  }
}
