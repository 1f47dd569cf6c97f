package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where secrets must not be. */
class SecretsTest {

    /** So short that a piece of a secret cannot hide, and so long that chance does not find it elsewhere. */
    private static final int WINDOW = 8;

    @Test
    @DisplayName("F-15: no column of any table holds any eight characters of a secret, and the digest lets nobody in")
    void aDumpOfTheDatabaseLetsNobodyIn() throws Exception {
        try (TestApp app = TestApp.start()) {
            String key = app.loggedIn("alice", "user").createKey("stored");
            String secret = key.substring(key.lastIndexOf('_') + 1);
            List<String> cells = dump(app.jdbcUrl());
            assertTrue(cells.contains("alice"), "the dump is a real one");
            for (String cell : cells) {
                for (int i = 0; i + WINDOW <= secret.length(); i++) {
                    assertFalse(cell.contains(secret.substring(i, i + WINDOW)), "a column holds a part of the secret");
                }
            }
            String digest = cells.stream().filter(cell -> cell.matches("[0-9a-f]{64}")).findFirst().orElseThrow();
            String id = key.split("_")[1];
            for (String forged : List.of(digest, "test_" + id + "_" + digest.substring(0, 38), checked(id, digest))) {
                assertEquals(401, app.script().get("/api/me", "X-API-Key", forged).status());
            }
        }
    }

    @Test
    @DisplayName("F-30, F-29, AL-3: through every flow no secret reaches a log, a session, a URL or an error")
    void noSecretIsLogged() throws Exception {
        List<String> secrets = new ArrayList<>();
        StringBuilder answers = new StringBuilder();
        String log;
        try (LogCapture capture = new LogCapture(); TestApp app = TestApp.start(builder -> builder
                .keyEventListener(event -> System.getLogger("io.github.postern.test").log(System.Logger.Level.INFO, "" + event))
                .keyEventListener(event -> {
                    throw new IllegalStateException("A listener that fails");
                }))) {
            Browser alice = app.loggedIn("alice", "user");
            JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"P1D\"}");
            secrets.add(key.getString("key"));
            String id = key.getString("id");
            for (String[] call : new String[][] {{"GET", "/keys", null}, {"GET", "/keys/" + id, null},
                {"PATCH", "/keys/" + id, "{\"description\":\"d\"}"}, {"POST", "/keys/" + id + "/reveal", null},
                {"GET", "/policy", null}, {"POST", "/keys", "{\"name\":\"" + key.getString("key") + "\",\"x\":1}"},
                {"POST", "/keys", key.getString("key")}}) {
                answers.append(alice.api(call[0], call[1], call[2]).body());
            }
            Reply rotated = alice.api("POST", "/keys/" + id + "/rotate", "{\"overlap\":\"PT1H\"}");
            secrets.add(rotated.text("key"));
            for (String secret : List.copyOf(secrets)) {
                String wrong = secret.substring(0, secret.length() - 8) + "00000000";
                for (Reply reply : List.of(app.script().get("/api/me?key=" + secret),
                        app.script().get("/" + secret),
                        app.script().get("/api/me", "X-API-Key", secret, "Authorization", "Bearer " + secret),
                        app.script().get("/api/me", "X-API-Key", wrong),
                        app.script().getWithKey("/postern/api/self", secret),
                        app.script().getWithKey("/postern/api/keys", secret))) {
                    answers.append(reply.body()).append(reply.headers().map());
                }
            }
            app.clock().advance(Duration.ofDays(2));
            answers.append(app.script().getWithKey("/api/me", secrets.get(0)).body());
            answers.append(app.loggedIn("bob", "administrator").api("GET", "/admin/keys", null).body());
            log = capture.text();
        }
        assertTrue(log.contains("CREATED") && log.contains("DENIED") && log.contains("SEEN_IN_URL"), "the log is real");
        for (String secret : secrets) {
            String random = secret.substring(secret.lastIndexOf('_') + 1);
            for (int i = 0; i + WINDOW <= random.length(); i++) {
                String part = random.substring(i, i + WINDOW);
                assertFalse(log.contains(part), "a log line holds a part of a secret");
                assertFalse(answers.toString().contains(part), "an answer holds a part of a secret");
            }
        }
    }

    @Test
    @DisplayName("CT-8, NB-22: what is done is audited with the owner, the key's id and the address")
    void whatIsDoneIsAudited() throws Exception {
        try (LogCapture capture = new LogCapture(); TestApp app = TestApp.start()) {
            Browser alice = app.loggedIn("alice", "user");
            String id = alice.create("{\"name\":\"n\"}").getString("id");
            alice.api("DELETE", "/keys/" + id, null);
            List<String> audit = capture.lines().stream().filter(line -> line.contains("io.github.postern.audit")).toList();
            assertTrue(audit.stream().anyMatch(line -> line.contains("CREATED key=" + id + " owner=alice by=alice from=127.0.0.1")),
                    audit.toString());
            assertTrue(audit.stream().anyMatch(line -> line.contains("REVOKED key=" + id)), audit.toString());
        }
    }

    @Test
    void aPepperIsChangedWithoutAKeyDyingAndTheDigestIsMadeAnew() throws Exception {
        String database = "jdbc:derby:memory:" + java.util.UUID.randomUUID() + ";create=true";
        String key;
        try (TestApp app = TestApp.on(database).run(builder -> { })) {
            key = app.loggedIn("alice", "user").createKey("n");
        }
        String next = "p2:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
        try (TestApp app = TestApp.on(database).run(builder -> builder.setting("postern.pepper", next + "," + TestApp.PEPPER))) {
            assertEquals(200, app.script().getWithKey("/api/me", key).status());
        }
        assertTrue(dump(database).contains("hmac-sha256/p2"));
        try (TestApp app = TestApp.on(database).run(builder -> builder.setting("postern.pepper", next))) {
            assertEquals(200, app.script().getWithKey("/api/me", key).status(), "the old pepper is no longer needed");
        }
    }

    private static String checked(String id, String digest) {
        String body = "test_" + id + "_" + digest.substring(0, 32);
        return body + Raw.checksum(body);
    }

    private static List<String> dump(String jdbcUrl) throws Exception {
        List<String> cells = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            for (String table : List.of("POSTERN_KEY", "POSTERN_EPOCH")) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            cells.add(String.valueOf(rows.getString(i)));
                        }
                    }
                }
            }
        }
        return cells;
    }
}
