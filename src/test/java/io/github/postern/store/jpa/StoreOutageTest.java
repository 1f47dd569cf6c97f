package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.database.Database;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.store.StoredKey;
import io.github.postern.store.schema.TestDatabase;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.PostgresServer;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.SpiedDataSource;
import io.github.postern.testing.TcpProxy;
import io.github.postern.testing.TestKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The database is away: nobody is told that a key is unknown, and everything comes back by itself.
 */
class StoreOutageTest {

  private final TestDatabase database = TestDatabase.postgres();
  private final RecordingListener listener = new RecordingListener();
  private final AtomicLong nanoTime = new AtomicLong();

  @ParameterizedTest
  @ValueSource(strings = {"eclipselink", "hibernate"})
  @DisplayName("F-43: a database that is unreachable at the start is found when it comes")
  void databaseThatIsAwayAtTheStartIsFoundWhenItComes(String provider) throws Exception {
    try (TcpProxy line = new TcpProxy(PostgresServer.port());
        LogCapture log = new LogCapture();
        JpaKeyStore store = store(Database.jdbc(through(line), null, null), provider)) {
      line.cut();
      assertDoesNotThrow(store::start);
      assertTrue(log.text().contains("ERROR") || log.text().contains("SEVERE"), log::text);
      unavailable(store);
      line.mend();
      unavailable(store); // it is not tried again yet
      oneSecondPasses();
      assertEquals(Optional.empty(), store.find(TestKeys.newId()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"eclipselink", "hibernate"})
  @DisplayName("F-43: a database that goes away later is found when it is back")
  void databaseThatGoesAwayLaterIsFoundWhenItIsBack(String provider) throws Exception {
    try (TcpProxy line = new TcpProxy(PostgresServer.port());
        JpaKeyStore store = store(Database.jdbc(through(line), null, null), provider)) {
      store.start();
      StoredKey key = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
      for (int i = 0; i < 2; i++) {
        line.cut();
        unavailable(store);
        assertThrows(KeysUnavailableException.class, () -> store.keysOf(key.owner()));
        assertThrows(KeysUnavailableException.class, () -> TestKeys.revoke(store, key));
        assertThrows(KeysUnavailableException.class, store::revision);
        assertThrows(KeysUnavailableException.class, store::announce);
        line.mend();
        oneSecondPasses();
        assertTrue(store.find(key.id()).orElseThrow().revokedAt().isEmpty());
      }
    }
  }

  @Test
  @DisplayName("F-43: connections that the server has dropped reach nobody")
  void connectionsThatTheServerHasDroppedReachNobody() throws Exception {
    try (JpaKeyStore store = store(database.open(), "eclipselink")) {
      store.start();
      database.values("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
      assertEquals(Optional.empty(), store.find(TestKeys.newId()));
    }
  }

  @Test
  @DisplayName("F-43: while it is away one caller a second tries, and the others do not wait")
  void oneCallerASecondTries() {
    SpiedDataSource spied = SpiedDataSource.on(database.open());
    try (JpaKeyStore store = store(Database.of(spied.asDataSource()), "eclipselink")) {
      spied.cut = true;
      store.start();
      callTenTimes(store);
      assertEquals(1, spied.connections());
      oneSecondPasses();
      callTenTimes(store);
      assertEquals(2, spied.connections());
      spied.cut = false;
      oneSecondPasses();
      store.revision();
      spied.cut = true;
      int before = spied.connections();
      callTenTimes(store);
      assertEquals(before + 1, spied.connections());
      oneSecondPasses();
      callTenTimes(store);
      assertEquals(before + 2, spied.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("F-43: while one caller waits for the line, the others do not")
  void whileOneCallerWaitsForTheLineTheOthersDoNot(boolean wasThereAtTheStart) throws Exception {
    SpiedDataSource spied = SpiedDataSource.on(database.open());
    try (JpaKeyStore store = store(Database.of(spied.asDataSource()), "eclipselink")) {
      spied.cut = !wasThereAtTheStart;
      store.start();
      spied.cut = true;
      unavailable(store);
      oneSecondPasses();
      spied.stuck = new CountDownLatch(1);
      int before = spied.connections();
      Thread waiting = new Thread(() -> unavailable(store));
      waiting.start();
      while (spied.connections() == before) {
        Thread.onSpinWait();
      }
      callTenTimes(store);
      spied.stuck.countDown();
      waiting.join();
      assertEquals(before + 1, spied.connections());
    }
  }

  @Test
  void cachesAreToldOfAChangeWhoseCommitWasNotConfirmed() {
    SpiedDataSource spied = SpiedDataSource.on(database.open());
    try (JpaKeyStore store = store(Database.of(spied.asDataSource()), "eclipselink")) {
      StoredKey key = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
      spied.commitsAreNotConfirmed = true;
      assertThrows(KeysUnavailableException.class, () -> TestKeys.revoke(store, key));
      spied.commitsAreNotConfirmed = false;
      assertEquals(List.of(key.id()), listener.changed());
      assertTrue(store.find(key.id()).orElseThrow().revokedAt().isPresent());
    }
  }

  @Test
  void tablesThatAreFoundMissingLaterMakeKeysUnavailableUntilTheyAreThere() throws Exception {
    SpiedDataSource spied = SpiedDataSource.on(database.open());
    try (JpaKeyStore store = new JpaKeyStore(
        Database.of(spied.asDataSource()),
        new StoreOptions("late", false),
        listener,
        nanoTime::get)) {
      spied.cut = true;
      store.start();
      spied.cut = false;
      oneSecondPasses();
      assertTrue(unavailable(store).getMessage().contains("POSTERN_KEY"));
      try (JpaKeyStore creator = store(database.open(), "eclipselink")) {
        creator.start();
      }
      oneSecondPasses();
      assertEquals(0, store.revision());
    }
  }

  @Test
  void closedStoreSaysSo() {
    JpaKeyStore store = store(database.open(), "eclipselink");
    store.start();
    store.close();
    assertTrue(unavailable(store).getMessage().contains("closed"));
    store.close();
  }

  private JpaKeyStore store(Database on, String provider) {
    StoreOptions options = new StoreOptions("outage", Optional.of(provider), true, Map.of());
    return new JpaKeyStore(on, options, listener, nanoTime::get);
  }

  private String through(TcpProxy line) {
    return database.url().replace(":" + PostgresServer.port() + "/", ":" + line.port() + "/");
  }

  private void oneSecondPasses() {
    nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
  }

  private static void callTenTimes(JpaKeyStore store) {
    for (int i = 0; i < 10; i++) {
      unavailable(store);
    }
  }

  private static KeysUnavailableException unavailable(JpaKeyStore store) {
    return assertThrows(KeysUnavailableException.class, () -> store.find(TestKeys.newId()));
  }
}
