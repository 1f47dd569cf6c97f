package io.github.postern.store.schema;

import io.github.postern.database.Causes;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.TreeSet;

/** Looks whether a database can hold every character, as names of people and keys have them. */
final class EncodingCheck {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");
  private static final String TABLES = "UPPER(TABLE_NAME) LIKE 'POSTERN\\_%' ESCAPE '\\'";
  private static final String MARIADB_COLUMNS =
      "SELECT DISTINCT CHARACTER_SET_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE"
          + " TABLE_SCHEMA = DATABASE() AND "
          + TABLES.replace("\\", "\\\\")
          + " AND CHARACTER_SET_NAME IS NOT NULL";
  private static final String SQL_SERVER_COLUMNS =
      "SELECT DISTINCT COLLATION_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE "
          + TABLES
          + " AND DATA_TYPE IN ('varchar', 'char', 'text') AND COLLATION_NAME NOT LIKE"
          + " '%UTF8%'";

  private EncodingCheck() {}

  /** Warns if it cannot. That it cannot be found out, for want of a right, is no reason to warn. */
  static void warn(Connection connection, DatabaseProduct product) {
    try {
      flaw(connection, product)
          .ifPresent(flaw -> LOG.log(
              Level.WARNING,
              "The database "
                  + flaw
                  + ", so it cannot store every character: other"
                  + " characters in names of keys and users are"
                  + " refused or changed. Put the tables of"
                  + " Postern into a database in "
                  + wanted(product)
                  + "."));
    } catch (SQLException e) {
      LOG.log(
          Level.DEBUG,
          () -> "The encoding of the database cannot be found out: " + Causes.reason(e));
    }
  }

  private static Optional<String> flaw(Connection connection, DatabaseProduct product)
      throws SQLException {
    return switch (product) {
      case POSTGRESQL -> other(values(connection, "SHOW server_encoding"), "UTF8");
      case MARIADB, MYSQL -> mariadb(connection);
      case ORACLE ->
        other(
            values(
                connection,
                "SELECT VALUE FROM NLS_DATABASE_PARAMETERS WHERE PARAMETER ="
                    + " 'NLS_CHARACTERSET'"),
            "AL32UTF8");
      case SQL_SERVER -> other(values(connection, SQL_SERVER_COLUMNS), "");
      case DERBY, H2 -> Optional.empty();
    };
  }

  private static Optional<String> mariadb(Connection connection) throws SQLException {
    Optional<String> encoding = other(values(connection, MARIADB_COLUMNS), "utf8mb4");
    if (encoding.isPresent()) {
      return encoding;
    }
    boolean strict = values(connection, "SELECT @@sql_mode").toString().contains("STRICT_");
    return strict
        ? Optional.empty()
        : Optional.of(
            "has no STRICT_TRANS_TABLES in its sql_mode and cuts off what does" + " not fit");
  }

  private static Optional<String> other(TreeSet<String> found, String wanted) {
    found.remove(wanted);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of("keeps texts in " + String.join(" and ", found));
  }

  private static String wanted(DatabaseProduct product) {
    return switch (product) {
      case MARIADB, MYSQL -> "utf8mb4, in strict mode";
      case ORACLE -> "AL32UTF8";
      case SQL_SERVER -> "UTF-8, or make the columns NVARCHAR";
      case POSTGRESQL -> "UTF8 (CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0)";
      case DERBY, H2 -> "UTF-8";
    };
  }

  private static TreeSet<String> values(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      TreeSet<String> values = new TreeSet<>();
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
      return values;
    }
  }
}
