package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.PathTricks;
import io.github.postern.testkit.RawHttp;
import io.github.postern.testkit.Reply;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * An application that leaves its doors to the container: people get its form as before, and keys
 * open what they may.
 */
interface GuardedTests extends OnServer {

  /** Where it is. */
  String VAULT = "vault";

  @Test
  @DisplayName(
      "S-6, S-31, E-3: constraints that were moved to the filter hold as the container's did,"
          + " by any spelling")
  default void theFilterKeepsTheConstraintsThatWereMoved() throws Exception {
    server().deploy(VAULT, Wars.guarded(VAULT, "--move-constraints"));
    try {
      assertPeopleGetInAsBefore();
      String key = form("alice").createKey("n");
      assertAKeyOpensWhatItMay(key);
      assertAKeyIsAloneInItsRequest(key, false);
      assertNoSpellingLeavesItsConstraint(key);
    } finally {
      server().undeploy(VAULT);
    }
  }

  /** docs/isolation.md says so; the request that a servlet is called with is another. */
  @Test
  @DisplayName(
      "E-3: a request that CDI injects and the event that opens one show the key; a bean of a"
          + " request is of no other; CDI's own principal is nobody, or the owner: pinned")
  default void whatIsInjectedShowsTheKey() throws Exception {
    assumeTrue(server().hasBeans(), "no CDI");
    server().deploy(VAULT, Wars.guarded(VAULT, "--move-constraints"));
    try {
      String key = form("alice").createKey("n");
      for (String path : List.of("/app/injected", "/injected", "/app/injected")) {
        Reply seen = guest().get(path, "X-API-Key", key);
        assertEquals("alice", seen.line("user"), seen.body());
        assertEquals("null with a key", seen.line("injected"), server().product() + " " + path);
        assertEquals(
            "alice; begun null with a key", seen.line("now"), server().product() + " " + path);
        String nobody = "" + guest().get("/injected").line("caller");
        assertTrue(
            List.of(nobody, "alice").contains("" + seen.line("caller")),
            server().product() + " takes the caller for " + seen.line("caller"));
        assertFalse(List.of("alice", "bob").contains(nobody), nobody);
        assertFalse(seen.header("Set-Cookie").isPresent());
        assertEquals("null; begun null without a key", guest().get("/injected").line("now"));
      }
      Client bob = form("bob");
      for (String path : List.of("/app/injected", "/injected", "/app/vault")) {
        Reply beside = bob.get(path, "X-API-Key", key);
        assertEquals(
            "400 key-beside-session",
            beside.status() + " " + beside.json("code"),
            server().product() + " beside another's login, which need not have a session: " + path);
      }
      assertEquals("bob", bob.get("/app/injected").line("injected").replaceFirst(" .*", ""));
    } finally {
      server().undeploy(VAULT);
    }
  }

  @Test
  @DisplayName(
      "E-3: where the container knows the owner of a key, another's session lends nothing to"
          + " it, nor does a bean in it")
  default void theContainerKnowsTheOwnerOfAKey() throws Exception {
    assumeTrue(server().takesModules(), "no Jakarta Authentication for applications");
    server().deploy(VAULT, Wars.guarded(VAULT, "--set", "postern.authentication=container"));
    try {
      assertPeopleGetInAsBefore();
      String key = form("alice").createKey("n");
      assertAKeyOpensWhatItMay(key);
      assertAKeyIsAloneInItsRequest(key, true);
      assertUsesOfAKeyAreNoFailedLogins(key);
      assertEquals(
          server().hasBeans() ? "alice" : "none",
          guest().get("/app/injected", "X-API-Key", key).line("caller"),
          server().product() + ": CDI's own principal");
      String vault = guest().get("/app/vault", "X-API-Key", key).line("vault");
      if (!"none".equals(vault)) {
        assertEquals("alice false", vault, "the EJB container knows the owner");
        assertEquals("denied", guest().get("/app/vault", "X-API-Key", key).line("gold"));
        assertEquals(
            "gold",
            guest().get("/app/vault", "X-API-Key", form("bob").createKey("n")).line("gold"));
      }
    } finally {
      server().undeploy(VAULT);
    }
  }

  @Test
  default void whereTheContainerCannotKnowTheStartIsRefusedInWords() throws Exception {
    assumeFalse(server().takesModules(), "it can");
    server()
        .deployInVain(
            VAULT,
            Wars.guarded(VAULT, "--set", "postern.authentication=container"),
            "The setting postern.authentication is container, but this server has no"
                + " Jakarta Authentication");
    assertIsAbsent(VAULT);
    server().forget(VAULT);
  }

  private void assertPeopleGetInAsBefore() throws Exception {
    assertEquals("null", guest().get("/open").line("user"));
    Client nobody = guest();
    assertSays("j_security_check", follow(nobody, nobody.get("/app/who")));
    assertSays("That was wrong", follow(nobody, check(nobody, "alice", "wrong")));
    Client alice = form("alice");
    Reply seen = alice.get("/app/who");
    assertEquals("alice", seen.line("user"), () -> seen.status() + " " + seen.body());
    assertEquals("user", seen.line("roles"));
    assertEquals("alice", alice.get("/open").line("user"));
    assertEquals(403, alice.get("/app/admin/who").status());
    assertEquals("bob", form("bob").get("/app/admin/who").line("user"));
  }

  /**
   * Servers lock users out who fail to log in too often: WildFly after ten times, if it is told to
   * look up the owners of keys.
   */
  private void assertUsesOfAKeyAreNoFailedLogins(String key) throws Exception {
    for (int i = 0; i < 30; i++) {
      assertEquals(
          200,
          guest().get("/app/who", "X-API-Key", key).status(),
          server().product() + ", use " + i);
    }
    Reply seen = form("alice").get("/app/who");
    assertEquals(
        "alice",
        seen.line("user"),
        () -> server().product() + " " + seen.status() + " " + seen.body());
  }

  private void assertAKeyOpensWhatItMay(String key) throws Exception {
    Reply seen = guest().get("/app/who", "Authorization", "Bearer " + key);
    assertEquals(200, seen.status(), seen.body());
    assertEquals(
        "alice user API_KEY",
        seen.line("user") + " " + seen.line("roles") + " " + seen.line("authType"));
    assertEquals("false", seen.line("session"));
    assertFalse(seen.header("Set-Cookie").isPresent());
    assertEquals("alice", guest().get("/open", "X-API-Key", key).line("user"));
    assertEquals(403, guest().get("/app/admin/who", "X-API-Key", key).status());
    Reply wrong = guest().get("/app/who", "X-API-Key", key.substring(0, key.length() - 1) + "-");
    assertEquals(401, wrong.status());
    assertSays("invalid-token", wrong);
  }

  private static void assertSays(String text, Reply reply) {
    assertTrue(
        reply.body().contains(text),
        () -> "no " + text + " in the answer " + reply.status() + ": " + reply.body());
  }

  /**
   * An administrator's cookie adds nothing to a user's key, and the key changes nothing in the
   * administrator's session.
   */
  private void assertAKeyIsAloneInItsRequest(String key, boolean containerDecides)
      throws Exception {
    Client bob = form("bob");
    assertEquals(
        "" + server().hasBeans(),
        guest().get("/app/who", "X-API-Key", key).line("beans"),
        server().product() + " has beans or not");
    assertAKeyWins(cookiesWithoutSession(bob), key, containerDecides);
    assertNoBeanIsLent(bob, key);
    Reply both = bob.get("/app/who", "X-API-Key", key);
    if (server().hasBeans()) {
      assertEquals(
          "400 key-beside-session",
          both.status() + " " + both.json("code"),
          server().product() + both.body());
      assertEquals(
          containerDecides ? 403 : 400,
          bob.get("/app/admin/who", "X-API-Key", key).status());
      assertEquals("bob", bob.get("/app/admin/who").line("user"));
      return;
    }
    assertEquals("alice user", both.line("user") + " " + both.line("roles"));
    assertEquals(403, bob.get("/app/admin/who", "X-API-Key", key).status());
    assertEquals("bob", bob.get("/app/admin/who").line("user"));
    assertEquals(
        !containerDecides || !server().changesSessionIds(),
        both.header("Set-Cookie").isEmpty());
  }

  /**
   * Servers that know people again by a cookie of their own go by it, with no session at all: where
   * the container does not know of the key, its beans would act for that login.
   */
  private void assertAKeyWins(String login, String key, boolean containerDecides) throws Exception {
    if (login.isEmpty()) {
      return; // a session is all there is
    }
    String[] both = {"X-API-Key", key, "Cookie", login};
    assertEquals("bob", guest().get("/app/who", "Cookie", login).line("user"));
    if (!containerDecides) {
      Reply refused = guest().get("/app/who", both);
      assertEquals("400 key-beside-session", refused.status() + " " + refused.json("code"));
      return;
    }
    assertEquals("alice", guest().get("/app/who", both).line("user"));
    assertEquals(403, guest().get("/app/admin/who", both).status());
    assertEquals("alice", guest().get("/app/injected", both).line("caller"));
    assertEquals("alice with a key", guest().get("/app/injected", both).line("injected"));
    assertEquals("alice false", guest().get("/app/vault", both).line("vault"));
    assertEquals("denied", guest().get("/app/vault", both).line("gold"));
  }

  private static String cookiesWithoutSession(Client client) {
    return Stream.of(client.cookie().split("; "))
        .filter(cookie -> !cookie.startsWith("JSESSIONID="))
        .collect(Collectors.joining("; "));
  }

  /**
   * The content of a bean of an administrator's session is for that session alone, on servers that
   * have beans.
   */
  private void assertNoBeanIsLent(Client bob, String key) throws Exception {
    String kept = server().hasBeans() ? "of-bob" : "none";
    bob.get("/app/basket?put=of-bob");
    assertEquals(
        "bob " + kept,
        basket(bob.get("/app/basket")),
        server().product() + " keeps it in the session");
    Reply both = bob.get("/app/basket", "X-API-Key", key);
    assertFalse(
        both.body().contains("of-bob"),
        server().product() + " lends a bean to a key: " + both.body());
    if (server().hasBeans()) {
      assertEquals(
          "400 key-beside-session",
          both.status() + " " + both.json("code"),
          server().product() + both.body());
    } else {
      assertEquals("alice none", basket(both));
    }
    String alone = server().hasBeans() ? "null" : "none";
    assertEquals(
        "alice " + alone,
        basket(guest().get("/app/basket", "X-API-Key", key)),
        server().product() + ": without it");
    assertEquals(
        "bob " + kept,
        basket(bob.get("/app/basket")),
        server().product() + " takes nothing out of the session");
  }

  private static String basket(Reply reply) {
    assertEquals(200, reply.status(), reply.body());
    return reply.line("user") + " " + reply.line("basket");
  }

  /**
   * Below a prefix, at an exact path, with an extension: neither without a key nor with one of no
   * administrator.
   */
  private void assertNoSpellingLeavesItsConstraint(String key) throws Exception {
    String ofBob = form("bob").createKey("n");
    for (String path : List.of("/app/admin/who", "/books/ledger", "/books/secret.jsp")) {
      for (String target : PathTricks.of("/" + VAULT, path)) {
        for (String headers : List.of("", "X-API-Key: " + key + "\r\n")) {
          Reply reply = RawHttp.send(server().port, "GET " + target + " HTTP/1.1", headers);
          assertFalse(
              reply.body().contains("authType="),
              server().product() + " opens " + target + "\n" + reply.body());
        }
      }
      assertEquals(
          403, guest().get(path, "X-API-Key", key).status(), server().product() + " " + path);
      assertEquals(
          "bob",
          guest().get(path, "X-API-Key", ofBob).line("user"),
          server().product() + " " + path);
    }
  }

  private Client guest() {
    return new Client(server().url(VAULT));
  }

  /** Somebody who logged in by the form of the application. */
  private Client form(String name) throws Exception {
    Client client = loggedIn(name);
    boolean again =
        server().forgetsALogin() && client.get("/app/who").body().contains("j_security_check");
    return again ? loggedIn(name) : client;
  }

  private Client loggedIn(String name) throws Exception {
    Client client = guest();
    follow(client, client.get("/app/who"));
    follow(client, check(client, name, name + "-1"));
    return client;
  }

  private static Reply check(Client client, String name, String password) throws Exception {
    return client.send(
        "POST",
        "/j_security_check",
        "j_username=" + name + "&j_password=" + password,
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  /** Goes where a browser would be sent, within the application. */
  private Reply follow(Client client, Reply first) throws Exception {
    Reply reply = first;
    for (int i = 0; i < 5 && (reply.status() == 302 || reply.status() == 303); i++) {
      URI to = URI.create(reply.header("Location").orElseThrow());
      String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
      reply = client.get(to.getRawPath().substring(VAULT.length() + 1) + query);
    }
    return reply;
  }
}
