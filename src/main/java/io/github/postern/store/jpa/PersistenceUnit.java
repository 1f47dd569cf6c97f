package io.github.postern.store.jpa;

import io.github.postern.database.Causes;
import io.github.postern.database.CircuitBreaker;
import io.github.postern.database.Database;
import io.github.postern.database.FailFastDataSource;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.store.schema.Schema;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The persistence unit, started when it is first needed. An attempt that fails leaves nothing open,
 * and a later call makes another one: see {@link CircuitBreaker}. Safe for use by many threads.
 */
final class PersistenceUnit implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");

  private final Database database;
  private final StoreOptions options;
  private final LongSupplier nanoTime;
  private final CircuitBreaker<RuntimeException> breaker;
  private final ReentrantLock lock = new ReentrantLock();

  /** Written under the lock, like the next four. */
  private volatile @Nullable EntityManagerFactory factory;

  private @Nullable FailFastDataSource source;
  private boolean closed;
  private volatile long unboundUntil;

  /** Whether this upgraded the tables, perhaps in an attempt that failed later. */
  private boolean upgraded;

  /** How often the connections were discarded. */
  private final AtomicInteger connections = new AtomicInteger();

  PersistenceUnit(Database database, StoreOptions options, LongSupplier nanoTime) {
    this.database = database;
    this.options = options;
    this.nanoTime = nanoTime;
    this.breaker = new CircuitBreaker<>(nanoTime);
  }

  /**
   * Returns the factory; a mistake that only came to light later is no reason for a request to end
   * in a 500.
   */
  EntityManagerFactory factory() {
    EntityManagerFactory present = factory;
    if (present != null) {
      return present;
    }
    try {
      return open();
    } catch (IllegalStateException e) {
      throw new KeysUnavailableException("The store is not set up: " + e.getMessage(), e);
    }
  }

  /**
   * Starts the unit, unless it runs.
   *
   * @throws IllegalStateException if waiting does not fix it
   * @throws KeysUnavailableException if it may
   */
  EntityManagerFactory open() {
    if (!lock.tryLock()) {
      RuntimeException failure = breaker.lastFailure();
      if (failure != null) { // somebody is trying again: nobody else needs to wait for that
        throw failure;
      }
      lock.lock();
    }
    try {
      if (closed) {
        throw new KeysUnavailableException("The store is closed.", null);
      }
      EntityManagerFactory present = factory;
      if (present == null) {
        present = start();
        factory = present;
        breaker.recordSuccess();
      }
      return present;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns when the last row was made that is taken although it is not authenticated; 0: none is.
   */
  long unboundUntil() {
    return unboundUntil;
  }

  /** Returns a number that is another one for each set of connections. */
  int connections() {
    return connections.get();
  }

  /**
   * Parts with connections that turned out to be read-only, or where they are not ours, chooses
   * among them until what is returned is closed. Of many callers that find out at once, one does
   * it.
   *
   * @param seen the number of the connections that were found so
   */
  FailFastDataSource.Choice discardConnections(int seen) {
    boolean ours;
    synchronized (connections) {
      ours = connections.get() != seen || database.discardConnections();
      if (connections.get() == seen && ours) {
        connections.incrementAndGet();
      }
    }
    return ours
        ? () -> {}
        : Objects.requireNonNull(source, "A connection came from it").choose();
  }

  private EntityManagerFactory start() {
    RuntimeException before = breaker.openedBy();
    if (before != null) {
      throw before;
    }
    try {
      EntityManagerFactory started = boot();
      LOG.log(Level.INFO, () -> "Keys are kept in " + database);
      return started;
    } catch (SQLException | RuntimeException e) {
      RuntimeException failure = e instanceof IllegalStateException mistake
          ? mistake
          : new KeysUnavailableException(
              "Cannot open " + database + ": " + Causes.reason(e) + "." + Causes.remedy(e), e);
      breaker.recordFailure(failure);
      throw failure;
    }
  }

  private EntityManagerFactory boot() throws SQLException {
    PersistenceProvider chosen = Providers.choose(options.provider());
    FailFastDataSource connected = connected();
    upgraded |=
        new Schema(connected, PersistenceUnitDescriptor.TABLES).prepare(options.createTables());
    database.prepared();
    PersistenceUnitDescriptor info = new PersistenceUnitDescriptor(
        options.name(), connected, chosen.getClass().getName());
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    if (!seesUs(before)) {
      Thread.currentThread().setContextClassLoader(info.getClassLoader());
    }
    try {
      return opened(chosen.createContainerEntityManagerFactory(info, options.providerSettings()));
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "The persistence provider "
              + chosen.getClass().getName()
              + " does not fit"
              + " the Jakarta Persistence of this server ("
              + e
              + "). Choose another one by"
              + " postern.jpa-provider.",
          e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private FailFastDataSource connected() throws SQLException {
    FailFastDataSource present = source;
    if (present == null) {
      present = new FailFastDataSource(
          database.dataSource(), database::withoutSecrets, RevisionRow.TOUCH, nanoTime);
      source = present;
    }
    return present;
  }

  /**
   * Some servers call us with a loader that does not see our jars, and providers look there. One
   * that does may see more than ours: on Open Liberty also what the server has behind its services.
   */
  private static boolean seesUs(ClassLoader loader) {
    try {
      return Class.forName(PersistenceUnit.class.getName(), false, loader) == PersistenceUnit.class;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** EclipseLink logs in with the first entity manager only; better now than in a request. */
  private EntityManagerFactory opened(EntityManagerFactory created) {
    try {
      unboundUntil = EarlierRowAdoption.prepare(created, options.rows(), upgraded);
      MissingPepper.report(created, options.rows());
      return created;
    } catch (RuntimeException e) {
      try (created) {
        throw e; // and what closing throws is suppressed
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (factory != null) {
        factory.close();
        factory = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
