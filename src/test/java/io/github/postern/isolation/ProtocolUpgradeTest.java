package io.github.postern.isolation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.TestApp;
import io.github.postern.testkit.RawHttp;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Another protocol by HTTP/1.1 {@code Upgrade} (RFC 9110 section 7.8) and
 * {@code HttpServletRequest.upgrade}.
 */
class ProtocolUpgradeTest {

  private static TestApp app;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.prepare()
        .servlet("/batch/shout/*", new Upgrading())
        .servlet("/open/shout/*", new Upgrading())
        .context(context -> context.addEventListener(new Keeper()))
        .run(builder -> builder.setting("postern.required-paths", "/batch/*"));
    key = app.loggedIn("alice", "user").createKey("n");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  /** Returns all that comes back to an upgrade. */
  private static String shout(String path, String headers) throws IOException {
    return RawHttp.upgrade(URI.create(app.url()).getPort(), "/app" + path, "shout", headers);
  }

  @Test
  @DisplayName(
      "S-2: a request for another protocol is refused as others are below a path that only a"
          + " key opens")
  void onlyAKeyReachesTheServlet() throws Exception {
    for (String headers : new String[] {
      "",
      "Cookie: JSESSIONID=" + app.loggedIn("bob", "user").sessionId() + "\r\n",
      "X-API-Key: test_nonsense\r\n"
    }) {
      String answer = shout("/batch/shout", headers);
      assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
      assertFalse(answer.contains("HTTP/1.1 101"), answer);
    }
    assertTrue(shout("/open/shout", "X-API-Key: test_nonsense\r\n").startsWith("HTTP/1.1 401 "));
  }

  /** Other servers have it: the tests in the module servers go on from here. */
  @Test
  @DisplayName(
      "S-13: Jetty 12.0 has no HttpServletRequest.upgrade: with a key it says so, as without"
          + " one, and sets no cookie")
  void jettyHasNoUpgrade() throws Exception {
    for (String path : new String[] {"/batch/shout/makes", "/open/shout/makes"}) {
      String answer = shout(path, "X-API-Key: " + key + "\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
      assertTrue(answer.contains("ServletException: Not implemented"), answer);
      assertFalse(answer.contains("Set-Cookie"), answer);
    }
    assertTrue(
        shout("/open/shout", "").contains("ServletException: Not implemented"),
        "without a key likewise");
  }

  /** Keeps the container's request from before any filter. */
  private static final class Keeper implements ServletRequestListener {

    private static final ThreadLocal<HttpServletRequest> LAST = new ThreadLocal<>();

    @Override
    public void requestInitialized(ServletRequestEvent event) {
      LAST.set((HttpServletRequest) event.getServletRequest());
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
      LAST.remove();
    }
  }

  /** Switches. */
  private static final class Upgrading extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      if ("/makes".equals(request.getPathInfo())) {
        Keeper.LAST.get().getSession();
      }
      response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
      response.setHeader("Upgrade", "shout");
      response.setHeader("Connection", "Upgrade");
      request.upgrade(Shouting.class);
    }
  }

  /** Is never made. */
  public static final class Shouting implements HttpUpgradeHandler {

    @Override
    public void init(WebConnection connection) {
      throw new IllegalStateException("Jetty upgrades now: move the tests of servers here");
    }

    @Override
    public void destroy() {
      // holds nothing
    }
  }
}
