package io.github.postern.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.PosternFilter;
import io.github.postern.testing.Browser;
import io.github.postern.testing.DeployedWar;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Spellings;
import io.github.postern.testing.TestApp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WebSockets, which Jetty opens in a filter that it puts before those of the application. */
class WebSocketTest {

  private static void sockets(ServletContextHandler context) {
    JakartaWebSocketServletContainerInitializer.configure(
        context, (application, container) -> Sockets.add(container));
  }

  private static void declared(ServletContextHandler context) {
    FilterHolder filter = new FilterHolder(PosternFilter.class);
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
  }

  private static PosternBuilder required(PosternBuilder builder) {
    return builder.setting("postern.required-paths", "/batch/*");
  }

  private static void assertKept(TestApp app) throws Exception {
    Browser bob = app.loggedIn("bob", "user");
    String key = app.loggedIn("alice", "user").createKey("n");
    String url = app.url() + "/batch/socket";
    assertEquals("401", Sockets.open(url));
    assertEquals("401", Sockets.open(url, "Cookie", "JSESSIONID=" + bob.sessionId()));
    assertEquals(
        "401",
        Sockets.open(
            url,
            "X-API-Key",
            key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0")));
    assertEquals("401", Sockets.open(url, "X-API-Key", "test_nonsense"));
    assertTrue(Sockets.open(url, "X-API-Key", key).startsWith("user=alice "));
    assertTrue(
        Sockets.open(url, "X-API-Key", key, "Cookie", "JSESSIONID=" + bob.sessionId())
            .endsWith("principal=alice session=null"),
        "the session of another is not lent");
  }

  @Test
  @DisplayName("S-2: a WebSocket is opened by a good key only, where the filter registers itself")
  void automatic() throws Exception {
    try (TestApp app =
        TestApp.prepare().context(WebSocketTest::sockets).run(WebSocketTest::required)) {
      assertKept(app);
    }
  }

  @Test
  @DisplayName("E-1: a WebSocket is opened by a good key only, where the application declares the"
      + " filter")
  void declared() throws Exception {
    try (TestApp app = TestApp.prepare()
        .context(WebSocketTest::sockets)
        .context(WebSocketTest::declared)
        .run(WebSocketTest::required)) {
      assertKept(app);
      assertEquals(401, app.script().get("/batch/run").status());
      assertEquals(200, app.script().get("/api/me").status());
    }
  }

  @ParameterizedTest
  @CsvSource({"/batch/*, /batch/socket", "/batch/socket, /batch/socket", "*.ws, /feed/live.ws"})
  @DisplayName(
      "S-2, S-6: no spelling of its path opens a WebSocket below a prefix, at an exact path"
          + " or with an extension")
  void noSpellingOpensIt(String pattern, String path) throws Exception {
    try (TestApp app = TestApp.prepare()
        .context(WebSocketTest::sockets)
        .run(builder -> builder.setting("postern.required-paths", pattern))) {
      for (String spelling : Spellings.of(path)) {
        assertNotEquals(
            101, Sockets.handshake(app.url(), spelling, ""), pattern + " at " + spelling);
      }
      assertEquals(401, Sockets.handshake(app.url(), path, ""));
      String key = app.loggedIn("alice", "user").createKey("n");
      assertEquals(
          101,
          Sockets.handshake(app.url(), path, "X-API-Key: " + key + "\r\n"),
          "a good key opens it");
    }
  }

  @Test
  @DisplayName("S-2: likewise where a login or a key is asked for, and a login opens it")
  void loginOrKey() throws Exception {
    try (TestApp app = TestApp.prepare()
        .context(WebSocketTest::sockets)
        .context(WebSocketTest::declared)
        .run(builder -> builder.setting("postern.login-or-key-paths", "/batch/*"))) {
      String url = app.url() + "/batch/socket";
      assertEquals("401", Sockets.open(url));
      assertTrue(Sockets.open(
              url, "Cookie", "JSESSIONID=" + app.loggedIn("bob", "user").sessionId())
          .endsWith("cookie=true principal=null session=bob"));
      assertTrue(Sockets.open(url, "X-API-Key", app.loggedIn("alice", "user").createKey("n"))
          .startsWith("user=alice "));
    }
  }

  @Test
  @DisplayName("S-2: where Jetty's WebSockets are set up after Postern, so that they come first, it"
      + " does not start")
  void webSocketsThatComeFirstStopTheStart() throws Exception {
    for (String[] shut : new String[][] {
      {"postern.required-paths", "/batch/*"},
      {"postern.login-or-key-paths", "/batch/*"},
      {"postern.constraints", "roles-constraints.xml"}
    }) {
      Exception refused = assertThrows(
          Exception.class,
          () -> TestApp.prepare()
              .afterwards(WebSocketTest::sockets)
              .run(builder -> builder.setting(shut[0], shut[1])),
          shut[0]);
      assertTrue(
          refused
                  .toString()
                  .contains("WebSocketUpgradeFilter stands before the filter of" + " Postern")
              || String.valueOf(refused.getCause()).contains("stands before"),
          shut[0] + " " + refused);
    }
    try (TestApp app = TestApp.prepare().afterwards(WebSocketTest::sockets).run(builder -> {})) {
      assertTrue(
          Sockets.open(app.url() + "/batch/socket").startsWith("user=null "),
          "which is fine where nothing is shut");
    }
  }

  @Test
  @DisplayName("S-2: an embedded Jetty that calls itself something else does not start then either")
  void whatJettyCallsItselfDoesNotMatter() throws Exception {
    for (String name : new String[] {"Acme/1.0", "", "Jetty(12)"}) {
      Exception refused = assertThrows(
          Exception.class,
          () -> TestApp.prepare()
              .connector(connector -> connector.getServer().setServerInfo(name))
              .afterwards(WebSocketTest::sockets)
              .run(WebSocketTest::required)
              .close(),
          name);
      assertTrue(
          (refused + " " + refused.getCause()).contains("stands before the filter of Postern"),
          name + " " + refused);
    }
  }

  @Test
  @DisplayName("S-2: WebSockets that a servlet sets up later, before the filter, do not open")
  void webSocketsThatComeLaterDoNotOpen() throws Exception {
    try (TestApp app =
            TestApp.prepare().servlet("/later", new Later()).run(WebSocketTest::required);
        LogCapture log = new LogCapture()) {
      assertEquals(200, app.script().get("/later").status());
      assertEquals("500", Sockets.open(app.url() + "/batch/socket"));
      assertTrue(log.text().contains("stands before the filter of Postern"), log.text());
      assertEquals(200, app.script().get("/api/me").status(), "the rest goes on");
    }
  }

  @Test
  @DisplayName("S-23, E-2: on Jetty an end-point sees the headers of the handshake, the key too:"
      + " docs/isolation.md says so")
  void theEndPointSeesTheHandshakeOnJetty() throws Exception {
    try (TestApp app =
        TestApp.prepare().context(WebSocketTest::sockets).run(WebSocketTest::required)) {
      String key = app.loggedIn("alice", "user").createKey("n");
      assertEquals(
          "user=alice key=true cookie=false principal=alice session=null",
          Sockets.open(app.url() + "/batch/socket", "X-API-Key", key));
    }
  }

  @Test
  @DisplayName(
      "E-1: a deployed WAR keeps its WebSockets shut, declared or not; where no initializer"
          + " runs it does not start")
  void inAWar(@TempDir Path folder) throws Exception {
    DeployedWar.writeClasses(
        folder, Sockets.class, "Sockets$Greeting.class", "Sockets$Looks.class");
    Map<String, String> settings = new TreeMap<>(Map.of(
        "postern.prefix",
        "test",
        "postern.pepper",
        TestApp.PEPPER,
        "postern.data-directory",
        folder.resolve("data").toString(),
        "postern.required-paths",
        "/batch/*"));
    try (DeployedWar war = DeployedWar.start(folder, settings)) {
      assertTrue(war.isAvailable(), () -> String.valueOf(war.failure()));
      assertEquals("401", Sockets.open(war.script().url() + "/batch/socket"));
    }
    Files.createDirectories(folder.resolve("WEB-INF"));
    Files.copy(Path.of("docs/examples/web-declared.xml"), folder.resolve("WEB-INF/web.xml"));
    try (DeployedWar war = DeployedWar.start(folder, settings)) {
      assertTrue(war.isAvailable(), () -> String.valueOf(war.failure()));
      assertEquals("401", Sockets.open(war.script().url() + "/batch/socket"));
    }
    try (DeployedWar war = DeployedWar.startWithoutInitializer(folder, settings)) {
      assertFalse(war.isAvailable());
      assertTrue(
          String.valueOf(war.failure()).contains("stands before the filter of Postern"),
          war.failure().toString());
    }
    settings.remove("postern.required-paths");
    try (DeployedWar war = DeployedWar.startWithoutInitializer(folder, settings)) {
      assertTrue(war.isAvailable(), String.valueOf(war.failure()));
    }
  }

  /** Sets WebSockets up when it is called. */
  private static final class Later extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      Sockets.add(JakartaWebSocketServletContainerInitializer.initialize(
          ServletContextHandler.getServletContextHandler(getServletContext())));
    }
  }
}
