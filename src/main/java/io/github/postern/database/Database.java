package io.github.postern.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the connections to a database come from. Making one reaches for no database yet. Safe for
 * use by many threads; no parameter may be null unless it says so.
 */
public final class Database implements AutoCloseable {

  private static final String ENVIRONMENT = "java:comp/env/";

  private final String description;
  private final ConnectionSource source;

  /** Guarded by this. */
  private @Nullable DataSource open;

  private Database(String description, ConnectionSource source) {
    this.description = description;
    this.source = source;
  }

  /** Takes connections from a data source, which is not closed. */
  public static Database of(DataSource source) {
    Objects.requireNonNull(source, "source");
    return new Database("the given data source", () -> source);
  }

  /**
   * Takes connections from a data source of the server. It is looked up now, because names under
   * {@code java:comp} are known to the threads of the application only.
   *
   * @param name such as {@code java:comp/env/jdbc/keys}; {@code java:comp/env/} may be left out
   * @throws IllegalArgumentException if the server has no data source of this name
   */
  public static Database jndi(String name) {
    DataSource found = lookup(Objects.requireNonNull(name, "name"));
    return new Database("the data source " + name, () -> found);
  }

  /**
   * Takes connections from a small pool. The driver is looked for now.
   *
   * @param url the JDBC URL
   * @param user the user; may be null
   * @param password the password; may be null
   * @throws IllegalArgumentException if there is no driver for the URL
   */
  public static Database jdbc(String url, @Nullable String user, @Nullable String password) {
    return jdbc(url, null, user, password);
  }

  /** The same with a driver that its jar does not announce. */
  static Database jdbc(
      String url, @Nullable String driver, @Nullable String user, @Nullable String password) {
    JdbcDriver found = driver == null ? JdbcDriver.forUrl(url) : JdbcDriver.named(driver);
    return new Database(
        JdbcDriver.scheme(url), new PooledConnectionSource(url, user, password, found));
  }

  /**
   * Takes connections from where a persistence unit of the application takes them: its data source,
   * or its JDBC URL, for which a small pool is made. Nothing else of that unit is used, and it need
   * not have been started. Names are looked up now, as in {@link #jndi}.
   *
   * @param name of the unit in a {@code META-INF/persistence.xml} of the application
   * @throws IllegalArgumentException if there is no such unit, or it does not say clearly which
   *     database it uses
   */
  public static Database persistenceUnit(String name) {
    ApplicationPersistenceUnit unit =
        ApplicationPersistenceUnit.find(Objects.requireNonNull(name, "name"));
    return unit.dataSource().map(Database::jndi).orElseGet(() -> {
      ApplicationPersistenceUnit.Jdbc jdbc = unit.jdbc();
      return jdbc(jdbc.url(), jdbc.driver(), jdbc.user(), jdbc.password());
    });
  }

  /**
   * Keeps an embedded Derby database in a directory, which is created if it is missing. Only one
   * JVM can have it open. It is shut down when it is closed; so is the engine of Derby if it came
   * with this library in the application.
   */
  public static Database embedded(Path directory) {
    return new Database(
        "the embedded database in " + directory.toAbsolutePath(), new EmbeddedDerby(directory));
  }

  /**
   * Returns the data source. The first call opens what has to be opened.
   *
   * @throws SQLException if it cannot be opened now
   * @throws IllegalStateException if something is missing that waiting does not bring
   */
  public synchronized DataSource dataSource() throws SQLException {
    if (open == null) {
      open = source.open();
    }
    return open;
  }

  /**
   * Parts with connections that were made while the database was read-only: they will not write
   * again. Those at work are left alone. Returns whether it could; the pools of others are not ours
   * to empty.
   */
  public synchronized boolean discardConnections() {
    return source.discardConnections();
  }

  /** Told when the tables are there. */
  public synchronized void prepared() {
    source.prepared();
  }

  /**
   * Returns what to say in place of what a driver said: some drivers quote the URL, and with it the
   * password.
   */
  public SQLException withoutSecrets(SQLException failure) {
    for (Throwable t : Causes.chain(failure)) {
      if (t.getMessage() != null && source.isSecret(t.getMessage())) {
        return new SQLException(
            "The driver refuses the connection; what it says is left out because it"
                + " quotes the JDBC URL or the password",
            failure.getSQLState(),
            failure.getErrorCode());
      }
    }
    return failure;
  }

  /**
   * Lets go of what {@link #dataSource()} opened: threads, connections, registrations of drivers.
   */
  @Override
  public synchronized void close() {
    open = null;
    source.close();
  }

  /** Returns what it is in words, without any password. */
  @Override
  public String toString() {
    return description;
  }

  private static DataSource lookup(String name) {
    return Stream.of(name, ENVIRONMENT + name)
        .flatMap(candidate -> bound(candidate).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no data source '"
            + name
            + "' in JNDI. Define it in the server, and give its"
            + " whole name, such as java:comp/env/jdbc/keys"));
  }

  private static Optional<DataSource> bound(String name) {
    try {
      return InitialContext.doLookup(name) instanceof DataSource found
          ? Optional.of(found)
          : Optional.empty();
    } catch (NamingException e) {
      return Optional
          .empty(); // there is another name to try, and a message that says all that this
      // one could
    }
  }
}
