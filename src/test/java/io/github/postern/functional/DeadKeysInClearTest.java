package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.BackgroundPace;
import io.github.postern.testing.Browser;
import io.github.postern.testing.SwitchableDataSource;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cost of keys that work no more and still come over an unencrypted connection or in a URL. */
class DeadKeysInClearTest {

  private static final int REQUESTS = 40;

  @ParameterizedTest
  @ValueSource(strings = {"revoked", "expired"})
  @DisplayName("E-7: a key that works no more costs no transaction for each request, where keys in"
      + " clear or in a URL are suspended")
  void aDeadKeyCostsNoTransaction(String state) throws Exception {
    try (SwitchableDataSource source = new SwitchableDataSource(
            "jdbc:derby:memory:dead" + System.nanoTime() + ";create=true");
        TestApp app = TestApp.prepare()
            .run(builder -> BackgroundPace.asReleased(builder)
                .setting("postern.jdbc-url", "")
                .dataSource(source)
                .setting("postern.insecure-transport", "suspend")
                .setting("postern.transport-proxies", "127.0.0.1"))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"PT1M\"}");
      if (state.equals("revoked")) {
        assertEquals(
            204, alice.api("DELETE", "/keys/" + key.getString("id"), null).status());
      } else {
        app.clock().advance(Duration.ofMinutes(2));
      }
      String secret = key.getString("key");
      for (int i = 0; i < 3; i++) {
        assertEquals(
            403,
            app.script()
                .get("/api/me", "X-API-Key", secret, "X-Forwarded-Proto", "http")
                .status());
      }
      int before = source.connections();
      for (int i = 0; i < REQUESTS; i++) {
        app.script().get("/api/me", "X-API-Key", secret, "X-Forwarded-Proto", "http");
      }
      assertTrue(
          source.connections() - before < REQUESTS / 2,
          () -> REQUESTS + " requests took " + (source.connections() - before) + " connections");
    }
  }
}
