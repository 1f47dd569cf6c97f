package io.github.postern.store.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of one table, as its driver tells them; constraints that make something unique are
 * among them.
 */
final class TableIndexes {

  /** The columns of each index, in their order. */
  private final Map<String, TreeMap<Integer, String>> columns = new HashMap<>();

  private final Set<String> unique = new HashSet<>();

  private TableIndexes() {}

  /**
   * Reads them: in the schema of the connection, or, where the table is none of its own, in any.
   */
  static TableIndexes of(Connection connection, String table) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    String stored = data.storesLowerCaseIdentifiers() ? table.toLowerCase(Locale.ROOT) : table;
    TableIndexes own = new TableIndexes();
    own.read(data, connection.getCatalog(), connection.getSchema(), stored);
    if (own.columns.isEmpty()) {
      own.read(data, connection.getCatalog(), null, stored);
    }
    return own;
  }

  private void read(
      DatabaseMetaData data, @Nullable String catalog, @Nullable String schema, String table)
      throws SQLException {
    // Approximately: to count exactly, Oracle would go through the whole table.
    try (ResultSet rows = data.getIndexInfo(catalog, schema, table, false, true)) {
      while (rows.next()) {
        String index = rows.getString("INDEX_NAME");
        String column = rows.getString("COLUMN_NAME");
        if (index == null || column == null) {
          continue; // the statistics of the table
        }
        columns
            .computeIfAbsent(index, name -> new TreeMap<>())
            .put((int) rows.getShort("ORDINAL_POSITION"), column.toUpperCase(Locale.ROOT));
        if (!rows.getBoolean("NON_UNIQUE")) {
          unique.add(index);
        }
      }
    }
  }

  /** Returns whether one column alone is unique. */
  boolean isUnique(String column) {
    return unique.stream()
        .map(columns::get)
        .map(TreeMap::values)
        .anyMatch(found -> equal(found, List.of(column)));
  }

  /** Returns whether there is an index that begins with these columns. */
  boolean startsWith(List<String> wanted) {
    return columns.values().stream()
        .map(TreeMap::values)
        .anyMatch(found -> equal(found.stream().limit(wanted.size()).toList(), wanted));
  }

  private static boolean equal(Collection<String> found, List<String> wanted) {
    return List.copyOf(found).equals(wanted);
  }
}
