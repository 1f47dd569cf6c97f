package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Somebody who can write to the database but has no pepper, where several nodes or applications
 * share the tables.
 */
class WriterAmongNodesTest {

  private final String url = "jdbc:derby:memory:nodes" + System.nanoTime() + ";create=true";

  @Test
  @DisplayName("N-7, S-7: a bound key that a writer declares to be of before applications opens its"
      + " own application only, and not this")
  void aBoundKeyIsNotMovedToAnotherApplication() throws Exception {
    try (TestApp first = start("first");
        TestApp second = start("second")) {
      second.loggedIn("root", "administrator").createKey("of the second");
      JsonObject key = first.loggedIn("root", "user").create("{\"name\":\"n\"}");
      for (String change : List.of(
          "PRESUMED = 1",
          "PRESUMED = 1, APPLICATION = 'second'",
          "PRESUMED = 1, APPLICATION = '-'")) {
        Rows.execute(
            url,
            "UPDATE POSTERN_KEY SET " + change + " WHERE KEY_ID = '" + key.getString("id") + "'");
        first.clock().advance(Duration.ofSeconds(20));
        second.clock().advance(Duration.ofSeconds(20));
        assertEquals(
            401, second.script().getWithKey("/api/me", key.getString("key")).status(), change);
        assertEquals(
            401,
            first.script().getWithKey("/api/me", key.getString("key")).status(),
            change + ": altered");
      }
    }
  }

  @Test
  @DisplayName(
      "S-7: a key that was revoked with many others is revoked for every node: no alarm, its"
          + " uses are seen, and its row is not put back")
  void aKeyThatWasRevokedWithManyIsRevokedOnEveryNode() throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = start("one");
        TestApp node = start("one")) {
      JsonObject key = app.loggedIn("alice", "user").create("{\"name\":\"n\"}");
      Rows.keepKeys(url);
      app.clock().advance(Duration.ofMinutes(1));
      node.clock().advance(Duration.ofMinutes(1));
      Browser root = app.loggedIn("root", "administrator");
      Reply revoked = root.api(
          "POST", "/admin/revocations", "{\"issuedBefore\":\"" + app.clock().instant() + "\"}");
      assertEquals(1, revoked.json().getInt("revoked"), revoked.body());
      Reply refused = node.script().getWithKey("/api/me", key.getString("key"));
      assertEquals(401, refused.status());
      assertFalse(log.text().contains("was not written by Postern"), log::text);
      assertTrue(
          Polling.until(
              true,
              () -> root.api("GET", "/admin/keys?state=revoked", null)
                  .body()
                  .contains("\"refusedToday\":1")),
          () -> "its use is seen");
      Rows.putKeysBack(url);
      node.clock().advance(Duration.ofSeconds(20));
      assertEquals(
          401,
          node.script().getWithKey("/api/me", key.getString("key")).status(),
          "seen by this node");
      assertTrue(log.text().contains("was revoked, and its row says that it is not"), log::text);
    }
  }

  private TestApp start(String application) throws Exception {
    return TestApp.start(builder ->
        builder.setting("postern.jdbc-url", url).setting("postern.application", application));
  }
}
