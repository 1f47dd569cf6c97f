package io.github.postern.ui;

import io.github.postern.PosternBuilder;
import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys in states that take months to come about, and more of them than a policy allows: put into
 * the database as if the time had passed. All that a page is told of them comes from the management
 * API.
 */
final class KeyScene implements AutoCloseable {

  static final int MANY = 10_000;

  private static final Instant NOW = Instant.now();

  private final Connection database;
  private final String owner;
  private int rows;

  private KeyScene(Connection database, String owner) {
    this.database = database;
    this.owner = owner;
  }

  /**
   * The settings of an application whose keys are suspended for either reason, and that accepts the
   * rows made here.
   */
  static void settings(PosternBuilder builder) {
    builder
        .setting("postern.unbound-keys", "bind")
        .setting("postern.saml.validity", "required")
        .setting("postern.saml.freshness", "P3D")
        .setting("postern.moved-accounts", "suspend");
  }

  /** Logs somebody in by SAML who has a key in each state that a person can see, and then some. */
  static Browser everyState(TestApp app) throws Exception {
    Browser sam = app.browser().login(Map.of("user", "sam", "roles", "user", "source", "saml"));
    try (KeyScene scene = new KeyScene(DriverManager.getConnection(app.jdbcUrl()), "sam")) {
      long ago = at(Duration.ofHours(-3));
      scene.key(
          "active2222222222",
          "Nightly export",
          Map.of(
              "USED_AT",
              ago,
              "USED_FROM",
              "192.0.2.7",
              "DESCRIPTION",
              "Copies the jobs to the archive"));
      scene.key(
          "soon222222222222",
          "Monitoring",
          Map.of(
              "EXPIRES_AT",
              at(Duration.ofDays(5).plusMinutes(1)),
              "REFUSED_AT",
              ago,
              "REFUSED_FROM",
              "203.0.113.9",
              "REFUSED_REASON",
              "network",
              "REFUSED_DAY",
              Math.floorDiv(NOW.getEpochSecond(), 86_400L),
              "REFUSED_COUNT",
              12));
      scene.key(
          "expired222222222",
          "Old laptop",
          Map.of(
              "EXPIRES_AT",
              at(Duration.ofDays(-9)),
              "REFUSED_AT",
              ago,
              "REFUSED_FROM",
              "2001:db8::17"));
      scene.key("inactive22222222", "Paused import", Map.of("ACTIVE", 0));
      scene.key("approval22222222", "Deploy robot", Map.of("AWAITS", "approval"));
      scene.key(
          "signin2222222222",
          "Made by an administrator",
          Map.of("AWAITS", "sign-in", "CREATED_BY", "boss"));
      scene.key(
          "sleeping22222222",
          "Quarterly report",
          Map.of("LOGIN_SOURCE", "local", "SERVICE", 0, "REFUSED_AT", ago));
      scene.key(
          "superseded222222",
          "Nightly import",
          Map.of(
              "SUPERSEDED_BY",
              "active2222222222",
              "EXPIRES_AT",
              at(Duration.ofHours(20).plusMinutes(1))));
      scene.key("sleepy2222222222", "Seldom used", Map.of("SERVICE", 0, "SEEN_IN_URL_AT", ago));
      scene.run("UPDATE POSTERN_OWNER SET BINDING = NULL, KNOWN = 0, RESUMED_AT = "
          + at(Duration.ofDays(-2)));
      scene.event("e1", "CHANGED", "<b>alice</b>", at(Duration.ofSeconds(-90)));
      scene.event("e2", "CREATED", null, at(Duration.ofSeconds(-900)));
    }
    return sam;
  }

  /** Gives an owner a key that came unencrypted and waits to be rotated. */
  static void seenInClear(TestApp app, String owner) throws Exception {
    try (KeyScene scene = new KeyScene(DriverManager.getConnection(app.jdbcUrl()), owner)) {
      scene.key(
          "clear22222222222",
          "Plain",
          Map.of("AWAITS", "rotation", "SEEN_IN_CLEAR_AT", at(Duration.ofHours(-3))));
    }
  }

  /**
   * Has more happen to a key than one page of its history shows; returns what the oldest event
   * says.
   */
  static String manyEvents(TestApp app, String id) throws Exception {
    try (KeyScene scene = new KeyScene(DriverManager.getConnection(app.jdbcUrl()), "sam")) {
      for (int i = 0; i < 205; i++) {
        scene.insert(
            "INSERT INTO POSTERN_EVENT (APPLICATION, EVENT_ID, KEY_ID, EVENT_TYPE,"
                + " HAPPENED_AT, ACTOR, ADDRESS, DETAIL, EVENT_COUNT) VALUES ('"
                + TestApp.PREFIX
                + "', ?, ?, 'FORBIDDEN', ?, 'mallory', '192.0.2.7', ?, 7)",
            "many" + i,
            id,
            at(Duration.ofMinutes(-i)),
            "reached for, no. " + i);
      }
    }
    return "reached for, no. 204";
  }

  /** Logs somebody in who has ten thousand keys. */
  static Browser many(TestApp app) throws Exception {
    Browser mona = app.browser().login(Map.of("user", "mona", "roles", "user", "source", "saml"));
    try (KeyScene scene = new KeyScene(DriverManager.getConnection(app.jdbcUrl()), "mona")) {
      scene.database.setAutoCommit(false);
      for (int i = 0; i < MANY; i++) {
        String id = "aaaaaaaa%8s"
            .formatted(Integer.toString(i, 8).replace('0', 'z').replace('1', 'y'))
            .replace(' ', 'x');
        scene.key(
            id,
            "Backup job %05d".formatted((i * 7919) % MANY),
            i % 10 == 0 ? Map.of("EXPIRES_AT", at(Duration.ofDays(-1))) : Map.of());
      }
      scene.database.commit();
    }
    return mona;
  }

  /** Each key is an hour older than the one before it. */
  private void key(String id, String name, Map<String, Object> more) throws Exception {
    Map<String, Object> row = new LinkedHashMap<>(Map.of(
        "KEY_ID",
        id,
        "DIGEST",
        sha256(id),
        "DIGEST_ALGORITHM",
        "hmac-sha256/p1",
        "OWNER_HASH",
        sha256('\0' + owner),
        "OWNER_REALM",
        "",
        "OWNER_NAME",
        owner,
        "CREATED_BY",
        owner,
        "LOGIN_SOURCE",
        "saml",
        "KEY_NAME",
        name,
        "ROLES",
        "user"));
    row.putAll(Map.of(
        "SCOPES",
        "read",
        "NETWORKS",
        "10.0.0.0/8",
        "CREATED_AT",
        at(Duration.ofDays(-20).minusHours(rows++)),
        "EXPIRES_AT",
        at(Duration.ofDays(90)),
        "SERVICE",
        1,
        "ACTIVE",
        1,
        "REQUEST_SLOT",
        "-/" + id,
        "PLACE",
        "-/" + id,
        "ROW_VERSION",
        1));
    row.put("APPLICATION", TestApp.PREFIX);
    row.putAll(more);
    String values = String.join(", ", row.keySet().stream().map(column -> "?").toList());
    insert(
        "INSERT INTO POSTERN_KEY (" + String.join(", ", row.keySet()) + ") VALUES (" + values + ")",
        row.values().toArray());
  }

  private void event(String id, String type, String actor, long at) throws Exception {
    insert(
        "INSERT INTO POSTERN_EVENT (APPLICATION, EVENT_ID, KEY_ID, EVENT_TYPE, HAPPENED_AT,"
            + " ACTOR, ADDRESS, DETAIL) VALUES ('"
            + TestApp.PREFIX
            + "', ?, 'expired222222222', ?, ?, ?, '192.0.2.7', 'name')",
        id,
        type,
        at,
        actor);
  }

  private void insert(String sql, Object... values) throws Exception {
    try (PreparedStatement insert = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        if (values[i] == null) {
          insert.setNull(i + 1, java.sql.Types.VARCHAR);
        } else {
          insert.setObject(i + 1, values[i]);
        }
      }
      insert.executeUpdate();
    }
  }

  private void run(String sql) throws Exception {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.executeUpdate();
    }
  }

  private static long at(Duration fromNow) {
    return NOW.plus(fromNow).toEpochMilli();
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
