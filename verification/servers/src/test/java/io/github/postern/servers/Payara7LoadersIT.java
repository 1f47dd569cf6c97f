package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testkit.Client;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Shows which class loaders of undeployed applications Payara 7 keeps without Postern; on a server
 * of its own, for those of other tests may go at any time.
 */
@Tag("all-servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Payara7LoadersIT {

  private AppServer server;

  @BeforeAll
  void start() throws Exception {
    server = Payara7IT.server(getClass().getSimpleName());
    server.start();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  /**
   * Since Payara 7 {@code DOLUtils.getComponentEnvId} has an id for a whole application, so that
   * {@code ComponentEnvManagerImpl.bindToComponentNamespace} keeps its descriptor in
   * {@code compId2Env}; {@code unbindFromComponentNamespace} takes out what is no application only.
   */
  @Test
  @DisplayName("Payara 7 without Postern: an undeployed application keeps the class loader of the"
      + " first deployment of its name")
  void anyApplicationLeavesAClassLoaderUnderEachName() throws Exception {
    undeployments("before"); // what other tests left behind goes with these
    for (String name : new String[] {"first", "second"}) {
      assertEquals(
          List.of(0L, -1L, -1L, -1L),
          undeployments(name),
          "what each of four undeployments changes: the first one nothing");
    }
  }

  private List<Long> undeployments(String name) throws Exception {
    List<Long> changes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      server.deploy(name, Wars.plain());
      assertEquals(
          "alice", new Client(server.url(name)).login("alice").get("/who").line("user"));
      long deployed = applications();
      server.undeploy(name);
      changes.add(applications() - deployed);
    }
    return changes;
  }

  /** Of all with its servlet, for copies of Postern may be of applications without it. */
  private long applications() throws IOException {
    JvmState state = JvmState.of(server);
    return state.strangers() + state.copies();
  }
}
