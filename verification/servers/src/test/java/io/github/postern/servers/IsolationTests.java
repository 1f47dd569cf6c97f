package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Polling;
import io.github.postern.testkit.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Shows how far code gets that keeps the container's own request from before any filter.
 * docs/isolation.md has the list.
 */
interface IsolationTests extends OnServer {

  /** Where the shop is that may see other applications. */
  String ACROSS = "across";

  @Test
  @DisplayName("S-13, E-3: startAsync() without arguments leads to the owner of the key, not to the"
      + " session beside it")
  default void asyncPartsSeeTheOwner() throws Exception {
    Client bob = browser("bob");
    if (refusesKeysBesideSessions()) {
      assertRefusedBesideSession(bob.get("/go/thread-plain", "X-API-Key", key()));
      bob = script();
    }
    for (Client client : new Client[] {script(), bob}) {
      Reply seen = client.get("/go/thread-plain", "X-API-Key", key());
      assertEquals("alice", seen.line("user"), seen.body());
      assertEquals(
          "false null 0",
          seen.line("session") + " " + seen.line("sessionUser") + " " + seen.line("cookies"));
      assertEquals("", seen.line("credentials"));
      assertFalse(seen.header("Set-Cookie").isPresent());
    }
  }

  @Test
  @DisplayName("S-13: a session made of the container's request ends with it; its cookie gets out"
      + " where docs/isolation.md says so")
  default void aSessionEndsWithTheRequest() throws Exception {
    for (String more : new String[] {"", "?large"}) {
      int before = living();
      Reply reply = script().get("/keeper" + more, "X-API-Key", key());
      assertEquals(200, reply.status());
      String made = reply.body().lines().findFirst().orElseThrow();
      assertEquals(
          "false",
          script().get("/keeper?alive=", "Cookie", "JSESSIONID=" + made).body(),
          "it lives on");
      assertLiving(before);
      assertSetsNoCookie(reply, more);
    }
    Reply people = script().get("/keeper");
    String cookie = people.header("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    assertEquals(
        "true",
        script().get("/keeper?alive=", "Cookie", cookie).body(),
        "without a key it is as it was");
  }

  @Test
  @DisplayName(
      "S-13: no redirect, of Servlet 6.1 either, gives out a living session; its cookie gets"
          + " out where docs/isolation.md says so")
  default void noRedirectGivesASessionOut() throws Exception {
    for (String beside : List.of("nothing", "status", "clear", "both")) {
      int before = living();
      Reply reply = script().get("/keeper?redirect=" + beside, "X-API-Key", key());
      assertTrue(
          List.of(302, 303).contains(reply.status()),
          beside + " " + reply.status() + " " + reply.body());
      String address = reply.header("Location").orElseThrow();
      assertTrue(address.matches("(http://[^/]*)?/elsewhere\\?made=.*"), beside + " " + address);
      assertLiving(before);
      assertSetsNoCookie(reply, beside);
      assertTrue(
          script().get("/keeper?redirect=" + beside).header("Set-Cookie").isPresent(),
          "without a key it is as it was");
    }
  }

  @Test
  @DisplayName("S-13: a listener that makes a session for whoever comes leaves none where a key is"
      + " refused, accepted or given up")
  default void noAnswerToAKeyLeavesASession() throws Exception {
    String narrow = browser("alice").createKey("narrow", ",\"scopes\":[\"open\"]");
    int before = living();
    for (String[] way : new String[][] {
      {"401", "X-API-Key", "shop_nonsense"},
      {"403", "X-API-Key", narrow},
      {"400", "Authorization", "Bearer Bearer " + narrow},
      {"200", "X-API-Key", key()}
    }) {
      Reply reply = script().get("/keeper?greet", way[1], way[2]);
      assertEquals(way[0], "" + reply.status(), reply.body());
      assertSetsNoCookie(reply, way[0]);
      assertLiving(before);
    }
    Reply given = script().send("DELETE", "/postern/api/self?greet", null, "X-API-Key", narrow);
    assertEquals(204, given.status(), given.body());
    assertSetsNoCookie(given, "given up");
    assertLiving(before);
    assertTrue(
        script().get("/keeper?greet").header("Set-Cookie").isPresent(),
        "without a key it is as it was");
  }

  @Test
  @DisplayName("S-13, E-3: a dispatch to another application hands on the request of the key, which"
      + " opens nothing there that only a key of that one opens")
  default void noDispatchToAnotherApplicationLeadsToTheContainersRequest() throws Exception {
    server().deploy(AccessTests.BARE, Wars.bare(AccessTests.BARE));
    server().deploy(ACROSS, Wars.across(ACROSS));
    try {
      Client bob = new Client(server().url(ACROSS)).login("bob");
      String bare = "/go/across?context=/" + AccessTests.BARE + "&to=";
      String probe = bob.get(bare + "/access/shown").body();
      assumeFalse(probe.equals("no other application"), "no application sees another");
      assertTrue(probe.contains(" cookies=1 "), "without a key it is the container's: " + probe);
      String key = new Client(server().url(ACROSS)).login("alice").createKey("n");
      for (String way : List.of("", "&include")) {
        Reply seen = bob.get(bare + "/access/shown" + way, "X-API-Key", key);
        assertEquals(
            "200 " + AccessTests.ALICE_ALONE,
            seen.status() + " " + seen.body(),
            server().product() + way);
        assertFalse(seen.header("Set-Cookie").isPresent(), way);

        String before = bob.get(bare + "/count" + way).body();
        assertEquals("1", bob.get(bare + "/count" + way, "X-API-Key", key).body());
        assertEquals(
            "" + (Integer.parseInt(before) + 1),
            bob.get(bare + "/count" + way).body(),
            "his session there is what it was");
        for (String[] headers : new String[][] {{}, {"X-API-Key", key}, {"X-API-Key", key()}}) {
          for (String path : List.of("/batch/run", "/batch/secret.txt", "/batch/secret.jsp")) {
            Reply closed = new Client(server().url(ACROSS))
                .get("/go/across?context=/" + SHOP + "&to=" + path + way, headers);
            assertFalse(
                closed.body().contains("PROTECTED"),
                server().product() + " opens " + path + way + closed.body());
          }
        }
      }
    } finally {
      server().undeploy(ACROSS);
      server().undeploy(AccessTests.BARE);
    }
  }

  /** The answer may be there before its request is over. */
  private void assertLiving(int before) throws Exception {
    Polling.until(Duration.ofSeconds(10), () -> living() == before, () -> "a session lives on");
  }

  private int living() throws Exception {
    return Integer.parseInt(script().get("/count?living").body());
  }
}
