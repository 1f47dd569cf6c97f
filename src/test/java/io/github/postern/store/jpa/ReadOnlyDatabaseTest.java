package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.database.Database;
import io.github.postern.database.SqlErrors;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import io.github.postern.store.schema.TestDatabase;
import io.github.postern.testing.Polling;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.TestKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that is read-only for a while, as in a failover, and connections that stay so. */
class ReadOnlyDatabaseTest {

  @ParameterizedTest
  @ValueSource(strings = {"eclipselink", "hibernate"})
  @DisplayName("E-14: PostgreSQL writes again at once when it is no longer read-only")
  void postgresqlWritesAgain(String provider) throws Exception {
    TestDatabase database = TestDatabase.postgres();
    make(database);
    String name = database.values("SELECT current_database()").get(0);
    database.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    try (JpaKeyStore store = store(database.open(), provider)) {
      refusedThenWritten(
          store,
          () -> writable(
              database, "ALTER DATABASE " + name + " RESET default_transaction_read_only"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"eclipselink", "hibernate"})
  @DisplayName(
      "E-14: where the pool of the server has a read-only connection, another one is tried")
  void foreignPoolGivesAnotherConnection(String provider) throws Exception {
    TestDatabase database = TestDatabase.postgres();
    make(database);
    String name = database.values("SELECT current_database()").get(0);
    database.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    try (Database pool = database.open();
        JpaKeyStore store = store(Database.of(pool.dataSource()), provider)) {
      store.revision(); // by the one connection that there is, which stays read-only
      writable(database, "ALTER DATABASE " + name + " RESET default_transaction_read_only");
      for (int i = 0; i < 3; i++) {
        StoredKey made = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
        TestKeys.revoke(store, made);
        assertTrue(store.find(made.id()).orElseThrow().revokedAt().isPresent());
      }
    }
  }

  @Test
  @DisplayName("E-14: MariaDB writes again at once when its transactions are no longer read-only"
      + " (1792)")
  void mariadbWritesAgain() throws Exception {
    TestDatabase database = TestDatabase.mariadb();
    make(database);
    database.execute("SET GLOBAL tx_read_only = 1");
    try (JpaKeyStore store = store(database.open(), "eclipselink")) {
      refusedThenWritten(store, () -> writable(database, "SET GLOBAL tx_read_only = 0"));
    } finally {
      database.execute("SET GLOBAL tx_read_only = 0");
    }
  }

  @Test
  @DisplayName("E-14: connections to a MariaDB that became a replica are dropped (1290)")
  void connectionsToAReplicaAreDropped() throws Exception {
    TestDatabase database = TestDatabase.mariadb();
    make(database);
    String name = database.url().replaceAll(".*/([a-z0-9]+)\\?.*", "$1");
    database.execute("CREATE OR REPLACE USER failing IDENTIFIED BY ''");
    database.execute("GRANT SELECT, INSERT, UPDATE ON " + name + ".* TO failing");
    TestDatabase asUser = TestDatabase.jdbc(database.url().replace("user=root", "user=failing"));
    try (JpaKeyStore store = store(asUser.open(), "eclipselink")) {
      store.revision();
      List<String> before = connections(database);
      database.execute("SET GLOBAL read_only = 1");
      assertThrows(
          KeysUnavailableException.class,
          () -> TestKeys.insert(store, TestKeys.key(TestKeys.newOwner())));
      // The pool closes them on a thread of its own, so a busy machine sees it later.
      assertTrue(
          Polling.until(true, () -> before.stream().noneMatch(connections(database)::contains)),
          () -> "kept " + before);
      writable(database, "SET GLOBAL read_only = 0");
      TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
    } finally {
      database.execute("SET GLOBAL read_only = 0");
    }
  }

  @Test
  @DisplayName("E-14: those who read at that moment are not disturbed")
  void readersAreNotDisturbed() throws Exception {
    TestDatabase database = TestDatabase.postgres();
    make(database);
    String name = database.values("SELECT current_database()").get(0);
    database.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    try (JpaKeyStore store = store(database.open(), "eclipselink")) {
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<Callable<Boolean>> tasks = IntStream.range(0, 200)
          .<Callable<Boolean>>mapToObj(i -> () -> {
            if (i % 4 == 0) {
              return assertThrows(KeysUnavailableException.class, store::announce)
                  .getMessage()
                  .contains("read-only");
            }
            return store.find(TestKeys.newId()).isEmpty();
          })
          .toList();
      for (Future<Boolean> done : threads.invokeAll(tasks)) {
        assertTrue(done.get());
      }
      threads.shutdown();
      writable(database, "ALTER DATABASE " + name + " RESET default_transaction_read_only");
      store.announce();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "25006,0",
    "HY000,1290",
    "HY000,1836",
    "25006,1792",
    "72000,16000",
    "S0001,3906",
    "90097,90097",
    "25502,30000",
    "25503,30000",
    "40XD1,45000"
  })
  @DisplayName("E-14: every database's words for read-only are known")
  void everyDatabasesWordsAreKnown(String state, int number) {
    assertTrue(SqlErrors.isReadOnly(new SQLException("read-only", state, number)));
    assertFalse(SqlErrors.isReadOnly(new SQLException("something else", "42000", number)));
  }

  private static void refusedThenWritten(JpaKeyStore store, Action mend) throws Exception {
    StoredKeyBuilder key = TestKeys.key(TestKeys.newOwner());
    assertThrows(KeysUnavailableException.class, () -> TestKeys.insert(store, key));
    assertEquals(Optional.empty(), store.find(TestKeys.newId()));
    mend.run();
    StoredKey made = TestKeys.insert(store, key);
    TestKeys.revoke(store, made);
    assertTrue(store.find(made.id()).orElseThrow().revokedAt().isPresent());
  }

  private static void make(TestDatabase database) {
    try (JpaKeyStore store = store(database.open(), "eclipselink")) {
      store.announce();
    }
  }

  /** The connection that mends it may write, whatever the database says. */
  private static void writable(TestDatabase database, String command) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE"
          .replace(
              "CHARACTERISTICS AS ",
              database.url().startsWith("jdbc:postgresql:") ? "CHARACTERISTICS AS " : ""));
      statement.execute(command);
    }
  }

  private static List<String> connections(TestDatabase database) throws SQLException {
    return database.values("SELECT ID FROM INFORMATION_SCHEMA.PROCESSLIST WHERE USER = 'failing'");
  }

  private static JpaKeyStore store(Database on, String provider) {
    JpaKeyStore store = new JpaKeyStore(
        on,
        new StoreOptions("failover", Optional.of(provider), true, Map.of()),
        new RecordingListener());
    store.start();
    return store;
  }

  private interface Action {
    void run() throws Exception;
  }
}
