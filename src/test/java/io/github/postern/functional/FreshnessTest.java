package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.spi.KeyEvent;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Polling;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Rows;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Keys of users who sign in through SAML live their own life, and sleep while their owner has not
 * logged in for thirty days.
 */
class FreshnessTest {

  private final Set<String> disabled = ConcurrentHashMap.newKeySet();
  private final List<KeyEvent> events = new CopyOnWriteArrayList<>();
  private TestApp app;

  @BeforeEach
  void start() throws Exception {
    app = TestApp.start(this::settings);
  }

  private void settings(PosternBuilder builder) {
    builder
        .setting("postern.saml.validity", "required")
        .setting("postern.saml.freshness", "P30D")
        .keyEventListener(events::add)
        .ownerDirectory(owner -> disabled.contains(owner.name())
            ? OwnerStatus.disabled()
            : OwnerStatus.active(Set.of("user")));
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  @DisplayName(
      "F-2: a key sleeps when its owner's last SAML login is too old, and wakes at the next"
          + " one, wherever in the application that is")
  void aKeySleepsAndWakes() throws Exception {
    JsonObject key = saml(app, "sam").create("{\"name\":\"nightly\",\"validFor\":\"P90D\"}");
    String secret = key.getString("key");
    assertEquals("2026-12-21T10:00:00Z", key.getString("suspendsAt"));
    app.clock().advance(Duration.ofDays(30).minusMillis(1));
    assertEquals(200, app.script().getWithKey("/api/me", secret).status());

    app.clock().advance(Duration.ofMillis(1));

    Reply asleep = app.script().getWithKey("/api/me", secret);
    assertEquals(401, asleep.status());
    assertEquals("The API key is suspended", asleep.text("title"));
    assertEquals("suspended", stateSeenByAdministrator(key));
    assertEquals(List.of("nightly"), names("suspended"));

    // The login alone, and a page that has nothing to do with keys.
    Map<String, String> login = samlLogin(app, "sam");
    app.browser()
        .send("POST", "/login", form(login), "Content-Type", "application/x-www-form-urlencoded");

    assertEquals(200, app.script().getWithKey("/api/me", secret).status());
    assertEquals("active", stateSeenByAdministrator(key));
    assertEquals(
        List.of("nightly"),
        events.stream()
            .filter(event -> event.type() == KeyEvent.Type.RESUMED)
            .map(KeyEvent::keyName)
            .toList());
  }

  @Test
  void theOwnerIsShownWhichKeysWokeUp() throws Exception {
    saml(app, "sam").create("{\"name\":\"forgotten\",\"validFor\":\"P90D\"}");
    app.clock().advance(Duration.ofDays(40));
    Browser sam = saml(app, "sam");
    JsonObject fresh = sam.create("{\"name\":\"new\",\"validFor\":\"P90D\"}");
    JsonObject old = sam.api("GET", "/keys", null).json().getJsonArray("keys").getJsonObject(1);
    assertEquals("forgotten", old.getString("name"));
    assertEquals("2026-12-31T10:00:00Z", old.getString("resumedAt"));
    assertTrue(fresh.isNull("resumedAt"));
  }

  @Test
  @DisplayName("F-3: a SAML logout and login cycle leaves the rows of keys and logins as they were,"
      + " byte by byte")
  void aLogoutTouchesNothing() throws Exception {
    Browser sam = saml(app, "sam");
    JsonObject key = sam.create("{\"name\":\"ci\",\"validFor\":\"P90D\"}");
    String secret = key.getString("key");
    assertEquals(200, app.script().getWithKey("/api/me", secret).status());
    String path = "/keys/" + key.getString("id");
    assertFalse(
        Polling.until(false, () -> sam.api("GET", path, null).json().isNull("lastUsedAt")),
        "the use, which is the only change, was never written");
    List<String> keys = Rows.of(app.jdbcUrl(), "POSTERN_KEY");
    List<String> logins = Rows.of(app.jdbcUrl(), "POSTERN_OWNER");
    assertEquals(1, logins.size());

    sam.logout();
    assertEquals(200, app.script().getWithKey("/api/me", secret).status());
    app.clock().advance(Duration.ofMinutes(10));
    saml(app, "sam").logout();

    assertEquals(keys, Rows.of(app.jdbcUrl(), "POSTERN_KEY"));
    assertEquals(logins, Rows.of(app.jdbcUrl(), "POSTERN_OWNER"));
    assertEquals(200, app.script().getWithKey("/api/me", secret).status());
  }

  @Test
  @DisplayName(
      "F-5: the SAML login of an owner who is disabled wakes no key, not even when they are"
          + " enabled later")
  void theLoginOfADisabledOwnerWakesNothing() throws Exception {
    String secret =
        saml(app, "sam").create("{\"name\":\"n\",\"validFor\":\"P90D\"}").getString("key");
    app.clock().advance(Duration.ofDays(31));
    disabled.add("sam");
    app.postern().ownerChanged("sam");
    List<String> logins = Rows.of(app.jdbcUrl(), "POSTERN_OWNER");

    Browser sam = app.browser().login(samlLogin(app, "sam"));

    assertEquals(403, sam.api("GET", "/keys", null).status());
    assertEquals("owner-disabled", sam.api("GET", "/keys", null).code());
    assertEquals(logins, Rows.of(app.jdbcUrl(), "POSTERN_OWNER"));
    sam.logout();
    disabled.clear();
    app.postern().ownerChanged("sam");
    assertEquals(
        "The API key is suspended", app.script().getWithKey("/api/me", secret).text("title"));
  }

  @Test
  void keysOfServicesAndOfLocalLoginsDoNotSleep() throws Exception {
    JsonObject samls = saml(app, "sam").create("{\"name\":\"n\",\"validFor\":\"P90D\"}");
    JsonObject locals =
        app.loggedIn("lea", "user").create("{\"name\":\"n\",\"validFor\":\"P90D\"}");
    Browser boss = app.loggedIn("boss", "administrator");
    Reply service = boss.api("PATCH", "/admin/keys/" + samls.getString("id"), "{\"service\":true}");
    assertEquals(200, service.status(), service.body());
    assertTrue(service.json().getBoolean("service"));
    assertTrue(service.json().isNull("suspendsAt"));
    app.clock().advance(Duration.ofDays(60));
    assertEquals(200, app.script().getWithKey("/api/me", samls.getString("key")).status());
    assertEquals(
        200, app.script().getWithKey("/api/me", locals.getString("key")).status());
  }

  @Test
  void onlyAnAdministratorMakesAKeyThatOfAService() throws Exception {
    Browser sam = saml(app, "sam");
    assertEquals(
        400,
        sam.api("POST", "/keys", "{\"name\":\"n\",\"validFor\":\"P9D\",\"service\":true}")
            .status());
    JsonObject key = sam.create("{\"name\":\"n\",\"validFor\":\"P9D\"}");
    assertEquals(
        400,
        sam.api("PATCH", "/keys/" + key.getString("id"), "{\"service\":true}").status());
    assertFalse(sam.api("GET", "/keys/" + key.getString("id"), null).json().getBoolean("service"));
  }

  @Test
  void aWeekBeforeItFallsAsleepItsAnswersSayWhen() throws Exception {
    String secret =
        saml(app, "sam").create("{\"name\":\"n\",\"validFor\":\"P90D\"}").getString("key");
    app.clock().advance(Duration.ofDays(23).minusMillis(1));
    assertTrue(
        app.script().getWithKey("/api/me", secret).header("API-Key-Suspends-At").isEmpty());
    app.clock().advance(Duration.ofMillis(1));
    assertEquals(
        "2026-12-21T10:00:00Z",
        app.script().getWithKey("/api/me", secret).header("API-Key-Suspends-At").orElseThrow());
  }

  @Test
  void aLocalLoginOfTheSamePersonIsNoSamlLogin() throws Exception {
    String secret =
        saml(app, "sam").create("{\"name\":\"n\",\"validFor\":\"P90D\"}").getString("key");
    app.clock().advance(Duration.ofDays(29));
    app.browser().login(login("sam", "local", app));
    app.clock().advance(Duration.ofDays(1));
    assertEquals(401, app.script().getWithKey("/api/me", secret).status());
  }

  @Test
  void onAnotherNodeAKeyWakesWithinTwoSeconds() throws Exception {
    try (TestApp other = TestApp.on(app.jdbcUrl()).run(this::settings)) {
      String secret =
          saml(app, "sam").create("{\"name\":\"n\",\"validFor\":\"P90D\"}").getString("key");
      app.clock().advance(Duration.ofDays(31));
      other.clock().advance(Duration.ofDays(31));
      assertEquals(401, other.script().getWithKey("/api/me", secret).status());
      saml(app, "sam");
      long since = System.nanoTime();
      int status;
      do {
        status = other.script().getWithKey("/api/me", secret).status();
      } while (status == 401
          && System.nanoTime() - since < Duration.ofSeconds(2).toNanos());
      assertEquals(200, status);
    }
  }

  private static Browser saml(TestApp app, String user) throws Exception {
    return app.browser().login(samlLogin(app, user));
  }

  private static Map<String, String> samlLogin(TestApp app, String user) {
    return login(user, "saml", app);
  }

  private static Map<String, String> login(String user, String source, TestApp app) {
    return new HashMap<>(Map.of(
        "user",
        user,
        "roles",
        "user",
        "source",
        source,
        "authenticatedAt",
        app.clock().instant().toString()));
  }

  private static String form(Map<String, String> fields) {
    return String.join(
        "&",
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + field.getValue())
            .toList());
  }

  private String stateSeenByAdministrator(JsonObject key) throws Exception {
    return app.loggedIn("boss", "administrator")
        .api("GET", "/admin/keys/" + key.getString("id"), null)
        .text("state");
  }

  private List<String> names(String state) throws Exception {
    return app.loggedIn("boss", "administrator")
        .api("GET", "/admin/keys?state=" + state, null)
        .json()
        .getJsonArray("keys")
        .getValuesAs(key -> key.asJsonObject().getString("name"));
  }
}
