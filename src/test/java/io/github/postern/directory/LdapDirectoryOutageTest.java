package io.github.postern.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.TcpProxy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The LDAP server is away, slow, or not what the settings say. */
class LdapDirectoryOutageTest {

  private static final String BY_UID = "(uid={0})";
  private static final DisabledRule AD = DisabledRule.parse("userAccountControl bit 2");

  private LdapServer server;

  @BeforeEach
  void start() throws Exception {
    server = LdapServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void mistakesAreToldAtStart() {
    try (ConfiguredDirectory directory = server.directory("(uid={0}", null, null, null)) {
      assertTrue(assertThrows(IllegalArgumentException.class, directory::start)
          .getMessage()
          .contains("postern.owners.ldap-filter"));
    }
    LdapMapping elsewhere = new LdapMapping(
        LdapServer.name("dc=example,dc=com,dc=nowhere"),
        BY_UID,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
    try (ConfiguredDirectory directory = ConfiguredDirectory.ldap(
        new LdapServers(
            server.url(),
            Optional.of(LdapServer.USER),
            Optional.of(LdapServer.PASSWORD),
            LdapServer.TIMEOUT),
        elsewhere,
        LdapServer.TIMEOUT,
        java.time.Clock.systemUTC())) {
      assertTrue(assertThrows(IllegalArgumentException.class, directory::start)
          .getMessage()
          .contains("postern.owners.ldap-base"));
      assertThrows(
          KeysUnavailableException.class,
          () -> directory.status(Owner.of("alice")),
          "and nobody is gone");
    }
    for (String url : List.of(
        "http://x",
        "ldap://",
        "ldap://h/dc=x",
        "ldap://u:p@h",
        "ldap://h,ldap://i",
        "",
        "ldap:///")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new LdapServers(url, Optional.empty(), Optional.empty(), LdapServer.TIMEOUT),
          url);
    }
  }

  @Test
  void aWrongPasswordLetsNobodyInAndIsNotShown() {
    String wrong = "wrong-wrong-wrong";
    try (LogCapture log = new LogCapture();
        ConfiguredDirectory directory =
            LdapServer.at(server.url(), wrong, BY_UID, null, null, null)) {
      directory.start();
      KeysUnavailableException e =
          assertThrows(KeysUnavailableException.class, () -> directory.status(Owner.of("alice")));
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      assertTrue(trace.toString().contains("49"), trace::toString);
      assertFalse((trace + log.text()).contains(wrong), trace::toString);
    }
  }

  @Test
  @DisplayName("F-43: a server that goes away lets nobody in, holds nobody up, and comes back by"
      + " itself")
  void aServerThatGoesAway() throws Exception {
    try (TcpProxy proxy = new TcpProxy(server.port());
        ConfiguredDirectory directory = LdapServer.at(
            "ldap://127.0.0.1:" + proxy.port(), LdapServer.PASSWORD, BY_UID, null, null, null)) {
      assertTrue(directory.status(Owner.of("alice")).active());
      proxy.cut();
      assertThrows(KeysUnavailableException.class, () -> directory.status(Owner.of("alice")));
      assertQuicklyRefused(directory);
      proxy.mend();
      assertTrue(eventuallyActive(directory));
    }
  }

  @Test
  void aServerThatAcceptsAndSaysNothingIsGivenUp() throws Exception {
    server.slow(true);
    try (ConfiguredDirectory directory = server.directory(BY_UID, null, null, null)) {
      assertGivenUp(directory);
    }
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        ConfiguredDirectory directory = LdapServer.at(
            "ldap://127.0.0.1:" + silent.getLocalPort(),
            LdapServer.PASSWORD,
            BY_UID,
            null,
            null,
            null)) {
      assertGivenUp(directory);
    }
  }

  @RepeatedTest(5)
  void aClosedConnectionIsOpenedAgainAndTheNextServerIsTried() throws Exception {
    int free;
    try (ServerSocket taken = new ServerSocket(0)) {
      free = taken.getLocalPort();
    }
    try (ConfiguredDirectory directory = LdapServer.at(
        "ldap://127.0.0.1:" + free + "  " + server.url(),
        LdapServer.PASSWORD,
        BY_UID,
        null,
        null,
        null)) {
      for (int i = 0; i < 5; i++) {
        assertTrue(directory.status(Owner.of("alice")).active());
      }
      assertEquals(1, server.connections());
      server.dropConnections();
      assertTrue(directory.status(Owner.of("alice")).active(), "nobody notices");
    }
  }

  @Test
  void manyThreadsShareFewConnectionsAndNoneIsLeft() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    ExecutorService threads = Executors.newFixedThreadPool(30);
    try (ConfiguredDirectory directory = server.directory(BY_UID, null, "memberOf", null, AD)) {
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        String name = i % 2 == 0 ? "alice" : "bob";
        answers.add(threads.submit(
            () -> directory.status(Owner.of(name)).active() == name.equals("alice")));
      }
      for (Future<Boolean> answer : answers) {
        assertTrue(answer.get());
      }
      assertTrue(server.connections() <= 10, () -> server.connections() + " connections");
    } finally {
      threads.shutdownNow();
    }
    Set<Thread> left = Thread.getAllStackTraces().keySet();
    for (Thread thread : left) {
      if (!before.contains(thread)
          && List.of(thread.getStackTrace()).toString().contains("com.sun.jndi.ldap")) {
        thread.join(5_000);
        assertFalse(thread.isAlive(), thread::toString);
      }
    }
  }

  private static void assertGivenUp(ConfiguredDirectory directory) {
    long begin = System.nanoTime();
    assertThrows(KeysUnavailableException.class, () -> directory.status(Owner.of("alice")));
    assertTrue(System.nanoTime() - begin < Duration.ofSeconds(10).toNanos());
    assertQuicklyRefused(directory);
  }

  private static void assertQuicklyRefused(ConfiguredDirectory directory) {
    long begin = System.nanoTime();
    assertThrows(KeysUnavailableException.class, () -> directory.status(Owner.of("alice")));
    assertTrue(
        System.nanoTime() - begin < Duration.ofMillis(500).toNanos(),
        "it is told the failure at once");
  }

  private static boolean eventuallyActive(ConfiguredDirectory directory) {
    for (int i = 0; i < 200; i++) {
      try {
        return directory.status(Owner.of("alice")).active();
      } catch (KeysUnavailableException e) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
    return false;
  }
}
