package io.github.postern.store.schema;

import io.github.postern.database.Database;
import io.github.postern.testing.MariaDbServer;
import io.github.postern.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A real database of its own.
 *
 * @param opener opens it for one more store
 * @param url for plain JDBC beside the stores
 */
public record TestDatabase(Supplier<Database> opener, String url) {

  public static TestDatabase derby() {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "derby-").toAbsolutePath();
      return new TestDatabase(
          () -> Database.embedded(directory), "jdbc:derby:" + directory.resolve("keys"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TestDatabase postgres() {
    return jdbc(PostgresServer.newDatabase());
  }

  public static TestDatabase mariadb() {
    return jdbc(MariaDbServer.newDatabase());
  }

  /** Every text compares without regard to case, accents and spaces at the end. */
  public static TestDatabase mariadbIgnoringCase() {
    TestDatabase database = mariadb();
    for (MigrationScripts.Script script :
        MigrationScripts.of(DatabaseProduct.MARIADB).all()) {
      database.run(MigrationScripts.resource(script.name())
          .orElseThrow()
          .replace("utf8mb4_bin", "utf8mb4_unicode_ci"));
    }
    return database;
  }

  /** Every text compares without regard to case and accents. */
  public static TestDatabase derbyIgnoringCase() {
    String url = "jdbc:derby:memory:" + UUID.randomUUID();
    TestDatabase database = jdbc(url);
    try {
      DriverManager.getConnection(
              url + ";create=true;territory=en_US;collation=TERRITORY_BASED:PRIMARY")
          .close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return database;
  }

  /** H2, as if it were another product, with the tables that the script for that product makes. */
  public static TestDatabase h2As(String mode, String script) {
    TestDatabase database = jdbc("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;" + mode);
    database.run(MigrationScripts.resource(script).orElseThrow());
    database.run(MigrationScripts.resource(script.replace(".sql", "-2.sql")).orElseThrow());
    // It still is H2, which would notice that other scripts were run.
    MigrationScripts.of(DatabaseProduct.H2)
        .all()
        .forEach(own -> database.run("UPDATE POSTERN_SCHEMA SET DESCRIPTION = '"
            + own.fingerprint()
            + "' WHERE ID = "
            + own.version()));
    return database;
  }

  public static TestDatabase h2() {
    return jdbc("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  public static TestDatabase h2IgnoringCase() {
    return jdbc("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;IGNORECASE=TRUE");
  }

  public static TestDatabase jdbc(String url) {
    return new TestDatabase(() -> Database.jdbc(url, null, null), url);
  }

  public Database open() {
    return opener.get();
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /** Runs a script as somebody would by hand. */
  public void run(String script) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String command : script.replaceAll("--[^\n]*", "").split(";")) {
        if (!command.isBlank()) {
          statement.execute(command);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes rows behind the back of the stores. */
  public int execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** Returns every value of a query as text. */
  public List<String> values(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(rows.getString(i));
        }
      }
      return values;
    }
  }
}
