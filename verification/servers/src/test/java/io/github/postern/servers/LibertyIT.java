package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Polling;
import io.github.postern.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
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

  /** Where an application with postern.authentication=container runs beside another one. */
  @Test
  @DisplayName(
      "Open Liberty forgets a login by a module of whom it has just logged in by itself; another"
          + " browser gets in")
  void aLoginElsewhereTakesAnotherBrowser() throws Exception {
    server().deploy("elsewhere", Wars.guardedWithoutPostern());
    server().deploy(VAULT, Wars.guarded(VAULT, "--set", "postern.authentication=container"));
    try {
      assertEquals("carol", loggedIn(new Client(server().url("elsewhere")), "carol", "another"));
      assertEquals(
          "the form",
          loggedIn(new Client(server().url(VAULT)), "carol", "another"),
          "again, after the right password");
      assertEquals("carol", loggedIn(new Client(server().url(VAULT)), "carol", "another"));
    } finally {
      server().undeploy(VAULT);
      server().undeploy("elsewhere");
    }
  }

  /**
   * As GlassFish does; docs/container-security.md says to take the filter where they can differ.
   */
  @Test
  @DisplayName(
      "where Open Liberty knows the owner of a key, it adds the groups of its registry to the roles"
          + " of the key: pinned")
  void theRegistryAddsItsGroups() throws Exception {
    Liberty server = (Liberty) server();
    server.deploy(VAULT, Wars.guarded(VAULT, "--set", "postern.authentication=container"));
    try {
      Client browser = new Client(server.url(VAULT));
      if (!loggedIn(browser, "alice", "alice-1").equals("403")) {
        browser = new Client(server.url(VAULT));
        assertEquals("403", loggedIn(browser, "alice", "alice-1"));
      }
      String key = browser.createKey("n");
      Client script = new Client(server.url(VAULT));
      assertEquals(403, script.get("/app/admin/who", "X-API-Key", key).status());
      String admins = "<group name=\"admin\">";
      server.register(
          ServerUsers.libertyRegistry().replace(admins, admins + "<member name=\"alice\"/>"));
      Polling.until(
          Duration.ofSeconds(30),
          () -> script.get("/app/admin/who", "X-API-Key", key).status() == 200,
          () -> "where this is mended, docs/container-security.md has to say so");
      assertEquals("user", script.get("/app/admin/who", "X-API-Key", key).line("roles"));
      assertEquals("gold", script.get("/app/vault", "X-API-Key", key).line("gold"), "EJBs, too");
      server.register(ServerUsers.libertyRegistry());
      Polling.until(
          Duration.ofSeconds(30),
          () -> script.get("/app/admin/who", "X-API-Key", key).status() == 403,
          () -> "what is taken away there is gone");
    } finally {
      server.register(ServerUsers.libertyRegistry());
      server.undeploy(VAULT);
    }
  }

  /** Returns who has got in; what came instead if nobody has. */
  private static String loggedIn(Client client, String name, String password) throws Exception {
    client.get("/app/admin/who");
    client.form("/j_security_check", List.of("j_username", name, "j_password", password));
    Reply seen = client.get("/app/admin/who");
    if (seen.body().contains("j_security_check")) {
      return "the form";
    }
    return seen.status() == 200 ? seen.line("user") : "" + seen.status();
  }

  private static String basic(String name) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + name + "-1").getBytes(StandardCharsets.UTF_8));
  }
}
