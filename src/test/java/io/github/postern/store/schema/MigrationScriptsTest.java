package io.github.postern.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts for different databases make the same tables. */
class MigrationScriptsTest {

  private static final List<String> TABLES = List.of(
      "POSTERN_KEY",
      "POSTERN_LOGIN",
      "POSTERN_EVENT",
      "POSTERN_DAY",
      "POSTERN_EPOCH",
      "POSTERN_SCHEMA",
      "POSTERN_OWNER",
      "POSTERN_APPLICATION");

  /** Where an empty text may be, to Oracle null may be. */
  private static final Set<String> EMPTY_IN_ORACLE = Set.of(
      "POSTERN_KEY.OWNER_REALM",
      "POSTERN_KEY.KEY_NAME",
      "POSTERN_KEY.ROLES",
      "POSTERN_KEY.SCOPES",
      "POSTERN_KEY.NETWORKS",
      "POSTERN_LOGIN.OWNER_REALM",
      "POSTERN_OWNER.OWNER_REALM");

  @ParameterizedTest
  @EnumSource(DatabaseProduct.class)
  void everyScriptSaysWhatItIs(DatabaseProduct product) {
    MigrationScripts scripts = MigrationScripts.of(product);
    assertEquals(
        MigrationScripts.of(DatabaseProduct.DERBY).latest(),
        scripts.latest(),
        "each product has every version");
    for (MigrationScripts.Script script : scripts.all()) {
      String last = script.commands().get(script.commands().size() - 1);
      assertTrue(
          last.contains("INTO POSTERN_SCHEMA") && last.contains("(" + script.version() + ","),
          script.name());
      // A script that was in a release is never changed: what is wrong with it, the next one
      // mends.
      assertTrue(
          last.contains("'" + script.fingerprint() + "'"),
          script.name() + " is " + script.fingerprint());
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseProduct.class)
  void whatItWasRunOnIsSaidInIt(DatabaseProduct product) {
    String text = MigrationScripts.resource(product.script() + ".sql").orElseThrow();
    boolean isRun = List.of(DatabaseKind.values()).stream()
        .anyMatch(made -> made.script().equals(product.script() + ".sql"));
    assertEquals(!isRun, text.contains("It was never run on"), product.toString());
  }

  @Test
  void fingerprintIsOfTheCommandsNotOfTheirLayout() {
    String first = MigrationScripts.of(DatabaseProduct.DERBY).all().get(0).fingerprint();
    String text = MigrationScripts.resource("derby.sql").orElseThrow();
    assertEquals(first, fingerprint(text.replace("\n", "\r\n").replace("-- ", "-- more ")));
    assertNotEquals(first, fingerprint(text.replace("VARCHAR(36)", "VARCHAR(35)")));
  }

  @Test
  void everyScriptMakesTheSameTablesAndKeysAndIndexes() throws Exception {
    Map<String, Set<String>> derby =
        tables(made(TestDatabase.jdbc("jdbc:derby:memory:scripts;create=true"), "derby.sql"));
    assertEquals(8, derby.size());
    assertTrue(derby.get("POSTERN_KEY").contains("PLACE text not null"), derby::toString);
    assertTrue(derby.get("POSTERN_KEY").contains("unique [PLACE]"), derby::toString);
    assertEquals(derby, tables(made(TestDatabase.postgres(), "postgresql.sql")));
    assertEquals(derby, tables(made(TestDatabase.h2(), "h2.sql")));
    assertEquals(derby, tables(made(TestDatabase.mariadb(), "mariadb.sql")));
    assertEquals(derby, tables(TestDatabase.h2As("MODE=MSSQLServer", "sqlserver.sql")));
    Map<String, Set<String>> oracle = tables(TestDatabase.h2As("MODE=Oracle", "oracle.sql"));
    for (String column : EMPTY_IN_ORACLE) {
      Set<String> table = oracle.get(column.substring(0, column.indexOf('.')));
      String name = column.substring(column.indexOf('.') + 1);
      assertTrue(table.remove(name + " text"), column);
      table.add(name + " text not null");
    }
    assertEquals(derby, oracle);
  }

  private static TestDatabase made(TestDatabase database, String script) {
    database.run(MigrationScripts.resource(script).orElseThrow());
    database.run(MigrationScripts.resource(script.replace(".sql", "-2.sql")).orElseThrow());
    return database;
  }

  /**
   * Returns each table with its columns, what is unique in it, and its indexes; types as text or
   * number.
   */
  private static Map<String, Set<String>> tables(TestDatabase database) throws SQLException {
    Map<String, Set<String>> tables = new TreeMap<>();
    try (Connection connection = database.connect()) {
      boolean lower = connection.getMetaData().storesLowerCaseIdentifiers();
      for (String table : TABLES) {
        String stored = lower ? table.toLowerCase(Locale.ROOT) : table;
        Set<String> found = new TreeSet<>(columns(connection, stored));
        found.addAll(indexes(connection, stored));
        tables.put(table, found);
      }
    }
    return tables;
  }

  private static List<String> columns(Connection connection, String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet rows = connection
        .getMetaData()
        .getColumns(connection.getCatalog(), connection.getSchema(), table, "%")) {
      while (rows.next()) {
        String type = rows.getString("TYPE_NAME").toUpperCase(Locale.ROOT);
        columns.add(rows.getString("COLUMN_NAME").toUpperCase(Locale.ROOT)
            + (type.matches(".*(CHAR|TEXT|CHARACTER).*") ? " text" : " number")
            + (rows.getString("IS_NULLABLE").equals("NO") ? " not null" : ""));
      }
    }
    return columns;
  }

  private static List<String> indexes(Connection connection, String table) throws SQLException {
    Map<String, List<String>> indexes = new TreeMap<>();
    try (ResultSet rows = connection
        .getMetaData()
        .getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, true)) {
      while (rows.next()) {
        if (rows.getString("COLUMN_NAME") != null) {
          String kind = rows.getBoolean("NON_UNIQUE") ? "index " : "unique ";
          indexes
              .computeIfAbsent(kind + "/" + rows.getString("INDEX_NAME"), name -> new ArrayList<>())
              .add(rows.getString("COLUMN_NAME").toUpperCase(Locale.ROOT));
        }
      }
    }
    return indexes.entrySet().stream()
        .map(index -> index.getKey().substring(0, index.getKey().indexOf('/')) + index.getValue())
        .toList();
  }

  private static String fingerprint(String text) {
    return new MigrationScripts(
            DatabaseProduct.DERBY,
            name ->
                name.equals("derby.sql") ? java.util.Optional.of(text) : java.util.Optional.empty())
        .all()
        .get(0)
        .fingerprint();
  }
}
