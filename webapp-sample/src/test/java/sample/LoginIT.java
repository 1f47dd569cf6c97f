package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Getting in by the front gate. */
final class LoginIT {

  @TempDir
  static Path folder;

  private static SampleServer server;

  @BeforeAll
  static void start() throws Exception {
    server = SampleServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aPageSendsAStrangerToTheLogin() throws Exception {
    HttpResponse<String> answer = server.visitor().get("/");

    assertEquals(303, answer.statusCode());
    assertEquals("/login", location(answer));
  }

  @Test
  void theLoginLeadsBackToThePageThatWasAskedFor() throws Exception {
    Visitor visitor = server.visitor();
    String login = location(visitor.get("/profile?key=add"));
    assertEquals("/login?return=%2Fprofile%3Fkey%3Dadd", login);
    assertTrue(visitor.get(login).body().contains("name=\"return\" value=\"/profile?key=add\""));

    HttpResponse<String> answer = visitor.postForm(
        "/login", Map.of("username", "alice", "password", "alice", "return", "/profile?key=add"));

    assertEquals(303, answer.statusCode());
    assertEquals("/profile?key=add", location(answer));
  }

  @Test
  void theLoginLeadsToNoOtherSite() throws Exception {
    for (String elsewhere :
        new String[] {"//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb"}) {
      HttpResponse<String> answer = server
          .visitor()
          .postForm(
              "/login", Map.of("username", "alice", "password", "alice", "return", elsewhere));

      assertEquals("/", location(answer), elsewhere);
    }
  }

  @Test
  void aWrongPasswordIsAnsweredInWordsAndWithoutASession() throws Exception {
    Visitor visitor = server.visitor();

    HttpResponse<String> answer = visitor.logIn("alice", "Alice");

    assertEquals(401, answer.statusCode());
    assertTrue(answer.body().contains("do not belong together"), answer.body());
    assertEquals(303, visitor.get("/").statusCode());
  }

  @Test
  void anUnknownNameIsAnsweredLikeAWrongPassword() throws Exception {
    HttpResponse<String> unknown = server.visitor().logIn("mallory", "x");
    HttpResponse<String> wrong = server.visitor().logIn("alice", "x");

    assertEquals(wrong.statusCode(), unknown.statusCode());
    assertEquals(
        wrong.body().replace("alice", "?"),
        unknown.body().replace("mallory", "?").replace("alice", "?"));
  }

  @Test
  void whatSomebodyTypesAsNameIsShownAsTextOnly() throws Exception {
    HttpResponse<String> answer = server.visitor().logIn("\"><script>alert(1)</script>", "x");

    assertFalse(answer.body().contains("<script>alert"), answer.body());
    assertTrue(answer.body().contains("&quot;&gt;&lt;script&gt;"), answer.body());
  }

  @Test
  void theSessionCookieIsOutOfReachForScriptsAndOtherSites() throws Exception {
    String cookie = server
        .visitor()
        .logIn("alice", "alice")
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow();

    assertTrue(cookie.contains("HttpOnly"), cookie);
    assertTrue(cookie.contains("SameSite=Lax"), cookie);
  }

  @Test
  void theSessionIdChangesWithTheLogin() throws Exception {
    Visitor visitor = server.loggedIn("alice");
    String before = visitor.sessionId().orElseThrow();

    visitor.logIn("bob", "bob");

    assertNotEquals(before, visitor.sessionId().orElseThrow());
    assertEquals("bob", Body.of(visitor.get("/api/me")).getString("user"));
  }

  @Test
  void theApiSaysWhoIsLoggedIn() throws Exception {
    Visitor bob = server.loggedIn("bob");

    HttpResponse<String> answer = bob.get("/api/me");

    assertEquals(200, answer.statusCode());
    assertEquals(
        "{\"user\":\"bob\",\"by\":\"session\",\"keyId\":null,\"roles\":[\"administrator\"]}",
        answer.body());
  }

  @Test
  void theApiAnswersAStrangerInTheApplicationsOwnWords() throws Exception {
    HttpResponse<String> answer = server.visitor().get("/api/me");

    assertEquals(401, answer.statusCode());
    assertEquals("{\"error\":\"login required\"}", answer.body());
    assertTrue(answer.headers().firstValue("WWW-Authenticate").isEmpty());
  }

  @Test
  void afterSigningOutTheSessionIsWorthNothing() throws Exception {
    Visitor visitor = server.loggedIn("alice");
    assertEquals(200, visitor.get("/").statusCode());

    assertEquals("/login", location(visitor.postForm("/logout", Map.of())));

    assertEquals(401, visitor.get("/api/me").statusCode());
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }
}
