package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.postern.testkit.Client;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The store on the providers of Jakarta Persistence that a WAR or its server may have; all other
 * tests use EclipseLink.
 */
interface ProviderTests extends OnServer {

  @Test
  @Tag(LONG)
  default void hibernateInTheWarKeepsTheKeys() throws Exception {
    keepsKeys(
        "hibernate", Wars.withHibernate("hibernate", Map.of("postern.jpa-provider", "hibernate")));
    Results.ran(server(), "Hibernate in the WAR", "Derby, embedded", "passed");
  }

  @Test
  @Tag(LONG)
  default void theServersOwnProviderKeepsTheKeys() throws Exception {
    assumeTrue(server().ownProvider() != null, "the server has none");
    boolean derby = server().ownProviderKnowsDerby();
    keepsKeys(
        "bare",
        derby
            ? Wars.withoutProvider("bare", Map.of())
            : Wars.withDriverAlone(
                "bare",
                Map.of(
                    "postern.jdbc-url",
                    "jdbc:h2:file:" + server().data().resolve("bare-h2"),
                    "postern.schema",
                    "create")));
    Results.ran(
        server(),
        server().ownProvider() + " of the server",
        derby ? "Derby, embedded" : "H2, a file",
        "passed");
  }

  private void keepsKeys(String application, Path war) throws Exception {
    server().deploy(application, war);
    String key = new Client(server().url(application)).login("alice").createKey("first");
    Client script = new Client(server().url(application));
    assertEquals("alice", script.whoWith(key));
    server().deploy(application, war);
    assertEquals("alice", script.whoWith(key), "read from the store");
    server().undeploy(application);
    assertEquals("alice", script().whoWith(key()));
  }
}
