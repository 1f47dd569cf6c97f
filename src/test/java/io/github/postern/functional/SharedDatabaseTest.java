package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.MariaDbServer;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Two applications, whose users are other people though some have the same names, keep their keys
 * in one database.
 */
class SharedDatabaseTest {

  private final String url = "jdbc:derby:memory:shared" + System.nanoTime() + ";create=true";
  private TestApp jobs;
  private TestApp stor;

  @BeforeEach
  void start() throws Exception {
    jobs = app("jobs", "jobs");
    stor = app("stor", "stor");
  }

  private TestApp app(String prefix, String application) throws Exception {
    return TestApp.start(builder -> builder
        .setting("postern.jdbc-url", url)
        .setting("postern.prefix", prefix)
        .setting("postern.application", application)
        .setting("postern.keys-per-owner", "2"));
  }

  @AfterEach
  void stop() {
    jobs.close();
    stor.close();
  }

  @Test
  @DisplayName(
      "N-7: ben of one application neither sees, rotates, changes nor deletes the keys of ben"
          + " of the other")
  void benOfOneApplicationReachesNothingOfBenOfTheOther() throws Exception {
    Browser ben = jobs.loggedIn("ben", "user");
    JsonObject key = ben.create("{\"name\":\"of jobs\",\"validFor\":\"P1D\"}");
    String path = "/keys/" + key.getString("id");
    Browser other = stor.loggedIn("ben", "user");
    assertEquals(List.of(), other.api("GET", "/keys", null).json().getJsonArray("keys"));
    for (String[] call : new String[][] {
      {"GET", path, null},
      {"PATCH", path, "{\"name\":\"x\"}"},
      {"DELETE", path, null},
      {"POST", path + "/rotate", "{}"},
      {"GET", path + "/events", null},
      {"POST", "/keys/revoke", "{\"key\":\"" + key.getString("key") + "\"}"}
    }) {
      assertEquals(404, other.api(call[0], call[1], call[2]).status(), call[0] + " " + call[1]);
    }
    assertEquals(200, other.api("DELETE", "/keys", null).status());
    assertEquals(200, jobs.script().getWithKey("/api/me", key.getString("key")).status());
    assertEquals(
        401, stor.script().get("/api/me", "X-API-Key", key.getString("key")).status());
  }

  @Test
  @DisplayName("N-7: where a database takes two names of applications for one, the second does not"
      + " start")
  void namesThatTheDatabaseTakesForOne() throws Exception {
    assertTheSecondDoesNotStart(
        "jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1;IGNORECASE=TRUE");
  }

  @Test
  @DisplayName("N-7: on a real MariaDB whose tables were given a collation without case, the second"
      + " does not start")
  void namesThatMariaDbTakesForOne() throws Exception {
    String mariaDb = MariaDbServer.newDatabase();
    TestApp.on(mariaDb).run(builder -> {}).close();
    try (Connection connection = DriverManager.getConnection(mariaDb);
        Statement statement = connection.createStatement()) {
      for (String table : List.of("APPLICATION", "KEY", "OWNER", "EVENT", "DAY")) {
        statement.execute("ALTER TABLE POSTERN_"
            + table
            + " CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
      }
    }
    assertTheSecondDoesNotStart(mariaDb);
  }

  @Test
  @DisplayName(
      "N-7: on a real MariaDB with our tables Shop and shop are two applications that reach"
          + " nothing of each other")
  void namesThatMariaDbKeepsApart() throws Exception {
    String mariaDb = MariaDbServer.newDatabase();
    try (TestApp upper =
            TestApp.on(mariaDb).run(builder -> builder.setting("postern.application", "Shop"));
        TestApp lower =
            TestApp.on(mariaDb).run(builder -> builder.setting("postern.application", "shop"))) {
      String key = upper.loggedIn("ben", "administrator").createKey("n");
      assertEquals(200, upper.script().getWithKey("/api/me", key).status());
      assertEquals(401, lower.script().getWithKey("/api/me", key).status());
      Browser other = lower.loggedIn("ben", "administrator");
      assertEquals(List.of(), other.api("GET", "/keys", null).json().getJsonArray("keys"));
      assertEquals(List.of(), other.api("GET", "/admin/keys", null).json().getJsonArray("keys"));
    }
  }

  private static void assertTheSecondDoesNotStart(String blind) throws Exception {
    for (String provider : List.of("eclipselink", "hibernate")) {
      try (TestApp shop =
          TestApp.on(blind).run(builder -> builder.setting("postern.application", "Shop"))) {
        shop.loggedIn("ben", "administrator").createKey("n");
        Exception refused = assertThrows(
            RuntimeException.class,
            () -> TestApp.on(blind)
                .run(builder -> builder
                    .setting("postern.application", "shop")
                    .setting("postern.jpa-provider", provider))
                .close());
        assertTrue(
            refused.getMessage().contains("'Shop'")
                && refused.getMessage().contains("postern.application"),
            refused.getMessage());
      }
    }
  }

  @Test
  @DisplayName(
      "N-7: limits, administrators' lists, statistics, audit trails and revocations of many"
          + " stop at the application")
  void whatAdministratorsDoStopsAtTheApplication() throws Exception {
    Browser ben = jobs.loggedIn("ben", "user");
    JsonObject key = ben.create("{\"name\":\"of jobs\",\"validFor\":\"P1D\"}");
    ben.create("{\"name\":\"of jobs, too\",\"validFor\":\"P1D\"}");
    jobs.script().getWithKey("/api/me", key.getString("key"));
    Browser elsewhere = stor.loggedIn("ben", "user");
    elsewhere.create("{\"name\":\"of stor\",\"validFor\":\"P1D\"}");
    elsewhere.create("{\"name\":\"of stor, too\",\"validFor\":\"P1D\"}");
    assertEquals(
        409,
        elsewhere
            .api("POST", "/keys", "{\"name\":\"one too many\",\"validFor\":\"P1D\"}")
            .status());
    Browser admin = stor.loggedIn("root", "administrator");
    assertEquals(
        2, admin.api("GET", "/admin/keys", null).json().getJsonArray("keys").size());
    assertEquals(
        2,
        admin
            .api("GET", "/admin/keys?owner=ben", null)
            .json()
            .getJsonArray("keys")
            .size());
    assertEquals(2, admin.api("GET", "/admin/statistics", null).json().getInt("total"));
    for (String[] call : new String[][] {
      {"GET", "", null},
      {"GET", "/events", null},
      {"DELETE", "", null},
      {"POST", "/rotate", "{}"},
      {"PATCH", "", "{\"active\":false}"}
    }) {
      assertEquals(
          404,
          admin
              .api(call[0], "/admin/keys/" + key.getString("id") + call[1], call[2])
              .status(),
          call[0]);
    }
    String later = stor.clock().instant().plusSeconds(60).toString();
    assertEquals(
        2,
        admin
            .api("POST", "/admin/revocations", "{\"issuedBefore\":\"" + later + "\"}")
            .json()
            .getInt("revoked"));
    assertEquals(200, admin.api("DELETE", "/admin/owners/ben/keys", null).status());
    assertEquals(200, jobs.script().getWithKey("/api/me", key.getString("key")).status());
    assertEquals(2, ben.api("GET", "/keys", null).json().getJsonArray("keys").size());
  }

  @Test
  @DisplayName("N-7: what a login tells of ben in one application says nothing of ben of the other,"
      + " nor do its uses")
  void loginsAndUsesStopAtTheApplication() throws Exception {
    Browser root = stor.loggedIn("root", "administrator");
    JsonObject ofJobs =
        jobs.loggedIn("ben", "user", "operator").create("{\"name\":\"n\",\"validFor\":\"P1D\"}");
    assertFalse(
        root.api("GET", "/admin/owners/ben", null).json().getBoolean("known"),
        "nobody of this name was in stor");
    assertEquals(
        404, root.api("POST", "/admin/owners/ben/keys", "{\"name\":\"n\"}").status());
    JsonObject ofStor =
        stor.loggedIn("ben", "user").create("{\"name\":\"n\",\"validFor\":\"P1D\"}");
    assertEquals(
        "[\"operator\",\"user\"]",
        roles(jobs, ofJobs),
        "no role is taken away by a login elsewhere");
    jobs.loggedIn("ben", "administrator").api("GET", "/keys", null);
    assertEquals("[\"user\"]", roles(stor, ofStor), "and none is given");
    assertEquals("[\"administrator\"]", roles(jobs, ofJobs));
    jobs.postern().close(); // writes down what it has counted, which it does once a minute else
    stor.postern().close();
    try (TestApp jobsAgain = app("jobs", "jobs");
        TestApp storAgain = app("stor", "stor")) {
      assertEquals(2, uses(jobsAgain.loggedIn("chief", "administrator")));
      assertEquals(
          1, uses(storAgain.loggedIn("root", "administrator")), "only its own are counted");
    }
  }

  @Test
  @DisplayName("N-7: keys that work no more are counted and taken away per application")
  void deadKeysAreCountedPerApplication() throws Exception {
    JsonObject kept =
        jobs.loggedIn("ben", "user").create("{\"name\":\"old\",\"validFor\":\"PT1S\"}");
    jobs.clock().advance(Duration.ofHours(1));
    Browser other = stor.loggedIn("ben", "user");
    for (int i = 0; i < 70; i++) {
      other.create("{\"name\":\"n\",\"validFor\":\"PT1S\"}");
      stor.clock().advance(Duration.ofSeconds(2));
    }
    assertTrue(
        other.api("GET", "/keys", null).json().getJsonArray("keys").size() < 70, "some are gone");
    assertEquals(
        200,
        jobs.loggedIn("ben", "user")
            .api("GET", "/keys/" + kept.getString("id"), null)
            .status());
  }

  private static String roles(TestApp app, JsonObject key) throws Exception {
    return app.script()
        .getWithKey("/postern/api/self", key.getString("key"))
        .json()
        .get("roles")
        .toString();
  }

  private static long uses(Browser administrator) throws Exception {
    return administrator
        .api("GET", "/admin/statistics", null)
        .json()
        .getJsonArray("uses")
        .getValuesAs(JsonObject.class)
        .stream()
        .mapToLong(day -> day.getJsonNumber("uses").longValue())
        .sum();
  }

  @Test
  @DisplayName("N-7: applications that are called the same share their keys on purpose")
  void applicationsThatAreCalledTheSameShareTheirKeys() throws Exception {
    try (TestApp twin = app("jobs", "jobs")) {
      JsonObject key =
          jobs.loggedIn("ben", "user").create("{\"name\":\"shared\",\"validFor\":\"P1D\"}");
      assertEquals(
          200, twin.script().getWithKey("/api/me", key.getString("key")).status());
      assertTrue(twin.loggedIn("ben", "user")
          .api("GET", "/keys", null)
          .body()
          .contains(key.getString("id")));
    }
  }

  @Test
  @DisplayName("N-7: the same prefix under another application's name opens nothing")
  void theSamePrefixUnderAnotherNameOpensNothing() throws Exception {
    try (TestApp impostor = app("jobs", "other")) {
      JsonObject key = jobs.loggedIn("ben", "user").create("{\"name\":\"n\",\"validFor\":\"P1D\"}");
      assertEquals(
          401, impostor.script().getWithKey("/api/me", key.getString("key")).status());
      assertEquals(
          200, jobs.script().getWithKey("/api/me", key.getString("key")).status());
    }
  }
}
