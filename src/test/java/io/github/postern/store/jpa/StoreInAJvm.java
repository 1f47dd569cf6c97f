package io.github.postern.store.jpa;

import io.github.postern.key.KeysUnavailableException;
import io.github.postern.store.BindingState;
import io.github.postern.store.StoredKey;
import io.github.postern.store.schema.DatabaseKind;
import io.github.postern.store.schema.TestDatabase;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.TestKeys;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A program that works with a store twice and says in a line what it found. */
final class StoreInAJvm {

  private StoreInAJvm() {}

  public static void main(String[] arguments) throws Exception {
    TestDatabase database =
        TestDatabase.jdbc("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    if (arguments[0].equals("validate")) {
      database.run(String.join(";", DatabaseKind.H2.commands()));
      try (JpaKeyStore store =
          new JpaKeyStore(database.open(), new StoreOptions("x", false), new RecordingListener())) {
        store.start();
        System.out.println(store.revision() == 0 ? "validated" : "odd");
      }
      return;
    }
    try {
      work(database, arguments[0]);
    } catch (IllegalStateException | KeysUnavailableException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void work(TestDatabase database, String provider) throws Exception {
    StoredKey key;
    boolean seen;
    try (JpaKeyStore store =
        new JpaKeyStore(database.open(), options(provider, "first"), new RecordingListener())) {
      key = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()).name("before"));
      store.find(key.id());
      database.execute("UPDATE POSTERN_KEY SET KEY_NAME = 'after'");
      seen = store.find(key.id()).orElseThrow().name().equals("after")
          && store.keysOf(key.owner()).get(0).name().equals("after");
    }
    try (PersistenceUnit unit =
        new PersistenceUnit(database.open(), options(provider, "second"), System::nanoTime)) {
      String again = name(unit, key);
      database.execute("UPDATE POSTERN_KEY SET KEY_NAME = 'later'");
      boolean kept = !name(unit, key).equals("later");
      boolean woven = PersistenceUnitDescriptor.ROWS.stream().anyMatch(StoreInAJvm::isWoven);
      System.out.println("rows: "
          + (seen ? "seen" : "stale")
          + ", kept: "
          + (kept ? "yes" : "no")
          + ", woven: "
          + (woven ? "yes" : "no")
          + ", tables: "
          + (again.equals("after") ? "stay" : "lost"));
    }
  }

  /** Returns whether a provider has added its interfaces to a class, which has none of its own. */
  static boolean isWoven(Class<?> type) {
    return Arrays.stream(type.getInterfaces())
        .map(Class::getName)
        .anyMatch(name ->
            name.startsWith("org.eclipse.persistence.") || name.startsWith("org.hibernate."));
  }

  private static StoreOptions options(String provider, String name) {
    return new StoreOptions(name, Optional.of(provider), true, Map.of());
  }

  private static String name(PersistenceUnit unit, StoredKey key) {
    try (EntityManager manager = unit.factory().createEntityManager()) {
      return manager
          .find(KeyRow.class, key.id().value())
          .toKey(null, BindingState.BOUND)
          .name();
    }
  }
}
