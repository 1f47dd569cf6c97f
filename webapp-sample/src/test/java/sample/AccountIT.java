package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts that are disabled, guessed at, or asked once more who they are. */
final class AccountIT {

  @TempDir
  Path folder;

  private SampleServer server;

  @BeforeEach
  void start() throws Exception {
    server = SampleServer.start(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDisabledUserIsOutAtTheNextRequestAndCannotComeBack() throws Exception {
    Visitor alice = server.loggedIn("alice");
    Visitor bob = server.loggedIn("bob");

    HttpResponse<String> disabled = bob.postJson("/api/users/alice/disable", "");

    assertEquals("{\"user\":\"alice\",\"enabled\":false}", disabled.body());
    assertEquals(401, alice.get("/postern/api/keys").statusCode());
    assertEquals("/login", location(alice.get("/")));
    HttpResponse<String> refused = alice.logIn("alice", "alice");
    assertEquals(403, refused.statusCode());
    assertTrue(
        refused.body().contains("This account is disabled. Please ask an administrator."),
        refused.body());
    assertEquals(
        401, alice.logIn("alice", "wrong").statusCode(), "which only the right password learns");

    assertEquals(
        "{\"user\":\"alice\",\"enabled\":true}",
        bob.postJson("/api/users/alice/enable", "").body());
    assertEquals(303, alice.logIn("alice", "alice").statusCode());
    assertEquals(200, alice.get("/api/me").statusCode());
  }

  @Test
  void onlyAnAdministratorDisablesAndOnlyOthersAndOnlyFromOurPages() throws Exception {
    Visitor alice = server.loggedIn("alice");
    Visitor bob = server.loggedIn("bob");

    assertEquals(403, alice.postJson("/api/users/bob/disable", "").statusCode());
    assertEquals(401, server.visitor().postJson("/api/users/bob/disable", "").statusCode());
    assertEquals(
        403,
        bob.postJson("/api/users/alice/disable", "", "Sec-Fetch-Site", "cross-site")
            .statusCode());
    assertEquals(409, bob.postJson("/api/users/bob/disable", "").statusCode());
    assertEquals(404, bob.postJson("/api/users/nobody/disable", "").statusCode());
    assertEquals(
        404,
        bob.postJson("/api/users/bob%20/disable", "").statusCode(),
        "S-26: not himself by another spelling");
    assertEquals(200, bob.get("/api/me").statusCode());
    assertEquals(404, bob.postJson("/api/users/alice", "").statusCode());
    assertEquals(405, bob.get("/api/users/alice/disable").statusCode());
    assertEquals(200, alice.get("/api/me").statusCode());
    assertEquals(200, bob.get("/api/me").statusCode());
  }

  @Test
  void guessesHaveToWaitAndTheWaitEnds() throws Exception {
    Visitor visitor = server.visitor();
    for (int i = 0; i < 6; i++) {
      assertEquals(401, visitor.logIn("alice", "guess" + i).statusCode());
    }

    HttpResponse<String> paused = visitor.logIn("alice", "alice");

    assertEquals(429, paused.statusCode());
    int seconds = Integer.parseInt(paused.headers().firstValue("Retry-After").orElseThrow());
    assertTrue(seconds >= 1 && seconds <= 2, "Retry-After: " + seconds);
    assertTrue(
        paused
            .body()
            .contains("There were too many attempts. Please try again in " + seconds + " second"),
        paused.body());
    assertEquals(303, server.visitor().logIn("bob", "bob").statusCode(), "others are not held up");
    Instant over = Instant.now().plusSeconds(seconds);
    while (Instant.now().isBefore(over)) {
      Thread.sleep(Math.max(1, Duration.between(Instant.now(), over).toMillis()));
    }
    assertEquals(303, visitor.logIn("alice", "alice").statusCode());
  }

  @Test
  void whoIsLoggedInProvesItOnceMoreByThePassword() throws Exception {
    Visitor alice = server.loggedIn("alice");
    JsonObject key = new KeyApiClient(alice).create("before", "P1D");
    String before = alice.sessionId().orElseThrow();
    HttpResponse<String> page = alice.get("/login/again?return=/profile");
    assertEquals(200, page.statusCode());
    assertTrue(
        page.body().contains("Is it still you?") && page.body().contains("value=\"/profile\""),
        page.body());

    assertEquals(401, alice.postForm("/login/again", Map.of("proof", "wrong")).statusCode());
    assertEquals(before, alice.sessionId().orElseThrow());
    HttpResponse<String> done =
        alice.postForm("/login/again", Map.of("proof", "alice", "return", "/profile"));

    assertEquals("/profile", location(done));
    assertNotEquals(before, alice.sessionId().orElseThrow());
    assertEquals(
        401, server.visitor().get("/api/me", "Cookie", "JSESSIONID=" + before).statusCode());
    assertTrue(
        new KeyApiClient(alice).list().toString().contains(key.getString("id")),
        "it is still the same login");
    assertEquals(
        "/",
        location(
            alice.postForm("/login/again", Map.of("proof", "alice", "return", "//evil.example"))));
  }

  @Test
  void whoHasASecondFactorProvesItByACode() throws Exception {
    Authenticator app = new Authenticator(Authenticator.GRACE);
    Visitor grace = server.loggedIn("grace");
    grace.postForm("/login/code", Map.of("proof", app.next()));

    assertTrue(grace.get("/login/again").body().contains("autocomplete=\"one-time-code\""));
    assertEquals(401, grace.postForm("/login/again", Map.of("proof", "grace")).statusCode());
    assertEquals(
        "/jobs",
        location(grace.postForm("/login/again", Map.of("proof", app.next(), "return", "/jobs"))));
  }

  @Test
  void aStrangerHasNothingToProve() throws Exception {
    assertEquals(
        "/login?return=%2Flogin%2Fagain%3Freturn%3D%2Fprofile",
        location(server.visitor().get("/login/again?return=/profile")));
  }

  private static String location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError(answer.statusCode()));
  }
}
