package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every 401 names the schemes that would be accepted, so that clients that wait for a challenge
 * send what they have.
 */
class ChallengeTest {

  private static final String BASIC = "Basic realm=\"test\", charset=\"UTF-8\"";
  private static final String BEARER = "Bearer realm=\"test\"";
  private static final String INVALID =
      ", error=\"invalid_token\", error_description=\"The API key is not valid\"";

  @Test
  @DisplayName(
      "E-9, W-8: a challenge for each scheme that is accepted, Basic first, and none for one"
          + " that is not")
  void aChallengeForEachScheme() throws Exception {
    Map<String, List<String>> expected = Map.of(
        "bearer,header:X-API-Key", List.of(BEARER),
        "bearer,basic", List.of(BASIC, BEARER),
        "basic", List.of(BASIC),
        "raw", List.of("ApiKey realm=\"test\", in=\"header\"," + " name=\"Authorization\""),
        "header:apiKey", List.of("ApiKey realm=\"test\", in=\"header\", name=\"apiKey\""),
        "header:apiKey,basic", List.of(BASIC),
        "bearer,header:apikey,raw,basic", List.of(BASIC, BEARER));
    for (Map.Entry<String, List<String>> each : expected.entrySet()) {
      try (TestApp app = withCarriers(each.getKey())) {
        assertEquals(each.getValue(), challenges(app.script().get("/batch/x")), each.getKey());
        assertEquals(
            each.getValue(), challenges(app.script().get("/postern/api/self")), each.getKey());
        List<String> management = challenges(app.script().get("/postern/api/keys"));
        assertEquals(1, management.size(), each.getKey());
        assertFalse(
            management.get(0).startsWith("Basic"),
            "a login is wanted there, not the password that a key is");
      }
    }
  }

  @Test
  @DisplayName(
      "W-8: what is wrong with a key is said in the scheme that is accepted, in every error"
          + " style")
  void theErrorIsSaidInTheSchemeThatIsAccepted() throws Exception {
    for (String style : List.of("problem", "cohesity", "cortex", "dataos")) {
      try (TestApp app = TestApp.start(builder -> builder
          .setting("postern.carriers", "header:apiKey,basic")
          .setting("postern.error-style", style))) {
        assertEquals(List.of(BASIC), challenges(app.script().get("/x", "apiKey", "wrong")), style);
      }
      try (TestApp app = TestApp.start(builder -> builder
          .setting("postern.carriers", "header:apiKey")
          .setting("postern.error-style", style))) {
        assertEquals(
            List.of("ApiKey realm=\"test\", in=\"header\", name=\"apiKey\"" + INVALID),
            challenges(app.script().get("/x", "apiKey", "wrong")),
            style);
      }
    }
    for (String preset : List.of("cohesity", "cloudtower", "netbackup", "netbackup-11")) {
      try (TestApp app = TestApp.start(builder -> builder
          .setting("postern.preset", preset)
          .setting("postern.required-paths", "/batch/*")
          .setting("postern.step-up", "off"))) {
        for (Reply reply : List.of(
            app.script().get("/batch/x"),
            app.script().get("/postern/api/keys"),
            app.script().get("/x", "apiKey", "test_x", "Authorization", "test_x"))) {
          assertEquals(401, reply.status(), preset);
          assertEquals(1, challenges(reply).size());
          assertTrue(
              challenges(reply).get(0).startsWith("ApiKey realm="), preset + challenges(reply));
        }
      }
    }
  }

  @Test
  @DisplayName(
      "E-9: a page's script gets no challenge by which the browser would ask the user for a"
          + " password")
  void aScriptOfAPageIsNotAsked() throws Exception {
    try (TestApp app = withCarriers("basic")) {
      for (String[] header : new String[][] {
        {"Sec-Fetch-Mode", "cors"},
        {"Sec-Fetch-Mode", "same-origin"},
        {"Sec-Fetch-Mode", "no-cors"},
        {"X-Requested-With", "XMLHttpRequest"}
      }) {
        Reply reply = app.script().get("/batch/x", header);
        assertEquals(401, reply.status());
        assertEquals(
            List.of("ApiKey realm=\"test\""),
            challenges(reply),
            "but there is one (RFC 9110 section 11.6.1)");
      }
      assertEquals(
          List.of(BASIC), challenges(app.script().get("/batch/x", "Sec-Fetch-Mode", "navigate")));
    }
    try (TestApp app = withCarriers("basic,bearer")) {
      assertEquals(
          List.of(BEARER), challenges(app.script().get("/batch/x", "Sec-Fetch-Mode", "cors")));
      assertEquals(
          List.of(BEARER + INVALID),
          challenges(app.script()
              .get(
                  "/batch/x",
                  "Authorization",
                  "Bearer test_x",
                  "X-Requested-With",
                  "XMLHttpRequest")));
    }
  }

  @Test
  @DisplayName("E-9: Java's Authenticator, which waits for a challenge, gets in")
  void javaGetsIn() throws Exception {
    try (TestApp app = withCarriers("bearer,basic")) {
      String key = app.loggedIn("alice", "user").createKey("waiting");
      String url = app.url() + "/batch/x";
      Authenticator asked = new Authenticator() {
        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
          return new PasswordAuthentication("alice", key.toCharArray());
        }
      };
      HttpResponse<String> java = HttpClient.newBuilder()
          .authenticator(asked)
          .build()
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, java.statusCode());
      assertTrue(java.body().contains("\"alice\""));
    }
  }

  @Test
  @DisplayName("E-9: wget gets in")
  void wgetGetsIn() throws Exception {
    required("/usr/bin/wget");
    try (TestApp app = withCarriers("bearer,basic")) {
      String key = app.loggedIn("alice", "user").createKey("wget");
      assertIn(
          "/usr/bin/wget",
          "-q",
          "-O",
          "-",
          "--user=alice",
          "--password=" + key,
          app.url() + "/batch/x");
    }
  }

  @Test
  @DisplayName("E-9: curl --anyauth gets in")
  void curlGetsIn() throws Exception {
    required("/usr/bin/curl");
    try (TestApp app = withCarriers("bearer,basic")) {
      String key = app.loggedIn("alice", "user").createKey("curl");
      assertIn("/usr/bin/curl", "-s", "--anyauth", "-u", "alice:" + key, app.url() + "/batch/x");
    }
  }

  @Test
  @DisplayName("E-9: Python's HTTPBasicAuthHandler gets in")
  void pythonGetsIn() throws Exception {
    required("/usr/bin/python3");
    try (TestApp app = withCarriers("basic,bearer")) {
      String key = app.loggedIn("alice", "user").createKey("python");
      assertIn("/usr/bin/python3", "-c", """
                    import sys, urllib.request
                    handler = urllib.request.HTTPBasicAuthHandler(urllib.request.HTTPPasswordMgrWithDefaultRealm())
                    handler.add_password(None, sys.argv[1], 'alice', sys.argv[2])
                    print(urllib.request.build_opener(handler).open(sys.argv[1], timeout=20).read().decode())
                    """, app.url() + "/batch/x", key);
    }
  }

  /**
   * A test is reported as skipped where its program is missing, and fails where there is to be one.
   */
  private static void required(String program) {
    boolean there = Files.isExecutable(Path.of(program));
    assertTrue(
        there || System.getenv("CI") == null,
        "There is no " + program + ": install it where CI runs the tests");
    assumeTrue(there, "there is no " + program);
  }

  private static void assertIn(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program));
    Collections.addAll(command, arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), program);
    assertEquals(0, process.exitValue(), program + ": " + output);
    assertTrue(output.contains("\"user\":\"alice\""), program + ": " + output);
  }

  private static TestApp withCarriers(String carriers) throws Exception {
    return TestApp.start(builder -> builder
        .setting("postern.carriers", carriers)
        .setting("postern.required-paths", "/batch/*"));
  }

  private static List<String> challenges(Reply reply) {
    return reply.headers().allValues("WWW-Authenticate");
  }
}
