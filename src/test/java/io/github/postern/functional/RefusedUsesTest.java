package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Polling;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The display of a key that is proven and refused nevertheless. */
class RefusedUsesTest {

  private static final Map<String, OwnerStatus> OTHERWISE = new ConcurrentHashMap<>();
  private static final String DATABASE = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
  private static TestApp app;
  private static TestApp otherNode;
  private static Browser boss;

  @BeforeAll
  static void start() throws Exception {
    app = node();
    otherNode = node();
    boss = app.loggedIn("boss", "administrator");
  }

  private static TestApp node() throws Exception {
    return TestApp.on(DATABASE)
        .run(builder -> builder
            .setting(
                "postern.scopes", "read: GET /api/*; jobs: * /api/jobs/*; other: GET" + " /other/*")
            .setting("postern.constraints", "roles-constraints.xml")
            .ownerDirectory(owner -> OTHERWISE.getOrDefault(
                owner.name(), OwnerStatus.active(Set.of("user")).withId("id of " + owner.name()))));
  }

  @AfterAll
  static void stop() {
    app.close();
    otherNode.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "network    | network    | {\"name\":\"n\",\"networks\":[\"192.0.2.0/24\"]} |"
            + " /api/me    | 401",
        "scope      | scope      | {\"name\":\"n\",\"scopes\":[\"other\"]}          |"
            + " /api/me    | 403",
        "role       | role       | {\"name\":\"n\"}                                 |"
            + " /chiefs/me | 403",
        "disabled   | owner_gone | {\"name\":\"n\"}                                 |"
            + " /api/me    | 401",
        "gone       | owner_gone | {\"name\":\"n\"}                                 |"
            + " /api/me    | 401",
        "namesake   | owner_gone | {\"name\":\"n\"}                                 |"
            + " /api/me    | 401"
      })
  @DisplayName("S-12: a key that is refused for its network, scopes, a role or its owner tells so,"
      + " with the count of the day, one event with a count and one line of the log an"
      + " hour")
  void aRefusedKeyTellsSo(String owner, String reason, String body, String path, int status)
      throws Exception {
    JsonObject key = app.loggedIn(owner, "user").create(body);
    becomes(owner);
    try (LogCapture log = new LogCapture()) {
      for (int i = 0; i < 12; i++) {
        assertEquals(status, app.script().getWithKey(path, key.getString("key")).status());
      }
      assertEquals(1, denied(log, key));
      assertTold(key, reason, 12, "2026-11-21T10:00:00Z");
      assertEquals("[12]", Polling.until("[12]", () -> counts(boss, "/admin", key, "denied")));
      app.clock().advance(Duration.ofHours(1));
      assertEquals(status, app.script().getWithKey(path, key.getString("key")).status());
      assertTold(key, reason, 13, "2026-11-21T11:00:00Z");
      assertEquals(
          "[1, 12]", Polling.until("[1, 12]", () -> counts(boss, "/admin", key, "denied")));
      assertEquals(2, denied(log, key), "another hour, another line");
    } finally {
      app.clock().advance(Duration.ofHours(-1));
    }
  }

  @Test
  void aSuccessorIsAnsweredWithoutWhatWasSeenOfTheKeyBeforeIt() throws Exception {
    Browser owner = app.loggedIn("rotator", "user");
    JsonObject key = owner.create("{\"name\":\"n\",\"networks\":[\"192.0.2.0/24\"]}");
    assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
    assertTold(key, "network", 1, "2026-11-21T10:00:00Z");
    JsonObject answered =
        owner.api("POST", "/keys/" + key.getString("id") + "/rotate", "{}").json();
    JsonObject kept =
        owner.api("GET", "/keys/" + answered.getString("id"), null).json();
    assertEquals(0, kept.getInt("refusedToday"));
    kept.forEach((member, value) -> assertEquals(value, answered.get(member), member));
  }

  /** The changes of a user since their key was created. */
  private static void becomes(String owner) {
    switch (owner) {
      case "disabled" -> OTHERWISE.put(owner, OwnerStatus.disabled());
      case "gone" -> OTHERWISE.put(owner, OwnerStatus.gone());
      case "namesake" ->
        OTHERWISE.put(owner, OwnerStatus.active(Set.of("user")).withId("id of another person"));
      default -> {}
    }
    app.postern().ownerChanged(owner);
  }

  private static void assertTold(JsonObject key, String reason, int times, String at)
      throws Exception {
    String seen = "/admin/keys/" + key.getString("id");
    assertEquals(
        times,
        Polling.until(times, () -> boss.api("GET", seen, null).json().getInt("refusedToday", -1)));
    JsonObject told = boss.api("GET", seen, null).json();
    assertEquals(reason, told.getString("refusedReason"));
    assertEquals("127.0.0.1", told.getString("refusedFrom"));
    assertEquals(at, told.getString("refusedAt"));
  }

  private static long denied(LogCapture log, JsonObject key) {
    return log.lines().stream()
        .filter(line -> line.contains("DENIED key=" + key.getString("id")))
        .count();
  }

  @Test
  @DisplayName("The owner sees the refusals of all nodes of a day together, and the next day counts"
      + " anew")
  void theOwnerSeesTheRefusalsOfAllNodesTogether() throws Exception {
    Browser alice = app.loggedIn("alice", "user");
    JsonObject key = alice.create("{\"name\":\"n\",\"networks\":[\"192.0.2.0/24\"]}");
    String path = "/keys/" + key.getString("id");
    for (int i = 0; i < 5; i++) {
      app.script().getWithKey("/api/me", key.getString("key"));
      otherNode.script().getWithKey("/api/me", key.getString("key"));
    }
    assertEquals(
        10,
        Polling.until(10, () -> alice.api("GET", path, null).json().getInt("refusedToday", -1)));
    app.clock().advance(Duration.ofDays(1));
    try {
      Browser again = app.loggedIn("alice", "user");
      assertEquals(0, again.api("GET", path, null).json().getInt("refusedToday"));
      app.script().getWithKey("/api/me", key.getString("key"));
      assertEquals(
          1, Polling.until(1, () -> again.api("GET", path, null).json().getInt("refusedToday")));
    } finally {
      app.clock().advance(Duration.ofDays(-1));
    }
  }

  @Test
  @DisplayName("What is not proven is noted nowhere")
  void whatIsNotProvenIsNotedNowhere() throws Exception {
    Browser alice = app.loggedIn("alice2", "user");
    JsonObject key = alice.create("{\"name\":\"n\"}");
    JsonObject refused = alice.create("{\"name\":\"m\",\"networks\":[\"192.0.2.0/24\"]}");
    assertEquals(
        401, app.script().getWithKey("/api/me", Raw.forged(key.getString("id"))).status());
    app.script().getWithKey("/api/me", refused.getString("key"));
    String proven = "/keys/" + refused.getString("id");
    assertEquals(
        1,
        Polling.until(1, () -> alice.api("GET", proven, null).json().getInt("refusedToday", -1)));
    JsonObject told = alice.api("GET", "/keys/" + key.getString("id"), null).json();
    assertEquals(0, told.getInt("refusedToday"));
    assertTrue(told.isNull("refusedReason") && told.isNull("refusedAt"), told.toString());
  }

  @Test
  @DisplayName("The 403 for a scope names the scopes that would do (RFC 6750 section 3.1), and none"
      + " where none would")
  void the403NamesTheScope() throws Exception {
    String key = app.loggedIn("sue", "user")
        .create("{\"name\":\"n\",\"scopes\":[\"other\"]}")
        .getString("key");
    assertEquals("read", scope(app.script().getWithKey("/api/me", key)));
    assertEquals("read jobs", scope(app.script().getWithKey("/api/jobs/1", key)));
    assertEquals("jobs", scope(app.script().send("POST", "/api/jobs/1", "", "X-API-Key", key)));
    Reply nowhere = app.script().getWithKey("/elsewhere", key);
    assertEquals(403, nowhere.status());
    assertFalse(
        nowhere.header("WWW-Authenticate").orElseThrow().contains(" scope="),
        nowhere.headers().toString());
    assertTrue(app.script().getWithKey("/api/me", key).text("detail").contains("read"));
  }

  @Test
  @DisplayName(
      "The 403 for a role says that a role is missing, and is no challenge for another key")
  void the403ForARoleSaysSo() throws Exception {
    Reply refused =
        app.script().getWithKey("/chiefs/me", app.loggedIn("rob", "user").createKey("n"));
    assertEquals("403 insufficient-role", refused.status() + " " + refused.code());
    assertTrue(refused.text("detail").contains("roles"), refused.body());
  }

  @Test
  @DisplayName(
      "S-12: refusals of a proven key are one line of the log and one event per key, reason"
          + " and hour")
  void refusalsAreOneLineAndOneEvent() throws Exception {
    Browser tom = app.loggedIn("tom", "user");
    JsonObject key =
        tom.create("{\"name\":\"n\",\"scopes\":[\"other\"],\"networks\":[\"127.0.0.0/8\"]}");
    try (LogCapture log = new LogCapture()) {
      for (int i = 0; i < 20; i++) {
        assertEquals(
            403, app.script().getWithKey("/api/me", key.getString("key")).status());
        assertEquals(
            403, app.script().getWithKey("/chiefs/x", key.getString("key")).status());
      }
      assertEquals(1, denied(log, key));
    }
    assertEquals("[40]", Polling.until("[40]", () -> counts(tom, "", key, "denied")));
  }

  @Test
  @DisplayName("S-12: a key that is refused for two reasons in one hour is two events with a count"
      + " each, and two lines")
  void reasonsAreToldApart() throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp behind = TestApp.prepare()
            .connector(AddressTest::believeProxies)
            .run(builder ->
                builder.setting("postern.scopes", "read: GET /api/*; other: GET /other/*"))) {
      Browser ann = behind.loggedIn("ann", "user");
      JsonObject key =
          ann.create("{\"name\":\"n\",\"scopes\":[\"other\"],\"networks\":[\"192.0.2.0/24\"]}");
      for (int i = 0; i < 3; i++) {
        assertEquals(
            401,
            behind.script().getWithKey("/api/me", key.getString("key")).status(),
            "from a foreign network");
        for (int twice = 0; twice < 2; twice++) {
          assertEquals(
              403,
              behind
                  .script()
                  .get(
                      "/api/me",
                      "X-API-Key",
                      key.getString("key"),
                      "X-Forwarded-For",
                      "192.0.2.7",
                      "X-Forwarded-Proto",
                      "https")
                  .status(),
              "outside its scopes");
        }
      }
      assertEquals("[3, 6]", Polling.until("[3, 6]", () -> sorted(counts(ann, "", key, "denied"))));
      String events = ann.api("GET", "/keys/" + key.getString("id") + "/events?type=denied", null)
          .body();
      assertTrue(events.contains("\"NETWORK\"") && events.contains("\"SCOPE\""), events);
      assertEquals(2, denied(log, key));
      assertEquals(
          9,
          Polling.until(
              9,
              () -> ann.api("GET", "/keys/" + key.getString("id"), null)
                  .json()
                  .getInt("refusedToday", -1)));
    }
  }

  private static String sorted(String numbers) {
    return Stream.of(numbers.replaceAll("[\\[\\]]", "").split(", "))
        .sorted()
        .toList()
        .toString();
  }

  private static String counts(Browser browser, String prefix, JsonObject key, String type)
      throws Exception {
    return browser
        .api("GET", prefix + "/keys/" + key.getString("id") + "/events?type=" + type, null)
        .json()
        .getJsonArray("events")
        .getValuesAs(event -> event.asJsonObject().getInt("count", -1))
        .toString();
  }

  private static String scope(Reply reply) {
    assertEquals(403, reply.status());
    return reply
        .header("WWW-Authenticate")
        .orElseThrow()
        .replaceFirst(".*\\bscope=\"([^\"]*)\".*", "$1");
  }
}
