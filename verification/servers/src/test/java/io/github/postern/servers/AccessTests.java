package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.RawHttp;
import io.github.postern.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * A key of alice in the browser of bob, who is an administrator: no way of the servlet API leads
 * the application to the container's own request. Postern is declared behind a filter that begins,
 * keeps and answers what it can. docs/isolation.md has the list.
 */
interface AccessTests extends OnServer {

  /** Where the shop is with such a filter. */
  String BEHIND = "behind";

  /** The same application, without Postern. */
  String BARE = "bare";

  /** The way that one server does not manage by itself. */
  String UNDISPATCHED = "/early/async-dispatch";

  /**
   * The identities that a request with the key of alice shows, whatever came beside it: nobody
   * else's.
   */
  String ALICE_ALONE = "user=alice cookies=0 credentials=[] session=null requested=null";

  @Test
  @DisplayName(
      "S-13, E-3: no way of the servlet API leads from a key to the session beside it or to"
          + " the key, behind a filter either")
  default void noWayLeadsToTheRequestOfTheContainer() throws Exception {
    server().deploy(BARE, Wars.bare(BARE));
    server().deploy(BEHIND, Wars.behind(BEHIND));
    try {
      Client bare = new Client(server().url(BARE));
      Client bob = new Client(server().url(BEHIND)).login("bob");
      String key = new Client(server().url(BEHIND)).login("alice").createKey("n");
      List<Executable> ways = new ArrayList<>();
      for (String begun : List.of("/access/async-", "/early/async-")) {
        Stream.of("request", "context", "thread", "dispatch", "dispatch-to", "timeout", "supplied")
            .filter(way -> !failsWithoutPostern(begun + way))
            .forEach(way -> ways.add(() -> assertIsAliceAlone(bob, begun + way, key, bare)));
      }
      Stream.of("shown", "context-forward", "context-include")
          .forEach(way -> ways.add(() -> assertIsAliceAlone(bob, "/access/" + way, key, bare)));
      ways.add(() -> assertAttributesLendNobodysSession(bob, key));
      ways.add(() -> assertTheContainerIsNotAsked(bob, key));
      ways.add(() -> assertUrlsCarryNoSession(bob, key, bare));
      ways.add(() -> assertPartsHoldThemselves(bob, key));
      ways.add(() -> assertTrailersShowNoCredential(bob, key));
      ways.add(() -> assertNothingIsOpenedWithoutAKey(bob));
      assertAll(server().product().toString(), ways);
      assertEquals("bob", bob.get("/who").line("sessionUser"), "the session is what it was");
    } finally {
      server().undeploy(BEHIND);
      server().undeploy(BARE);
    }
  }

  @Test
  @DisplayName("E-3: Jetty 12 never dispatches what a filter has begun; without Postern")
  default void jettyDoesNotDispatchWhatAFilterHasBegun() throws Exception {
    assumeTrue(failsWithoutPostern(UNDISPATCHED), "a fault of Jetty 12");
    server().deploy(BARE, Wars.bare(BARE));
    try {
      Client anybody = new Client(server().url(BARE));
      assertEquals(200, anybody.get("/early/async-dispatch-to").status());
      Reply reply = anybody.get(UNDISPATCHED);
      assertEquals(500, reply.status(), "where this is mended, take the exception away");
      assertTrue(reply.body().contains("AsyncContext timeout"), reply.body());
    } finally {
      server().undeploy(BARE);
    }
  }

  private boolean failsWithoutPostern(String path) {
    return path.equals(UNDISPATCHED) && server().product().toString().matches("Jetty 12.*");
  }

  /**
   * Once or twice, and nobody else: Payara 7 sometimes makes a dispatch of a thread twice, without
   * Postern too.
   */
  private static void assertIsAliceAlone(Client bob, String path, String key, Client bare)
      throws Exception {
    assertTrue(
        bare.get(path).body().startsWith("user="),
        "the server manages this way without Postern: " + path);
    Reply reply = assertDoesNotThrow(() -> bob.get(path, "X-API-Key", key), path);
    String seen = reply.status() + " " + reply.body();
    assertTrue(
        List.of("200 " + ALICE_ALONE, "200 " + ALICE_ALONE.repeat(2)).contains(seen),
        path + " " + seen);
    assertEquals(List.of(), reply.headers().allValues("Set-Cookie"), path);
    String without =
        assertDoesNotThrow(() -> bob.get(path), path + " without a key").body();
    assertTrue(
        without.contains(" session=bob "),
        "without a key it is the container's own: " + path + " " + without);
  }

  private static void assertAttributesLendNobodysSession(Client bob, String key) throws Exception {
    String ofListener = "kept.change="
        + ALICE_ALONE
        + " session of null, kept.event="
        + ALICE_ALONE
        + ", kept.request="
        + ALICE_ALONE;
    String ofBoth = "{kept.async="
        + ALICE_ALONE
        + ", kept.asyncEvent="
        + ALICE_ALONE
        + " "
        + ALICE_ALONE
        + ", "
        + ofListener
        + ", kept.response=ours";
    assertEquals(
        "{" + ofListener + ", kept.session=session of null, kept.text=a text}",
        bob.get("/access/attributes?keep", "X-API-Key", key).body());
    assertEquals(
        ofBoth + ", kept.session=session of null, kept.text=a text}",
        bob.get("/early/async-attributes?keep", "X-API-Key", key).body());
    String without = bob.get("/early/async-attributes?keep").body();
    assertTrue(
        Stream.of(
                "X509Certificate",
                "kept.async",
                "kept.cookie",
                "kept.sessionEvent",
                "session of bob")
            .allMatch(without::contains),
        "without a key they are as they were set: " + without);
  }

  private static void assertTheContainerIsNotAsked(Client bob, String key) throws Exception {
    for (String[] asked : new String[][] {
      {"authenticate", "true alice"},
      {"login", "refused alice"},
      {"logout", " alice"},
      {"push", "none alice"}
    }) {
      Reply reply = bob.get("/asked/" + asked[0], "X-API-Key", key);
      assertEquals(asked[1], reply.body(), asked[0]);
      assertFalse(reply.header("Asked").isPresent(), asked[0]);
      assertEquals(
          asked[0],
          bob.get("/asked/" + asked[0]).header("Asked").orElse("nothing"),
          "without a key it is");
    }
    Reply session = bob.get("/asked/session", "X-API-Key", key);
    assertEquals("full alice", session.body());
    assertFalse(
        session.header("Set-Cookie").isPresent(), "a session of the key has no id for others");
  }

  /**
   * The session is taken out and nothing else: what is left is what the server shows without
   * Postern, which on Open Liberty has no other parameter of the path either.
   */
  private void assertUrlsCarryNoSession(Client bob, String key, Client bare) throws Exception {
    String id = bob.cookie().replaceFirst("^[^=]*=", "");
    Client script = new Client(server().url(BEHIND));
    String path = "/" + BEHIND + "/access/";
    String parameters = "/access/url;jsessionid=" + id + ";a=b";
    String seen = script.get(parameters, "X-API-Key", key).body();
    assertFalse(seen.contains("jsessionid") || seen.contains(id), seen);
    assertTrue(seen.startsWith(path + "url") && seen.endsWith("/access/url;a=b /x /x null"), seen);
    assertEquals(
        bare.get(parameters)
            .body()
            .replace(";jsessionid=" + id, "")
            .replace("/" + BARE + "/", "/" + BEHIND + "/"),
        seen);
    String forwarded =
        script.get("/access/forward-url;jsessionid=" + id, "X-API-Key", key).body();
    assertTrue(forwarded.endsWith(" /x /x " + path + "forward-url"), forwarded);
    String without = script.get("/access/forward-url;jsessionid=" + id).body();
    assertTrue(
        Stream.of(";jsessionid=" + id, path + "forward-url").anyMatch(without::endsWith),
        "without a key as the server has it: " + without);
  }

  private static void assertPartsHoldThemselves(Client bob, String key) throws Exception {
    Reply reply = bob.send(
        "POST",
        "/access/parts",
        "--b\r\n"
            + "Content-Disposition: form-data; name=\"f\"\r\n"
            + "X-API-Key: no\r\n\r\n"
            + "1\r\n"
            + "--b--\r\n",
        "X-API-Key",
        key,
        "Content-Type",
        "multipart/form-data; boundary=b");
    assertEquals(
        "f=1 of 1 headers=[content-disposition:form-data; name=\"f\", x-api-key:no] " + ALICE_ALONE,
        reply.body(),
        "a part has the headers that stand in it, and neither the key nor the cookie of the"
            + " request");
  }

  /** Some servers hand no trailer on, or those only that they are told of. */
  private void assertTrailersShowNoCredential(Client bob, String key) throws Exception {
    String sent =
        "Transfer-Encoding: chunked\r\nTrailer: X-API-Key\r\n\r\n1\r\nx\r\n0\r\nX-API-Key: "
            + key
            + "\r\nCookie: "
            + bob.cookie()
            + "\r\n";
    String line = "POST /" + BEHIND + "/access/trailers HTTP/1.1";
    String seen =
        RawHttp.send(server().port, line, "X-API-Key: " + key + "\r\n" + sent).body();
    assertTrue(seen.contains(ALICE_ALONE + " trailers=[]"), seen.replace(key, "KEY"));
    String without = RawHttp.send(server().port, line, sent).body();
    assertEquals(
        server().handsTrailersOn(),
        without.contains("trailers=[cookie, x-api-key]"),
        without.replace(key, "KEY"));
  }

  private static void assertNothingIsOpenedWithoutAKey(Client bob) throws Exception {
    for (String path : List.of("/access/async-closed", "/early/async-closed")) {
      Reply reply = bob.get(path);
      assertFalse(
          reply.body().contains("PROTECTED"), path + " " + reply.status() + " " + reply.body());
    }
  }
}
