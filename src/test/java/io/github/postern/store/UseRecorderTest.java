package io.github.postern.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.database.Database;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.store.jpa.TestStores;
import io.github.postern.store.schema.TestDatabase;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.MutableClock;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.SpiedDataSource;
import io.github.postern.testing.TestKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Last uses: written seldom, and never in the way of anything. */
class UseRecorderTest {

  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final String UPDATE = "UPDATE POSTERN_KEY SET USED_AT";

  private final MutableClock clock = new MutableClock("2026-11-21T10:00:00Z");
  private final TestDatabase database = TestDatabase.h2IgnoringCase();
  private final SpiedDataSource spied = SpiedDataSource.on(database.open());
  private final KeyStore store =
      TestStores.store(Database.of(spied.asDataSource()), "uses", true, new RecordingListener());
  private final UseRecorder recorder = new UseRecorder(store, clock, INTERVAL);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName(
      "F-39: 64 threads that use one key 10,000 times each cause one update in ten minutes")
  void manyUsesOfOneKeyCauseOneUpdateInTenMinutes() throws Exception {
    StoredKey key = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
    ExecutorService threads = Executors.newFixedThreadPool(64);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> users = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      users.add(threads.submit(() -> {
        go.await();
        for (int use = 0; use < 10_000; use++) {
          recorder.record(new KeyUse(key.id(), clock.instant(), "192.0.2.1"));
        }
        return null;
      }));
    }
    go.countDown();
    for (int flush = 0; flush < 59; flush++) {
      recorder.flush();
      clock.advance(Duration.ofSeconds(10));
    }
    for (Future<?> user : users) {
      user.get();
    }
    threads.shutdown();
    recorder.flush();
    assertEquals(1, spied.statements(UPDATE));
    assertTrue(store.find(key.id()).orElseThrow().usage().usedAt().isPresent());
  }

  @Test
  @DisplayName("F-39: after ten minutes the next use is written")
  void afterTenMinutesTheNextUseIsWritten() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
    Instant first = useAndFlush(key.id());
    clock.advance(INTERVAL.minusMillis(1));
    useAndFlush(key.id());
    assertEquals(Optional.of(first), store.find(key.id()).orElseThrow().usage().usedAt());
    clock.advance(Duration.ofMillis(2));
    Instant second = useAndFlush(key.id());
    assertEquals(Optional.of(second), store.find(key.id()).orElseThrow().usage().usedAt());
    assertEquals(2, spied.statements(UPDATE));
  }

  @Test
  void withoutAUseThereIsNothingToWrite() {
    TestStores.start(store);
    int before = spied.connections();
    recorder.flush();
    assertEquals(before, spied.connections());
  }

  @Test
  @DisplayName("F-39: a database that cannot be written does no harm, and is tried again")
  void databaseThatCannotBeWrittenDoesNoHarm() throws Exception {
    TestDatabase postgres = TestDatabase.postgres();
    StoredKey key;
    try (KeyStore writable =
        TestStores.store(postgres.open(), "rw", true, new RecordingListener())) {
      key = TestKeys.insert(writable, TestKeys.key(TestKeys.newOwner()));
    }
    String readOnly = postgres.url() + "&options=-c%20default_transaction_read_only%3Don";
    try (LogCapture log = new LogCapture();
        KeyStore replica = TestStores.store(
            TestDatabase.jdbc(readOnly).open(), "ro", false, new RecordingListener())) {
      UseRecorder onReplica = new UseRecorder(replica, clock, INTERVAL);
      onReplica.record(new KeyUse(key.id(), clock.instant(), "192.0.2.1"));
      onReplica.flush();
      onReplica.flush();
      assertTrue(replica.find(key.id()).isPresent());
      assertEquals(
          1, log.lines().stream().filter(line -> line.contains("last uses")).count());
    }
  }

  @Test
  void useThatCouldNotBeWrittenIsWrittenLater() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
    spied.cut = true;
    Instant used = useAndFlush(key.id());
    spied.cut = false;
    untilItWorks(store);
    recorder.flush();
    assertEquals(Optional.of(used), store.find(key.id()).orElseThrow().usage().usedAt());
  }

  @Test
  void memoryIsBoundedAndFreedAgain() {
    TestStores.start(store);
    for (int i = 0; i < 12_000; i++) {
      recorder.record(new KeyUse(TestKeys.newId(), clock.instant(), null));
    }
    recorder.flush();
    assertEquals(10_000, spied.statements(UPDATE));
    clock.advance(INTERVAL);
    recorder.flush(); // everything is old now
    StoredKey key = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
    Instant used = useAndFlush(key.id());
    assertEquals(Optional.of(used), store.find(key.id()).orElseThrow().usage().usedAt());
  }

  private Instant useAndFlush(KeyId id) {
    Instant now = clock.instant();
    recorder.record(new KeyUse(id, now, "192.0.2.1"));
    recorder.flush();
    return now;
  }

  /** The store tries again about once a second of real time. */
  private static void untilItWorks(KeyStore store) {
    for (int tries = 0; tries < 100; tries++) {
      try {
        store.revision();
        return;
      } catch (KeysUnavailableException e) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }
}
