package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * An application that logs people in by Jakarta Security: it goes on doing so, and keys stand
 * before that.
 */
interface SecuredTests extends OnServer {

  /** Where it is. */
  String SECURED = "secured";

  /** The premise of keysStandBeforeTheMechanismOfJakartaSecurity, without Postern. */
  @Test
  default void aMechanismThatStandsBeforeAnotherIsAskedOrNot() throws Exception {
    assumeTrue(server().hasJakartaSecurity(), "no Jakarta Security");
    server().deploy(SECURED, Wars.securedByAnother("another"));
    try {
      Reply seen = guest().get("/app/caller");
      assertEquals(
          server().asksAlternatives() ? "200 alice" : "401 null",
          seen.status() + " " + seen.line("caller"));
    } finally {
      server().undeploy(SECURED);
    }
  }

  /**
   * Without Postern: what a key opens in container mode can be as much. carol is an administrator
   * in the realm only.
   */
  @Test
  @DisplayName(
      "without Postern, whom a module logs in has the groups of the server's realm for that"
          + " name as well, or not")
  default void theRealmAddsItsGroups() throws Exception {
    assumeTrue(server().hasJakartaSecurity(), "no Jakarta Security");
    server().deploy("plainsecured", Wars.securedWithoutPostern());
    try {
      String url = server().url("plainsecured");
      assertEquals(
          "bob", new Client(url).as(basic("bob", "bob-1")).get("/app/admin/who").line("user"));
      assertEquals(
          403,
          new Client(url).as(basic("dora", "dora-1")).get("/app/admin/who").status(),
          "not in the realm");
      Reply seen = new Client(url).as(basic("carol", "carol-1")).get("/app/admin/who");
      assertEquals(
          server().addsGroupsOfRealm() ? "200 carol" : "403 null",
          seen.status() + " " + seen.line("user"),
          server().product() + " adds the groups of its realm or not");
    } finally {
      server().undeploy("plainsecured");
    }
  }

  @Test
  default void whereNothingCanStandBeforeAMechanismTheStartIsRefusedInWords() throws Exception {
    assumeTrue(server().hasJakartaSecurity() && !server().asksAlternatives(), "it can");
    server()
        .deployInVain(
            "before",
            Wars.secured("before"),
            "asks only the application's own mechanism of Jakarta Security");
    assertTrue(server().log().contains("postern-cli graft --move-constraints"), "and what to do");
    assertIsAbsent("before");
    server().forget("before");
  }

  @Test
  default void theFilterKeepsTheConstraintsThatJakartaSecurityKept() throws Exception {
    assumeTrue(server().hasJakartaSecurity(), "no Jakarta Security");
    server().deploy(SECURED, Wars.securedByTheFilter("filtered"));
    try {
      assertPeopleLogInAsBefore();
      String key = guest().as(basic("alice", "alice-1")).createKey("n");
      Reply seen = guest().get("/app/who", "X-API-Key", key);
      assertEquals("alice user", seen.line("user") + " " + seen.line("roles"), seen.body());
      assertEquals(403, guest().get("/app/admin/who", "X-API-Key", key).status());
      assertNoLoginBesideAKeyIsActedFor(key, basic("bob", "bob-1"));
    } finally {
      server().undeploy(SECURED);
    }
  }

  /**
   * Where the container takes the password of an administrator beside a key, its EJBs would act for
   * that one.
   */
  private void assertNoLoginBesideAKeyIsActedFor(String key, String login) throws Exception {
    boolean known = "bob".equals(guest().get("/open", "Authorization", login).line("user"));
    for (String path : List.of("/open", "/app/who", "/app/vault")) {
      Reply both = guest().get(path, "X-API-Key", key, "Authorization", login);
      assertEquals(
          known ? "400 key-beside-session" : "200 null",
          both.status() + " " + both.json("code"),
          server().product() + " " + path + " " + both.body());
      assertFalse(both.body().contains("bob"), server().product() + " " + both.body());
    }
  }

  @Test
  default void keysStandBeforeTheMechanismOfJakartaSecurity() throws Exception {
    assumeTrue(server().hasJakartaSecurity(), "no Jakarta Security");
    assumeTrue(
        server().asksAlternatives(), "it asks the mechanism of the application and none before it");
    server().deploy(SECURED, Wars.secured(SECURED));
    try {
      assertPeopleLogInAsBefore();
      Client guest = guest();
      Client alice = guest().as(basic("alice", "alice-1"));
      String key = alice.createKey("n");
      assertEquals("alice true false", caller(guest.get("/app/caller", "X-API-Key", key)));
      Reply seen = guest.get("/app/who", "Authorization", "Bearer " + key);
      assertEquals("alice user", seen.line("user") + " " + seen.line("roles"));
      assertEquals("false", seen.line("session"));
      assertFalse(seen.header("Set-Cookie").isPresent());
      assertEquals(403, guest.get("/app/admin/who", "X-API-Key", key).status());
      assertEquals(
          "alice false",
          guest.get("/app/vault", "X-API-Key", key).line("vault"),
          "the EJB container knows too");
      assertEquals(
          401,
          guest
              .get("/app/who", "X-API-Key", key.substring(0, key.length() - 1) + "-")
              .status());
      assertAKeyIsAloneInItsRequest(key);
    } finally {
      server().undeploy(SECURED);
    }
  }

  @Test
  default void whereKeysHaveNoMechanismToStandBeforeTheStartIsRefusedInWords() throws Exception {
    assumeTrue(server().hasJakartaSecurity(), "no Jakarta Security");
    assumeTrue(server().asksAlternatives(), "refused anyway");
    server()
        .deployInVain(
            "nothing",
            Wars.securedByNothing("nothing"),
            "The application has 0 mechanisms of Jakarta Security");
    assertTrue(server().log().contains("postern-cli graft --move-constraints"), "and what to do");
    assertIsAbsent("nothing");
    server().forget("nothing");
  }

  @Test
  default void whereKeysHaveTwoMechanismsToStandBeforeTheStartIsRefusedInWords() throws Exception {
    assumeTrue(server().hasJakartaSecurity(), "no Jakarta Security");
    assumeTrue(server().asksAlternatives(), "refused anyway");
    server()
        .deployInVain(
            "two",
            Wars.securedByTwo("two"),
            "The application has 2 mechanisms of Jakarta Security: [");
    assertTrue(
        server().log().contains("stranger.alternative.Everybody"),
        server().product() + " does not name them");
    assertIsAbsent("two");
    server().forget("two");
  }

  /** Each has a browser of their own: some servers know again by a cookie who has logged in. */
  private void assertPeopleLogInAsBefore() throws Exception {
    Reply refused = guest().get("/app/caller");
    assertEquals(401, refused.status());
    assertTrue(
        refused.header("WWW-Authenticate").orElse("").startsWith("Basic realm="),
        "Liberty names another realm");
    assertEquals(
        401,
        guest().get("/app/caller", "Authorization", basic("alice", "wrong")).status());
    assertEquals("null", guest().get("/open").line("user"));
    Client alice = guest().as(basic("alice", "alice-1"));
    assertEquals("alice true false", caller(alice.get("/app/caller")));
    assertEquals(403, alice.get("/app/admin/who").status());
    assertEquals(
        "bob",
        guest().get("/app/admin/who", "Authorization", basic("bob", "bob-1")).line("user"));
  }

  /** The cookies of an administrator's browser add nothing to a user's key. */
  private void assertAKeyIsAloneInItsRequest(String key) throws Exception {
    Client bob = guest();
    assertEquals(
        "bob", bob.get("/app/admin/who", "Authorization", basic("bob", "bob-1")).line("user"));
    Reply both = bob.get("/app/admin/who", "X-API-Key", key);
    assertEquals(403, both.status(), both.body());
    assertEquals("alice true false", caller(bob.get("/app/caller", "X-API-Key", key)));
    assertEquals(
        "alice user",
        bob.get("/app/who", "X-API-Key", key).line("user")
            + " "
            + bob.get("/app/who", "X-API-Key", key).line("roles"));
  }

  private Client guest() {
    return new Client(server().url(SECURED));
  }

  private static String caller(Reply reply) {
    assertEquals(200, reply.status(), reply.body());
    return reply.line("caller") + " " + reply.line("user") + " " + reply.line("admin");
  }

  private static String basic(String name, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
