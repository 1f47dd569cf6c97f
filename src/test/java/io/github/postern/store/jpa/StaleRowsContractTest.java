package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.Owner;
import io.github.postern.key.Secret;
import io.github.postern.key.Suspension;
import io.github.postern.store.BindingState;
import io.github.postern.store.Decision;
import io.github.postern.store.KeyQuery;
import io.github.postern.store.KeyUse;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import io.github.postern.testing.TestKeys;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Only the content of the database counts: not caches, not collations. */
class StaleRowsContractTest extends OnEverySetup {

  private final Owner owner = TestKeys.newOwner();

  @Test
  @DisplayName("F-8: rows changed by plain JDBC are seen although the shared cache is on")
  void rowsChangedByPlainJdbcAreSeen() throws Exception {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    readEverywhere(key);
    String theRow = " WHERE KEY_ID = '" + key.id() + "'";
    database.execute("UPDATE POSTERN_KEY SET REVOKED_AT = 1, KEY_NAME = 'changed'" + theRow);
    assertEquals("changed", store.find(key.id()).orElseThrow().name());
    assertTrue(store.find(key.id()).orElseThrow().revokedAt().isPresent());
    assertEquals(List.of(), store.keysOf(owner));
    assertEquals(List.of(), store.<List<StoredKey>>change(owner, Decision::nothing));
    assertEquals(List.of(), search(key));
    database.execute("UPDATE POSTERN_KEY SET REVOKED_AT = NULL, KEY_NAME = 'again'" + theRow);
    assertEquals("again", store.keysOf(owner).get(0).name());
    assertEquals("again", search(key).get(0).name());
    assertEquals(
        "again",
        store.<String>change(owner, keys -> Decision.nothing(keys.get(0).name())));
    database.execute("DELETE FROM POSTERN_KEY" + theRow);
    assertEquals(Optional.empty(), store.find(key.id()));
  }

  @Test
  @DisplayName("F-8: the counter of changes is read from the database")
  void theCounterIsReadFromTheDatabase() throws Exception {
    long before = store.revision();
    database.execute("UPDATE POSTERN_EPOCH SET COUNTER = COUNTER + 41");
    assertEquals(before + 41, store.revision());
    store.announce();
    assertEquals(before + 42, store.revision());
  }

  @Test
  @DisplayName("F-8: a change writes to what is in the database, not to what is in the cache")
  void aChangeWritesToWhatIsInTheDatabase() throws Exception {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    readEverywhere(key);
    database.execute(
        "UPDATE POSTERN_KEY SET DESCRIPTION = 'by JDBC' WHERE KEY_ID = '" + key.id() + "'");
    TestKeys.update(store, key, builder -> builder.name("by the store"));
    StoredKey after = otherNode.find(key.id()).orElseThrow();
    assertEquals("by the store", after.name());
    assertEquals(Optional.of("by JDBC"), after.description());
  }

  /**
   * Shows that the tests above would fail if the store read through the cache, where the setup has
   * one.
   */
  @Test
  void theSharedCacheIsReallyOnWhereTheSetupHasOne() throws Exception {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    PersistenceUnit unit =
        new PersistenceUnit(database.open(), setup.options("cached"), System::nanoTime);
    try (unit) {
      EntityManagerFactory factory = unit.factory();
      assertEquals(key.name(), throughTheCache(factory, key));
      database.execute(
          "UPDATE POSTERN_KEY SET KEY_NAME = 'changed' WHERE KEY_ID = '" + key.id() + "'");
      assertEquals(
          setup.cachesInTheProvider() ? key.name() : "changed", throughTheCache(factory, key));
    }
  }

  @Test
  @DisplayName("F-17: a database that compares without regard to case makes no other id a key")
  void noOtherCaseOfAnIdIsAKey() throws Exception {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    // In two steps, because to such a database the two are the same and there is nothing to
    // update.
    database.execute("UPDATE POSTERN_KEY SET KEY_ID = '-' WHERE KEY_ID = '" + key.id() + "'");
    database.execute("UPDATE POSTERN_KEY SET KEY_ID = '"
        + key.id().value().toUpperCase(Locale.ROOT)
        + "' WHERE KEY_ID = '-'");
    assertEquals(Optional.empty(), store.find(key.id()));
    database.execute("DELETE FROM POSTERN_KEY WHERE OWNER_NAME = '" + owner.name() + "'");
  }

  @Test
  @DisplayName("F-17: owners who differ by case only have their own keys and their own places")
  void ownersWhoDifferByCaseHaveTheirOwnKeys() {
    Owner upper = new Owner(owner.realm(), owner.name().toUpperCase(Locale.ROOT));
    StoredKey one = TestKeys.insert(store, TestKeys.key(owner).slot(0).idempotencyKey("token-aaa"));
    StoredKey other =
        TestKeys.insert(store, TestKeys.key(upper).slot(0).idempotencyKey("token-aaa"));
    assertEquals(List.of(one.id()), KeyStoreContractTest.ids(store.keysOf(owner)));
    assertEquals(List.of(other.id()), KeyStoreContractTest.ids(store.keysOf(upper)));
  }

  @Test
  @DisplayName("F-15: no column of any table has a part of a secret")
  void noColumnHasAPartOfASecret() throws Exception {
    StoredKeyBuilder key = TestKeys.key(owner);
    Secret secret = TestKeys.newSecret(key.build().id());
    StoredKey stored =
        TestKeys.insert(store, key.digest(TestKeys.KEYRING.digest(secret)).slot(0));
    store.recordUses(List.of(new KeyUse(stored.id(), TestKeys.NOW, "192.0.2.1")), TestKeys.NOW);
    String dump = dump();
    assertTrue(dump.contains(stored.id().value()));
    assertTrue(dump.contains(stored.digest().hex()));
    String hidden = secret.reveal().substring(secret.reveal().lastIndexOf('_') + 1);
    for (int i = 0; i + 8 <= hidden.length(); i++) {
      String window = hidden.substring(i, i + 8);
      assertTrue(!dump.contains(window), "a part of the secret is in the database");
    }
    assertNotEquals(
        stored.digest(), TestKeys.KEYRING.digest(new Secret(stored.digest().hex())));
  }

  private static String dump() throws Exception {
    return String.join(
            "\n",
            database.values("SELECT * FROM POSTERN_KEY").stream()
                .map(String::valueOf)
                .toList())
        + String.join("\n", database.values("SELECT * FROM POSTERN_EPOCH"));
  }

  private void readEverywhere(StoredKey key) {
    assertTrue(store.find(key.id()).isPresent());
    assertEquals(1, store.keysOf(owner).size());
    assertEquals(1, search(key).size());
    store.<Void>change(owner, keys -> Decision.nothing(null));
  }

  private static List<StoredKey> search(StoredKey key) {
    return store
        .search(new KeyQuery(
            new KeyQuery.Filter(null, key.owner().name(), null, null, null, null, null),
            null,
            TestKeys.NOW,
            Suspension.NEVER,
            10,
            null))
        .items();
  }

  private static String throughTheCache(EntityManagerFactory factory, StoredKey key) {
    try (EntityManager manager = factory.createEntityManager()) {
      return manager
          .find(KeyRow.class, key.id().value())
          .toKey(null, BindingState.BOUND)
          .name();
    }
  }
}
