package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.SettingsException;
import io.github.postern.testing.Browser;
import io.github.postern.testing.DeployedWar;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.MirrorServlet;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where keys are accepted is one thing, where the filter guards is another: that is everywhere. */
class UrlPatternsTest {

  @TempDir
  private Path folder;

  @Test
  @DisplayName("S-11: url-patterns says where keys are accepted, and opens nothing that is closed"
      + " elsewhere")
  void whatIsClosedIsClosedOutsideToo() throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = TestApp.start(builder -> builder
            .setting("postern.url-patterns", "/api/*")
            .setting("postern.required-paths", "/batch/*")
            .setting("postern.login-or-key-paths", "/shared/*"))) {
      assertTrue(log.text().contains("Only keys open [/batch/*]"), "that nobody gets in is told");
      String key = app.loggedIn("alice", "user").createKey("n");
      assertEquals("alice", app.script().getWithKey("/api/me", key).text("user"));
      assertEquals(401, app.script().get("/batch/run").status());
      assertEquals(
          401, app.script().getWithKey("/batch/run", key).status(), "and no key is accepted there");
      assertEquals(401, app.script().get("/shared/x").status());
      assertEquals(
          200, app.loggedIn("alice", "user").send("GET", "/shared/x", null).status());
      assertEquals(
          200,
          app.script().getWithKey("/postern/api/self", key).status(),
          "a key may always ask about itself");
    }
  }

  @Test
  @DisplayName(
      "S-11: a key of ours that is sent outside goes no further, and what is not ours passes"
          + " as without the jar")
  void outsideTheApplicationSeesNoKeyOfOurs() throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.url-patterns", "/api/*, *.do")
        .setting("postern.carriers", "bearer,header:X-API-Key,basic"))) {
      String key = app.loggedIn("alice", "user").createKey("n");
      String basic = "Basic "
          + Base64.getEncoder()
              .encodeToString(("alice:" + key).getBytes(StandardCharsets.US_ASCII));
      for (String[] header : new String[][] {
        {"X-API-Key", key},
        {"Authorization", "Bearer " + key},
        {"Authorization", basic}
      }) {
        Reply outside = app.script().get("/other", header);
        assertEquals(200, outside.status());
        assertNull(outside.text("user"));
        assertFalse(outside.body().contains(header[1]), outside.body());
        assertEquals("alice", app.script().get("/api/x", header).text("user"));
        assertEquals("alice", app.script().get("/x.do", header).text("user"));
      }
      Reply foreign = app.script()
          .get("/other", "X-API-Key", "of-another-system", "Authorization", "Bearer eyJ.x.y");
      assertEquals(
          "of-another-system", foreign.json().getJsonObject("headers").getString("x-api-key"));
      assertEquals(
          "Bearer eyJ.x.y", foreign.json().getJsonObject("headers").getString("authorization"));
      assertEquals(
          401, app.script().get("/api/x", "X-API-Key", "of-another-system").status());
      assertEquals(
          "bob",
          app.loggedIn("bob", "user")
              .send("GET", "/other", null, "X-API-Key", key)
              .text("sessionUser"),
          "a login counts outside, as without the jar");
      for (String odd : List.of("/api/../other", "/api//x", "/api;/../other", "/API/x", "/x.do/")) {
        assertFalse(Raw.get(app.url(), odd, "X-API-Key: " + key).body().contains("alice"), odd);
      }
    }
  }

  @Test
  @DisplayName("E-5: a key in a URL is refused and flagged outside of url-patterns too, however it"
      + " is written and whoever sends it: the application would read it, and logs keep it")
  void aKeyInAUrlIsRefusedOutsideToo() throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.url-patterns", "/api/*")
        .setting("postern.key-in-url", "suspend"))) {
      Browser alice = app.loggedIn("alice", "user");
      String key = alice.createKey("n");
      List<String> urls = new ArrayList<>(KeySpellings.urls("/other", key));
      urls.addAll(KeySpellings.urls("/api/../other", key));
      urls.addAll(List.of("/" + key, "/postern/api/policy?key=" + key, "/API/x?key=" + key));
      for (String url : urls) {
        assertRefusedInUrl(Raw.send("GET", app.url(), url), key, url.replace(key, "KEY"));
      }
      assertRefusedInUrl(alice.send("GET", "/other?key=" + key, null), key, "a login");
      assertRefusedInUrl(alice.send("POST", "/other?key=" + key, "{}"), key, "POST");
      assertRefusedInUrl(app.script().getWithKey("/other;key=" + key, key), key, "and a header");
      for (String url : List.of("?key=KEY", ";key=KEY/x", "/KEY")) {
        JsonObject flagged = alice.create("{\"name\":\"" + url.replace("KEY", "") + "\"}");
        app.script().get("/other" + url.replace("KEY", flagged.getString("key")));
        JsonObject now =
            alice.api("GET", "/keys/" + flagged.getString("id"), null).json();
        assertEquals("2026-11-21T10:00:00Z", now.getString("seenInUrlAt", null), url);
        assertEquals("[\"rotation\"]", now.getJsonArray("awaits").toString(), url);
      }
      String almost = key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A");
      assertEquals(
          "key=" + almost,
          app.script().get("/other?key=" + almost).text("query"),
          "what is not ours passes");
    }
  }

  private static void assertRefusedInUrl(Reply reply, String key, String how) {
    assertEquals(
        "400 key-in-url", reply.status() + " " + reply.json().getString("code", null), how);
    assertFalse(reply.body().contains(key), how);
  }

  @Test
  @DisplayName(
      "S-11: in a dispatch the path that the client asked for decides whether its key counts")
  void theFirstPathDecidesInADispatch() throws Exception {
    try (TestApp app = TestApp.prepare()
        .servlet("/go/*", new Going())
        .servlet("/api/go/*", new Going())
        .servlet("/*", new MirrorServlet())
        .run(builder -> builder.setting("postern.url-patterns", "/api/*"))) {
      String key = app.loggedIn("alice", "user").createKey("n");
      for (String way : List.of("forward", "include", "async")) {
        assertEquals(
            "alice",
            app.script().getWithKey("/api/go/" + way + "?to=/other", key).text("user"),
            way);
        Reply outside = app.script().getWithKey("/go/" + way + "?to=/api/me", key);
        assertNull(outside.text("user"), way);
        assertFalse(outside.body().contains(key), way);
      }
    }
  }

  @Test
  @DisplayName(
      "S-11: with postern.management=false the API is not there, wherever keys are accepted")
  void withoutManagementThereIsNoApi() throws Exception {
    for (String patterns : List.of("/*", "/api/*")) {
      try (TestApp app = TestApp.start(builder -> builder
          .setting("postern.url-patterns", patterns)
          .setting("postern.management", "false"))) {
        for (String path :
            List.of("/postern/api/keys", "/postern/api/self/x", "/postern/api", "/postern/")) {
          assertEquals(
              404, app.loggedIn("alice", "user").send("GET", path, null).status(), patterns + path);
          assertEquals(
              404,
              app.loggedIn("alice", "user").send("POST", path, "{}").status(),
              patterns + path);
        }
      }
    }
  }

  @Test
  @DisplayName("S-11: a servlet that the application declares elsewhere is not there either with"
      + " postern.management=false")
  void aDeclaredServletIsNotThereEither() throws Exception {
    try (DeployedWar war = war("/*", "/keys/*", Map.of("postern.management", "false"))) {
      assertTrue(war.isAvailable(), "" + war.failure());
      assertEquals(404, war.script().get("/keys/policy").status());
      assertEquals(404, war.script().get("/postern/api/policy").status());
    }
  }

  @Test
  @DisplayName("S-11: patterns that are none stop the start, with words")
  void wrongPatternsAreRefused() {
    for (String wrong : List.of("api/*", "/a*", "/a/*/b", "*.", "/a//b", "/a/../b", "/a%20b", "")) {
      SettingsException refused = assertThrows(
          SettingsException.class,
          () -> TestApp.start(builder -> builder.setting("postern.url-patterns", wrong))
              .close(),
          wrong);
      assertTrue(refused.getMessage().contains("postern.url-patterns"), refused.getMessage());
    }
  }

  @Test
  @DisplayName("S-11: a filter that is declared with less than it has to guard stops the start, and"
      + " names what is outside")
  void aDeclaredFilterThatLeavesSomethingOutStopsTheStart() throws Exception {
    assertRefused("/api/*", Map.of(), "/postern/api/*");
    assertRefused("/postern/api/*", Map.of("postern.required-paths", "/batch/run"), "/batch/run");
    assertRefused("/postern/api/*", Map.of("postern.login-or-key-paths", "*.do"), "*.do");
    assertRefused("/postern/api/*", Map.of("postern.management", "false"), "/postern/*");
    DeployedWar.write(
        folder,
        "war/WEB-INF/classes/c.xml",
        "<c><security-constraint><web-resource-collection><url-pattern>"
            + "/app/*</url-pattern></web-resource-collection>"
            + "<auth-constraint/></security-constraint></c>");
    assertRefused("/postern/*", Map.of("postern.constraints", "c.xml"), "/app/*");
  }

  @Test
  @DisplayName("S-11: an exact mapping does not hold an exact path, for it does not see the slash"
      + " behind it")
  void anExactMappingIsTooNarrow() throws Exception {
    assertRefused(
        "/postern/api/*</url-pattern><url-pattern>/batch/run",
        Map.of("postern.required-paths", "/batch/run"),
        "/batch/run");
  }

  @Test
  @DisplayName(
      "S-11: a filter that is declared with less than everything, and guards what it has to,"
          + " is told in the log")
  void aDeclaredFilterOfLessIsTold() throws Exception {
    try (LogCapture log = new LogCapture();
        DeployedWar war = war(
            "/postern/*</url-pattern><url-pattern>/batch/*",
            "/postern/api/*",
            Map.of("postern.required-paths", "/batch/run"))) {
      assertTrue(war.isAvailable(), "" + war.failure());
      assertTrue(log.text().contains("is mapped to /postern/*, /batch/* only"), log.text());
      assertEquals(401, war.script().get("/batch/run/").status());
    }
  }

  private static final class Going extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      String to = request.getParameter("to");
      switch (request.getPathInfo()) {
        case "/forward" -> request.getRequestDispatcher(to).forward(request, response);
        case "/include" -> request.getRequestDispatcher(to).include(request, response);
        default -> request.startAsync().dispatch(to);
      }
    }
  }

  private void assertRefused(String mapping, Map<String, String> settings, String outside)
      throws Exception {
    try (DeployedWar war = war(mapping, "/postern/api/*", settings)) {
      assertFalse(war.isAvailable(), mapping);
      Throwable cause = war.failure();
      while (cause.getCause() != null && !(cause instanceof SettingsException)) {
        cause = cause.getCause();
      }
      assertTrue(cause instanceof SettingsException, "" + war.failure());
      assertTrue(cause.getMessage().contains("does not see " + outside), cause.getMessage());
    }
    try (DeployedWar war =
        DeployedWar.startWithoutInitializer(folder.resolve("war"), settings(settings))) {
      assertFalse(war.isAvailable(), "where no initializer runs: " + mapping);
    }
  }

  private DeployedWar war(String mapping, String api, Map<String, String> settings)
      throws Exception {
    DeployedWar.write(folder, "war/WEB-INF/web.xml", """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <filter><filter-name>keys</filter-name><filter-class>io.github.postern.PosternFilter</filter-class>
                    <async-supported>true</async-supported></filter>
                  <filter-mapping><filter-name>keys</filter-name><url-pattern>%s</url-pattern>
                    <dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher>
                    <dispatcher>ASYNC</dispatcher><dispatcher>ERROR</dispatcher></filter-mapping>
                  <servlet><servlet-name>api</servlet-name>
                    <servlet-class>io.github.postern.PosternServlet</servlet-class></servlet>
                  <servlet-mapping><servlet-name>api</servlet-name><url-pattern>%s</url-pattern></servlet-mapping>
                  <servlet><servlet-name>mirror</servlet-name>
                    <servlet-class>io.github.postern.testing.MirrorServlet</servlet-class></servlet>
                  <servlet-mapping><servlet-name>mirror</servlet-name><url-pattern>/*</url-pattern></servlet-mapping>
                </web-app>
                """.formatted(mapping, api));
    return DeployedWar.start(folder.resolve("war"), settings(settings));
  }

  private Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(Map.of(
        "postern.prefix",
        "test",
        "postern.login",
        "session",
        "postern.data-directory",
        folder.resolve("data").toString()));
    settings.putAll(more);
    return settings;
  }
}
