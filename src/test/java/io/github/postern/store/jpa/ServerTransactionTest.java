package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.database.Database;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.store.StoredKey;
import io.github.postern.store.schema.TestDatabase;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.SpiedDataSource;
import io.github.postern.testing.TestKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A data source under JTA, called by code that is inside a transaction of the server: its
 * connections take neither a commit nor a change of auto-commit, as Jakarta Transactions demands.
 * There is no server here, so a real one is made to refuse them.
 */
class ServerTransactionTest {

  @ParameterizedTest
  @ValueSource(strings = {"eclipselink", "hibernate"})
  void nothingIsHalfDoneInATransactionOfTheServer(String provider) {
    SpiedDataSource spied = SpiedDataSource.on(TestDatabase.postgres().open());
    try (JpaKeyStore store = new JpaKeyStore(
        Database.of(spied.asDataSource()),
        new StoreOptions("jta-" + provider, Optional.of(provider), true, Map.of()),
        new RecordingListener())) {
      StoredKey key = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
      int open = spied.open();
      spied.inATransactionOfTheServer = true;
      assertThrows(
          KeysUnavailableException.class, () -> store.revoke(List.of(key.id()), TestKeys.NOW));
      assertThrows(
          KeysUnavailableException.class,
          () -> TestKeys.update(store, key, edit -> edit.name("lost")));
      spied.inATransactionOfTheServer = false;
      assertEquals(open, spied.open(), "every connection is given back");
      StoredKey after = store.find(key.id()).orElseThrow();
      assertEquals(key.name(), after.name());
      assertTrue(after.revokedAt().isEmpty());
      assertEquals(1, store.revoke(List.of(key.id()), TestKeys.NOW));
    }
  }
}
