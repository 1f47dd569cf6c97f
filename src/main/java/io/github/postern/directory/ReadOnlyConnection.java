package io.github.postern.directory;

import io.github.postern.key.Owner;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A connection that can only read for a while, and gives up in time. Afterwards it is as it was: it
 * may belong to a pool of the server.
 */
final class ReadOnlyConnection implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.github.postern.directory");

  /** The driver's own time limit has to come first: its message says more than a closed socket. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Connection connection;
  private final Duration timeout;
  private final boolean autoCommit;
  private final boolean readOnly;
  private final int networkTimeout;

  private ReadOnlyConnection(
      Connection connection,
      Duration timeout,
      boolean autoCommit,
      boolean readOnly,
      int networkTimeout) {
    this.connection = connection;
    this.timeout = timeout;
    this.autoCommit = autoCommit;
    this.readOnly = readOnly;
    this.networkTimeout = networkTimeout;
  }

  /** Takes over a connection, which is closed with this. */
  static ReadOnlyConnection of(Connection connection, Duration timeout) throws SQLException {
    try {
      ReadOnlyConnection taken = new ReadOnlyConnection(
          connection,
          timeout,
          connection.getAutoCommit(),
          connection.isReadOnly(),
          networkTimeout(connection));
      taken.limit((int) timeout.plus(GRACE).toMillis());
      // PostgreSQL keeps to "read only" in a transaction.
      attempt(() -> connection.setAutoCommit(false));
      attempt(() -> connection.setReadOnly(true));
      return taken;
    } catch (SQLException | RuntimeException e) {
      attempt(connection::close);
      throw e;
    }
  }

  /** Prepares a query about an owner. */
  PreparedStatement prepare(SqlQuery query, Owner owner, int mostRows) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(query.text());
    try {
      statement.setQueryTimeout((int) Math.max(1, timeout.plusMillis(999).toSeconds()));
      statement.setMaxRows(mostRows);
      statement.setString(1, owner.name());
      if (query.parameters() == 2) {
        statement.setString(2, owner.realm());
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      attempt(statement::close);
      throw e;
    }
  }

  @Override
  public void close() {
    attempt(connection::rollback);
    attempt(() -> connection.setReadOnly(readOnly));
    attempt(() -> connection.setAutoCommit(autoCommit));
    limit(networkTimeout);
    attempt(connection::close);
  }

  private void limit(int millis) {
    if (networkTimeout >= 0) {
      attempt(() -> connection.setNetworkTimeout(Runnable::run, millis));
    }
  }

  /** Returns -1 where the driver knows none. */
  private static int networkTimeout(Connection connection) {
    try {
      return connection.getNetworkTimeout();
    } catch (SQLException e) {
      return -1;
    }
  }

  /**
   * Not every driver or pool can all of it, and on a broken connection nothing can be done any
   * more.
   */
  private static void attempt(Action action) {
    try {
      action.run();
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "A connection cannot be set up or left as intended", e);
    }
  }

  @FunctionalInterface
  private interface Action {
    void run() throws SQLException;
  }
}
