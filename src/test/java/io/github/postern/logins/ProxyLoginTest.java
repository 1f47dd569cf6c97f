package io.github.postern.logins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import io.github.postern.testkit.RawHttp;
import jakarta.json.JsonObject;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reverse proxy, played by a client that writes each byte of its requests itself. */
class ProxyLoginTest {

  private static final String END =
      "1795280400"; // 2026-11-21T17:00:00Z, as the Shibboleth SP writes it

  @Test
  void whatTheProxySaysMakesASamlLoginWhoseKeyEndsWithTheSession() throws Exception {
    try (TestApp app = app(builder -> {})) {
      RawProxy proxy = new RawProxy(
          app.url(),
          "X-User: carol",
          "X-Groups: operator;backup admins, auditor",
          "X-Expires: " + END);
      JsonObject key = proxy.create("{\"name\":\"nightly\"}");
      assertEquals("carol saml 2026-11-21T17:00:00Z", facts(key));
      assertEquals(
          "[\"auditor\",\"backup admins\",\"operator\"]", key.get("roles").toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1795280400",
        "1795280400000",
        "2026-11-21T17:00:00Z",
        "2026-11-21T18:00:00.000+01:00"
      })
  void instantsComeInSecondsMillisecondsAndIso(String end) throws Exception {
    try (TestApp app = app(builder -> {})) {
      RawProxy proxy = new RawProxy(app.url(), "X-User: carol", "X-Expires: " + end);
      assertEquals("carol saml 2026-11-21T17:00:00Z", facts(proxy.create("{\"name\":\"x\"}")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Other: carol", "X-User:", "X-User:   ", "X-User: (null)"})
  void whereTheProxyNamesNobodyNobodyIsLoggedIn(String line) throws Exception {
    try (TestApp app = app(builder -> {})) {
      assertEquals("not-logged-in", new RawProxy(app.url(), line).get("/policy").code());
    }
  }

  @Test
  void fromAnyOtherAddressTheHeadersAreIgnoredAndTheLogSaysSoOnce() throws Exception {
    try (TestApp app =
            app(builder -> builder.setting("postern.login.proxies", "10.0.0.0/8, 2001:db8::1"));
        LogCapture log = new LogCapture()) {
      RawProxy proxy = new RawProxy(app.url(), "X-User: carol-the-spoofed");
      assertEquals("not-logged-in", proxy.get("/policy").code());
      assertEquals("not-logged-in", proxy.get("/policy").code());
      assertEquals(
          "not-logged-in", new RawProxy(app.url(), "X-Other: x").get("/policy").code());
      assertEquals(
          1,
          log.lines().stream()
              .filter(line -> line.contains("WARNING A request from 127.0.0.1 names a"
                  + " logged-in user, but that address is not"
                  + " in postern.login.proxies ([10.0.0.0/8,"
                  + " 2001:db8:"))
              .count(),
          log.text());
      assertFalse(log.text().contains("carol-the-spoofed"), log.text());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-User: carol|X-User: mallory",
        "X-User: carol|x-user: carol",
        "X-User: carol|X-Groups: a|X-Groups: administrator",
        "X-User: carol|X-Expires: 1|X-Expires: " + END,
        "X-User: carol|X-Expires: 2026-11-21T17:00:00",
        "X-User: carol|X-Expires: 36000",
        "X-User: carol\u0001x",
        "X-User: carol\u00a0",
        "X-User: carol|X-Groups: a\u0085b"
      })
  void whatCannotBeToldGivesNoKeyAndNoStackTrace(String lines) throws Exception {
    try (TestApp app = app(builder -> {})) {
      Reply reply = new RawProxy(app.url(), lines.split("\\|")).get("/policy");
      assertTrue(reply.status() == 500 || reply.status() == 400, reply.status() + reply.body());
      assertFalse(
          reply.body().contains("at io.github") || reply.body().contains("mallory"), reply.body());
    }
  }

  @Test
  void withoutASessionEndThePolicyDecides() throws Exception {
    try (TestApp app = app(builder -> {})) {
      RawProxy proxy = new RawProxy(app.url(), "X-User: carol", "X-Expires: (null)");
      assertEquals(
          "session-end-unknown", proxy.api("POST", "/keys", "{\"name\":\"x\"}").code());
    }
  }

  @Test
  void aProxyWithoutSamlMakesLocalLogins() throws Exception {
    try (TestApp app = app(builder -> builder.setting("postern.login.default-source", "local"))) {
      RawProxy proxy = new RawProxy(app.url(), "X-User: carol");
      assertEquals(
          "carol local 2026-12-21T10:00:00Z",
          facts(proxy.create("{\"name\":\"x\",\"validFor\":\"P30D\"}")));
    }
  }

  @Test
  void namesAreUtf8HoweverTheServerReadsHeaders() throws Exception {
    try (TestApp app = app(builder -> {})) {
      assertEquals(
          "jürgen", new RawProxy(app.url(), "X-User: jürgen").get("/policy").text("owner"));
    }
  }

  @Test
  void behindAnAjpConnectorRequestAttributesSayIt() throws Exception {
    Filter connector = (request, response, chain) -> {
      request.setAttribute("Shib-Session-Expires", END);
      request.setAttribute("groups", "operator;a\\;b");
      chain.doFilter(
          new HttpServletRequestWrapper((HttpServletRequest) request) {
            @Override
            public String getRemoteUser() {
              return "carol@example.org";
            }

            @Override
            public String getRemoteAddr() {
              return "203.0.113.9"; // AJP tells the browser's address, not
              // the proxy's
            }
          },
          response);
    };
    try (TestApp app = TestApp.prepare()
        .filter("/*", connector)
        .run(builder -> settings(builder)
            .setting("postern.login.user", "attribute:REMOTE_USER")
            .setting("postern.login.roles", "attribute:groups")
            .setting("postern.login.organisation", "attribute:o")
            .setting("postern.login.authenticated-at", "attribute:Shib-Authentication-Instant")
            .setting("postern.login.source", "attribute:s")
            .setting("postern.login.session-end", "attribute:Shib-Session-Expires"))) {
      JsonObject key = new RawProxy(app.url()).create("{\"name\":\"x\"}");
      assertEquals("carol@example.org saml 2026-11-21T17:00:00Z", facts(key));
      assertEquals("[\"a;b\",\"operator\"]", key.get("roles").toString());
    }
  }

  private static String facts(JsonObject key) {
    return key.getString("owner")
        + " "
        + key.getString("loginSource")
        + " "
        + key.getString("expiresAt");
  }

  private static TestApp app(Consumer<PosternBuilder> changes) throws Exception {
    return TestApp.start(
        builder -> changes.accept(settings(builder).setting("postern.login.proxies", "127.0.0.1")));
  }

  private static PosternBuilder settings(PosternBuilder builder) {
    return builder
        .setting("postern.login", "proxy")
        .setting("postern.login.user", "X-User")
        .setting("postern.login.roles", "X-Groups")
        .setting("postern.login.organisation", "X-Organisation")
        .setting("postern.login.source", "X-Source")
        .setting("postern.login.session-end", "X-Expires");
  }

  /** Sends the same header lines with each request, and keeps the session's cookie and token. */
  private static final class RawProxy {

    private final String url;
    private final List<String> lines;
    private String cookie;
    private String csrf;

    RawProxy(String url, String... lines) {
      this.url = url;
      this.lines = List.of(lines);
    }

    Reply get(String path) throws IOException {
      return send("GET", path, "");
    }

    Reply api(String method, String path, String body) throws IOException {
      get("/policy");
      return send(method, path, body);
    }

    JsonObject create(String body) throws IOException {
      Reply reply = api("POST", "/keys", body);
      assertEquals(201, reply.status(), reply.body());
      return reply.json();
    }

    private Reply send(String method, String path, String body) throws IOException {
      List<String> all = new ArrayList<>(lines);
      if (cookie != null) {
        all.addAll(Arrays.asList(
            "Cookie: " + cookie, "X-CSRF-Token: " + csrf, "Sec-Fetch-Site: same-origin"));
      }
      if (!body.isEmpty()) {
        all.addAll(List.of(
            "Content-Type: application/json",
            "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length));
      }
      Reply reply = Reply.of(RawHttp.send(url, method, "/postern/api" + path, all, body));
      reply.header("Set-Cookie").ifPresent(set -> cookie = set.split(";")[0]);
      reply.header("X-CSRF-Token").ifPresent(token -> csrf = token);
      return reply;
    }
  }
}
