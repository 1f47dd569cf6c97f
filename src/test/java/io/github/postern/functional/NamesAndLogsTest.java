package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.BackgroundPace;
import io.github.postern.PosternFilter;
import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.SwitchableDataSource;
import io.github.postern.testing.TestApp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that users choose, and their look in a log. */
class NamesAndLogsTest {

  private static final Pattern NO_PLACE_IN_A_LOG =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n\\t]]");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\u200b",
        "\\u202ey",
        "a\\u202eb",
        "a\\u2066b\\u2069",
        "a\\u2028b",
        "a\\u2029b",
        "a\\u200fb",
        "a\\u061cb",
        "\\u3164",
        "\\u00ad",
        "\\u2800",
        "\\u0301",
        "\\ufeffx",
        "a\\u200db",
        "x\\udb40\\udc41"
      })
  @DisplayName("E-21: a name or description that cannot be seen or turns a line is refused")
  void namesThatCannotBeSeen(String name) throws Exception {
    try (TestApp app = TestApp.start()) {
      Browser alice = app.loggedIn("alice", "user");
      String id = alice.create("{\"name\":\"n\"}").getString("id");
      for (Reply reply : new Reply[] {
        alice.api("POST", "/keys", "{\"name\":\"" + name + "\"}"),
        alice.api("POST", "/keys", "{\"name\":\"n\",\"description\":\"" + name + "\"}"),
        alice.api("PATCH", "/keys/" + id, "{\"name\":\"" + name + "\"}"),
        alice.api("PATCH", "/keys/" + id, "{\"description\":\"" + name + "\"}")
      }) {
        assertEquals(400, reply.status(), reply.body());
        assertEquals("invalid-name", reply.code());
      }
      assertEquals(
          1, alice.api("GET", "/keys", null).json().getJsonArray("keys").size());
    }
  }

  @Test
  @DisplayName(
      "E-21: names with emoji and joiners of scripts are names, and descriptions have lines")
  void namesWithEmoji() throws Exception {
    try (TestApp app = TestApp.start()) {
      Browser alice = app.loggedIn("alice", "user");
      alice.create("{\"name\":\"\\ud83d\\udc69\\u200d\\ud83d\\udcbb"
          + " \\u2764\\ufe0f\",\"description\":\"a\\n"
          + "b\\tc\"}");
      alice.create("{\"name\":\"\\u0645\\u06cc\\u200c\\u062e\\u0648\\u0627\\u0647\\u0645\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"al\u202Eice", "\u200Balice", "\u3164", "ali\u00ADce", "key abcdefghij234567"})
  @DisplayName("E-21: a login whose name cannot be told from another's has no keys")
  void loginsThatCannotBeToldApart(String user) throws Exception {
    try (TestApp app = TestApp.start()) {
      Reply reply = app.loggedIn(user, "user").api("POST", "/keys", "{\"name\":\"n\"}");
      assertEquals("login-unclear", reply.code(), reply.body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "al%E2%80%AEice",
        "%E2%80%8Balice",
        "%E3%85%A4",
        "ali%C2%ADce",
        "alice%20",
        "%20alice",
        "%C2%A0",
        "alice%E3%80%80",
        "a%E2%80%A8b",
        "%E2%A0%80"
      })
  @DisplayName(
      "E-21: nor does an administrator make a key for somebody whose name cannot be told from"
          + " another's")
  void ownersThatCannotBeToldApart(String name) throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.unknown-owners", "allow"))) {
      Browser root = app.loggedIn("root", "administrator");
      Reply refused = root.api("POST", "/admin/owners/" + name + "/keys", "{\"name\":\"n\"}");
      assertEquals(400, refused.status(), refused.body());
      assertFalse(root.api("GET", "/admin/owners/" + name, null).json().getBoolean("mayCreate"));
      assertEquals("[]", root.api("GET", "/admin/keys", null).json().get("keys").toString());
      assertEquals(
          200,
          root.api("DELETE", "/admin/owners/" + name + "/keys", null).status(),
          "taking away is no danger");
    }
  }

  @Test
  @DisplayName("S-30: no field of the audit log can be forged by a name")
  void auditFieldsCannotBeForged() throws Exception {
    try (LogCapture log = new LogCapture("io.github.postern.audit");
        TestApp app = TestApp.start()) {
      Browser mallory = app.loggedIn("mallory' by=root", "user");
      mallory.create("{\"name\":\"x' (approved by root) key='y\"}");
      mallory.create("{\"name\":\"x\\\\' detail='z\"}");
      String lines = log.text();
      assertTrue(
          lines.contains(" owner='mallory\\' by=root' by='mallory\\' by=root' from=127.0.0.1"
              + " name='x\\' (approved by root) key=\\'y'"),
          lines);
      assertTrue(lines.contains(" name='x\\\\\\' detail=\\'z'"), lines);
      assertFalse(NO_PLACE_IN_A_LOG.matcher(lines).find(), lines);
    }
  }

  @Test
  @DisplayName("S-30: an address that a client chose cannot write a line of the log when a key came"
      + " unencrypted")
  void addressesCannotWriteALine() throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = TestApp.prepare()
            .context(context -> {
              context.addFilter(
                  new FilterHolder((request, response, chain) -> chain.doFilter(
                      new HttpServletRequestWrapper((HttpServletRequest) request) {
                        @Override
                        public String getRemoteAddr() {
                          return "1.2.3.4"
                              + " by=root\n"
                              + "FORGED"; // some proxies' filters take what the client says
                        }
                      },
                      response)),
                  "/api/*",
                  EnumSet.of(DispatcherType.REQUEST));
              context.addFilter(PosternFilter.class, "/*", EnumSet.allOf(DispatcherType.class));
            })
            .run(builder -> {})) {
      String key = app.loggedIn("alice", "user").createKey("n");
      assertEquals(200, app.script().getWithKey("/api/me", key).status());
      long asked = System.nanoTime();
      while (!log.text().contains("over an unencrypted connection, where")) {
        assertTrue(System.nanoTime() - asked < 20_000_000_000L, log.text());
        Thread.onSpinWait();
      }
      assertTrue(
          log.lines().stream()
              .filter(line -> line.contains("over an unencrypted connection, where"))
              .allMatch(
                  line -> line.contains(" came from '1.2.3.4 by=root\\u000AFORGED'" + " over")),
          log.text());
    }
  }

  @Test
  @DisplayName("S-30: a path that is included cannot write a line of the log")
  void includedPathsCannotWriteALine() throws Exception {
    HttpServlet page = new HttpServlet() {
      private static final long serialVersionUID = 1L;

      @Override
      protected void doGet(HttpServletRequest request, HttpServletResponse response)
          throws ServletException, IOException {
        request.getRequestDispatcher(request.getParameter("part")).include(request, response);
      }
    };
    try (LogCapture log = new LogCapture();
        TestApp app = TestApp.prepare()
            .servlet("/page", page)
            .run(builder -> builder.setting("postern.required-paths", "/batch/*"))) {
      String forged = "io.github.postern.audit INFO REVOKED key=all";
      app.script().get("/page?part=/batch/x%250A" + forged.replace(" ", "%2520"));
      app.script()
          .get("/page?part=/batch/x%250D%250A%25E2%2580%25A8%25E2%2580%25AE"
              + forged.replace(" ", "%2520"));
      String written = log.text();
      assertTrue(written.contains("was left out of a page that includes it"), written);
      assertTrue(
          log.lines().stream()
              .filter(line -> line.contains("left out"))
              .allMatch(line -> line.contains("'/batch/x\\u000")
                  && !NO_PLACE_IN_A_LOG.matcher(line).find()
                  && !line.contains("\n")),
          written);
    }
  }

  @Test
  @DisplayName(
      "S-30: what a database says when it is away cannot write a line of the log, whatever is"
          + " asked of Postern")
  void databasesCannotWriteALine() throws Exception {
    String url = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
    try (LogCapture log = new LogCapture();
        SwitchableDataSource database = new SwitchableDataSource(url);
        TestApp app = TestApp.prepare()
            .run(builder -> BackgroundPace.asReleased(builder).dataSource(database))) {
      Browser alice = app.loggedIn("alice", "user");
      String used = alice.createKey("used");
      assertEquals(200, app.script().getWithKey("/api/me", used).status());
      String cold = alice.createKey("cold");
      database.cut("it is gone\r\nio.github.postern.audit INFO REVOKED key=all\u2028\u202e");
      assertEquals(503, app.script().getWithKey("/api/me", cold).status());
      assertEquals(
          503,
          app.script()
              .send("DELETE", "/postern/api/self", null, "X-API-Key", cold)
              .status());
      assertEquals(503, alice.api("GET", "/keys", null).status());
      app.postern().close(); // writes down what it has seen
      List<String> told = log.lines().stream()
          .filter(line ->
              line.matches("(?s)io\\.github\\.postern\\S* (WARNING|ERROR)" + " .*it is gone.*"))
          .toList();
      for (String message : List.of(
          "cannot be checked", "cannot be given up", "cannot be managed", "last uses of keys")) {
        assertTrue(told.stream().anyMatch(line -> line.contains(message)), message + " in " + told);
      }
      assertEquals(
          List.of(),
          told.stream()
              .filter(
                  line -> line.contains("\n") || NO_PLACE_IN_A_LOG.matcher(line).find())
              .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/postern/index.html",
        "/postern/admin.html",
        "/postern/postern-keys.js",
        "/postern/base/api.js",
        "/postern/texts/de.js",
        "/postern/postern-page.css",
        "/postern/nothing.html",
        "/postern;framed=1/index.html",
        "/x/../postern/index.html",
        "/./postern/admin.html"
      })
  @DisplayName(
      "S-30: our pages and scripts cannot be framed by other sites, nor taken for something"
          + " else")
  void pagesCannotBeFramed(String path) throws Exception {
    try (TestApp app = TestApp.start()) {
      Map<String, String> expected = Map.of(
          "X-Frame-Options",
          "SAMEORIGIN",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin");
      Reply reply = app.script().get(path);
      expected.forEach((name, value) ->
          assertEquals(value, reply.header(name).orElse(null), () -> name + " of " + reply));
      assertTrue(
          reply.header("Content-Security-Policy").orElse("").contains("frame-ancestors 'self'"));
      assertTrue(
          app.script().get("/api/me").header("X-Frame-Options").isEmpty(),
          "the application's pages are its own");
    }
  }

  @Test
  @DisplayName("S-30: what the application says about framing counts more, added or set")
  void theApplicationSaysMore() throws Exception {
    for (boolean add : new boolean[] {true, false}) {
      try (TestApp app = TestApp.prepare()
          .filter("/*", (request, response, chain) -> {
            HttpServletResponse answer = (HttpServletResponse) response;
            if (add) {
              answer.addHeader(
                  "content-security-policy", "frame-ancestors https://portal.example.com");
            } else if (!answer.containsHeader("X-Frame-Options")) {
              answer.setHeader(
                  "Content-Security-Policy", "frame-ancestors https://portal.example.com");
            }
            chain.doFilter(request, response);
          })
          .run(builder -> {})) {
        Reply reply = app.script().get("/postern/index.html");
        assertEquals(
            "[frame-ancestors https://portal.example.com]",
            reply.headers().allValues("Content-Security-Policy").toString());
      }
    }
  }
}
