package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Two nodes with one database. Their clocks stand still, so no cache entry ends by its own time.
 */
class ClusterTest {

  private static TestApp one;
  private static TestApp two;

  @BeforeAll
  static void start() throws Exception {
    String database = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
    one = TestApp.on(database).run(builder -> {});
    two = TestApp.on(database).run(builder -> {});
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
  }

  @Test
  @DisplayName("F-6: a key that is revoked on one node is refused there at once, and on the other"
      + " within two seconds")
  void aRevokedKeyIsRefusedEverywhere() throws Exception {
    Browser alice = one.loggedIn("alice", "user");
    JsonObject key = alice.create("{\"name\":\"n\"}");
    assertWorksOnBoth(key);
    alice.api("DELETE", "/keys/" + key.getString("id"), null);
    assertEquals(401, one.script().getWithKey("/api/me", key.getString("key")).status());
    assertRefusedSoon(two, key);
  }

  @Test
  @DisplayName(
      "F-6: the same for a key that is disabled, and for one that is rotated without overlap")
  void aDisabledOrRotatedKeyIsRefusedEverywhere() throws Exception {
    Browser alice = two.loggedIn("alice2", "user");
    JsonObject off = alice.create("{\"name\":\"off\"}");
    JsonObject rotated = alice.create("{\"name\":\"rotated\"}");
    assertWorksOnBoth(off);
    assertWorksOnBoth(rotated);
    alice.api("PATCH", "/keys/" + off.getString("id"), "{\"active\":false}");
    alice.api("POST", "/keys/" + rotated.getString("id") + "/rotate", null);
    assertEquals(401, two.script().getWithKey("/api/me", off.getString("key")).status());
    assertEquals(
        401, two.script().getWithKey("/api/me", rotated.getString("key")).status());
    assertRefusedSoon(one, off);
    assertRefusedSoon(one, rotated);
  }

  private static void assertWorksOnBoth(JsonObject key) throws Exception {
    assertEquals(200, one.script().getWithKey("/api/me", key.getString("key")).status());
    assertEquals(200, two.script().getWithKey("/api/me", key.getString("key")).status());
  }

  /**
   * The stated bound is two seconds after the answer; the request that finds it out may begin just
   * before.
   */
  private static void assertRefusedSoon(TestApp node, JsonObject key) throws Exception {
    long answered = System.nanoTime();
    boolean beganInTime;
    do {
      beganInTime = System.nanoTime() - answered < Duration.ofSeconds(2).toNanos();
      if (node.script().getWithKey("/api/me", key.getString("key")).status() == 401) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    } while (beganInTime);
    assertTrue(beganInTime, "the other node still lets the key in after the stated bound");
  }
}
