package io.github.postern.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeysUnavailableException;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoredKey;
import io.github.postern.store.jpa.TestStores;
import io.github.postern.store.schema.TestDatabase;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.PostgresServer;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.TestKeys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where connections come from, and what is said if they do not. */
class DatabaseTest {

  private static final String PASSWORD = "hunter2-hunter2";

  @Test
  void dataSourceOfTheServerIsFoundByItsWholeOrItsShortName() throws Exception {
    DataSource source = TestDatabase.h2IgnoringCase().open().dataSource();
    Context env = ((Context) new InitialContext().lookup("java:comp")).createSubcontext("env");
    try {
      env.createSubcontext("jdbc").bind("keys", source);
      for (String name : List.of("jdbc/keys", "java:comp/env/jdbc/keys")) {
        try (KeyStore store = store(Database.jndi(name), name)) {
          TestStores.start(store);
          assertEquals(0, store.revision());
        }
      }
      source.getConnection().close(); // it is the server's, so it is still open
    } finally {
      ((Context) new InitialContext().lookup("java:comp")).destroySubcontext("env");
    }
  }

  @Test
  void dataSourceThatIsNotThereIsNamed() {
    for (String name : List.of("jdbc/keys", "java:comp/env/jdbc/keys", "java:comp", "")) {
      String message = assertThrows(IllegalArgumentException.class, () -> Database.jndi(name))
          .getMessage();
      assertTrue(message.contains("'" + name + "'"), message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jdbc:nosuch://host/db?password=" + PASSWORD, "no url with " + PASSWORD, "jdbc:"})
  void urlThatNoDriverKnowsIsRefusedWithoutBeingQuoted(String url) {
    String message = assertThrows(
            IllegalArgumentException.class, () -> Database.jdbc(url, "sa", PASSWORD))
        .getMessage();
    assertTrue(message.contains("WEB-INF/lib"), message);
    assertFalse(message.contains(PASSWORD), message);
  }

  static List<String> wrongUrls() {
    return List.of(
        "jdbc:h2:nosuch:protocol;USER=sa;PASSWORD=" + PASSWORD + ";NO=SUCH",
        "jdbc:h2:mem:x;NO_SUCH_SETTING=" + PASSWORD,
        "jdbc:postgresql://127.0.0.1:1/x?password=" + PASSWORD,
        "jdbc:postgresql://127.0.0.1:"
            + PostgresServer.port()
            + "/nosuchdatabase?user=u&password="
            + PASSWORD);
  }

  @ParameterizedTest
  @MethodSource("wrongUrls")
  void passwordsGetNeitherIntoExceptionsNorIntoTheLog(String url) {
    try (LogCapture log = new LogCapture();
        KeyStore store = store(Database.jdbc(url, "sa", PASSWORD), "wrong")) {
      TestStores.start(store);
      KeysUnavailableException e = assertThrows(KeysUnavailableException.class, store::revision);
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      assertFalse(trace.toString().contains(PASSWORD), trace::toString);
      assertFalse(log.text().contains(PASSWORD), log::text);
      assertTrue(log.text().contains("503"), log::text);
    }
  }

  @Test
  @DisplayName("F-15: a digest that collides is not quoted")
  void digestThatCollidesIsNotQuoted() {
    try (LogCapture log = new LogCapture();
        KeyStore store = store(TestDatabase.postgres().open(), "twice")) {
      StoredKey key = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
      KeysUnavailableException e = assertThrows(
          KeysUnavailableException.class,
          () -> TestKeys.insert(store, TestKeys.key(key.owner()).digest(key.digest())));
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      assertFalse(trace.toString().contains(key.digest().hex()), trace::toString);
      assertFalse(log.text().contains(key.digest().hex()), log::text);
    }
  }

  @ParameterizedTest
  @MethodSource("pooledDatabases")
  void poolServesMoreThreadsThanItHasConnectionsAndLeavesNoThread(TestDatabase database)
      throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Set<Thread> ofThePool;
    try (KeyStore store = store(database.open(), "pool")) {
      TestStores.start(store);
      List<Thread> threads = IntStream.range(0, 40)
          .mapToObj(i -> new Thread(() -> {
            for (int use = 0; use < 25; use++) {
              store.revision();
            }
          }))
          .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(Optional.empty(), store.find(TestKeys.newId()));
      ofThePool = newThreads(before);
      assertFalse(ofThePool.isEmpty(), "the pool has a thread while it is open");
    }
    for (Thread thread : ofThePool) {
      thread.join(5_000); // it may still be saying goodbye to the server
      assertFalse(thread.isAlive(), thread::toString);
    }
  }

  static List<TestDatabase> pooledDatabases() {
    return List.of(TestDatabase.h2IgnoringCase(), TestDatabase.postgres());
  }

  @ParameterizedTest
  @MethodSource("pooledDatabases")
  @DisplayName(
      "a pool changes nothing for other drivers of the JVM, such as how long a login may" + " take")
  void aPoolChangesNothingForOtherDrivers(TestDatabase database) throws Exception {
    DriverManager.setLoginTimeout(17);
    try (KeyStore store = store(database.open(), "pool")) {
      TestStores.start(store);
      assertEquals(17, DriverManager.getLoginTimeout());
    } finally {
      DriverManager.setLoginTimeout(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:%d/x?user=u&password=p",
        "jdbc:mariadb://127.0.0.1:%d/x?user=u"
      })
  @DisplayName(
      "a server that is silent is left by the driver, too, not only by the request that waits"
          + " for it")
  void silentServersAreLeft(String url) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        KeyStore store =
            store(Database.jdbc(url.formatted(server.getLocalPort()), null, null), "silent")) {
      assertThrows(KeysUnavailableException.class, store::revision);
      try (Socket connection = server.accept()) {
        connection.setSoTimeout(20_000);
        connection
            .getInputStream()
            .readAllBytes(); // ends when the driver hangs up, and fails after 20
        // seconds
      }
    }
  }

  /** PostgreSQL's cleaner ends by itself when nobody needs it. */
  private static Set<Thread> newThreads(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread ->
            !before.contains(thread) && !thread.getName().startsWith("PostgreSQL-JDBC-Cleaner"))
        .collect(Collectors.toSet());
  }

  private static KeyStore store(Database database, String name) {
    return TestStores.store(database, name, true, new RecordingListener());
  }
}
