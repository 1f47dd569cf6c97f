package io.github.postern.presets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.Postern;
import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.MirrorServlet;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Script;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scenarios of every preset, and those of Cohesity about the application beside the filter. The
 * same for the default rules: AL-1 and AL-5 in RequestFlowTest, AL-3 in SecretsTest, AL-4 in
 * LoadTest.
 */
class CommonScenariosTest {

  /**
   * So short that a piece of a secret cannot hide, and so long that chance does not find it
   * elsewhere.
   */
  private static final int WINDOW = 8;

  @ParameterizedTest
  @ValueSource(strings = {"netbackup", "cohesity", "cloudtower", "cortex", "dataos"})
  @DisplayName(
      "AL-1 (inferred): given no key at all, then the app behaves exactly as without the jar")
  void withoutAKeyNothingChanges(String preset) throws Exception {
    List<String[]> calls = List.of(
        new String[] {"GET", "/api/me?a=b%20c", null},
        new String[] {
          "GET", "/api/me", null, "Cookie", "a=b; c=d", "X-Other", "value", "Accept", "text/html"
        },
        new String[] {"POST", "/api/jobs", "{\"where\":{}}", "Content-Type", "application/json"},
        new String[] {
          "OPTIONS",
          "/api/me",
          null,
          "Origin",
          "https://elsewhere.example",
          "Access-Control-Request-Method",
          "GET"
        },
        new String[] {"DELETE", "/api/jobs/1", null, "Authorization", "Basic dTpw"},
        new String[] {"GET", "/api/me", null, "Authorization", "eyJhbGciOiJIUzI1NiJ9.e30.x"},
        new String[] {
          "GET",
          "/api/me",
          null,
          "Authorization",
          preset.equals("cortex") ? "Digest x" : "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x"
        },
        new String[] {"GET", "/fails/here", null});
    Filter fails = (request, response, chain) ->
        ((HttpServletResponse) response).sendError(418, "The app's own");
    try (TestApp app = start(preset, TestApp.prepare().filter("/fails/*", fails));
        Bare without = new Bare(
            "/*",
            context -> context.addFilter(
                new FilterHolder(fails), "/fails/*", EnumSet.of(DispatcherType.REQUEST)))) {
      for (String[] call : calls) {
        String[] headers = Arrays.copyOfRange(call, 3, call.length);
        Reply expected = without.script().send(call[0], call[1], call[2], headers);
        assertEquals(
            comparable(expected),
            comparable(app.script().send(call[0], call[1], call[2], headers)),
            call[1]);
      }
      assertEquals(0, app.sessionsMade());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"netbackup", "cohesity", "cloudtower", "cortex", "dataos"})
  @DisplayName("AL-2: given a valid key of U who lacks a role, then 403 by the app, not 401")
  void aMissingRoleIsTheApplicationsMatter(String preset) throws Exception {
    try (TestApp app =
        start(preset, TestApp.prepare().filter("/tower/*", (request, response, chain) -> {
          if (((HttpServletRequest) request).isUserInRole("analyst")) {
            chain.doFilter(request, response);
            return;
          }
          refuse(
              (HttpServletRequest) request, (HttpServletResponse) response, 403, "The app says no");
        }))) {
      String[] lacking = header(preset, key(app.loggedIn("u", "reader")));
      Reply refused = app.script().get("/tower/jobs", lacking);
      assertEquals(403, refused.status());
      assertEquals("The app says no", refused.body());
      assertTrue(
          refused.header("WWW-Authenticate").isEmpty(),
          "the key is good, so nothing is challenged");
      assertEquals(
          403, app.script().get("/tower/error", lacking).status(), "by way of the container");
      assertEquals(
          "u", app.script().get("/api/me", lacking).text("user"), "elsewhere the key works");
      Reply allowed =
          app.script().get("/tower/jobs", header(preset, key(app.loggedIn("v", "analyst"))));
      assertEquals("v", allowed.text("user"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"netbackup", "cohesity", "cloudtower", "cortex", "dataos"})
  @DisplayName(
      "AL-3: given the secret, then it never appears in logs, lists, audit or error bodies,"
          + " whatever the preset")
  void theSecretAppearsNowhere(String preset) throws Exception {
    List<String> secrets = new ArrayList<>();
    List<Reply> replies = new ArrayList<>();
    String log;
    try (LogCapture capture = new LogCapture();
        TestApp app = start(
            preset,
            TestApp.prepare()
                .filter(
                    "/api/*", (request, response, chain) -> response.getWriter().print("seen")))) {
      Browser owner = app.loggedIn("u", "user");
      Browser admin = app.loggedIn("a", "administrator");
      JsonObject key = owner.create("{\"name\":\"k\"}");
      secrets.add(key.getString("key"));
      String own = "/keys/" + key.getString("id");
      for (String action : List.of("/reveal", "/rotate")) {
        Reply reply = owner.api("POST", own + action, null);
        if (reply.status() < 300) {
          secrets.add(reply.text("key"));
        } else {
          replies.add(reply);
        }
      }
      String current = secrets.get(secrets.size() - 1);
      assertEquals(200, app.script().get("/api/me", header(preset, current)).status());
      String asValue = "{\"key\":\"" + current + "\"}";
      for (String secret : List.copyOf(secrets)) {
        String wrong = secret.substring(0, secret.length() - WINDOW) + "0".repeat(WINDOW);
        String[] once = header(preset, secret);
        String[] twice = {once[0], once[1], once[0], once[1]};
        replies.addAll(List.of(
            app.script().get("/api/me", header(preset, wrong)),
            app.script().get("/api/me", header(preset, secret + "," + secret)),
            app.script().get("/api/me", twice),
            app.script().get("/api/me?apiKey=" + secret),
            app.script().get("/postern/api/self", header(preset, secret)),
            app.script().get("/postern/api/keys", header(preset, secret))));
      }
      replies.addAll(List.of(
          owner.api("GET", "/keys", null),
          owner.api("GET", own, null),
          owner.api("PATCH", own, "{\"description\":\"d\"}"),
          owner.api("GET", "/policy", null),
          owner.api("POST", "/keys", "{\"name\":\"\",\"key\":\"" + current + "\"}"),
          owner.api("POST", "/keys", current),
          admin.api("GET", "/admin/keys", null),
          admin.api("POST", "/keys/revoke", asValue),
          owner.api("POST", "/keys/revoke", asValue),
          admin.api("DELETE", "/admin" + own, null),
          app.script().get("/api/me", header(preset, current))));
      assertTrue(replies.get(replies.size() - 1).status() >= 400, "in the end the key is gone");
      log = capture.text();
    }
    assertTrue(
        log.contains("CREATED") && log.contains("DENIED") && log.contains("REVOKED"),
        "the log is real");
    for (String secret : secrets) {
      String random = secret.substring(secret.lastIndexOf('_') + 1);
      for (int i = 0; i + WINDOW <= random.length(); i++) {
        String part = random.substring(i, i + WINDOW);
        assertFalse(log.contains(part), "a log line holds a part of a secret");
        for (Reply reply : replies) {
          assertFalse(
              (reply.body() + reply.headers().map()).contains(part),
              "an answer holds a part of a secret");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"netbackup", "cortex"})
  @DisplayName(
      "AL-4 (inferred): given many requests at once creating U's only key, then exactly one"
          + " key exists")
  void onlyOneKeyExists(String preset) throws Exception {
    try (TestApp app = start(preset, TestApp.prepare())) {
      Browser owner = app.loggedIn("u", "user");
      List<Callable<Reply>> calls = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        calls.add(() -> owner.api("POST", "/keys", "{\"name\":\"n\"}"));
      }
      List<String> issued = new ArrayList<>();
      ExecutorService executor = Executors.newFixedThreadPool(8);
      for (Future<Reply> future : executor.invokeAll(calls)) {
        Reply reply = future.get();
        assertTrue(Set.of(201, 409).contains(reply.status()), reply.status() + reply.body());
        if (reply.status() == 201) {
          issued.add(reply.text("key"));
        }
      }
      executor.shutdown();
      assertEquals(
          preset.equals("cortex") ? 16 : 1, issued.size(), "cortex replaces, netbackup refuses");
      assertEquals(
          1, owner.api("GET", "/keys", null).json().getJsonArray("keys").size());
      int working = 0;
      for (String key : issued) {
        working += app.script().get("/api/me", header(preset, key)).status() == 200 ? 1 : 0;
      }
      assertEquals(1, working, "of what was issued exactly one works");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"netbackup", "cohesity", "dataos"})
  @DisplayName(
      "AL-5 (inferred): given expiry passes between two requests, then the second is refused"
          + " without cache delay")
  void expiryTakesEffectAtOnce(String preset) throws Exception {
    try (TestApp app = start(preset, TestApp.prepare())) {
      String key = app.loggedIn("u", "user")
          .create("{\"name\":\"k\",\"validFor\":\"P1D\"}")
          .getString("key");
      app.clock().advance(Duration.ofDays(1).minusMillis(1));
      assertEquals(200, app.script().get("/api/me", header(preset, key)).status());
      app.clock().advance(Duration.ofMillis(1));
      Reply refused = app.script().get("/api/me", header(preset, key));
      assertEquals(preset.equals("dataos") ? 403 : 401, refused.status(), refused.body());
    }
  }

  @Test
  @DisplayName(
      "CO-3: given a key, when calls are made without cookies, then no login redirect and no"
          + " session on any call")
  void callsNeedNoSession() throws Exception {
    Filter singleSignOn = (request, response, chain) -> {
      if (((HttpServletRequest) request).getRemoteUser() == null) {
        ((HttpServletResponse) response).sendRedirect("/sso");
      } else {
        chain.doFilter(request, response);
      }
    };
    try (TestApp app = start("cohesity", TestApp.prepare().filter("/api/*", singleSignOn))) {
      String key = key(app.loggedIn("u", "user"));
      assertEquals(
          302, app.script().get("/api/me").status(), "without the key there is a redirect");
      int sessions = app.sessionsMade();
      for (int i = 0; i < 5; i++) {
        Reply reply = app.script().get("/api/me", "apiKey", key);
        assertEquals(200, reply.status());
        assertTrue(reply.header("Set-Cookie").isEmpty());
      }
      assertEquals(sessions, app.sessionsMade());
    }
  }

  @Test
  @DisplayName("CO-17: given the page is disabled, then it is absent, while issued keys still"
      + " authenticate (inferred)")
  void withoutThePageKeysWork() throws Exception {
    try (TestApp app = start("cohesity", TestApp.prepare())) {
      String key = key(app.loggedIn("u", "user"));
      try (TestApp without = TestApp.on(app.jdbcUrl())
          .run(builder -> builder
              .setting("postern.preset", "cohesity")
              .setting("postern.management", "false"))) {
        assertEquals("u", without.script().get("/api/me", "apiKey", key).text("user"));
        assertEquals(401, without.script().get("/api/me", "apiKey", key + "0").status());
        for (String path :
            List.of("/api", "/api/policy", "/api/keys", "/index.html", "/postern-keys.js")) {
          assertEquals(404, without.script().get("/postern" + path).status(), path);
          assertEquals(
              404, without.script().get("/postern" + path, "apiKey", key).status(), path);
        }
        assertEquals(
            "u", without.script().get("/postern/api/self", "apiKey", key).text("owner"));
        assertEquals(
            204,
            without
                .script()
                .send("DELETE", "/postern/api/self", null, "apiKey", key)
                .status());
        assertEquals(401, without.script().get("/api/me", "apiKey", key).status());
      }
    }
  }

  @Test
  @DisplayName(
      "CO-21: given scripts that wait on 429, when the app answers Too Many Requests, then it"
          + " stays untouched")
  void aThrottledCallStaysAsItIs() throws Exception {
    try (TestApp app =
        start("cohesity", TestApp.prepare().filter("/api/*", (request, response, chain) -> {
          ((HttpServletResponse) response).setHeader("Retry-After", "20");
          refuse(
              (HttpServletRequest) request,
              (HttpServletResponse) response,
              429,
              "Too Many Requests");
        }))) {
      String key = key(app.loggedIn("u", "user"));
      for (Reply reply :
          List.of(app.script().get("/api/jobs", "apiKey", key), app.script().get("/api/jobs"))) {
        assertEquals(429, reply.status());
        assertEquals("20", reply.header("Retry-After").orElseThrow());
        assertEquals("text/plain", reply.header("Content-Type").orElseThrow().split(";")[0]);
        assertEquals("Too Many Requests", reply.body());
      }
      Reply byTheContainer = app.script().get("/api/error", "apiKey", key);
      assertEquals(429, byTheContainer.status());
      assertTrue(byTheContainer.body().contains("Too Many Requests"), byTheContainer.body());
    }
  }

  private static TestApp start(String preset, TestApp app) throws Exception {
    return app.run(builder -> {
      builder.setting("postern.preset", preset);
      if (preset.equals("cortex") || preset.equals("dataos")) {
        // As where the application lets people create their own keys, which Cortex
        // leaves to administrators.
        builder
            .setting("postern.rights.self", "create,list,rotate,reveal,delete")
            .setting("postern.reveal-key", "r1:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU=");
      }
    });
  }

  private static String key(Browser owner) throws Exception {
    return owner.create("{\"name\":\"k\"}").getString("key");
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, int status, String why)
      throws IOException {
    if (request.getRequestURI().endsWith("/error")) {
      response.sendError(status, why);
    } else {
      response.setStatus(status);
      response.setContentType("text/plain");
      response.getWriter().print(why);
    }
  }

  private static String[] header(String preset, String key) {
    return switch (preset) {
      case "cohesity" -> new String[] {"apiKey", key};
      case "cloudtower", "netbackup" -> new String[] {"Authorization", key};
      default -> new String[] {"Authorization", "Bearer " + key};
    };
  }

  /** Returns all of an answer but its date and the address that the server was called by. */
  private static String comparable(Reply reply) {
    Map<String, List<String>> headers = new TreeMap<>(reply.headers().map());
    headers
        .keySet()
        .removeAll(List.of(
            "date", "content-length", "vary")); // by Vary, caches keep what a key gets apart
    return reply.status()
        + " "
        + headers
        + reply.body().replaceAll("http://[^/]+/app|\"host\":\"[^\"]+\"", "");
  }

  /** An application that has of this library only what it is given. */
  private static final class Bare implements AutoCloseable {

    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));

    Bare(String mapping, Consumer<ServletContextHandler> parts) throws Exception {
      ServletContextHandler context = new ServletContextHandler("/app", true, false);
      context.addServlet(new ServletHolder(new MirrorServlet()), mapping);
      context.setBaseResource(ResourceFactory.of(context)
          .newResource(URI.create(Postern.class
                  .getResource("/META-INF/resources/postern/index.html")
                  .toString())
              .resolve("..")));
      context.addServlet(new ServletHolder(new DefaultServlet()), "/");
      parts.accept(context);
      server.setHandler(context);
      server.start();
    }

    Script script() {
      return new Script(
          HttpClient.newHttpClient(), server.getURI().resolve("/app").toString());
    }

    @Override
    public void close() {
      LifeCycle.stop(server);
    }
  }
}
