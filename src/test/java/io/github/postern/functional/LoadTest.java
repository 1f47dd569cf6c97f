package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.BackgroundPace;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Polling;
import io.github.postern.testing.Reply;
import io.github.postern.testing.SwitchableDataSource;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many requests, and what they must not cost. Counts, not times. */
class LoadTest {

  @Test
  @DisplayName("F-19: garbage costs no query, and a wrong secret costs one, however often it comes")
  void garbageCostsNoQuery() throws Exception {
    try (SwitchableDataSource database = database();
        TestApp app = TestApp.prepare()
            .run(builder -> BackgroundPace.asReleased(builder)
                .dataSource(database)
                .setting("postern.cluster-poll", "PT1M"))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject created = alice.create("{\"name\":\"n\"}");
      String key = created.getString("key");
      assertEquals(200, app.script().getWithKey("/api/me", key).status());
      String path = "/keys/" + created.getString("id");
      assertFalse(
          Polling.until(false, () -> alice.api("GET", path, null).json().isNull("lastUsedAt")),
          "the use was never written");
      int before = database.connections();
      for (int i = 0; i < 1000; i++) {
        String garbage = "test_aaaaaaaaaaaaaaaa_" + String.format("%038d", i);
        assertEquals(401, app.script().get("/api/me", "X-API-Key", garbage).status());
      }
      assertEquals(before, database.connections(), "a wrong checksum asks no database");
      String unknown = "test_aaaaaaaaaaaaaaaa_" + "0".repeat(32);
      for (int i = 0; i < 100; i++) {
        assertEquals(
            401,
            app.script()
                .get("/api/me", "X-API-Key", unknown + Raw.checksum(unknown))
                .status());
        assertEquals(200, app.script().getWithKey("/api/me", key).status());
      }
      assertEquals(
          before + 1, database.connections(), "the answer about an unknown key is remembered");
    }
  }

  @Test
  @DisplayName("F-39: ten thousand calls of 64 threads write the last use once in ten minutes")
  void theLastUseIsWrittenOnce() throws Exception {
    try (SwitchableDataSource database = database();
        TestApp app = TestApp.prepare()
            .run(builder -> BackgroundPace.asReleased(builder)
                .dataSource(database)
                .setting("postern.cluster-poll", "PT1M"))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"n\"}");
      assertEquals(200, app.script().getWithKey("/api/me", key.getString("key")).status());
      int before = database.connections();
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        calls.add(() -> app.script().getWithKey("/api/me", key.getString("key")).status());
      }
      assertTrue(inParallel(64, calls).stream().allMatch(status -> status == 200));
      assertTrue(
          database.connections() - before <= 2,
          "one write of the last use, and one of the uses of the day");
    }
  }

  @Test
  @DisplayName("F-46: requests at the same time with keys of different owners never see each other")
  void requestsNeverSeeEachOther() throws Exception {
    try (TestApp app = TestApp.start(builder -> builder.setting("postern.bridge.user", "user"))) {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int owner = 0; owner < 8; owner++) {
        String name = "owner-" + owner;
        JsonObject key = app.loggedIn(name, "role-" + owner).create("{\"name\":\"n\"}");
        for (int i = 0; i < 250; i++) {
          calls.add(() -> {
            Reply seen = app.script()
                .getWithKey("/api/me?role=role-" + name.substring(6), key.getString("key"));
            return name.equals(seen.text("user"))
                && name.equals(seen.text("sessionUser"))
                && key.getString("id").equals(seen.text("keyId"))
                && seen.json().getBoolean("inRole");
          });
        }
      }
      java.util.Collections.shuffle(calls);
      assertTrue(inParallel(32, calls).stream().allMatch(Boolean::booleanValue));
    }
  }

  @Test
  @DisplayName("AL-4: creations at the same time never leave more keys than are allowed")
  void creationsAtTheSameTimeKeepTheLimit() throws Exception {
    try (TestApp app = TestApp.start(builder -> builder.setting("postern.keys-per-owner", "1"))) {
      Browser alice = app.loggedIn("alice", "user");
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        calls.add(() -> alice.api("POST", "/keys", "{\"name\":\"n\"}").status());
      }
      List<Integer> statuses = inParallel(12, calls);
      assertEquals(
          1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
      assertEquals(
          23, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
      assertEquals(
          1, alice.api("GET", "/keys", null).json().getJsonArray("keys").size());
    }
  }

  @Test
  @DisplayName("F-45: the same request sent many times at once makes one key")
  void theSameRequestAtOnceMakesOneKey() throws Exception {
    try (TestApp app = TestApp.start()) {
      Browser alice = app.loggedIn("alice", "user");
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        calls.add(() -> alice
            .api("POST", "/keys", "{\"name\":\"n\"}", "Idempotency-Key", "double-click")
            .status());
      }
      List<Integer> statuses = inParallel(12, calls);
      assertEquals(
          1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
      assertEquals(
          11, statuses.stream().filter(status -> status == 200).count(), statuses.toString());
      assertEquals(
          1, alice.api("GET", "/keys", null).json().getJsonArray("keys").size());
    }
  }

  private static SwitchableDataSource database() throws Exception {
    return new SwitchableDataSource("jdbc:derby:memory:" + UUID.randomUUID() + ";create=true");
  }

  private static <T> List<T> inParallel(int threads, List<Callable<T>> calls) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : executor.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }
}
