package io.github.postern.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.database.Database;
import io.github.postern.store.KeyStore;
import io.github.postern.store.jpa.StoreTables;
import io.github.postern.store.jpa.TestStores;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.SpiedDataSource;
import io.github.postern.testing.TestKeys;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tables of one version become those of the next. There is one version so far, so the second is
 * made up here: a column that every database can add, an index, and a change of the rows that are
 * there.
 */
class MigratorTest {

  private static final String ADD = "ALTER TABLE POSTERN_KEY ADD COLUMN COLOUR VARCHAR(20)";
  private static final String FILL = "UPDATE POSTERN_KEY SET COLOUR = 'red' WHERE COLOUR IS NULL";
  private static final String INDEX = "CREATE INDEX POSTERN_KEY_COLOUR_IX ON POSTERN_KEY (COLOUR)";

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void tablesAreUpgradedAndTheirRowsStay(DatabaseKind product) throws Exception {
    TestDatabase database = withOneKey(product);
    try (Database open = database.open()) {
      new Schema(open.dataSource(), StoreTables.ALL, third(ADD, FILL, INDEX)).prepare(true);
      assertEquals(List.of("red"), database.values("SELECT COLOUR FROM POSTERN_KEY"));
      assertEquals(List.of("1", "2", "3"), versions(database));
      new Schema(open.dataSource(), StoreTables.ALL, third(ADD, FILL, INDEX)).prepare(true);
      new Schema(open.dataSource(), StoreTables.ALL, third(ADD, FILL, INDEX)).prepare(false);
      assertEquals(List.of("1", "2", "3"), versions(database));
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void emptyDatabaseGetsEveryVersionInOrder(DatabaseKind product) throws Exception {
    TestDatabase database = product.newDatabase();
    try (Database open = database.open()) {
      new Schema(open.dataSource(), StoreTables.ALL, third(ADD, FILL, INDEX)).prepare(true);
      assertEquals(List.of("1", "2", "3"), versions(database));
      assertEquals(List.of(), database.values("SELECT COLOUR FROM POSTERN_KEY"));
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void nodesThatStartAtOnceUpgradeOnce(DatabaseKind product) throws Exception {
    TestDatabase database = withOneKey(product);
    int nodes = 4;
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    CountDownLatch go = new CountDownLatch(1);
    try (Database open = database.open()) {
      List<Future<Void>> starting = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        starting.add(threads.submit(() -> {
          go.await();
          new Schema(open.dataSource(), StoreTables.ALL, third(ADD, FILL, INDEX)).prepare(true);
          return null;
        }));
      }
      go.countDown();
      for (Future<Void> node : starting) {
        node.get();
      }
      assertEquals(List.of("1", "2", "3"), versions(database));
      assertEquals(List.of("red"), database.values("SELECT COLOUR FROM POSTERN_KEY"));
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void upgradeThatWasCutOffIsGoneOnWith(DatabaseKind product) throws Exception {
    TestDatabase database = withOneKey(product);
    try (Database open = database.open()) {
      open.dataSource().getConnection().close();
      database.execute(ADD);
      assertEquals(List.of("1", "2"), versions(database));
      new Schema(open.dataSource(), StoreTables.ALL, third(ADD, FILL, INDEX)).prepare(true);
      assertEquals(List.of("1", "2", "3"), versions(database));
      assertEquals(List.of("red"), database.values("SELECT COLOUR FROM POSTERN_KEY"));
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void scriptThatFailsStopsTheStartAndIsGoneOnWithWhenItIsMended(DatabaseKind product)
      throws Exception {
    TestDatabase database = withOneKey(product);
    try (Database open = database.open()) {
      Schema broken = new Schema(
          open.dataSource(), StoreTables.ALL, third(ADD, "UPDATE NO_SUCH_TABLE SET A = 1"));
      String message =
          assertThrows(IllegalStateException.class, () -> broken.prepare(true)).getMessage();
      assertTrue(message.contains(product.product().toString()), message);
      assertTrue(message.toUpperCase().contains("NO_SUCH_TABLE"), message);
      assertTrue(message.contains("restart"), message);
      assertEquals(List.of("1", "2"), versions(database));
      new Schema(open.dataSource(), StoreTables.ALL, third(ADD, FILL, INDEX)).prepare(true);
      assertEquals(List.of("1", "2", "3"), versions(database));
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void scriptThatWasChangedAfterItWasRunIsNoticed(DatabaseKind product) throws Exception {
    TestDatabase database = withOneKey(product);
    try (Database open = database.open()) {
      new Schema(open.dataSource(), StoreTables.ALL, third(ADD, FILL, INDEX)).prepare(true);
      for (boolean create : new boolean[] {true, false}) {
        Schema changed = new Schema(open.dataSource(), StoreTables.ALL, third(ADD, FILL));
        String message = assertThrows(IllegalStateException.class, () -> changed.prepare(create))
            .getMessage();
        assertTrue(message.contains("another script") && message.contains("-3.sql"), message);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void newerTablesThanTheLibraryKnowsAreLeftAlone(DatabaseKind product) throws Exception {
    TestDatabase database = withOneKey(product);
    try (Database open = database.open()) {
      new Schema(open.dataSource(), StoreTables.ALL, third(ADD, FILL, INDEX)).prepare(true);
      for (boolean create : new boolean[] {true, false}) {
        Schema older = new Schema(open.dataSource(), StoreTables.ALL);
        String message = assertThrows(IllegalStateException.class, () -> older.prepare(create))
            .getMessage();
        assertTrue(
            message.contains("of version 3") && message.contains("knows version 2"), message);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void olderTablesAreNamedWhereTheyAreOnlyValidatedAndTheScriptRunByHandDoes(DatabaseKind product)
      throws Exception {
    TestDatabase database = withOneKey(product);
    try (Database open = database.open()) {
      Schema schema = new Schema(open.dataSource(), StoreTables.ALL, third(ADD, FILL, INDEX));
      String message =
          assertThrows(IllegalStateException.class, () -> schema.prepare(false)).getMessage();
      assertTrue(message.contains("of version 2") && message.contains("version 3"), message);
      assertTrue(message.contains("schema/" + product.product().script() + "-3.sql"), message);
      assertFalse(message.contains("schema/" + product.script()), message);
      database.run(script(product.product(), ADD, FILL, INDEX));
      schema.prepare(false);
      assertEquals(List.of("1", "2", "3"), versions(database));
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void tablesWithoutAHistoryAreTakenOverAsTheyAre(DatabaseKind product) throws Exception {
    TestDatabase database = withOneKey(product);
    try (Database open = database.open()) {
      open.dataSource().getConnection().close();
      database.execute("DROP TABLE POSTERN_SCHEMA");
      new Schema(open.dataSource(), StoreTables.ALL).prepare(false);
      new Schema(open.dataSource(), StoreTables.ALL).prepare(true);
      assertEquals(List.of("1", "2"), versions(database));
      database.execute("DROP TABLE POSTERN_SCHEMA");
      new Schema(open.dataSource(), StoreTables.ALL, third(ADD, FILL, INDEX)).prepare(true);
      assertEquals(List.of("1", "2", "3"), versions(database));
      assertEquals(List.of("red"), database.values("SELECT COLOUR FROM POSTERN_KEY"));
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void nothingOfAnUpgradeIsLeftInTheThreadOrTheConnection(DatabaseKind product) throws Exception {
    TestDatabase database = product.newDatabase();
    try (Database open = database.open()) {
      open.dataSource().getConnection().close();
      List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
      SpiedDataSource spied = new SpiedDataSource(open.dataSource());
      new Schema(spied.asDataSource(), StoreTables.ALL).prepare(true);
      assertEquals(1, spied.connections());
      assertEquals(0, spied.open());
      assertEquals(
          List.of(),
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !before.contains(thread))
              .filter(thread -> thread.getName().toLowerCase().contains("migration"))
              .toList());
    }
  }

  private static TestDatabase withOneKey(DatabaseKind product) {
    TestDatabase database = product.newDatabase();
    try (KeyStore store = TestStores.store(
        database.open(), "upgrade-" + System.nanoTime(), true, new RecordingListener())) {
      TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
    }
    return database;
  }

  private static List<String> versions(TestDatabase database) throws SQLException {
    return database.values("SELECT ID FROM POSTERN_SCHEMA ORDER BY ID");
  }

  /** The scripts in the jar, and a third one after them. */
  private static Function<DatabaseProduct, MigrationScripts> third(String... commands) {
    return product -> new MigrationScripts(
        product,
        name -> name.endsWith("-3.sql")
            ? Optional.of(script(product, commands))
            : MigrationScripts.resource(name));
  }

  /**
   * A script as it would be in the jar: the last command writes down that it was run, and which one
   * it was.
   */
  private static String script(DatabaseProduct product, String... commands) {
    String text = String.join(";\n", commands) + ";\n";
    String fingerprint =
        new MigrationScripts.Script(3, "", List.of((text + "end").split(";\n"))).fingerprint();
    return text
        + "INSERT INTO POSTERN_SCHEMA (ID, APPLIED_AT, DESCRIPTION) VALUES (3, 'now', '"
        + fingerprint
        + "');\n";
  }
}
