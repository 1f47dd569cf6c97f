package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Rows;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where secrets must not be. */
class SecretsTest {

  /**
   * So short that a piece of a secret cannot hide, and so long that chance does not find it
   * elsewhere.
   */
  private static final int WINDOW = 8;

  @Test
  @DisplayName("F-15: no column of any table holds any eight characters of a secret, and the digest"
      + " lets nobody in")
  void aDumpOfTheDatabaseLetsNobodyIn() throws Exception {
    try (TestApp app = TestApp.start()) {
      String key = app.loggedIn("alice", "user").createKey("stored");
      List<String> cells = dump(app.jdbcUrl());
      assertTrue(cells.contains("OWNER_NAME=alice"), "the dump is a real one");
      assertEquals(
          List.of(), partsIn(String.join("\n", cells), key), "a column holds a part of the secret");
      List<String> digests = cells.stream()
          .map(cell -> cell.replaceFirst("^[A-Z_]+=(?:hmac-sha256/p1:)?", ""))
          .filter(cell -> cell.matches("[0-9a-f]{64}"))
          .distinct()
          .toList();
      assertTrue(digests.size() > 2, digests.toString());
      String id = key.split("_")[1];
      for (String digest : digests) {
        for (String forged :
            List.of(digest, "test_" + id + "_" + digest.substring(0, 38), checked(id, digest))) {
          assertEquals(401, app.script().get("/api/me", "X-API-Key", forged).status());
        }
      }
    }
  }

  @Test
  @DisplayName("F-30, F-29, AL-3: through every flow no secret reaches a log, a table, a session, a"
      + " URL or an error")
  void noSecretIsLogged() throws Exception {
    List<String> secrets = new ArrayList<>();
    StringBuilder answers = new StringBuilder();
    String log;
    String url;
    try (LogCapture capture = new LogCapture();
        TestApp app = TestApp.prepare()
            .connector(AddressTest::believeProxies)
            .run(builder -> builder
                .setting("postern.insecure-transport", "refuse")
                .keyEventListener(event -> System.getLogger("io.github.postern.test")
                    .log(System.Logger.Level.INFO, "" + event))
                .keyEventListener(event -> {
                  throw new IllegalStateException("A listener that" + " fails");
                }))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"P1D\"}");
      secrets.add(key.getString("key"));
      String id = key.getString("id");
      for (String[] call : new String[][] {
        {"GET", "/keys", null},
        {"GET", "/keys/" + id, null},
        {"PATCH", "/keys/" + id, "{\"description\":\"d\"}"},
        {"POST", "/keys/" + id + "/reveal", null},
        {"GET", "/policy", null},
        {"POST", "/keys", "{\"name\":\"" + key.getString("key") + "\",\"x\":1}"},
        {"POST", "/keys", key.getString("key")}
      }) {
        answers.append(alice.api(call[0], call[1], call[2]).body());
      }
      Reply rotated = alice.api("POST", "/keys/" + id + "/rotate", "{\"overlap\":\"PT1H\"}");
      secrets.add(rotated.text("key"));
      for (String secret : List.copyOf(secrets)) {
        String wrong = secret.substring(0, secret.length() - 8) + "00000000";
        for (Reply reply : List.of(
            app.script().get("/api/me?key=" + secret),
            app.script().get("/" + secret),
            app.script().get("/api/me", "X-API-Key", secret, "Authorization", "Bearer " + secret),
            app.script().get("/api/me", "X-API-Key", wrong),
            app.script().getWithKey("/postern/api/self", secret),
            app.script().getWithKey("/postern/api/keys", secret))) {
          answers.append(reply.body()).append(reply.headers().map());
        }
      }
      secrets.add(refused(app, answers));
      app.clock().advance(Duration.ofDays(2));
      answers.append(app.script().getWithKey("/api/me", secrets.get(0)).body());
      answers.append(
          app.loggedIn("bob", "administrator").api("GET", "/admin/keys", null).body());
      app.postern().close(); // writes down what it has seen
      url = app.jdbcUrl();
      log = capture.text();
    }
    for (String event : List.of("CREATED", "DENIED", "SEEN_IN_URL", "SEEN_IN_CLEAR", "REPORTED")) {
      assertTrue(log.contains(event), "the log is real: " + event);
    }
    for (String secret : secrets) {
      assertEquals(List.of(), partsIn(log, secret), "a log line holds a part of a secret");
      assertEquals(
          List.of(), partsIn(answers.toString(), secret), "an answer holds a part of a secret");
      assertEquals(
          List.of(),
          partsIn(String.join("\n", dump(url)), secret),
          "a column holds a part of a secret");
    }
  }

  /**
   * Sends a key in every wrong dress, in clear, and as one that was found: by itself, and where it
   * was.
   */
  private static String refused(TestApp app, StringBuilder answers) throws Exception {
    String key = app.loggedIn("carol", "user").createKey("refused");
    for (String line : KeySpellings.of(key)) {
      answers.append(Raw.get(app.url(), "/api/me", line).body());
    }
    Reply inClear = app.script()
        .get(
            "/api/me",
            "X-API-Key",
            key,
            "X-Forwarded-For",
            "203.0.113.9",
            "X-Forwarded-Proto",
            "http");
    assertEquals(403, inClear.status(), "over an unencrypted connection");
    answers.append(inClear.body()).append(inClear.headers().map());
    for (String where : List.of(key, "https://git.example/x?key=" + key, "https://git.example/x")) {
      Reply report = app.script()
          .send(
              "POST",
              "/postern/api/self/report",
              "{\"where\":\"" + where + "\"}",
              "X-API-Key",
              key,
              "Content-Type",
              "application/json");
      assertEquals(where.contains(key) ? 400 : 204, report.status());
      answers.append(report.body()).append(report.headers().map());
    }
    return key;
  }

  /** Returns the parts of a key's secret that a text holds, each of eight characters. */
  static List<String> partsIn(String text, String key) {
    String secret = key.substring(key.lastIndexOf('_') + 1);
    return IntStream.rangeClosed(0, secret.length() - WINDOW)
        .mapToObj(at -> secret.substring(at, at + WINDOW))
        .filter(text::contains)
        .toList();
  }

  @Test
  @DisplayName("CT-8, NB-22: what is done is audited with the owner, the key's id and the address")
  void whatIsDoneIsAudited() throws Exception {
    try (LogCapture capture = new LogCapture();
        TestApp app = TestApp.start()) {
      Browser alice = app.loggedIn("alice", "user");
      String id = alice.create("{\"name\":\"n\"}").getString("id");
      alice.api("DELETE", "/keys/" + id, null);
      List<String> audit = capture.lines().stream()
          .filter(line -> line.contains("io.github.postern.audit"))
          .toList();
      assertTrue(
          audit.stream()
              .anyMatch(line ->
                  line.contains("CREATED key=" + id + " owner=alice by=alice" + " from=127.0.0.1")),
          audit.toString());
      assertTrue(
          audit.stream().anyMatch(line -> line.contains("REVOKED key=" + id)), audit.toString());
    }
  }

  @Test
  void aPepperIsChangedWithoutAKeyDyingAndTheDigestIsMadeAnew() throws Exception {
    String database = "jdbc:derby:memory:" + java.util.UUID.randomUUID() + ";create=true";
    String key;
    try (TestApp app = TestApp.on(database).run(builder -> {})) {
      key = app.loggedIn("alice", "user").createKey("n");
    }
    String next = "p2:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
    try (TestApp app = TestApp.on(database)
        .run(builder -> builder.setting("postern.pepper", next + "," + TestApp.PEPPER))) {
      assertEquals(200, app.script().getWithKey("/api/me", key).status());
    }
    assertTrue(dump(database).contains("DIGEST_ALGORITHM=hmac-sha256/p2"));
    try (TestApp app =
        TestApp.on(database).run(builder -> builder.setting("postern.pepper", next))) {
      assertEquals(
          200,
          app.script().getWithKey("/api/me", key).status(),
          "the old pepper is no longer needed");
    }
  }

  private static String checked(String id, String digest) {
    String body = "test_" + id + "_" + digest.substring(0, 32);
    return body + Raw.checksum(body);
  }

  /** Returns every cell of every table, with the name of its column. */
  private static List<String> dump(String jdbcUrl) throws Exception {
    Map<String, List<String>> tables = Rows.all(jdbcUrl);
    assertTrue(
        tables
            .keySet()
            .containsAll(Set.of(
                "POSTERN_KEY",
                "POSTERN_EVENT",
                "POSTERN_OWNER",
                "POSTERN_DAY",
                "POSTERN_APPLICATION",
                "POSTERN_EPOCH")),
        tables.keySet().toString());
    return tables.values().stream().flatMap(List::stream).flatMap(String::lines).toList();
  }
}
