package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testkit.Client;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Open Liberty with its web profile. */
@Tag("all-servers")
class LibertyIT extends ServerContract {

  @Override
  AppServer prepare() throws Exception {
    return new Liberty(new ServerProduct(
        "Open Liberty",
        System.getProperty("liberty.version"),
        "EE 10 web profile",
        AppServer.home("wlp"),
        getClass().getSimpleName(),
        true));
  }

  /** So somebody else needs a browser of their own. */
  @Test
  @DisplayName(
      "Open Liberty without Postern: with Jakarta Security the cookie of a login goes before"
          + " an Authorization header")
  void aLoginCookieGoesFirst() throws Exception {
    server().deploy("plainsecured", Wars.securedWithoutPostern());
    try {
      Client browser = new Client(server().url("plainsecured"));
      assertEquals(
          "alice", browser.get("/app/caller", "Authorization", basic("alice")).line("caller"));
      assertEquals(
          "alice", browser.get("/app/caller", "Authorization", basic("bob")).line("caller"));
    } finally {
      server().undeploy("plainsecured");
    }
  }

  private static String basic(String name) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + name + "-1").getBytes(StandardCharsets.UTF_8));
  }
}
