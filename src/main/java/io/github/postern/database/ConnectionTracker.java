package io.github.postern.database;

import io.agroal.api.AgroalPoolInterceptor;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks after the connections of a pool: which of them may still be lent. Safe for use by many
 * threads.
 */
final class ConnectionTracker implements AgroalPoolInterceptor, ConnectionValidator {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");

  /**
   * How long a statement may take: a network that swallows packets must not keep threads for ever.
   */
  private static final Duration STATEMENT = Duration.ofSeconds(10);

  private final ConnectionValidator alive;

  /** Those made since the last {@link #forgetAll()}. */
  private final Set<Connection> current = ConcurrentHashMap.newKeySet();

  /**
   * Creates it.
   *
   * @param patience how long a connection may take to show that it is alive
   */
  ConnectionTracker(Duration patience) {
    this.alive = ConnectionValidator.defaultValidatorWithTimeout((int) patience.toSeconds());
  }

  @Override
  public void onConnectionCreate(Connection connection) {
    current.add(real(connection));
    try {
      connection.setNetworkTimeout(Runnable::run, (int) STATEMENT.toMillis());
    } catch (SQLException e) {
      // Not every driver can; its own settings in the URL remain.
      LOG.log(Level.DEBUG, "The driver knows no network timeout", e);
    }
  }

  @Override
  public void onConnectionDestroy(Connection connection) {
    current.remove(real(connection));
  }

  @Override
  public boolean isValid(Connection connection) {
    return current.contains(real(connection)) && alive.isValid(connection);
  }

  /**
   * From now on only connections that are still to be made are valid; those at work finish what
   * they do.
   */
  void forgetAll() {
    current.clear();
  }

  /** Each call of the pool brings another wrapper around the same connection. */
  private static Connection real(Connection wrapper) {
    try {
      return wrapper.unwrap(Connection.class);
    } catch (SQLException e) {
      throw new IllegalStateException("The pool hides its connections", e);
    }
  }
}
