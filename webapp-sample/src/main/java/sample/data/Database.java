package sample.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;

/** The application's own embedded database, one folder on disk. */
public final class Database implements AutoCloseable {

  /** Something to do with a connection. */
  @FunctionalInterface
  public interface Work<T> {

    T on(Connection connection) throws SQLException;
  }

  private static final Logger LOG = System.getLogger("sample");

  private final String url;
  private final Driver driver;
  private final Path jobs;

  private Database(Path jobs) {
    this.jobs = jobs;
    this.url = "jdbc:derby:" + jobs.toAbsolutePath();
    this.driver = driverFor(url);
  }

  /** Opens the database in this folder, or creates an empty one. */
  public static Database open(Path folder) {
    createFolder(folder);
    Database database = new Database(folder.resolve("jobs"));
    try {
      database.call(Schema::createIfMissing);
      OwnersFolder.protect(database.jobs);
    } catch (DatabaseException closed) {
      throw new DatabaseException(
          "The jobs in "
              + folder
              + " cannot be opened."
              + " Does another server use the same folder?",
          closed);
    }
    return database;
  }

  private static void createFolder(Path folder) {
    try {
      OwnersFolder.create(folder);
    } catch (IOException notPossible) {
      throw new UncheckedIOException(
          "The folder for the jobs cannot be created: " + folder, notPossible);
    }
  }

  /**
   * Not by {@code DriverManager}: it knows the drivers of the server, not those in
   * {@code WEB-INF/lib}.
   */
  private static Driver driverFor(String url) {
    for (Driver driver : ServiceLoader.load(Driver.class, Database.class.getClassLoader())) {
      try {
        if (driver.acceptsURL(url)) {
          return driver;
        }
      } catch (SQLException notThisOne) {
        LOG.log(Level.DEBUG, () -> "No use of " + driver, notThisOne);
      }
    }
    throw new IllegalStateException("No JDBC driver for " + url + ". Is derby.jar in WEB-INF/lib?");
  }

  /** Does the work in one transaction: all of it, or nothing. */
  public <T> T call(Work<T> work) {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException failed) {
        connection.rollback();
        throw failed;
      }
    } catch (SQLException failed) {
      throw new DatabaseException(
          "The application's database failed: " + failed.getMessage(), failed);
    }
  }

  /** Embedded connections cost next to nothing, so there is no pool. */
  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("create", "true");
    return driver.connect(url, properties);
  }

  /** Shuts this database down and leaves the engine alone: others in the application may use it. */
  @Override
  public void close() {
    try {
      driver.connect(url + ";shutdown=true", new Properties()).close();
    } catch (SQLException usual) {
      // Derby reports a successful shutdown as an exception, and so it does when somebody was
      // faster.
      LOG.log(Level.DEBUG, "The job database is closed", usual);
    }
    OwnersFolder.protect(jobs); // with what Derby has made since the start
  }
}
