package io.github.postern.store.schema;

import io.github.postern.database.Causes;
import io.github.postern.database.SqlErrors;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The tables: creates and upgrades them by the scripts for the database, or says what is missing.
 */
public final class Schema {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");
  private static final String MODEL = MigrationScripts.FOLDER + "postgresql.sql";
  private static final Object CREATION = new Object();

  private final DataSource source;
  private final Tables tables;
  private final Function<DatabaseProduct, MigrationScripts> scripts;

  /**
   * Creates it; nothing is read yet.
   *
   * @param source connections to the database
   * @param tables what has to be there
   */
  public Schema(DataSource source, Tables tables) {
    this(source, tables, MigrationScripts::of);
  }

  /** Creates it with other scripts than those in the jar: for tests of versions to come. */
  Schema(DataSource source, Tables tables, Function<DatabaseProduct, MigrationScripts> scripts) {
    this.source = source;
    this.tables = tables;
    this.scripts = scripts;
  }

  /**
   * Makes sure that the tables are there, in the version that this library works with.
   *
   * @param createTables whether to create what is missing, and to upgrade what is old
   * @return whether keys were kept there, without bindings, and this upgraded the tables
   * @throws IllegalStateException if they are not, or the database is too old
   * @throws SQLException if the database cannot be asked
   */
  public boolean prepare(boolean createTables) throws SQLException {
    try (Connection connection = source.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(true);
      try {
        boolean before = createTables && new SchemaValidator(connection, tables).bindsNothing();
        prepare(connection, createTables);
        warnIfReadOnly(connection);
        return before;
      } finally {
        connection.setAutoCommit(autoCommit); // servers do not like to get it back changed
      }
    }
  }

  private void prepare(Connection connection, boolean createTables) throws SQLException {
    Optional<DatabaseProduct> known = DatabaseProduct.of(connection.getMetaData());
    if (known.isEmpty()) {
      unknown(connection, createTables);
      return;
    }
    DatabaseProduct product = known.get();
    product.check(connection.getMetaData());
    MigrationScripts own = scripts.apply(product);
    SchemaHistory history = SchemaHistory.read(connection);
    history.check(product, own);
    if (createTables && history.version() < own.latest()) {
      // Derby deadlocks if two threads create tables, and finds out after twenty seconds.
      synchronized (CREATION) {
        upgrade(connection, product, own, history.version());
      }
    } else if (history.version() != 0 && history.version() < own.latest()) {
      throw tooOld(product, own, history.version());
    }
    SchemaValidator validator = new SchemaValidator(connection, tables);
    Optional<String> missing = validator.missing();
    if (missing.isPresent()) {
      throw new IllegalStateException("The database ("
          + product
          + ") has no "
          + missing.get()
          + ". "
          + remedy(own, missing.get()));
    }
    warnOfIndexes(validator, own);
    EncodingCheck.warn(connection, product);
  }

  private static IllegalStateException tooOld(
      DatabaseProduct product, MigrationScripts own, int version) {
    return new IllegalStateException("The tables in "
        + product
        + " are of version "
        + version
        + ", but this Postern works with version "
        + own.latest()
        + ". Run "
        + own.after(version)
        + " from the jar, or set postern.schema=create.");
  }

  private static void upgrade(
      Connection connection, DatabaseProduct product, MigrationScripts scripts, int version)
      throws SQLException {
    LOG.log(
        Level.INFO,
        () -> version == 0
            ? "Creating the tables for keys in " + product
            : "Upgrading the tables for keys in "
                + product
                + " from version "
                + version
                + " to "
                + scripts.latest());
    try {
      Migrator.run(connection, product, scripts);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "The tables in "
              + product
              + " are to be created or upgraded, but MyBatis Migrations is not there."
              + " Put mybatis-migrations.jar into WEB-INF/lib, or run "
              + scripts.after(version)
              + " from the jar yourself and set postern.schema=validate.",
          e);
    }
  }

  /** A database that there are no scripts for may have the tables all the same. */
  private void unknown(Connection connection, boolean createTables) throws SQLException {
    String name = connection.getMetaData().getDatabaseProductName();
    Optional<String> missing = new SchemaValidator(connection, tables).missing();
    if (missing.isPresent()) {
      String scripts = createTables
          ? "There is no script that creates the tables in "
              + name
              + "; there is one for"
              + " each of "
              + Arrays.stream(DatabaseProduct.values())
                  .map(DatabaseProduct::toString)
                  .sorted()
                  .toList()
              + ". "
          : "";
      throw new IllegalStateException("The database ("
          + name
          + ") has no "
          + missing.get()
          + ". "
          + scripts
          + "Create the tables yourself after the model of "
          + MODEL
          + " in the jar, and set"
          + " postern.schema=validate.");
    }
  }

  private static String remedy(MigrationScripts scripts, String missing) {
    if (missing.startsWith("column")) {
      return "The tables are of another version of Postern. Add to them what "
          + scripts.after(0)
          + " in the jar"
          + " has more, or drop them, which loses their keys.";
    }
    return missing.startsWith("table") || missing.startsWith("row")
        ? "Run " + scripts.after(0) + " from the jar, or set postern.schema=create."
        : "Add it as "
            + scripts.after(0)
            + " in the jar has it: without it, concurrent changes on two nodes can"
            + " exceed the key limit.";
  }

  private static void warnOfIndexes(SchemaValidator validator, MigrationScripts scripts)
      throws SQLException {
    List<String> missing = validator.missingIndexes();
    if (!missing.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "The tables for keys have no index "
              + String.join(", nor ", missing)
              + ": keys work,"
              + " but slowly where there are many. "
              + scripts.after(0)
              + " in the jar has them.");
    }
  }

  /** By a change that changes nothing and that every change of a key makes. */
  private void warnIfReadOnly(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(tables.counter().touch());
    } catch (SQLException e) {
      if (SqlErrors.isTransient(e)) {
        return; // somebody else is changing keys just now
      }
      LOG.log(
          Level.ERROR,
          "The tables for keys cannot be written ("
              + Causes.reason(e)
              + "): keys that are there go on working, but creating, changing and"
              + " revoking them is answered 503, and no use of them is noted. Let the"
              + " user of the database SELECT, INSERT and UPDATE the tables of"
              + " Postern.");
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
