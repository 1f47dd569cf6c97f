package io.github.postern.ui;

import io.github.postern.PosternBuilder;
import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An application with the pages of the jar, whose clock is that of the browser, and what it takes
 * to fill it.
 */
final class AdminScene {

  /** Markup, quotes, an emoji, and a word that is written from right to left. */
  static final String ODD = "<script>alert('x')</script> \"&amp;\" 🔑 مفتاح النسخ";

  private AdminScene() {}

  static TestApp start(Consumer<PosternBuilder> changes) throws Exception {
    TestApp app = TestApp.prepare().servlet("/postern/*", new AdminPages()).run(builder -> {
      builder.setting("postern.unbound-keys", "bind"); // of copies that are made in the database
      changes.accept(builder);
    });
    app.clock().advance(Duration.between(app.clock().instant(), Instant.now()));
    return app;
  }

  static JsonObject key(Browser owner, String name, String validFor) throws Exception {
    return owner.create(Json.createObjectBuilder()
        .add("name", name)
        .add("validFor", validFor)
        .build()
        .toString());
  }

  static JsonObject firstKey(Browser administrator, String owner) throws Exception {
    return administrator
        .api("GET", "/admin/keys?owner=" + owner, null)
        .json()
        .getJsonArray("keys")
        .getJsonObject(0);
  }

  /** Keys of every kind, of three people. */
  static void fill(TestApp app) throws Exception {
    Browser alice = app.loggedIn("alice", "user");
    key(alice, "Old report", "P1D");
    app.clock().advance(Duration.ofDays(2));
    String used =
        key(alice, "Nightly backup of the accounting database", "P90D").getString("key");
    app.script().getWithKey("/api/me", used);
    JsonObject off = key(alice, "Wiki export", "P30D");
    alice.api("PATCH", "/keys/" + off.getString("id"), "{\"active\":false}");
    key(alice, ODD, "P5D");
    Browser sam = app.browser()
        .login(Map.of(
            "user",
            "sam",
            "roles",
            "user",
            "source",
            "saml",
            "sessionEnd",
            app.clock().instant().plus(Duration.ofHours(9)).toString()));
    sam.create("{\"name\":\"Build agent\",\"description\":\"Reads the artefacts\"}");
    Browser longName = app.loggedIn("x".repeat(120), "user");
    key(longName, "n".repeat(255), "P365D");
    app.loggedIn("carol", "user");
    app.loggedIn("boss", "administrator")
        .api(
            "POST",
            "/admin/owners/carol/keys",
            "{\"name\":\"Made for"
                + " Carol\",\"validFor\":\"P60D\",\"service\":true,\"networks\":[\"10.1.0.0/16\"]}");
    countUses(app);
  }

  /** A month of uses, as the application would have counted them. */
  static void countUses(TestApp app) throws SQLException {
    long today = LocalDate.ofInstant(app.clock().instant(), ZoneOffset.UTC).toEpochDay();
    try (Connection connection = DriverManager.getConnection(app.jdbcUrl());
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO POSTERN_DAY (APPLICATION, DAY_ID,"
                + " USE_DAY, ORGANISATION_HASH, USES, REFUSED) VALUES ('"
                + TestApp.PREFIX
                + "', ?, ?, 'none', ?, ?)")) {
      for (int i = 1; i < 30; i++) {
        insert.setString(1, "day-" + i);
        insert.setLong(2, today - i);
        insert.setLong(3, 180 + i * 37 % 140 - (i % 7 < 2 ? 120 : 0));
        insert.setLong(4, i % 5 == 0 ? 40 : i % 3);
        insert.executeUpdate();
      }
    }
  }

  /**
   * Copies the only key so many times, each for an owner of its own, the newest first in the list.
   */
  static void multiply(TestApp app, int count) throws SQLException {
    try (Connection connection = DriverManager.getConnection(app.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM POSTERN_KEY")) {
      row.next();
      Map<String, Object> values = new HashMap<>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        values.put(row.getMetaData().getColumnName(i), row.getObject(i));
      }
      String marks = "?,".repeat(values.size());
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO POSTERN_KEY ("
          + String.join(",", values.keySet())
          + ") VALUES ("
          + marks.substring(0, marks.length() - 1)
          + ")")) {
        for (int i = 0; i < count; i++) {
          addCopy(insert, values, i);
        }
        insert.executeBatch();
      }
    }
  }

  private static void addCopy(PreparedStatement insert, Map<String, Object> values, int number)
      throws SQLException {
    String id = "a".repeat(12) + letters(number);
    Map<String, Object> copy = new HashMap<>(values);
    copy.putAll(Map.of(
        "KEY_ID",
        id,
        "DIGEST",
        String.format("%064x", number),
        "REQUEST_SLOT",
        id,
        "PLACE",
        "-/" + id,
        "KEY_NAME",
        "Key number " + number,
        "OWNER_NAME",
        "owner-" + number,
        "OWNER_HASH",
        String.format("%064x", number),
        "CREATED_AT",
        (Long) values.get("CREATED_AT") - 1000L * number));
    copy.put("BINDING", null);
    int column = 1;
    for (String name : values.keySet()) {
      insert.setObject(column++, copy.get(name));
    }
    insert.addBatch();
  }

  private static String letters(int number) {
    StringBuilder text = new StringBuilder();
    for (int i = 0, rest = number; i < 4; i++, rest /= 26) {
      text.append((char) ('a' + rest % 26));
    }
    return text.toString();
  }
}
