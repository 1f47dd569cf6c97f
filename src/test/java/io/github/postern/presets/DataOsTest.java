package io.github.postern.presets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.SettingsException;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scenarios of DataOS, section 7.5: many keys in hours, sent in four ways, shown again at any
 * time; and what keeps secrets safe that can be shown again, in this preset as in that of Cortex.
 */
class DataOsTest {

  private static final String OPERATOR = "roles:id:operator";
  private static final int WINDOW = 8;

  private static TestApp app;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.start(builder -> dataos(builder, revealKey("r1")));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  @DisplayName(
      "DO-1: given the tokens page, then it has what its table shows, the key masked, and may"
          + " add one")
  void thePageHasWhatItsTableShows() throws Exception {
    Browser user = person("do1");
    JsonObject key = user.create("{\"name\":\"reports\",\"validFor\":\"24h\"}");
    Reply list = user.api("GET", "/keys", null);
    JsonObject row = list.json().getJsonArray("keys").getJsonObject(0);
    assertEquals("reports", row.getString("name"));
    assertEquals("2026-11-22T10:00:00Z", row.getString("expiresAt"));
    assertFalse(row.containsKey("key"));
    assertFalse(
        list.body().contains(key.getString("key").substring(22)),
        "asterisks hide nothing that is there");
    JsonObject policy = user.api("GET", "/policy", null).json();
    assertTrue(policy.getBoolean("mayCreate") && policy.getBoolean("revealable"));
    assertEquals(
        "[\"create\",\"list\",\"reveal\",\"delete\"]",
        policy.getJsonArray("operations").toString());
    assertEquals("hours", policy.getJsonObject("validity").getString("unit"));
    assertEquals("[A-Za-z0-9_]+", policy.getJsonObject("name").getString("pattern"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"my-key\",\"validFor\":\"24h\"} | [A-Za-z0-9_]+",
            "{\"name\":\"my key\"} | [A-Za-z0-9_]+",
        "{\"name\":\"schlüssel\",\"validFor\":\"24h\"} | [A-Za-z0-9_]+", "{\"name\":\"\"} | name",
        "{\"name\":\"n\",\"validFor\":\"oneh\"} | hours",
            "{\"name\":\"n\",\"validFor\":\"PTxH\"} | hours",
        "{\"name\":\"n\",\"validFor\":\"1.5h\"} | hours",
            "{\"name\":\"n\",\"validFor\":\"0h\"} | longer than zero",
        "{\"name\":\"n\",\"validFor\":\"-24h\"} | hours",
            "{\"name\":\"n\",\"validFor\":\"24\"} | hours"
      })
  @DisplayName("DO-2: given a name with another character or hours that are no number, then refused"
      + " with the hint")
  void whatTheDialogRefusesTheServerRefuses(String body, String hint) throws Exception {
    Browser user = person("do2");
    Reply refused = user.api("POST", "/keys", body);
    assertEquals(400, refused.status(), refused.body());
    assertTrue(refused.text("message").contains(hint), refused.body());
    assertEquals(0, keys(user).size(), "nothing is stored");
  }

  @Test
  @DisplayName("DO-3: given a name and hours, when saved, then the key is listed with its end that"
      + " many hours from now")
  void aSavedKeyIsListedWithItsEnd() throws Exception {
    Browser user = person("do3");
    user.create("{\"name\":\"nightly\",\"validFor\":\"PT7H\"}");
    JsonObject row = keys(user).get(0);
    assertEquals(
        "nightly until 2026-11-21T17:00:00Z",
        row.getString("name") + " until " + row.getString("expiresAt"));
  }

  @Test
  @DisplayName(
      "DO-4: given a listed key, when it is shown, hidden and shown again later, then it is"
          + " the same full key")
  void aListedKeyIsShownAgainAndAgain() throws Exception {
    Browser user = person("do4");
    JsonObject key = user.create("{\"name\":\"shown\",\"validFor\":\"9999h\"}");
    for (int i = 0; i < 3; i++) {
      Reply shown = user.api("POST", "/keys/" + key.getString("id") + "/reveal", null);
      assertEquals(200, shown.status(), shown.body());
      assertEquals(key.getString("key"), shown.text("key"));
      assertEquals("no-store", shown.header("Cache-Control").orElseThrow());
      app.clock().advance(Duration.ofHours(1));
    }
    app.clock().advance(Duration.ofHours(-3));
    assertEquals(
        404,
        person("do4-other")
            .api("POST", "/keys/" + key.getString("id") + "/reveal", null)
            .status());
  }

  @Test
  @DisplayName("DO-5: given a key, when the bin is clicked, then it is gone and refused (inferred:"
      + " what the icon does)")
  void aDeletedKeyIsGone() throws Exception {
    Browser user = person("do5");
    JsonObject key = user.create("{\"name\":\"gone\"}");
    assertEquals(200, bearer(key).status());
    assertEquals(204, user.api("DELETE", "/keys/" + key.getString("id"), null).status());
    assertEquals(0, keys(user).size());
    assertRefused(bearer(key), "Invalid token");
  }

  @Test
  @DisplayName(
      "DO-6: given neither name nor duration, then the name is generated and the key lives 24"
          + " hours")
  void withoutNameAndDurationBothAreGiven() throws Exception {
    Browser user = person("do6");
    JsonObject first = user.create("{}");
    JsonObject second = user.create("{}");
    assertTrue(first.getString("name").matches("token_[A-Za-z0-9_]+"), first.getString("name"));
    assertNotEquals(first.getString("name"), second.getString("name"));
    assertEquals("2026-11-22T10:00:00Z", first.getString("expiresAt"));
  }

  @Test
  @DisplayName(
      "DO-7: given several keys, when listed, then what TOKEN, TYPE, EXPIRATION and NAME need"
          + " is there")
  void theListHasWhatTheCommandLinePrints() throws Exception {
    Browser user = person("do7");
    Map<String, String> secrets = new HashMap<>();
    for (String name : List.of("one", "two", "three")) {
      secrets.put(
          name, user.create("{\"name\":\"" + name + "\",\"validFor\":\"48h\"}").getString("key"));
    }
    assertEquals(3, keys(user).size());
    for (JsonObject row : keys(user)) {
      assertEquals("2026-11-23T10:00:00Z", row.getString("expiresAt"));
      assertEquals(
          secrets.remove(row.getString("name")),
          user.api("POST", "/keys/" + row.getString("id") + "/reveal", null).text("key"));
    }
    assertTrue(secrets.isEmpty());
  }

  @Test
  @DisplayName(
      "DO-8: given a key, then Bearer, the header apikey and the raw Authorization header all"
          + " work")
  void everyCarrierWorks() throws Exception {
    String key = person("do8").create("{\"name\":\"carried\"}").getString("key");
    for (String[] header :
        new String[][] {{"Authorization", "Bearer " + key}, {"apikey", key}, {"Authorization", key}
        }) {
      Reply seen = app.script().get("/lens/api", header);
      assertEquals("do8", seen.text("user"), seen.body());
      assertEquals("[\"of-do8\"]", seen.json().getJsonArray("roles").toString());
      assertFalse(seen.body().contains(key), "and is gone from the request");
    }
    Reply elsewhere = app.script().get("/lens/api", "X-API-Key", key);
    assertEquals(
        400, elsewhere.status(), "a key in a header that is none of the three is no missing one");
    assertTrue(elsewhere.text("message").contains("'apikey:' and the key"), elsewhere.body());
  }

  @Test
  @DisplayName(
      "DO-9: given a key as the password of its user, then 200; of another user, then refused"
          + " (inferred: by Basic)")
  void aKeyIsAPasswordOfItsOwner() throws Exception {
    String key = person("do9").create("{\"name\":\"psql\"}").getString("key");
    person("do9-other");
    Reply seen = app.script().get("/lens/api", "Authorization", basic("do9", key));
    assertEquals("do9", seen.text("user"), seen.body());
    for (String other : List.of("do9-other", "DO9", "", "do9 ")) {
      assertRefused(
          app.script().get("/lens/api", "Authorization", basic(other, key)), "Invalid token");
    }
  }

  @Test
  @DisplayName(
      "DO-10: given an expired key, then 403 'Invalid token'; with another error style 401")
  void anExpiredKeyIsAnInvalidToken() throws Exception {
    JsonObject key = person("do10").create("{\"name\":\"short\",\"validFor\":\"1h\"}");
    assertEquals(200, bearer(key).status());
    app.clock().advance(Duration.ofHours(1));
    assertRefused(bearer(key), "Invalid token");
    app.clock().advance(Duration.ofHours(-1));
    assertRefused(
        app.script().getWithKey("/lens/api", key.getString("key") + "x"), "Invalid token");
    try (TestApp other = TestApp.on(app.jdbcUrl())
        .run(builder ->
            dataos(builder, revealKey("r1")).setting("postern.error-style", "problem"))) {
      other.clock().advance(Duration.ofHours(1));
      assertEquals(
          401, other.script().getWithKey("/lens/api", key.getString("key")).status());
      assertEquals(401, other.script().get("/lens/api").status());
    }
  }

  @Test
  @DisplayName("DO-11: given no key where one is required, then 403 \"Authorization header isn't"
      + " set\"; elsewhere nothing")
  void withoutAKeyTheHeaderIsNotSet() throws Exception {
    assertRefused(app.script().get("/lens/api"), "Authorization header isn't set");
    assertRefused(person("do11").send("GET", "/lens/api", null), "Authorization header isn't set");
    assertEquals(200, app.script().get("/elsewhere").status());
  }

  @Test
  @DisplayName(
      "DO-12: given an operator, when they create for an application user, then the key has"
          + " that user's roles; who is no operator is refused")
  void anOperatorCreatesForAnApplicationUser() throws Exception {
    Browser operator = app.loggedIn("do12-operator", OPERATOR);
    Browser plain = person("do12-plain");
    Reply refused = plain.api("POST", "/admin/owners/do12_app/keys", "{\"name\":\"job\"}");
    assertEquals(403, refused.status());
    assertFalse(refused.text("message").isBlank());
    assertEquals(
        404,
        operator.api("POST", "/admin/owners/nobody/keys", "{\"name\":\"job\"}").status());
    assertFalse(
        operator.api("GET", "/admin/keys", null).body().contains("do12_app"), "nothing is stored");
    Reply made = operator.api(
        "POST", "/admin/owners/do12_app/keys", "{\"name\":\"job\",\"validFor\":\"72h\"}");
    assertEquals(201, made.status(), made.body());
    assertEquals("do12_app", made.text("owner"));
    assertEquals("do12-operator", made.text("createdBy"));
    Reply seen = app.script().getWithKey("/lens/api?role=" + OPERATOR, made.text("key"));
    assertEquals("do12_app", seen.text("user"));
    assertEquals("[\"of-do12_app\"]", seen.json().getJsonArray("roles").toString());
    assertFalse(seen.json().getBoolean("inRole"), "the operator lends nothing");
  }

  @Test
  @DisplayName("DO-13: given two keys with different names, when one is deleted by name, then the"
      + " other works")
  void oneIsDeletedByName() throws Exception {
    Browser user = person("do13");
    JsonObject one = user.create("{\"name\":\"one\"}");
    JsonObject two = user.create("{\"name\":\"two\"}");
    assertEquals(
        409, user.api("POST", "/keys", "{\"name\":\"one\"}").status(), "a name means one key");
    List<JsonObject> named =
        keys(user).stream().filter(key -> key.getString("name").equals("one")).toList();
    assertEquals(1, named.size());
    assertEquals(
        204, user.api("DELETE", "/keys/" + named.get(0).getString("id"), null).status());
    assertRefused(bearer(one), "Invalid token");
    assertEquals(200, bearer(two).status());
  }

  @ParameterizedTest
  @CsvSource({
    "24h,2026-11-22T10:00:00Z",
    "48h,2026-11-23T10:00:00Z",
    "72h,2026-11-24T10:00:00Z",
    "9999h,2028-01-12T01:00:00Z",
    "30d,2026-12-21T10:00:00Z"
  })
  @DisplayName(
      "DO-14: given a duration of the documentation, then it is understood, before and at the"
          + " creation")
  void theDurationsOfTheDocumentationAreUnderstood(String duration, String end) throws Exception {
    Browser user = person("do14");
    JsonObject preview =
        user.api("GET", "/policy?validFor=" + duration, null).json().getJsonObject("preview");
    assertEquals(end, preview.getString("expiresAt"));
    assertEquals(end, user.create("{\"validFor\":\"" + duration + "\"}").getString("expiresAt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cortex", "dataos"})
  @DisplayName("Reveal: without postern.reveal-key the preset does not start, and says what to set")
  void withoutARevealKeyNothingStarts(String preset) {
    String message = assertThrows(
            SettingsException.class,
            () -> TestApp.start(builder -> builder.setting("postern.preset", preset))
                .close())
        .getMessage();
    assertTrue(
        message.contains("postern.reveal-key is missing")
            && message.contains("openssl rand -base64 32"),
        message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r2", "r1"})
  @DisplayName(
      "Reveal: the database without the reveal key reveals nothing; after a change of it old"
          + " secrets are refused with the reason, though they work, and new ones are shown")
  void anotherRevealKeyRevealsNothing(String name) throws Exception {
    try (TestApp first = TestApp.start(builder -> dataos(builder, revealKey("r1")))) {
      JsonObject old = first.loggedIn("alice", "user").create("{\"name\":\"old\"}");
      assertNotStored(first.jdbcUrl(), old.getString("key").substring(22));
      String changed = name
          + ":"
          + Base64.getEncoder().encodeToString("another-key-of-thirty-two-bytes!".getBytes());
      try (TestApp second = TestApp.on(first.jdbcUrl()).run(builder -> dataos(builder, changed))) {
        Browser alice = second.loggedIn("alice", "user");
        Reply refused = alice.api("POST", "/keys/" + old.getString("id") + "/reveal", null);
        assertEquals(403, refused.status(), refused.body());
        assertTrue(
            refused.text("message").contains("encrypted with another postern.reveal-key"),
            refused.body());
        assertEquals(
            200, second.script().getWithKey("/lens/api", old.getString("key")).status());
        JsonObject next = alice.create("{\"name\":\"next\"}");
        assertEquals(
            next.getString("key"),
            alice.api("POST", "/keys/" + next.getString("id") + "/reveal", null).text("key"));
      }
    }
  }

  @Test
  @DisplayName("Reveal: whoever sees a secret again is in the audit log; the secret is not, and a"
      + " refusal is no reveal")
  void revealingIsAudited() throws Exception {
    try (LogCapture capture = new LogCapture()) {
      JsonObject key = person("audited").create("{\"name\":\"seen\"}");
      String reveal = "/keys/" + key.getString("id") + "/reveal";
      String line = "REVEALED key=" + key.getString("id") + " owner=audited by=";
      assertEquals(404, person("curious").api("POST", reveal, null).status());
      assertRefused(
          person("curious").api("POST", "/admin" + reveal, null),
          "Only administrators manage the keys of others.");
      assertFalse(capture.text().contains("REVEALED"));
      person("audited").api("POST", reveal, null);
      assertTrue(capture.text().contains(line + "audited from=127.0.0.1"), "the owner");
      app.loggedIn("op", OPERATOR).api("POST", "/admin" + reveal, null);
      assertTrue(capture.text().contains(line + "op from=127.0.0.1"), "the operator");
      assertFalse(capture.text().contains(key.getString("key").substring(22)));
    }
  }

  static String revealKey(String name) {
    return name
        + ":"
        + Base64.getEncoder().encodeToString("0123456789abcdefghijklmnopqrstuv".getBytes());
  }

  static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Fails if any column of the database holds any eight characters of this secret. */
  static void assertNotStored(String jdbcUrl, String secret) throws Exception {
    List<String> cells = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM POSTERN_KEY")) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          cells.add(String.valueOf(rows.getString(i)));
        }
      }
    }
    assertTrue(
        cells.stream().anyMatch(cell -> cell.startsWith("r1:")),
        "the dump is a real one, with what is sealed");
    for (int i = 0; i + WINDOW <= secret.length(); i++) {
      String part = secret.substring(i, i + WINDOW);
      assertTrue(
          cells.stream().noneMatch(cell -> cell.contains(part)),
          "a column holds a part of the secret");
    }
  }

  private static PosternBuilder dataos(PosternBuilder builder, String revealKey) {
    return builder
        .setting("postern.preset", "dataos")
        .setting("postern.reveal-key", revealKey)
        .setting("postern.admin-roles", OPERATOR)
        .setting("postern.required-paths", "/lens/*")
        .ownerDirectory(owner -> owner.name().equals("nobody")
            ? OwnerStatus.gone()
            : OwnerStatus.active(Set.of("of-" + owner.name())));
  }

  private static Browser person(String name) throws Exception {
    return app.loggedIn(name, "of-" + name);
  }

  private static List<JsonObject> keys(Browser user) throws Exception {
    return user.api("GET", "/keys", null).json().getJsonArray("keys").getValuesAs(JsonObject.class);
  }

  private static Reply bearer(JsonObject key) throws Exception {
    return app.script().getWithKey("/lens/api", key.getString("key"));
  }

  private static void assertRefused(Reply reply, String message) {
    assertEquals(403, reply.status(), reply.body());
    assertEquals("{\"message\":\"" + message + "\"}", reply.body());
  }
}
