package io.github.postern.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.RawHttp;
import io.github.postern.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Spring Security: a key is an {@code Authentication}, without a change of the application. */
abstract class SpringContract extends FrameworkContract {

  private static final String TOKEN = "name=\"_csrf\"[^>]*value=\"([^\"]*)\"";

  SpringContract(String war) {
    super(
        war,
        Map.of(
            "postern.login",
            "spring",
            "postern.bridge.authorities",
            "jobs:*",
            "postern.carriers",
            "bearer,header:X-API-Key,basic"));
  }

  @Override
  void login(Client browser, String user) throws Exception {
    String token = browser.get("/login").find(TOKEN);
    Reply reply =
        browser.form("/login", List.of("username", user, "password", user, "_csrf", token));
    assertEquals(302, reply.status(), reply.body());
    assertTrue(!reply.header("Location").orElse("").contains("error"), "logged in");
  }

  @Override
  String who() {
    return "/who";
  }

  @Override
  String aliceByKey() {
    return """
        administrator=false
        authentication=alice
        authorities=[ROLE_operator, jobs:read]
        details=alice
        operator=true
        principal=alice
        remote=alice
        type=API_KEY\
        """;
  }

  @Override
  String forAdministrators() {
    return "/admin/who";
  }

  @Override
  String forKeys() {
    return "/batch/run";
  }

  @Test
  void itIsAnAuthenticationUnderEveryRepositoryOfSpring() throws Exception {
    for (String path : List.of("/jobs/who", "/stateless/who", "/session/who")) {
      Reply reply = app().client().get(path, "X-API-Key", aliceKey());
      assertEquals(200, reply.status(), path + " " + reply.body());
      assertEquals(aliceByKey(), reply.text(), path);
    }
    assertEquals(
        "later=alice", app().client().get("/later", "X-API-Key", aliceKey()).text());
  }

  @Test
  void methodSecurityAndCsrfFilterLetAKeyPost() throws Exception {
    Reply created =
        app().client().form("/orders/create", List.of("what", "tea"), "X-API-Key", aliceKey());
    assertEquals("200 created tea", created.status() + " " + created.body());
    assertEquals(List.of(), created.headers().allValues("Set-Cookie"));
    assertEquals(
        403,
        app()
            .client()
            .form("/orders/create", List.of("what", "tea"), "X-API-Key", rootKey())
            .status());
    assertEquals(
        403,
        app()
            .client()
            .form("/orders/delete", List.of(), "X-API-Key", aliceKey())
            .status());
    assertEquals(
        200,
        app().client().form("/orders/delete", List.of(), "X-API-Key", rootKey()).status());
  }

  @Test
  @DisplayName(
      "F-14: a session still needs Spring's CSRF token, except where Postern asks for its" + " own")
  void aSessionStillNeedsTheTokenOfSpring() throws Exception {
    assertEquals(403, alice().form("/orders/create", List.of("what", "tea")).status());
    assertEquals(
        403,
        alice()
            .form("/orders/create", List.of("what", "tea"), "X-API-Key-Not", "jobs_nonsense")
            .status());
    assertEquals(
        400,
        alice()
            .form("/orders/create", List.of("what", "tea"), "X-API-Key-Not", aliceKey())
            .status());
    Reply forged = alice()
        .send(
            "POST",
            "/postern/api/keys",
            "{\"name\":\"forged\"}",
            "Content-Type",
            "application/json");
    assertEquals("403 csrf", forged.status() + " " + forged.find("\"code\"\\s*:\\s*\"([^\"]*)\""));
    for (String path : List.of(
        "/postern/api/..;/orders/create",
        "/postern/api/%2e%2e/%2e%2e/orders/create",
        "/orders/create;/postern/api/",
        "/postern/api/../../orders/create",
        "/postern/api;/../../orders/create")) {
      Reply reply = RawHttp.send(
          app().port(),
          "POST " + GraftedWar.CONTEXT + path + " HTTP/1.1",
          "Cookie: "
              + alice().cookie()
              + "\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\n"
              + "Content-Length: 8\r\n\r\n"
              + "what=tea");
      assertTrue(!reply.body().contains("created"), path + "\n" + reply.body());
    }
  }

  @Test
  @DisplayName(
      "F-14: a key that a browser remembers as a password does not do without Spring's CSRF"
          + " token")
  void aKeyThatABrowserSendsByHabitNeedsTheToken() throws Exception {
    String basic = basic("alice", aliceKey());
    assertEquals(200, order("Authorization", basic).status(), "a script, by curl -u");
    for (String[] browser :
        new String[][] {{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "cross-site"}}) {
      assertEquals(403, order("Authorization", basic, browser[0], browser[1]).status(), browser[0]);
      assertEquals(
          200,
          order("X-API-Key", aliceKey(), browser[0], browser[1]).status(),
          "no habit sends this");
    }
  }

  private Reply order(String... headers) throws Exception {
    return app().client().form("/orders/create", List.of("what", "tea"), headers);
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName(
      "F-27: neither a password nor a login beside a key adds authorities to it or changes a"
          + " session")
  void nothingThatLogsInBesideAKeyAddsToIt() throws Exception {
    Reply both =
        app().client().get(who(), "X-API-Key", aliceKey(), "Authorization", basic("root", "root"));
    assertEquals(aliceByKey(), both.text());
    Client browser = browser("alice");
    String cookie = browser.cookie();
    Reply login = browser.form(
        "/login", List.of("username", "root", "password", "root"), "X-API-Key", aliceKey());
    assertEquals(List.of(), login.headers().allValues("Set-Cookie"));
    assertEquals(cookie, browser.cookie());
    assertEquals("alice", browser.get(who()).line("authentication"));
    browser.form("/logout", List.of(), "X-API-Key", aliceKey());
    assertEquals("alice", browser.get(who()).line("authentication"), "a key ends no session");
  }

  @Test
  @DisplayName("F-46: requests with different keys at once never see each other")
  void nothingIsLeftInAThread() throws Exception {
    Callable<Void> all = () -> {
      for (int i = 0; i < 20; i++) {
        assertEquals(
            "root", app().client().get(who(), "X-API-Key", rootKey()).line("authentication"));
        assertEquals(
            302,
            app().client().get(who(), "Accept", "text/html").status(),
            "the login page: nobody is there");
        assertEquals(
            "alice", app().client().get(who(), "X-API-Key", aliceKey()).line("authentication"));
      }
      return null;
    };
    ExecutorService clients = Executors.newFixedThreadPool(6);
    try {
      for (Future<Void> client : clients.invokeAll(Collections.nCopies(6, all))) {
        client.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void whatTheApplicationPutsIntoItsSessionEndsWithTheRequest() throws Exception {
    String first = app().client().get("/session-id", "X-API-Key", aliceKey()).line("id");
    assertNotEquals(
        first, app().client().get("/session-id", "X-API-Key", aliceKey()).line("id"));
  }
}
