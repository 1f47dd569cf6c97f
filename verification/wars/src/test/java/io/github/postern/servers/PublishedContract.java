package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The tests that every grafted WAR has to pass. The original runs beside it on the same server, so
 * that both can be asked the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PublishedContract {

  static final String GRAFTED = "app";
  static final String ORIGINAL = "original";
  static final String CAROL = "carol";
  static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString((CAROL + ":carol-pw").getBytes());

  private final String artifact;
  private AppServer server;
  private String key;

  PublishedContract(String artifact) {
    this.artifact = artifact;
  }

  /** Prepares the server, without starting it. */
  abstract AppServer prepare() throws Exception;

  /** Changes what an operator does on the server for these WARs, before it starts. */
  abstract void configure(AppServer server) throws Exception;

  /** The arguments of graft. */
  abstract List<String> options();

  /** Signs carol in, as the application does it. */
  abstract PublishedOwner signIn() throws Exception;

  /** Calls what the application is there for. */
  abstract Reply call(Client client, String... headers) throws Exception;

  /** The answer to a user who may. */
  abstract String answer();

  /** Pages that have to be answered to requests without a key as by the original. */
  abstract List<String> pages();

  /** The status of the call without a key and without a login. */
  abstract int statusWithoutKey();

  @BeforeAll
  final void start() throws Exception {
    Path original = PublishedWar.original(artifact);
    Path grafted = PublishedWar.graft(original, artifact, options().toArray(String[]::new));
    server = prepare();
    Files.createDirectories(server.deployments());
    configure(server);
    server.put(ORIGINAL, original);
    server.put(GRAFTED, grafted);
    server.start();
    started(server);
    key = signIn().create("of carol").json("key");
  }

  /** Does what only works while the server runs. */
  void started(AppServer running) throws Exception {}

  @AfterAll
  final void stop() {
    if (server != null) {
      server.close();
    }
  }

  final AppServer server() {
    return server;
  }

  final Client client() {
    return new Client(server.url(GRAFTED));
  }

  final String[] keyHeader() {
    return new String[] {"Authorization", "Bearer " + key};
  }

  @Test
  final void aKeyCallsWhatTheApplicationIsThereFor() throws Exception {
    Reply reply = call(client(), keyHeader());
    assertEquals(200, reply.status(), reply.body() + server.log());
    assertTrue(reply.body().contains(answer()), reply.body());
    assertFalse(reply.header("Set-Cookie").isPresent());
  }

  @Test
  final void withoutAKeyNobodyGetsIn() throws Exception {
    Reply reply = call(client());
    assertEquals(statusWithoutKey(), reply.status(), reply.body());
    assertFalse(reply.body().contains(answer()), reply.body());
  }

  @Test
  final void whatIsAskedWithoutAKeyIsAnsweredAsByTheOriginal() throws Exception {
    for (String page : pages()) {
      Reply expected = new Client(server.url(ORIGINAL)).get(page);
      Reply actual = client().get(page);
      assertNotEquals(404, expected.status(), page);
      assertEquals(expected.status(), actual.status(), page);
      assertEquals(
          expected.header("Location").map(PublishedContract::anyApplication),
          actual.header("Location").map(PublishedContract::anyApplication),
          page);
      assertEquals(challenge(expected), challenge(actual), page);
      assertEquals(expected.header("Content-Type"), actual.header("Content-Type"), page);
    }
  }

  @Test
  final void aWrongKeyIsRefusedWhereverItIsSent() throws Exception {
    String wrong = key.substring(0, key.length() - 8) + "AAAAAAAA";
    Reply reply = call(client(), "X-API-Key", wrong);
    assertEquals(401, reply.status(), reply.body());
    assertTrue(reply.header("WWW-Authenticate").orElse("").contains("invalid_token"));
    for (String page : pages()) {
      assertEquals(401, client().get(page, "X-API-Key", wrong).status(), page);
    }
  }

  @Test
  final void aRevokedKeyIsRefusedAtOnce() throws Exception {
    PublishedOwner owner = signIn();
    Reply created = owner.create("to be revoked");
    String[] header = {"X-API-Key", created.json("key")};
    assertEquals(200, call(client(), header).status());
    owner.delete(created.json("id"));
    assertEquals(401, call(client(), header).status());
  }

  /**
   * With or without quotes it says the same (RFC 9110, section 11.2), and Tomcat writes none around
   * a charset.
   */
  private static String challenge(Reply reply) {
    return reply.header("WWW-Authenticate").orElse("").replace("\"", "");
  }

  private static String anyApplication(String location) {
    return location
        .replaceFirst("/(" + GRAFTED + "|" + ORIGINAL + ")(?=/|$)", "/…")
        .replaceFirst(";jsessionid=[^?]*", "");
  }
}
