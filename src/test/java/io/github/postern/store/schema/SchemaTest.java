package io.github.postern.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.database.Database;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoredKey;
import io.github.postern.store.jpa.StoreTables;
import io.github.postern.store.jpa.TestStores;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.SpiedDataSource;
import io.github.postern.testing.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables: how they come into being, and what is said if they do not fit. */
class SchemaTest {

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void tablesThatAreThereStayAsTheyAre(DatabaseKind product) {
    TestDatabase database = product.newDatabase();
    StoredKey key;
    try (KeyStore first = store(database.open(), true)) {
      TestStores.start(first);
      key = TestKeys.insert(first, TestKeys.key(TestKeys.newOwner()));
      first.announce();
    }
    for (boolean createTables : new boolean[] {true, false}) {
      try (KeyStore next = store(database.open(), createTables)) {
        TestStores.start(next);
        assertEquals(1, next.revision());
        assertTrue(next.find(key.id()).isPresent());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void nodesThatStartAtOnceMakeTheTablesOnce(DatabaseKind product) throws Exception {
    TestDatabase database = product.newDatabase();
    int nodes = 4;
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<KeyStore>> starting = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      KeyStore store = store(database.open(), true);
      starting.add(threads.submit(() -> {
        go.await();
        TestStores.start(store);
        store.announce();
        return store;
      }));
    }
    go.countDown();
    for (Future<KeyStore> store : starting) {
      store.get();
    }
    assertEquals(
        List.of("1", String.valueOf(nodes)),
        database.values("SELECT EPOCH_ID, COUNTER FROM POSTERN_EPOCH"));
    for (Future<KeyStore> store : starting) {
      store.get().close();
    }
    threads.shutdown();
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void creationThatWasCutOffIsFinished(DatabaseKind product) throws Exception {
    TestDatabase database = product.newDatabase();
    try (Database open = database.open()) {
      open.dataSource().getConnection().close();
      database.execute(product.scripts().all().get(0).commands().get(0));
    }
    try (KeyStore store = store(database.open(), true)) {
      TestStores.start(store);
      assertEquals(0, store.revision());
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void emptyDatabaseIsNamedTogetherWithTheScript(DatabaseKind product) {
    try (KeyStore store = store(product.newDatabase().open(), false)) {
      String message = assertThrows(IllegalStateException.class, () -> TestStores.start(store))
          .getMessage();
      assertTrue(message.contains("table POSTERN_KEY"), message);
      assertTrue(message.contains("schema/" + product.script()), message);
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void whateverIsMissingIsNamed(DatabaseKind product) throws Exception {
    TestDatabase database = product.newDatabase();
    try (KeyStore keepsItOpen = store(database.open(), true)) {
      TestStores.start(keepsItOpen);
      database.execute("ALTER TABLE POSTERN_KEY DROP COLUMN SEEN_IN_URL_AT");
      assertMissing("column SEEN_IN_URL_AT in the table POSTERN_KEY", database);
      database.execute("ALTER TABLE POSTERN_KEY ADD COLUMN SEEN_IN_URL_AT BIGINT");
      dropUniquePlace(product, database);
      assertMissing("unique constraint POSTERN_KEY_PLACE_UK in the table POSTERN_KEY", database);
      database.execute(
          "ALTER TABLE POSTERN_KEY ADD CONSTRAINT POSTERN_KEY_PLACE_UK UNIQUE (PLACE)");
      database.execute("DELETE FROM POSTERN_EPOCH");
      assertMissing("row in the table POSTERN_EPOCH", database);
      database.execute("DROP TABLE POSTERN_EPOCH");
      assertMissing("table POSTERN_EPOCH", database);
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void uniqueConstraintOfAnotherNameWillDo(DatabaseKind product) throws Exception {
    TestDatabase database = product.newDatabase();
    try (KeyStore keepsItOpen = store(database.open(), true)) {
      TestStores.start(keepsItOpen);
      dropUniquePlace(product, database);
      database.execute("CREATE UNIQUE INDEX OURS ON POSTERN_KEY (PLACE)");
      try (KeyStore store = store(database.open(), false)) {
        TestStores.start(store);
        assertEquals(0, store.revision());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void indexThatIsMissingIsNamedInTheLog(DatabaseKind product) throws Exception {
    TestDatabase database = product.newDatabase();
    try (KeyStore keepsItOpen = store(database.open(), true)) {
      TestStores.start(keepsItOpen);
      database.execute("DROP INDEX POSTERN_KEY_OWNER_IX"
          + (product == DatabaseKind.MARIADB ? " ON POSTERN_KEY" : ""));
      try (LogCapture log = new LogCapture();
          KeyStore store = store(database.open(), false)) {
        TestStores.start(store);
        assertEquals(0, store.revision());
        assertTrue(
            log.text()
                .contains("POSTERN_KEY_OWNER_IX on POSTERN_KEY (OWNER_HASH," + " CREATED_AT)"),
            log::text);
        assertTrue(log.text().contains("schema/" + product.script()), log::text);
      }
    }
  }

  @Test
  @DisplayName("E-16: the tables are made where MariaDB makes compact rows by default, and by"
      + " whichever text of the script")
  void theTablesAreMadeWhereRowsAreCompactByDefault() throws Exception {
    TestDatabase database = TestDatabase.mariadb();
    database.run("SET GLOBAL innodb_default_row_format = compact");
    try (Database open = database.open()) {
      new Schema(open.dataSource(), StoreTables.ALL).prepare(true);
      assertEquals(
          List.of(),
          database.values("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA ="
              + " DATABASE() AND TABLE_NAME LIKE 'POSTERN%' AND ROW_FORMAT <>"
              + " 'Dynamic' AND TABLE_NAME <> 'POSTERN_SCHEMA'"));
      database.execute("UPDATE POSTERN_SCHEMA SET DESCRIPTION = 'sha256"
          + " 7f4e2e08ca2b25a27ab08a3b7fb51fdec5a646505fb76dacfae6d313943cd68a' WHERE"
          + " ID = 1");
      new Schema(open.dataSource(), StoreTables.ALL).prepare(false);
    } finally {
      database.run("SET GLOBAL innodb_default_row_format = dynamic");
    }
  }

  @Test
  void databaseWithoutAScriptIsNotGuessedAt() {
    SpiedDataSource spied = SpiedDataSource.on(TestDatabase.postgres().open());
    spied.product = "DB2";
    try (KeyStore store = store(Database.of(spied.asDataSource()), true)) {
      String message = assertThrows(IllegalStateException.class, () -> TestStores.start(store))
          .getMessage();
      assertTrue(
          message.contains("DB2")
              && message.contains("[Apache Derby, H2, MariaDB, Microsoft SQL Server,"),
          message);
    }
  }

  private static void dropUniquePlace(DatabaseKind product, TestDatabase database)
      throws Exception {
    database.execute("ALTER TABLE POSTERN_KEY DROP "
        + (product == DatabaseKind.MARIADB ? "INDEX" : "CONSTRAINT")
        + " POSTERN_KEY_PLACE_UK");
  }

  private static void assertMissing(String what, TestDatabase database) {
    try (KeyStore store = store(database.open(), false)) {
      String message = assertThrows(IllegalStateException.class, () -> TestStores.start(store))
          .getMessage();
      assertTrue(message.contains("has no " + what), message);
      assertTrue(
          message.contains(
              what.startsWith("column")
                  ? "of another version"
                  : what.startsWith("unique") ? "Add it as" : "Run io/github/postern"),
          message);
    }
  }

  private static KeyStore store(Database database, boolean createTables) {
    return TestStores.store(
        database, "schema-" + System.nanoTime(), createTables, new RecordingListener());
  }
}
