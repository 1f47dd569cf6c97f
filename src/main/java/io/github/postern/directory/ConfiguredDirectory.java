package io.github.postern.directory;

import io.github.postern.database.CircuitBreaker;
import io.github.postern.database.Database;
import io.github.postern.directory.DirectoryException.Kind;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;
import io.github.postern.spi.OwnerDirectory;
import io.github.postern.spi.OwnerStatus;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A directory of owners that was set up by settings. Safe for use by many threads.
 *
 * <p>A failing directory costs one request a second its patience; the others are told the failure
 * at once (see {@link CircuitBreaker}). An answer about one owner that cannot be understood
 * concerns that owner only.
 */
final class ConfiguredDirectory implements OwnerDirectory, AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.github.postern.directory");

  /** As many as the pool has connections: also LDAP and SCIM servers have limits. */
  private static final int AT_ONCE = 10;

  private final OwnerSource source;
  private final Duration patience;
  private final CircuitBreaker<DirectoryException> breaker;
  private final Semaphore places = new Semaphore(AT_ONCE);

  ConfiguredDirectory(OwnerSource source, Duration patience, LongSupplier nanoTime) {
    this.source = source;
    this.patience = patience;
    this.breaker = new CircuitBreaker<>(nanoTime);
  }

  /**
   * Returns a directory in a database.
   *
   * @param database closed with the directory
   * @param owner finds at most one row for an owner
   * @param roles finds the roles; empty: the directory knows none
   * @param timeout how long a query may take
   */
  static ConfiguredDirectory sql(
      Database database, SqlQuery owner, Optional<SqlQuery> roles, Duration timeout) {
    return new ConfiguredDirectory(
        new SqlSource(database, owner, roles, timeout), timeout, System::nanoTime);
  }

  /**
   * Returns a directory on LDAP servers.
   *
   * @param servers closed with the directory
   * @param mapping where what is in an entry
   * @param timeout how long an answer may take
   * @param clock the time
   */
  static ConfiguredDirectory ldap(
      LdapServers servers, LdapMapping mapping, Duration timeout, Clock clock) {
    return new ConfiguredDirectory(
        new LdapSource(servers, mapping, timeout, clock), timeout, System::nanoTime);
  }

  /**
   * Returns a directory that is a SCIM service.
   *
   * @param service whom to ask
   * @param timeout how long an answer may take
   */
  static ConfiguredDirectory scim(ScimService service, Duration timeout) {
    return new ConfiguredDirectory(
        new ScimSource(service, timeout, System::nanoTime), timeout, System::nanoTime);
  }

  /**
   * Asks once, so that mistakes come to light when the application starts. A directory that is
   * unreachable is logged, and asked again when it is needed.
   *
   * @throws IllegalArgumentException if the settings do not fit the directory
   */
  void start() {
    try {
      source.check();
      LOG.log(Level.INFO, () -> "The owners of keys are looked up in " + source);
    } catch (DirectoryException e) {
      if (e.kind() == Kind.MISCONFIGURED) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
      LOG.log(
          Level.ERROR,
          "Cannot reach the owner directory; requests with an API key get 503 until it is"
              + " available. Postern retries automatically. Cause: "
              + e.getMessage());
      LOG.log(Level.DEBUG, "The cause", e);
    }
  }

  @Override
  public OwnerStatus status(Owner owner) {
    DirectoryException closed = breaker.openedBy();
    if (closed != null) {
      throw unavailable(closed);
    }
    enter();
    try {
      OwnerStatus status = source.lookUp(owner);
      breaker.recordSuccess();
      return status;
    } catch (DirectoryException e) {
      if (e.kind() == Kind.UNREACHABLE) {
        breaker.recordFailure(e);
      } else {
        breaker.recordSuccess();
      }
      LOG.log(Level.DEBUG, "An owner cannot be looked up", e);
      throw unavailable(e);
    } finally {
      places.release();
    }
  }

  private void enter() {
    try {
      if (places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new KeysUnavailableException(
        "Too many owners are being looked up at once in " + source + ".", null);
  }

  private static KeysUnavailableException unavailable(DirectoryException e) {
    return new KeysUnavailableException(String.valueOf(e.getMessage()), e);
  }

  /** Lets go of all connections. */
  @Override
  public void close() {
    source.close();
  }

  /** Returns where the owners are looked up, without secrets. */
  @Override
  public String toString() {
    return source.toString();
  }
}
