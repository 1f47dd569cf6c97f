package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Polling;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Rows;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that come where others can read them. */
class ChannelTest {

  private static final String[] CLEAR = {
    "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "http"
  };
  private static final String[] ENCRYPTED = {
    "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https"
  };

  @Test
  @DisplayName("E-7: by default a key that came unencrypted works, and is marked for its owner and"
      + " administrators, with one warning")
  void aKeyInClearIsMarked() throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = app(null)) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"plain\"}");
      assertEquals("alice", use(app, key, ENCRYPTED).text("user"));
      for (int i = 0; i < 3; i++) {
        assertEquals("alice", use(app, key, CLEAR).text("user"));
      }
      assertEquals("2026-11-21T10:00:00Z", awaitMark(alice, key));
      assertEquals("active", state(alice, key).text("state"));
      Reply administrators = app.loggedIn("root", "administrator")
          .api("GET", "/admin/keys/" + key.getString("id"), null);
      assertEquals("2026-11-21T10:00:00Z", administrators.text("seenInClearAt"));
      String events =
          alice.api("GET", "/keys/" + key.getString("id") + "/events", null).body();
      assertEquals(1, events.split("seen_in_clear", -1).length - 1, events);
      assertEquals(1, Polling.until(1, () -> warnings(log)));
      assertFalse(log.text().contains(key.getString("key")));
    }
  }

  @Test
  @DisplayName(
      "E-7: however many keys come unencrypted, and however often, the log has one warning an"
          + " hour")
  void oneWarningAnHour() throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = app(null)) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject first = alice.create("{\"name\":\"first\"}");
      use(app, first, CLEAR);
      assertEquals(1, Polling.until(1, () -> warnings(log)));
      for (int minutes : List.of(0, 30, 29)) {
        app.clock().advance(Duration.ofMinutes(minutes));
        JsonObject another = alice.create("{\"name\":\"after " + minutes + "\"}");
        use(app, first, CLEAR);
        use(app, another, CLEAR);
        awaitMark(alice, another);
      }
      assertEquals(1, warnings(log), "59 minutes, four keys");
      app.clock().advance(Duration.ofMinutes(1));
      for (int i = 0; i < 3; i++) {
        use(app, first, CLEAR);
      }
      assertEquals(2, Polling.until(2, () -> warnings(log)), "the hour is over");
      JsonObject last = alice.create("{\"name\":\"last\"}");
      use(app, last, CLEAR);
      awaitMark(alice, last);
      assertEquals(
          "2026-11-21T11:00:00Z",
          state(alice, first).text("seenInClearAt"),
          "when it was seen last, to the hour");
      assertEquals(2, warnings(log), "and no third");
    }
  }

  @ParameterizedTest
  @CsvSource({"refuse, active", "suspend, inactive"})
  @DisplayName("E-7: refused is 403 and no redirect; suspended is until the owner rotates the key")
  void aKeyInClearIsRefused(String setting, String state) throws Exception {
    try (TestApp app = app(setting)) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"plain\"}");
      for (int i = 0; i < 2; i++) {
        Reply refused = use(app, key, CLEAR);
        assertEquals(
            "403 insecure-transport ",
            refused.status()
                + " "
                + refused.code()
                + " "
                + refused.header("Location").orElse(""));
      }
      awaitMark(alice, key);
      assertEquals(state, state(alice, key).text("state"));
      Reply later = use(app, key, ENCRYPTED);
      assertEquals(setting.equals("refuse") ? 200 : 401, later.status(), later.body());
      if (setting.equals("suspend")) {
        assertEquals(
            "[\"rotation\"]", state(alice, key).json().getJsonArray("awaits").toString());
        assertTrue(later.text("detail").contains("rotates"), later.body());
        assertTrue(alice
                .api("PATCH", "/keys/" + key.getString("id"), "{\"active\":true}")
                .status()
            < 500);
        assertEquals(401, use(app, key, ENCRYPTED).status(), "switching it on is no rotation");
      }
      app.clock().advance(Duration.ofSeconds(1));
      Reply rotated = alice.api("POST", "/keys/" + key.getString("id") + "/rotate", null);
      assertEquals(201, rotated.status(), rotated.body());
      assertTrue(rotated.json().isNull("seenInClearAt"));
      assertEquals(200, use(app, rotated.json(), ENCRYPTED).status());
    }
  }

  @ParameterizedTest
  @CsvSource({"refuse, unencrypted", "suspend, inactive"})
  @DisplayName("E-7: who switches to refuse or suspend sees whose scripts broke: such refusals are"
      + " counted and logged")
  void aRefusalInClearIsCounted(String setting, String reason) throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = app(setting)) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"plain\"}");
      for (int i = 0; i < 3; i++) {
        assertEquals(403, use(app, key, CLEAR).status());
      }
      assertEquals(3, Polling.until(3, () -> state(alice, key).json().getInt("refusedToday", -1)));
      assertEquals(reason, state(alice, key).text("refusedReason"), "of the last one");
      assertEquals("203.0.113.9", state(alice, key).text("refusedFrom"));
      List<String> denied = log.lines().stream()
          .filter(line -> line.contains("DENIED key=" + key.getString("id")))
          .toList();
      assertEquals(1, denied.size(), denied.toString());
      assertTrue(denied.get(0).contains("UNENCRYPTED"), denied.toString());
      assertEquals(
          200, use(app, alice.create("{\"name\":\"other\"}"), ENCRYPTED).status());
    }
  }

  @Test
  @DisplayName("E-7: a rotation that keeps the id ends the wait and the mark too")
  void aRenewalEndsTheWait() throws Exception {
    try (TestApp app = TestApp.prepare()
        .connector(AddressTest::believeProxies)
        .run(builder -> builder
            .setting("postern.insecure-transport", "suspend")
            .setting("postern.rotation", "same-id"))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"plain\"}");
      assertEquals(403, use(app, key, CLEAR).status());
      awaitMark(alice, key);
      app.clock().advance(Duration.ofSeconds(1));
      Reply rotated = alice.api("POST", "/keys/" + key.getString("id") + "/rotate", null);
      assertEquals(key.getString("id"), rotated.text("id"), rotated.body());
      assertEquals(200, use(app, rotated.json(), ENCRYPTED).status());
      assertTrue(state(alice, key).json().isNull("seenInClearAt"), "that was the secret of before");
    }
  }

  @Test
  @DisplayName("E-7: only a key whose secret is right is marked or suspended; another's guess harms"
      + " nobody")
  void onlyAProvenKeyIsSuspended() throws Exception {
    try (TestApp app = app("suspend")) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"plain\"}");
      assertEquals(
          401,
          app.script()
              .get("/api/me", with(CLEAR, Raw.forged(key.getString("id"))))
              .status());
      assertEquals("active", state(alice, key).text("state"));
      assertEquals(200, use(app, key, ENCRYPTED).status());
    }
  }

  @Test
  @DisplayName("E-7: a key in the wrong dress is suspended too where it came unencrypted")
  void theWrongDressIsNoDisguise() throws Exception {
    try (TestApp app = app("suspend")) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"plain\"}");
      assertEquals(
          400,
          app.script()
              .get("/api/me", with(CLEAR, "\"" + key.getString("key") + "\""))
              .status());
      assertEquals("inactive", state(alice, key).text("state"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "flag, login, X-API-Key, ''",
    "flag, login, Authorization, 'Bearer '",
    "flag, login, X-Api-Token, ''",
    "refuse, login, X-API-Key, ''",
    "suspend, login, X-API-Key, ''",
    "suspend, login, Authorization, 'Token '",
    "flag, outside, X-API-Key, ''",
    "flag, outside, X-Api-Token, ''",
    "refuse, outside, X-API-Key, ''",
    "refuse, outside, X-Api-Token, ''",
    "suspend, outside, X-API-Key, ''",
    "suspend, outside, X-Api-Token, ''",
    "suspend, outside, Cookie, key="
  })
  @DisplayName(
      "E-7: a key that came unencrypted is marked where it does not count too, beside a login"
          + " that wins and outside of url-patterns; refuse and suspend answer 403 there as well")
  void aKeyThatDoesNotCountIsMarkedToo(String setting, String where, String header, String before)
      throws Exception {
    try (TestApp app = TestApp.prepare()
        .connector(AddressTest::believeProxies)
        .run(builder -> builder
            .setting("postern.insecure-transport", setting)
            .setting("postern.login-and-key", "login")
            .setting("postern.url-patterns", "/api/*"))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"plain\"}");
      Sender sender = headers -> where.equals("login")
          ? alice.send("GET", "/api/me", null, headers)
          : app.script().get("/other", headers);
      String value = before + key.getString("key");
      for (String[] harmless : new String[][] {
        add(ENCRYPTED, header, value), add(CLEAR, header, before + Raw.forged(key.getString("id")))
      }) {
        assertEquals(200, sender.send(harmless).status());
      }
      Reply seen = sender.send(add(CLEAR, header, value));
      assertFalse(seen.body().contains(key.getString("key")));
      assertEquals(
          setting.equals("flag") ? "200 null" : "403 insecure-transport",
          seen.status() + " " + (seen.status() == 200 ? seen.text("user") : seen.code()));
      assertEquals("2026-11-21T10:00:00Z", awaitMark(alice, key));
      JsonObject now = state(alice, key).json();
      assertEquals(
          setting.equals("suspend") ? "[\"rotation\"]" : "[]",
          now.getJsonArray("awaits").toString());
      if (!setting.equals("flag")) {
        assertEquals(
            1, Polling.until(1, () -> state(alice, key).json().getInt("refusedToday", -1)));
        assertEquals("unencrypted", state(alice, key).text("refusedReason"));
      }
      assertEquals(200, sender.send(add(ENCRYPTED, header, value)).status(), "it lends nothing");
    }
  }

  /** Sends a request with these headers. */
  private interface Sender {

    Reply send(String... headers) throws Exception;
  }

  private static String[] add(String[] headers, String name, String value) {
    return Stream.concat(Stream.of(headers), Stream.of(name, value)).toArray(String[]::new);
  }

  @Test
  @DisplayName("E-7: allow says nothing, and what comes from the machine itself passed no network")
  void whatIsNotLookedAt() throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = app("allow")) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"plain\"}");
      assertEquals(200, use(app, key, CLEAR).status());
      app.postern().close(); // writes down what it has seen
      String row = Rows.of(app.jdbcUrl(), "POSTERN_KEY").get(0);
      assertTrue(
          row.contains("\nSEEN_IN_CLEAR_AT=null\n") && !row.contains("\nUSED_AT=null\n"), row);
      assertEquals(0, warnings(log));
      assertFalse(log.text().contains("SEEN_IN_CLEAR"), log::text);
    }
    for (String host : List.of("127.0.0.1", "::1")) {
      try (TestApp app = TestApp.prepare()
          .connector(it -> it.setHost(host))
          .run(builder -> builder.setting("postern.insecure-transport", "refuse"))) {
        assertEquals(
            200,
            use(app, app.loggedIn("alice", "user").create("{\"name\":\"plain\"}"))
                .status(),
            host);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-Proto | http | 403",
        "X-Forwarded-Proto | https | 200",
        "X-Forwarded-Proto | HTTPS | 200",
        "X-Forwarded-Proto | https, http | 403",
        "X-Forwarded-Proto | http, https | 403",
        "Forwarded | for=1.2.3.4;proto=http | 403",
        "Forwarded | for=1.2.3.4;proto=https | 200",
        "Forwarded | proto=\"https\", for=x;proto=http | 403",
        "X-Other | x | 403"
      })
  @DisplayName("E-7: a proxy that is named says how a request came, and the worst of what was said"
      + " counts")
  void aNamedProxySays(String header, String value, int status) throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.insecure-transport", "refuse")
        .setting("postern.transport-proxies", "127.0.0.0/8"))) {
      assertEquals(
          status,
          use(app, app.loggedIn("alice", "user").create("{\"name\":\"plain\"}"), header, value)
              .status());
    }
  }

  @Test
  @DisplayName("E-7: nobody else is believed")
  void nobodyElseIsBelieved() throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.insecure-transport", "suspend")
        .setting("postern.transport-proxies", "192.0.2.1"))) {
      assertEquals(
          200,
          use(
                  app,
                  app.loggedIn("alice", "user").create("{\"name\":\"plain\"}"),
                  "X-Forwarded-Proto",
                  "http")
              .status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuse", "suspend"})
  @DisplayName(
      "E-7: a key in a URL is refused and flagged, and with suspend it waits until its owner"
          + " rotates it")
  void aKeyInAUrlMayBeSuspended(String setting) throws Exception {
    try (TestApp app = TestApp.start(builder -> builder.setting("postern.key-in-url", setting))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"plain\"}");
      Reply found = app.script().get("/api/me?key=" + key.getString("key"));
      assertEquals("400 key-in-url", found.status() + " " + found.code());
      assertEquals("2026-11-21T10:00:00Z", state(alice, key).text("seenInUrlAt"));
      assertEquals(setting.equals("refuse") ? 200 : 401, use(app, key).status());
      assertEquals(
          setting.equals("refuse") ? "[]" : "[\"rotation\"]",
          state(alice, key).json().getJsonArray("awaits").toString());
      app.clock().advance(Duration.ofSeconds(1));
      Reply rotated = alice.api("POST", "/keys/" + key.getString("id") + "/rotate", null);
      assertEquals(
          "201 null",
          rotated.status() + " " + rotated.text("seenInUrlAt"),
          "it was the secret of before that was seen");
      assertEquals(200, use(app, rotated.json()).status(), "the wait is over");
    }
  }

  @Test
  @DisplayName("E-7: what a setting cannot be stops the start")
  void aWrongSettingStopsTheStart() {
    for (String[] wrong : new String[][] {
      {"postern.insecure-transport", "redirect"},
      {"postern.key-in-url", "allow"},
      {"postern.transport-proxies", "proxy.example"},
      {"postern.transport-proxies", "0.0.0.0/0"}
    }) {
      String message = assertThrows(
              RuntimeException.class,
              () -> TestApp.start(builder -> builder.setting(wrong[0], wrong[1])))
          .getMessage();
      assertTrue(message.contains(wrong[0]) && message.contains(wrong[1]), message);
    }
  }

  private static int warnings(LogCapture log) {
    return (int) log.lines().stream()
        .filter(line -> line.contains(" WARNING ")
            && line.contains("over an unencrypted connection, where" + " others"))
        .count();
  }

  /** The value of postern.insecure-transport; null: not set. */
  private static TestApp app(String setting) throws Exception {
    return TestApp.prepare()
        .connector(AddressTest::believeProxies)
        .run(builder -> Optional.ofNullable(setting)
            .ifPresent(it -> builder.setting("postern.insecure-transport", it)));
  }

  private static Reply use(TestApp app, JsonObject key, String... headers) throws Exception {
    return app.script().get("/api/me", with(headers, key.getString("key")));
  }

  private static String[] with(String[] headers, String key) {
    return Stream.concat(Stream.of(headers), Stream.of("X-API-Key", key)).toArray(String[]::new);
  }

  private static Reply state(Browser browser, JsonObject key) throws Exception {
    return browser.api("GET", "/keys/" + key.getString("id"), null);
  }

  /** Marks are written a little later: a working key is not kept waiting for the database. */
  private static String awaitMark(Browser browser, JsonObject key) throws Exception {
    assertFalse(
        Polling.until(false, () -> state(browser, key).json().isNull("seenInClearAt")),
        "the key was never marked");
    return state(browser, key).text("seenInClearAt");
  }
}
