package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that another site makes a browser send. */
final class CrossSiteIT {

  private static final String JOB =
      "{\"name\":\"Wiki\",\"source\":\"wiki-01:/var/wiki\",\"schedule\":\"daily\"}";

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
  void anotherSiteCannotCreateAJobWithMySession() throws Exception {
    Visitor alice = server.loggedIn("alice");

    assertEquals(
        403, alice.postJson("/api/jobs", JOB, "Sec-Fetch-Site", "cross-site").statusCode());
    assertEquals(
        403, alice.postJson("/api/jobs", JOB, "Sec-Fetch-Site", "same-site").statusCode());
    assertEquals(
        403, alice.postJson("/api/jobs", JOB, "Origin", "https://evil.example").statusCode());
    assertEquals(403, alice.postJson("/api/jobs", JOB, "Origin", "null").statusCode());
  }

  @Test
  void myOwnPagesCan() throws Exception {
    Visitor alice = server.loggedIn("alice");

    assertEquals(
        201, alice.postJson("/api/jobs", JOB, "Sec-Fetch-Site", "same-origin").statusCode());
    assertEquals(
        201, alice.postJson("/api/jobs", JOB, "Origin", server.uri().toString()).statusCode());
  }

  @Test
  void anotherSiteCannotSignMeInOrOut() throws Exception {
    Visitor alice = server.loggedIn("alice");

    HttpResponse<String> in = alice.postForm(
        "/login", Map.of("username", "bob", "password", "bob"), "Sec-Fetch-Site", "cross-site");
    HttpResponse<String> out =
        alice.postForm("/logout", Map.of(), "Origin", "https://evil.example");

    assertEquals(403, in.statusCode());
    assertEquals(403, out.statusCode());
    assertTrue(in.body().contains("This request came from another site"), in.body());
    assertEquals("alice", Body.of(alice.get("/api/me")).getString("user"));
  }

  @Test
  void pagesLoadNothingFromElsewhereAndCannotBeFramed() throws Exception {
    String policy = server
        .loggedIn("alice")
        .get("/profile")
        .headers()
        .firstValue("Content-Security-Policy")
        .orElseThrow();

    assertTrue(policy.startsWith("default-src 'self';"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
  }
}
