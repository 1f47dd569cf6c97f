package io.github.postern.servers;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests that must pass on every server, with one WAR that none of them knows. Each class of
 * tests names one server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Recorder.class)
abstract class ServerContract
    implements KeyTests,
        DispatchTests,
        PathTests,
        CookieTests,
        LifecycleTests,
        TwoApplicationsTests,
        ProviderTests,
        GuardedTests,
        SecuredTests,
        MisuseTests,
        IsolationTests,
        AccessTests,
        AnswerTests,
        WebSocketTests {

  private AppServer server;
  private String key;

  /** Prepares the server. */
  abstract AppServer prepare() throws Exception;

  @BeforeAll
  void start() throws Exception {
    server = prepare();
    server.start();
    server.deploy(SHOP, Wars.grafted(SHOP, Map.of()));
    key = browser("alice").createKey("of alice");
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public AppServer server() {
    return server;
  }

  @Override
  public String key() {
    return key;
  }
}
