package io.github.postern.database;

import java.sql.SQLException;
import javax.sql.DataSource;

/** How to open and close a data source. A {@link Database} calls it under its lock. */
@FunctionalInterface
interface ConnectionSource {

  DataSource open() throws SQLException;

  /** Returns whether this text holds something that must not get into a log. */
  default boolean isSecret(String message) {
    return false;
  }

  /** Lends none of the connections again that were made so far. Returns whether it could. */
  default boolean discardConnections() {
    return false;
  }

  /** Told when the tables are there. */
  default void prepared() {}

  default void close() {}
}
