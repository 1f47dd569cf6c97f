package io.github.postern.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables: how they come into being, and what is said if they do not fit. */
class SchemaTest {

    private enum Product {
        DERBY(TestDatabase::derby, "derby.sql"),
        POSTGRESQL(TestDatabase::postgres, "postgresql.sql"),
        H2(TestDatabase::h2IgnoringCase, "h2.sql");

        private final Supplier<TestDatabase> database;
        private final String script;

        Product(Supplier<TestDatabase> database, String script) {
            this.database = database;
            this.script = script;
        }
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void tablesThatAreThereStayAsTheyAre(Product product) {
        TestDatabase database = product.database.get();
        StoredKey key;
        try (JpaKeyStore first = store(database.open(), true)) {
            first.start();
            key = TestKeys.insert(first, TestKeys.key(TestKeys.newOwner()));
            first.announce();
        }
        for (boolean createTables : new boolean[] {true, false}) {
            try (JpaKeyStore next = store(database.open(), createTables)) {
                next.start();
                assertEquals(1, next.epoch());
                assertTrue(next.find(key.id()).isPresent());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void nodesThatStartAtOnceMakeTheTablesOnce(Product product) throws Exception {
        TestDatabase database = product.database.get();
        int nodes = 4;
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<JpaKeyStore>> starting = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            JpaKeyStore store = store(database.open(), true);
            starting.add(threads.submit(() -> {
                go.await();
                store.start();
                store.announce();
                return store;
            }));
        }
        go.countDown();
        for (Future<JpaKeyStore> store : starting) {
            store.get();
        }
        assertEquals(List.of("1", String.valueOf(nodes)),
                database.values("SELECT EPOCH_ID, COUNTER FROM POSTERN_EPOCH"));
        for (Future<JpaKeyStore> store : starting) {
            store.get().close();
        }
        threads.shutdown();
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void creationThatWasCutOffIsFinished(Product product) throws Exception {
        TestDatabase database = product.database.get();
        try (Database open = database.open()) {
            open.dataSource().getConnection().close();
            database.execute(Schema.commands(product.script).get(0));
        }
        try (JpaKeyStore store = store(database.open(), true)) {
            store.start();
            assertEquals(0, store.epoch());
        }
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void emptyDatabaseIsNamedTogetherWithTheScript(Product product) {
        try (JpaKeyStore store = store(product.database.get().open(), false)) {
            String message = assertThrows(IllegalStateException.class, store::start).getMessage();
            assertTrue(message.contains("table POSTERN_KEY"), message);
            assertTrue(message.contains("schema/" + product.script), message);
        }
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void whateverIsMissingIsNamed(Product product) throws Exception {
        TestDatabase database = product.database.get();
        try (JpaKeyStore keepsItOpen = store(database.open(), true)) {
            keepsItOpen.start();
            database.execute("ALTER TABLE POSTERN_KEY DROP COLUMN SEEN_IN_URL_AT");
            assertMissing("column SEEN_IN_URL_AT in the table POSTERN_KEY", database);
            database.execute("ALTER TABLE POSTERN_KEY ADD COLUMN SEEN_IN_URL_AT BIGINT");
            database.execute("DELETE FROM POSTERN_EPOCH");
            assertMissing("row in the table POSTERN_EPOCH", database);
            database.execute("DROP TABLE POSTERN_EPOCH");
            assertMissing("table POSTERN_EPOCH", database);
        }
    }

    @Test
    void databaseWithoutAScriptIsNotGuessedAt() {
        SpiedDataSource spied = SpiedDataSource.on(TestDatabase.postgres().open());
        spied.product = "Oracle";
        try (JpaKeyStore store = store(Database.of(spied.asDataSource()), true)) {
            String message = assertThrows(IllegalStateException.class, store::start).getMessage();
            assertTrue(message.contains("Oracle") && message.contains("[Apache Derby, H2, PostgreSQL]"), message);
        }
    }

    @Test
    void scriptsSayTheSameButForWhatTheDatabaseIsCalledAndCanDo() throws IOException {
        String derby = sameForAll("derby.sql");
        assertEquals(derby, sameForAll("postgresql.sql"));
        assertEquals(derby, sameForAll("h2.sql"));
    }

    private static void assertMissing(String what, TestDatabase database) {
        try (JpaKeyStore store = store(database.open(), false)) {
            String message = assertThrows(IllegalStateException.class, store::start).getMessage();
            assertTrue(message.contains("has no " + what), message);
            assertTrue(message.contains(what.startsWith("column") ? "of another version" : "Run the script"), message);
        }
    }

    private static String sameForAll(String script) throws IOException {
        return script(script).replace(" IF NOT EXISTS", "").replace(" ON CONFLICT DO NOTHING", "")
                .replaceFirst("in (Apache Derby|PostgreSQL|H2)\\.", "in a database.");
    }

    private static String script(String name) throws IOException {
        try (InputStream in = Schema.class.getResourceAsStream("schema/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JpaKeyStore store(Database database, boolean createTables) {
        return new JpaKeyStore(database, new StoreOptions("schema-" + System.nanoTime(), createTables),
                new RecordingListener());
    }
}
