package io.github.postern.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real PostgreSQL server for all tests of this JVM: started when it is first needed, stopped
 * with the JVM.
 */
public final class PostgresServer {

  /** The user who owns everything; there is no password. */
  public static final String USER = "postgres";

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static EmbeddedPostgres server;

  private PostgresServer() {}

  /** Creates an empty database and returns its JDBC URL, which needs neither user nor password. */
  public static String newDatabase() {
    return newDatabase("");
  }

  /** The same with options, such as {@code ENCODING 'LATIN1'}. */
  public static synchronized String newDatabase(String options) {
    String name = "test" + DATABASES.incrementAndGet();
    try (Connection connection = server().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " " + options);
      return server().getJdbcUrl(USER, name);
    } catch (SQLException e) {
      throw new IllegalStateException("The test server cannot create the database " + name, e);
    }
  }

  /** Returns the port on the local host. */
  public static synchronized int port() {
    return server().getPort();
  }

  private static EmbeddedPostgres server() {
    if (server == null) {
      try {
        // Its data ends with this JVM, so nothing needs to be safe from a loss of power.
        server = EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("full_page_writes", "off")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL does not start", e);
      }
    }
    return server;
  }
}
