package io.github.postern.store.jpa;

import io.github.postern.database.Causes;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One short transaction. Exceptions of the database are translated by
 * {@link ExceptionTranslator#translate}; closing it without a commit rolls back.
 */
final class Transaction implements AutoCloseable {

  /** For every entity manager: what is read comes from the database and stays with the reader. */
  private static final Map<String, Object> PAST_EVERY_CACHE = Map.of(
      "jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS,
      "jakarta.persistence.cache.storeMode", CacheStoreMode.BYPASS);

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");

  private final String what;
  private final EntityManager manager;

  private Transaction(String what, EntityManager manager) {
    this.what = what;
    this.manager = manager;
  }

  /**
   * Begins a transaction.
   *
   * @param what what it is for, as the end of "The store could not"
   */
  static Transaction begin(String what, EntityManagerFactory factory) {
    EntityManager manager = null;
    try {
      manager = factory.createEntityManager(PAST_EVERY_CACHE);
      manager.getTransaction().begin();
      return new Transaction(what, manager);
    } catch (RuntimeException e) {
      if (manager != null) {
        new Transaction(what, manager).close();
      }
      throw ExceptionTranslator.translate(what, e);
    }
  }

  <R extends @Nullable Object> R call(Function<EntityManager, R> work) {
    try {
      return work.apply(manager);
    } catch (RuntimeException e) {
      throw ExceptionTranslator.translate(what, e);
    }
  }

  /** Commits. If this throws, it may or may not be in the database. */
  void commit() {
    try {
      manager.getTransaction().commit();
    } catch (RuntimeException e) {
      throw ExceptionTranslator.translate(what, e);
    }
  }

  @Override
  public void close() {
    try {
      if (manager.getTransaction().isActive()) {
        manager.getTransaction().rollback();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, () -> "Not rolled back: " + Causes.reason(e));
    } finally {
      closeManager();
    }
  }

  private void closeManager() {
    try {
      manager.close();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, () -> "Not closed: " + Causes.reason(e));
    }
  }
}
