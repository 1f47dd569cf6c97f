package io.github.postern.database;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Finds a connection that writes in somebody else's pool, some of whose connections were made while
 * the database was read-only, and stay so. Only one more is tried: each that is made while the
 * database still is read-only would be another one of these. They are not ended either: pools
 * differ in what they do with a connection that was aborted.
 */
final class WritableConnection {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");

  private WritableConnection() {}

  /**
   * Borrows a connection, and if it does not write another one, and gives the first back. Whether
   * that one writes the caller will find out.
   *
   * @param touch a statement that changes nothing and shows whether a connection writes
   */
  static Connection borrow(DataSource pool, String touch) throws SQLException {
    Connection first = pool.getConnection();
    if (writes(first, touch)) {
      return first;
    }
    Connection second;
    try {
      second = pool.getConnection(); // while the first is kept, or it would be the same
    } catch (SQLException
        | RuntimeException e) { // pools of servers throw both, for want of another one
      LOG.log(Level.DEBUG, () -> "No other connection: " + Causes.reason(e));
      return first;
    }
    release(first);
    return second;
  }

  /** Returns false if it is read-only; whatever else is wrong with it shows when it is used. */
  private static boolean writes(Connection connection, String touch) {
    try {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(touch);
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit); // servers do not like to get it back changed
      }
      return true;
    } catch (SQLException e) {
      return !SqlErrors.isReadOnly(e);
    }
  }

  private static void release(Connection connection) {
    try {
      connection.close();
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.DEBUG, () -> "Not given back: " + Causes.reason(e));
    }
  }
}
