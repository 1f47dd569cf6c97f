package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.database.Database;
import io.github.postern.store.StoredKey;
import io.github.postern.store.schema.TestDatabase;
import io.github.postern.testing.PgBouncer;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.TestKeys;
import java.sql.Connection;
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
import org.junit.jupiter.params.provider.ValueSource;

class PgBouncerTest {

  @ParameterizedTest
  @ValueSource(strings = {"eclipselink", "hibernate"})
  @DisplayName(
      "E-15: behind PgBouncer's transaction pooling every creation and every look-up works")
  void everythingWorksBehindPgBouncer(String provider) throws Exception {
    try (PgBouncer bouncer = PgBouncer.start()) {
      TestDatabase database = TestDatabase.postgres();
      Database through = Database.jdbc(bouncer.through(database.url()), null, null);
      try (JpaKeyStore store = new JpaKeyStore(
          through,
          new StoreOptions("bounced", Optional.of(provider), true, Map.of()),
          new RecordingListener())) {
        store.start();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> tasks = IntStream.range(0, 200)
            .<Callable<Boolean>>mapToObj(i -> () -> {
              StoredKey key = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
              return store.find(key.id()).isPresent() && store.revision() >= 0;
            })
            .toList();
        for (Future<Boolean> done : threads.invokeAll(tasks)) {
          assertTrue(done.get());
        }
        threads.shutdown();
      }
    }
  }

  @Test
  @DisplayName(
      "E-15: our own pool prepares no statements in the server, unless the URL says" + " otherwise")
  void ownPoolPreparesNothingUnlessTheUrlSaysSo() throws Exception {
    TestDatabase database = TestDatabase.postgres();
    assertEquals(0, prepareThreshold(database.url()));
    assertEquals(7, prepareThreshold(database.url() + "&prepareThreshold=7"));
    assertEquals(5, prepareThreshold(database.url() + "&prepareThreshold=5"));
  }

  private static int prepareThreshold(String url) throws Exception {
    try (Database pool = Database.jdbc(url, null, null);
        Connection connection = pool.dataSource().getConnection()) {
      // By name: its class file mentions annotations that are not there, which the compiler
      // warns about.
      Class<?> type = Class.forName("org.postgresql.PGConnection");
      return (int) type.getMethod("getPrepareThreshold").invoke(connection.unwrap(type));
    }
  }
}
