package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Polling;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Rows;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The audit trail of a key: nobody fills it, and nobody pushes anything out of sight. */
class EventTrailTest {

  private static final String DATABASE = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
  private static TestApp app;
  private static TestApp otherNode;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.on(DATABASE).run(builder -> {});
    otherNode = TestApp.on(DATABASE).run(builder -> {});
  }

  @AfterAll
  static void stop() {
    app.close();
    otherNode.close();
  }

  @Test
  @DisplayName(
      "S-12: a key in URLs is one event per key and hour with a count, on however many nodes,"
          + " and one line of the log")
  void aKeyInUrlsIsOneEventPerHour() throws Exception {
    Browser alice = app.loggedIn("alice", "user");
    JsonObject key = alice.create("{\"name\":\"n\"}");
    JsonObject dead = alice.create("{\"name\":\"dead\"}");
    alice.api("DELETE", "/keys/" + dead.getString("id"), null);
    try (LogCapture log = new LogCapture()) {
      for (int i = 0; i < 150; i++) {
        for (JsonObject each : List.of(key, dead)) {
          assertEquals(
              400, app.script().get("/api/me?k=" + each.getString("key")).status());
          assertEquals(
              400, otherNode.script().get("/api/me?k=" + each.getString("key")).status());
        }
      }
      assertEquals(
          2,
          log.lines().stream()
              .filter(line -> line.contains("SEEN_IN_URL key=" + key.getString("id")))
              .count(),
          "one on each node");
    }
    for (JsonObject each : List.of(key, dead)) {
      assertEquals(
          List.of("300"), Polling.until(List.of("300"), () -> counts(each, "SEEN_IN_URL")));
    }
    app.clock().advance(Duration.ofHours(1));
    try {
      app.script().get("/api/me?k=" + key.getString("key"));
      assertEquals(
          List.of("1", "300"),
          Polling.until(List.of("1", "300"), () -> counts(key, "SEEN_IN_URL")));
    } finally {
      app.clock().advance(Duration.ofHours(-1));
    }
  }

  @Test
  @DisplayName("S-12: who reaches for a key of somebody else is one event per person, key and hour")
  void whoReachesForAKeyIsOneEventPerPersonAndHour() throws Exception {
    Browser bob = app.loggedIn("bob", "user");
    JsonObject key = bob.create("{\"name\":\"n\"}");
    app.clock().advance(Duration.ofSeconds(1));
    for (String name : List.of("mallory", "eve")) {
      Browser mallory = app.loggedIn(name, "user");
      for (int i = 0; i < 50; i++) {
        assertEquals(
            404, mallory.api("GET", "/keys/" + key.getString("id"), null).status());
      }
    }
    assertEquals(
        List.of("50", "50"), Polling.until(List.of("50", "50"), () -> counts(key, "FORBIDDEN")));
    List<JsonObject> events = all(bob, key, "");
    assertEquals(
        List.of("50 by eve", "50 by mallory"),
        events.stream()
            .filter(event -> event.getString("type").equals("forbidden"))
            .map(event -> event.getInt("count") + " by " + event.getString("actor"))
            .sorted()
            .toList());
    assertEquals("created", events.get(events.size() - 1).getString("type"));
  }

  @Test
  @DisplayName(
      "S-12: the events are read page by page and by type, so that nothing is pushed out of"
          + " sight")
  void eventsAreReadPageByPageAndByType() throws Exception {
    Browser carol = app.loggedIn("carol", "user");
    Browser boss = app.loggedIn("boss", "administrator");
    JsonObject key = carol.create("{\"name\":\"n\"}");
    for (int i = 0; i < 90; i++) {
      assertEquals(
          200,
          carol
              .api("PATCH", "/keys/" + key.getString("id"), "{\"description\":\"" + i + "\"}")
              .status());
      if (i % 40 == 0) {
        app.clock().advance(Duration.ofSeconds(1));
      }
    }
    for (Browser reader : List.of(carol, boss)) {
      String path = (reader == boss ? "/admin" : "") + "/keys/" + key.getString("id") + "/events";
      assertEquals(91, all(reader, key, reader == boss ? "/admin" : "").size());
      Reply created = reader.api("GET", path + "?type=created,revoked", null);
      assertEquals(1, created.json().getJsonArray("events").size(), created.body());
      assertTrue(created.json().isNull("next"), created.body());
      assertEquals(400, reader.api("GET", path + "?type=nothing", null).status());
      assertEquals(400, reader.api("GET", path + "?before=yesterday", null).status());
      assertEquals(400, reader.api("GET", path + "?limit=0", null).status());
    }
  }

  /** Follows {@code next} to the end. */
  private static List<JsonObject> all(Browser browser, JsonObject key, String prefix)
      throws Exception {
    List<JsonObject> events = new ArrayList<>();
    String path = prefix + "/keys/" + key.getString("id") + "/events?limit=40";
    Reply page = browser.api("GET", path, null);
    events.addAll(page.json().getJsonArray("events").getValuesAs(JsonObject.class));
    while (!page.json().isNull("next")) {
      page = browser.api("GET", path + "&before=" + page.text("next"), null);
      events.addAll(page.json().getJsonArray("events").getValuesAs(JsonObject.class));
    }
    return events;
  }

  private static List<String> counts(JsonObject key, String type) throws Exception {
    return Rows.of(DATABASE, "POSTERN_EVENT").stream()
        .filter(row -> row.contains("KEY_ID=" + key.getString("id") + "\n")
            && row.contains("EVENT_TYPE=" + type + "\n"))
        .map(row -> row.replaceFirst("(?s).*EVENT_COUNT=(\\d+)\n.*", "$1"))
        .sorted()
        .toList();
  }
}
