package io.github.postern.store.jpa;

import io.github.postern.database.Database;
import io.github.postern.store.KeyChangeListener;
import io.github.postern.store.KeyStore;
import java.util.function.LongSupplier;

/** Makes stores for the tests of other packages, which see the contract only. */
public final class TestStores {

  private TestStores() {}

  /**
   * Makes a store that has not looked at its database yet.
   *
   * @param name tells it from others in the JVM
   */
  public static KeyStore store(
      Database database, String name, boolean createTables, KeyChangeListener listener) {
    return new JpaKeyStore(database, new StoreOptions(name, createTables), listener);
  }

  /** Makes a store that creates its tables, and has a time of its own. */
  public static KeyStore store(
      Database database, String name, KeyChangeListener listener, LongSupplier nanoTime) {
    return new JpaKeyStore(database, new StoreOptions(name, true), listener, nanoTime);
  }

  /** Looks at the database, as the start of an application does. */
  public static void start(KeyStore store) {
    ((JpaKeyStore) store).start();
  }
}
