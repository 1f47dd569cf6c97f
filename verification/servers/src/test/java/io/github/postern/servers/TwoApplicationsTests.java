package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import java.nio.file.Files;
import java.util.Map;
import org.h2.tools.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two applications on one server, with a store of their own each, or with one. */
interface TwoApplicationsTests extends OnServer {

  @Test
  @Tag(LONG)
  default void twoApplicationsHaveAStoreOfTheirOwnEach() throws Exception {
    server()
        .deploy(
            "second", Wars.grafted("second", Map.of())); // the same prefix: only the stores differ
    Client second = new Client(server().url("second")).login("alice");
    String ofSecond = second.createKey("of the second");
    assertOpensOnly("second", ofSecond, SHOP);
    assertOpensOnly(SHOP, key(), "second");
    assertTrue(
        Files.isDirectory(server().data().resolve("second")),
        "a directory with the name of the context");
    server().undeploy("second");
    assertEquals("alice", script().whoWith(key()));
  }

  @Test
  @Tag(LONG)
  default void twoApplicationsShareADatabaseAndTellTheirKeysApartByPrefix() throws Exception {
    System.setProperty("h2.bindAddress", "127.0.0.1");
    Server database = Server.createTcpServer(
            "-tcpPort",
            "0",
            "-ifNotExists",
            "-baseDir",
            Files.createTempDirectory(server().base, "h2").toString())
        .start();
    try {
      String url = "jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/./keys";
      share("one", "one", url, "create");
      share("two", "two", url, "validate");
      share("three", "one", url, "validate"); // meant to be opened by the same keys
      String ofOne = new Client(server().url("one")).login("alice").createKey("of one");
      String ofTwo = new Client(server().url("two")).login("alice").createKey("of two");
      assertOpensOnly("one", ofOne, "two");
      assertOpensOnly("two", ofTwo, "one");
      assertEquals("alice", new Client(server().url("three")).whoWith(ofOne));
      server().undeploy("one");
      assertEquals("alice", new Client(server().url("two")).whoWith(ofTwo));
      new Client(server().url("two")).login("bob").createKey("made after the other left");
      server().undeploy("two");
      server().undeploy("three");
      Results.ran(server(), server().defaultProvider(), "H2, one for three applications", "passed");
    } finally {
      database.stop();
    }
  }

  private void share(String application, String prefix, String url, String schema)
      throws Exception {
    server()
        .deploy(
            application,
            Wars.withDriver(
                application,
                Map.of(
                    "postern.prefix",
                    prefix,
                    "postern.jdbc-url",
                    url,
                    "postern.jdbc-user",
                    "sa",
                    "postern.schema",
                    schema)));
  }

  private void assertOpensOnly(String application, String key, String other) throws Exception {
    assertEquals("alice", new Client(server().url(application)).whoWith(key));
    assertEquals(
        401, new Client(server().url(other)).get("/who", "X-API-Key", key).status());
  }
}
