package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Jolokia's agent: a servlet behind a constraint in web.xml with BASIC. A key reads an attribute by
 * JMX.
 */
class PublishedJolokiaIT extends PublishedContract {

  private static final String HEAP = "/read/java.lang:type=Memory/HeapMemoryUsage/used";

  PublishedJolokiaIT() {
    super("jolokia-agent-war");
  }

  @Override
  AppServer prepare() throws IOException {
    return PublishedTomcat.prepare(getClass());
  }

  @Override
  void configure(AppServer server) throws IOException {
    PublishedTomcat.realm(server, GRAFTED, "jolokia");
    PublishedTomcat.realm(server, ORIGINAL, "jolokia");
  }

  @Override
  List<String> options() {
    return List.of("--set", "postern.prefix=jmx", "--set", "postern.authentication=container");
  }

  @Override
  PublishedOwner signIn() {
    return new PublishedOwner(client(), "/postern/api", "Authorization", BASIC);
  }

  @Override
  Reply call(Client client, String... headers) throws Exception {
    return client.get(HEAP, headers);
  }

  @Override
  String answer() {
    return "\"value\":";
  }

  @Override
  List<String> pages() {
    return List.of("/version", HEAP);
  }

  @Override
  int statusWithoutKey() {
    return 401;
  }

  @Test
  void theLoginOfTheApplicationStillWorks() throws Exception {
    assertEquals(200, client().get(HEAP, "Authorization", BASIC).status());
  }

  @Test
  void graftSaysThatTheContainerIsInTheWayUnlessItKnowsKeys() throws Exception {
    String constraint = "in the role jolokia (BASIC)";
    String known = PublishedWar.said("jolokia-agent-war");
    assertFalse(known.contains(constraint), known);
    PublishedWar.graft(
        PublishedWar.original("jolokia-agent-war"),
        "jolokia-in-the-way",
        "--set",
        "postern.prefix=jmx");
    String said = PublishedWar.said("jolokia-in-the-way");
    assertTrue(said.contains(constraint), said);
    assertTrue(said.contains("postern.authentication=container"), said);
  }
}
