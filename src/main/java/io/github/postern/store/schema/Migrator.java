package io.github.postern.store.schema;

import io.github.postern.database.Causes;
import io.github.postern.database.SqlErrors;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.migration.Change;
import org.apache.ibatis.migration.MigrationException;
import org.apache.ibatis.migration.MigrationLoader;
import org.apache.ibatis.migration.operations.UpOperation;
import org.apache.ibatis.migration.options.DatabaseOperationOption;
import org.jspecify.annotations.Nullable;

/**
 * Runs the scripts that a database has not seen yet, by MyBatis Migrations. The only class that
 * knows that library.
 */
final class Migrator implements MigrationLoader {

  private final MigrationScripts scripts;

  private Migrator(MigrationScripts scripts) {
    this.scripts = scripts;
  }

  /**
   * Brings the tables to the latest version.
   *
   * @param connection commits by itself
   * @throws SQLException if it may work later
   * @throws NoClassDefFoundError if the library is missing
   * @throws IllegalStateException if a script fails
   */
  static void run(Connection connection, DatabaseProduct product, MigrationScripts scripts)
      throws SQLException {
    try {
      new UpOperation()
          .operate(() -> ScriptConnection.over(connection), new Migrator(scripts), options(), null);
    } catch (MigrationException e) {
      throw failed(e, product);
    }
  }

  private static DatabaseOperationOption options() {
    DatabaseOperationOption options = new DatabaseOperationOption();
    options.setChangelogTable(SchemaHistory.TABLE);
    options.setAutoCommit(true);
    options.setThrowWarning(false);
    return options;
  }

  private static RuntimeException failed(MigrationException failure, DatabaseProduct product)
      throws SQLException {
    for (Throwable t : Causes.chain(failure)) {
      if (t instanceof SQLException sql && SqlErrors.isTransient(sql)) {
        throw sql;
      }
    }
    return new IllegalStateException(
        "The tables in "
            + product
            + " cannot be created or upgraded: "
            + Causes.reason(failure)
            + ". Statements that succeeded are kept. Fix the cause (for example, grant"
            + " the database user CREATE and ALTER) and restart; the upgrade resumes."
            + " Or run the scripts in "
            + MigrationScripts.FOLDER
            + " manually and set postern.schema=validate.",
        failure);
  }

  /** Returns a list that is the caller's: the library sorts it. */
  @Override
  public List<Change> getMigrations() {
    List<Change> changes = new ArrayList<>();
    for (MigrationScripts.Script script : scripts.all()) {
      Change change = new Change(BigDecimal.valueOf(script.version()), null, script.fingerprint());
      change.setFilename(script.name());
      changes.add(change);
    }
    return changes;
  }

  @Override
  public Reader getScriptReader(Change change, boolean undo) {
    MigrationScripts.Script script = scripts.all().get(change.getId().intValueExact() - 1);
    return new StringReader(String.join("\n;\n", script.commands()) + "\n;\n");
  }

  /** Returns null: there is no first script apart. */
  @Override
  public @Nullable Reader getBootstrapReader() {
    return null;
  }

  /** Returns null: what failed is retried the next time. */
  @Override
  public @Nullable Reader getOnAbortReader() {
    return null;
  }
}
