package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.RawHttp;
import io.github.postern.testkit.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The answers to a key, right or wrong, as clients and caches see them: every server keeps the
 * promises of docs/answers.md.
 */
interface AnswerTests extends OnServer {

  /** Where the shop is with one more carrier, and with pages of another origin. */
  String COUNTER = "counter";

  /** The origin of those pages. */
  String PAGE = "https://dash.example.com";

  @Test
  @DisplayName(
      "E-12: 3 MB with a bad key, without one or with one in the wrong dress are answered, none by"
          + " a broken connection")
  default void refusedUploadsAreAnswered() throws Exception {
    byte[] large = new byte[3 << 20];
    BodyPublisher sized = BodyPublishers.ofByteArray(large);
    BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
    assertEquals(Map.of("401", 20), upload("/who", "shop_nonsense", sized));
    assertEquals(Map.of("401", 20), upload("/who", "shop_nonsense", chunked));
    assertEquals(Map.of("401", 20), upload("/batch/run", "", sized));
    assertEquals(Map.of("400", 20), upload("/who", "\"" + key() + "\"", sized));
    assertEquals(Map.of("401", 20), upload("/postern/api/keys", "shop_nonsense", sized));
    assertEquals(Map.of("401", 20), upload("/notes.txt", "shop_nonsense", sized));
  }

  /** Servers may say it at once, or leave it out before a refusal (RFC 9110 section 10.1.1). */
  @Test
  @DisplayName("E-12: who waits for 100 Continue is answered without a body, and one who is told to"
      + " send is answered, too")
  default void whoWaitsToSendIsAnswered() throws Exception {
    for (String path : List.of("/who", "/batch/run", "/postern/api/keys")) {
      for (int i = 0; i < 20; i++) {
        assertEquals(
            401,
            RawHttp.expecting(
                server().port,
                "POST /" + SHOP + path,
                "X-API-Key: shop_nonsense\r\n",
                3 << 20,
                i > 0),
            server().product() + " " + path + ", time " + i);
      }
    }
  }

  /** Returns how often each status, or failure of the connection, came back. */
  private Map<String, Integer> upload(String path, String key, BodyPublisher body)
      throws Exception {
    Map<String, Integer> outcomes = new TreeMap<>();
    HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server().url(SHOP) + path))
        .timeout(Duration.ofSeconds(30))
        .POST(body);
    if (!key.isEmpty()) {
      request.header("X-API-Key", key);
    }
    for (int i = 0; i < 20; i++) {
      String outcome;
      try {
        outcome = ""
            + client
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
      } catch (IOException e) {
        outcome = server().product() + ": " + e;
      }
      outcomes.merge(outcome, 1, Integer::sum);
    }
    return outcomes;
  }

  @Test
  @DisplayName(
      "E-4: whatever answers a key, servlet, file, JSP or error page, no cache may keep it;"
          + " every answer names the headers that it differs by")
  default void noCacheKeepsWhatIsAnsweredToAKey() throws Exception {
    for (String path : List.of(
        "/who",
        "/notes.txt",
        "/page.jsp",
        "/go/forward?to=/who",
        "/go/async?to=/who",
        "/go/error?to=409",
        "/go/error?to=404",
        "/go/error?to=410",
        "/nowhere.txt",
        "/nowhere.jsp")) {
      for (String method : List.of("GET", "HEAD")) {
        assertIsPrivate(path, script().send(method, path, null, "X-API-Key", key()));
        assertIsPrivate(
            path, script().send(method, path, null, "Authorization", "Bearer " + key()));
        assertVaries(path, script().send(method, path, null));
      }
    }
    Reply file = script().get("/notes.txt", "X-API-Key", key());
    assertEquals("200 Nothing about anybody.", file.status() + " " + file.text());
    for (String[] known : new String[][] {
      {"If-Modified-Since", file.header("Last-Modified").orElse("")},
      {"If-None-Match", file.header("ETag").orElse("")},
      {"Range", "bytes=0-6"}
    }) {
      if (!known[1].isEmpty()) {
        Reply again = script().get("/notes.txt", "X-API-Key", key(), known[0], known[1]);
        assertTrue(again.status() < 400, known[0] + again.status());
        if (again.status() != 304) { // without a field it changes nothing of what is stored
          assertIsPrivate(known[0], again);
          assertVaries(known[0], script().get("/notes.txt", known));
        }
      }
    }
    for (Reply refused : List.of(
        script().get("/notes.txt", "X-API-Key", "shop_nonsense"),
        script().get("/batch/secret.txt"),
        script().get("/notes.txt", "X-API-Key", key() + ","),
        script().get("/notes.txt?k=" + key()))) {
      assertTrue(refused.status() == 400 || refused.status() == 401, refused.body());
      assertIsPrivate("refused", refused);
    }
  }

  private void assertIsPrivate(String what, Reply reply) {
    List<String> control = reply.headers().allValues("Cache-Control");
    assertTrue(
        String.join(",", control).contains("no-store"),
        () -> server().product() + " " + what + " " + reply.status() + " " + control);
    assertVaries(what, reply);
  }

  /** Jetty takes the header off errors that it words itself, which it lets nobody keep. */
  private void assertVaries(String what, Reply reply) {
    if (reply.status() >= 400
        && String.join(",", reply.headers().allValues("Cache-Control")).contains("no-store")) {
      return;
    }
    List<String> names = fields(reply, "Vary");
    assertTrue(
        names.contains("authorization") && names.contains("x-api-key"),
        () -> server().product() + " " + what + " " + reply.status() + " " + names);
  }

  /** Returns the members of a list in a header, in small letters. */
  private static List<String> fields(Reply reply, String name) {
    return reply.headers().allValues(name).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(field -> field.strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  @Test
  @DisplayName("E-5: a whole key in the wrong dress is a bad request, whatever would have answered;"
      + " the application does not see it")
  default void theWrongDressIsABadRequest() throws Exception {
    List<String> through = new ArrayList<>();
    for (String line : List.of(
        "Authorization: Bearer Bearer KEY",
        "Authorization: Token KEY",
        "Authorization: KEY",
        "Authorization: Bearer: KEY",
        "Authorization: Bearer=KEY",
        "Authorization: Bearer \"KEY\"",
        "Authorization: <KEY>",
        "Authorization: Basic BASE64",
        "X-API-Key: Bearer KEY",
        "X-API-Key: <KEY>",
        "X-API-Key: KEY,",
        "X-Api-Token: KEY",
        "Proxy-Authorization: Bearer KEY",
        "Cookie: key=KEY")) {
      String sent = line.replace("KEY", key())
          .replace(
              "BASE64",
              Base64.getEncoder()
                  .encodeToString((key() + ":").getBytes(StandardCharsets.US_ASCII)));
      for (String path :
          List.of("/who", "/notes.txt", "/page.jsp", "/nowhere", "/batch/run", "/login")) {
        Reply reply =
            RawHttp.send(server().port, "GET /" + SHOP + path + " HTTP/1.1", sent + "\r\n");
        if (reply.status() != 400
            || !reply.body().contains("\"invalid-request\"")
            || reply.body().contains(key())) {
          through.add(line + " at " + path + ": " + reply.status());
        }
      }
    }
    assertEquals(List.of(), through, server().product().toString());
    assertEquals("", script().get("/who", "Authorization", "Bearer " + key()).line("credentials"));
    assertEquals(
        "authorization",
        script()
            .get("/who", "Authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x")
            .line("credentials"),
        "a token of somebody else is left alone");
  }

  @Test
  @DisplayName(
      "E-9, E-11: who waits for a challenge gets one for each scheme, Basic first, and gets"
          + " in; a page of a configured origin sees why it is refused")
  default void challengesAndPagesOfOtherOrigins() throws Exception {
    server()
        .deploy(
            COUNTER,
            Wars.grafted(
                COUNTER,
                Map.of(
                    "postern.carriers",
                    "bearer, header:X-API-Key, basic",
                    "postern.cors-origins",
                    PAGE)));
    try {
      Client alice = new Client(server().url(COUNTER)).login("alice");
      String key = alice.createKey("n");
      assertChallenges(key);
      assertWhoWaitsGetsIn(key);
      assertAPageSeesTheRefusal(key);
    } finally {
      server().undeploy(COUNTER);
    }
  }

  private void assertChallenges(String key) throws Exception {
    Client anybody = new Client(server().url(COUNTER));
    for (Reply reply : List.of(
        anybody.get("/batch/run"),
        anybody.get("/batch/secret.txt"),
        anybody.get("/batch/secret.jsp"))) {
      assertEquals(401, reply.status(), reply.body());
      assertEquals(
          List.of("Basic realm=\"shop\", charset=\"UTF-8\"", "Bearer realm=\"shop\""),
          reply.headers().allValues("WWW-Authenticate"),
          server().product().toString());
    }
    String wrong = Base64.getEncoder()
        .encodeToString("alice:shop_nonsense".getBytes(StandardCharsets.US_ASCII));
    Reply refused = anybody.get("/who", "Authorization", "Basic " + wrong);
    assertEquals(401, refused.status(), refused.body());
    assertTrue(
        refused.headers().allValues("WWW-Authenticate").get(0).startsWith("Basic realm="),
        refused.headers().toString());
    for (String[] script :
        new String[][] {{"Sec-Fetch-Mode", "cors"}, {"X-Requested-With", "XMLHttpRequest"}}) {
      assertEquals(
          List.of("Bearer realm=\"shop\""),
          anybody.get("/batch/run", script).headers().allValues("WWW-Authenticate"),
          "no browser asks for a password because of a page's script");
    }
    assertEquals(
        List.of("Bearer realm=\"shop\""),
        script().get("/batch/run").headers().allValues("WWW-Authenticate"),
        "none for a scheme that is not accepted");
    assertEquals("alice", anybody.whoWith(key));
  }

  /** Java's client sends what it has when it is asked, and not before. */
  private void assertWhoWaitsGetsIn(String key) throws Exception {
    HttpClient waiting = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .authenticator(new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("alice", key.toCharArray());
          }
        })
        .build();
    HttpResponse<String> opened = waiting.send(
        HttpRequest.newBuilder(URI.create(server().url(COUNTER) + "/batch/run"))
            .timeout(Duration.ofSeconds(30))
            .build(),
        HttpResponse.BodyHandlers.ofString());
    assertEquals(200, opened.statusCode(), opened.body());
    assertTrue(opened.body().contains("PROTECTED"), opened.body());
  }

  private void assertAPageSeesTheRefusal(String key) throws Exception {
    Client anybody = new Client(server().url(COUNTER));
    for (String origin : List.of(PAGE, PAGE + ".evil.example", "null")) {
      for (Reply reply : List.of(
          anybody.get("/who", "Origin", origin, "X-API-Key", "shop_nonsense"),
          anybody.get("/notes.txt", "Origin", origin, "X-API-Key", key + ","),
          anybody.get("/batch/run", "Origin", origin),
          anybody.get("/who?k=" + key, "Origin", origin))) {
        assertTrue(reply.status() == 400 || reply.status() == 401, reply.body());
        assertEquals(
            origin.equals(PAGE) ? List.of(PAGE) : List.of(),
            reply.headers().allValues("Access-Control-Allow-Origin"),
            server().product() + " " + origin);
        assertEquals(
            origin.equals(PAGE),
            fields(reply, "Access-Control-Expose-Headers").contains("www-authenticate"));
        assertTrue(fields(reply, "Vary").contains("origin"), reply.headers().toString());
      }
    }
    Reply preflight = anybody.send(
        "OPTIONS", "/batch/run", null, "Origin", PAGE, "Access-Control-Request-Method", "GET");
    assertEquals(204, preflight.status(), "it tells nothing of what is closed");
    assertFalse(preflight.body().contains("PROTECTED"));
    Reply accepted = anybody.get("/who", "Origin", PAGE, "X-API-Key", key);
    assertEquals("alice", accepted.line("user"));
    assertTrue(
        fields(accepted, "Access-Control-Expose-Headers").contains("api-key-expires-at"),
        accepted.headers().toString());
    assertTrue(fields(accepted, "Vary").contains("origin"), accepted.headers().toString());
    Reply silent = script().get("/who", "Origin", PAGE, "X-API-Key", "shop_nonsense");
    assertFalse(
        silent.headers().map().keySet().stream()
            .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control")),
        "without the setting nothing is said");
  }
}
