package io.github.postern.store.schema;

import io.github.postern.database.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which scripts a database has seen: the rows of {@code POSTERN_SCHEMA}, which each script writes
 * last.
 */
final class SchemaHistory {

  static final String TABLE = "POSTERN_SCHEMA";

  /** Versions and the fingerprints of their scripts, rising. */
  private final TreeMap<Integer, String> versions;

  private SchemaHistory(TreeMap<Integer, String> versions) {
    this.versions = versions;
  }

  /** Reads it; empty where there is no such table. */
  static SchemaHistory read(Connection connection) throws SQLException {
    TreeMap<Integer, String> versions = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT ID, DESCRIPTION FROM " + TABLE)) {
      while (rows.next()) {
        versions.put(rows.getInt(1), rows.getString(2));
      }
    } catch (SQLException e) {
      if (!SqlErrors.isNoSuchTable(e)) {
        throw e;
      }
    }
    return new SchemaHistory(versions);
  }

  /** Returns the version of the tables; 0 if nobody has written it down. */
  int version() {
    return versions.isEmpty() ? 0 : versions.lastKey();
  }

  /**
   * Refuses tables that a newer library made, and tables that another script made than the one of
   * this library.
   *
   * @throws IllegalStateException if it is so
   */
  void check(DatabaseProduct product, MigrationScripts scripts) {
    if (version() > scripts.latest()) {
      throw new IllegalStateException("The tables in "
          + product
          + " are of version "
          + version()
          + ", made by a newer"
          + " Postern; this one knows version "
          + scripts.latest()
          + " only, and could destroy what it does not know. Deploy the newer"
          + " Postern on every node, or go back to a backup of the database.");
    }
    for (Map.Entry<Integer, String> done : versions.entrySet()) {
      MigrationScripts.Script script = scripts.all().get(done.getKey() - 1);
      if (!script.hadFingerprint(done.getValue())) {
        throw madeByAnother(script, done.getValue(), product);
      }
    }
  }

  private static IllegalStateException madeByAnother(
      MigrationScripts.Script script, String fingerprint, DatabaseProduct product) {
    return new IllegalStateException("The tables of version "
        + script.version()
        + " in "
        + product
        + " were made by another script than "
        + MigrationScripts.FOLDER
        + script.name()
        + " (their "
        + TABLE
        + " says '"
        + fingerprint
        + "', the script is '"
        + script.fingerprint()
        + "'). Deploy the Postern that they were made by; or compare them"
        + " with the script, and if they are right, correct that row.");
  }
}
