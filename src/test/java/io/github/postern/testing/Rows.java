package io.github.postern.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes a database past everything that Postern does. */
public final class Rows {

  private Rows() {}

  /**
   * Executes statements, as somebody does who can write to the database. An in-memory Derby is not
   * created by it.
   */
  public static void execute(String jdbcUrl, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl.replace(";create=true", ""));
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** Keeps a copy of all keys, in a Derby. */
  public static void keepKeys(String jdbcUrl) throws SQLException {
    execute(
        jdbcUrl,
        "CREATE TABLE KEPT AS SELECT * FROM POSTERN_KEY WITH NO DATA",
        "INSERT INTO KEPT SELECT * FROM POSTERN_KEY");
  }

  /** Puts the copy of {@link #keepKeys} in the place of all keys. */
  public static void putKeysBack(String jdbcUrl) throws SQLException {
    execute(jdbcUrl, "DELETE FROM POSTERN_KEY", "INSERT INTO POSTERN_KEY SELECT * FROM KEPT");
  }

  /**
   * Returns the rows of every table that the database has, by the names of the tables, as
   * {@link #of} does.
   */
  public static Map<String, List<String>> all(String jdbcUrl) throws SQLException {
    Map<String, List<String>> all = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        ResultSet tables =
            connection.getMetaData().getTables(null, null, null, new String[] {"TABLE"})) {
      while (tables.next()) {
        all.put(tables.getString("TABLE_NAME"), of(jdbcUrl, tables.getString("TABLE_NAME")));
      }
    }
    return all;
  }

  /** Returns the rows of a table as text, each with all its columns, in the order of the first. */
  public static List<String> of(String jdbcUrl, String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.append(rows.getMetaData().getColumnName(i))
              .append('=')
              .append(rows.getString(i))
              .append('\n');
        }
        all.add(row.toString());
      }
      return all;
    }
  }
}
