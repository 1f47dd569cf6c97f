package io.github.postern.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.github.postern.database.Database;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;
import io.github.postern.store.KeyChangeListener;
import io.github.postern.store.KeyStore;
import io.github.postern.store.jpa.TestStores;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.PostgresServer;
import io.github.postern.testing.TcpProxy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database with the users is away, slow, or not what the settings say. */
class SqlDirectoryOutageTest {

  private static final Owner ALICE = Owner.of("alice");
  private static final String PASSWORD = "hunter2-hunter2";

  @Test
  @DisplayName("F-43: a database that goes away lets nobody in, holds nobody up, and comes back by"
      + " itself")
  void aDatabaseThatGoesAway() throws Exception {
    Users users = Users.postgres();
    try (TcpProxy proxy = new TcpProxy(PostgresServer.port());
        ConfiguredDirectory directory = through(proxy, users)) {
      directory.start();
      assertTrue(directory.status(ALICE).active());
      proxy.cut();
      assertThrows(KeysUnavailableException.class, () -> directory.status(ALICE));
      assertQuick(
          () -> assertThrows(KeysUnavailableException.class, () -> directory.status(ALICE)));
      proxy.mend();
      assertTrue(eventuallyActive(directory));
    }
  }

  @Test
  void aDatabaseThatIsAwayAtStartIsSaidAndTriedAgain() throws Exception {
    Users users = Users.postgres();
    try (TcpProxy proxy = new TcpProxy(PostgresServer.port());
        ConfiguredDirectory directory = through(proxy, users);
        LogCapture log = new LogCapture()) {
      proxy.cut();
      directory.start();
      assertTrue(log.text().contains("Cannot reach the owner directory"), log::text);
      assertThrows(KeysUnavailableException.class, () -> directory.status(ALICE));
      proxy.mend();
      assertTrue(eventuallyActive(directory));
    }
  }

  @Test
  void aQueryThatTakesTooLongIsGivenUp() {
    Users users = Users.postgres();
    try (ConfiguredDirectory directory =
        users.directory("SELECT id FROM users WHERE name = ? AND pg_sleep(20) IS NOT NULL")) {
      long begin = System.nanoTime();
      assertThrows(KeysUnavailableException.class, () -> directory.status(ALICE));
      assertTrue(System.nanoTime() - begin < Duration.ofSeconds(10).toNanos());
      assertQuick(
          () -> assertThrows(KeysUnavailableException.class, () -> directory.status(ALICE)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM people WHERE name = ?",
        "SELECT number AS id FROM users WHERE name = ?",
        "SELECT id, active AS actve FROM users WHERE name = ?",
        "SELECT id, id FROM users WHERE name = ?",
        "SELECT id FROM users WHERE naam = ?",
        "SELECT id FROM users WHERE",
        "SELECT id FROM users WHERE id = ?"
      })
  void aQueryThatDoesNotFitTheDatabaseIsToldAtStart(String query) {
    Users users = Users.postgres();
    String complete = query.contains("?") ? query : query + " name = ? AND";
    try (ConfiguredDirectory directory = users.directory(complete)) {
      String message =
          assertThrows(IllegalArgumentException.class, directory::start).getMessage();
      assertTrue(message.contains("postern.owners.query"), message);
      assertThrows(KeysUnavailableException.class, () -> directory.status(ALICE));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT role, name FROM user_roles WHERE name = ?",
        "SELECT nothing FROM user_roles WHERE name = ?"
      })
  void aRolesQueryThatDoesNotFitIsToldAtStart(String roles) {
    for (Users users : SqlDirectoryTest.databases()) {
      try (ConfiguredDirectory directory =
          Users.on(Database.jdbc(users.url(), null, null), Users.QUERY, Optional.of(roles))) {
        String message =
            assertThrows(IllegalArgumentException.class, directory::start).getMessage();
        assertTrue(message.contains("postern.owners.roles-query"), message);
      }
    }
  }

  @Test
  void aTableThatDisappearsLaterLetsNobodyIn() {
    for (Users users : SqlDirectoryTest.databases()) {
      try (ConfiguredDirectory directory = users.directory()) {
        directory.start();
        users.execute("ALTER TABLE users DROP COLUMN organisation");
        assertThrows(KeysUnavailableException.class, () -> directory.status(ALICE));
      }
    }
  }

  @Test
  void aQueryCannotWrite() {
    Users users = Users.postgres();
    try (ConfiguredDirectory directory = users.directory(
        "WITH gone AS (DELETE FROM users WHERE name = ? RETURNING id) SELECT id" + " FROM gone")) {
      assertThrows(KeysUnavailableException.class, () -> directory.status(ALICE));
    }
    assertEquals(1, users.execute("UPDATE users SET active = TRUE WHERE name = 'alice'"));
  }

  @Test
  void aConnectionOfTheServerIsGivenBackAsItWas() throws Exception {
    for (Users users : SqlDirectoryTest.databases()) {
      for (boolean autoCommit : new boolean[] {true, false}) {
        try (AgroalDataSource pool =
                AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(one -> one.maxSize(1)
                        .connectionFactoryConfiguration(
                            factory -> factory.jdbcUrl(users.url()).autoCommit(autoCommit))));
            ConfiguredDirectory directory =
                Users.on(Database.of(pool), Users.QUERY, Optional.empty())) {
          assertTrue(directory.status(ALICE).active());
          try (Connection connection = pool.getConnection()) {
            assertFalse(connection.isReadOnly());
            assertEquals(autoCommit, connection.getAutoCommit());
            connection.createStatement().executeUpdate("UPDATE users SET word = 'x'");
            if (!autoCommit) {
              connection.rollback();
            }
          }
        }
      }
    }
  }

  @Test
  void passwordsGetNeitherIntoExceptionsNorIntoTheLog() {
    for (String url : new String[] {
      "jdbc:h2:mem:x;NO_SUCH_SETTING=" + PASSWORD,
      "jdbc:postgresql://127.0.0.1:1/x?password=" + PASSWORD,
      "jdbc:postgresql://127.0.0.1:"
          + PostgresServer.port()
          + "/nosuchdatabase?user=u&password="
          + PASSWORD
    }) {
      try (LogCapture log = new LogCapture();
          ConfiguredDirectory directory =
              Users.on(Database.jdbc(url, "sa", PASSWORD), Users.QUERY, Optional.empty())) {
        directory.start();
        KeysUnavailableException e =
            assertThrows(KeysUnavailableException.class, () -> directory.status(ALICE));
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        assertFalse(trace.toString().contains(PASSWORD), trace::toString);
        assertFalse(log.text().contains(PASSWORD), log::text);
      }
    }
  }

  @Test
  void theEmbeddedDatabaseOfTheStoreOutlivesADirectoryInIt(@TempDir Path folder) {
    try (KeyStore store =
        TestStores.store(Database.embedded(folder.resolve("x")), "owners", true, nobody())) {
      TestStores.start(store);
      Users users = new Users("jdbc:derby:" + folder.resolve("x/keys").toAbsolutePath());
      users.execute("CREATE TABLE users (id INT, name VARCHAR(20))");
      users.execute("INSERT INTO users VALUES (5, 'alice')");
      ConfiguredDirectory directory = Users.on(
          Database.jdbc(users.url(), null, null),
          "SELECT id FROM users WHERE name = ?",
          Optional.empty());
      directory.start();
      assertEquals(Optional.of("5"), directory.status(ALICE).id());
      directory.close();
      assertEquals(0, store.revision());
    }
  }

  @Test
  void nothingOfItRunsOnceItIsClosed() throws Exception {
    for (Users users : SqlDirectoryTest.databases()) {
      Set<Thread> before = Thread.getAllStackTraces().keySet();
      try (ConfiguredDirectory directory = users.directory()) {
        assertTrue(directory.status(ALICE).active());
      }
      for (Thread thread : Thread.getAllStackTraces().keySet().stream()
          .filter(one -> !before.contains(one))
          .filter(one -> one.getName().contains("agroal"))
          .collect(Collectors.toSet())) {
        thread.join(5_000);
        assertFalse(thread.isAlive(), thread::toString);
      }
    }
  }

  private static ConfiguredDirectory through(TcpProxy proxy, Users users) {
    return new Users(
            users.url().replace(":" + PostgresServer.port() + "/", ":" + proxy.port() + "/"))
        .directory();
  }

  private static void assertQuick(Runnable call) {
    long begin = System.nanoTime();
    call.run();
    assertTrue(
        System.nanoTime() - begin < Duration.ofMillis(500).toNanos(),
        "it is told the failure at once");
  }

  private static boolean eventuallyActive(ConfiguredDirectory directory) {
    for (int i = 0; i < 200; i++) {
      try {
        return directory.status(ALICE).active();
      } catch (KeysUnavailableException e) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
    return false;
  }

  private static KeyChangeListener nobody() {
    return new KeyChangeListener() {
      @Override
      public void changed(KeyId id) {}

      @Override
      public void anythingMayHaveChanged() {}
    };
  }
}
