package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.RawHttp;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A WebSocket end-point below a path that only a key opens. */
interface WebSocketTests extends OnServer {

  @Test
  @DisplayName("S-2: a WebSocket below a path that only a key opens is opened by a good key and by"
      + " nothing else")
  default void onlyAGoodKeyOpensAWebSocket() throws Exception {
    assertOnlyAKeyOpens(SHOP, key());
  }

  @Test
  @DisplayName("E-1: likewise where the application declares the filter in web.xml")
  default void likewiseWithADeclaredFilter() throws Exception {
    server().deploy("declared", Wars.declared("declared"));
    try {
      String good = new Client(server().url("declared")).login("alice").createKey("n");
      assertOnlyAKeyOpens("declared", good);
      assertNoSpellingOpens("declared", "/batch/socket", good);
    } finally {
      server().undeploy("declared");
    }
  }

  @Test
  @DisplayName(
      "S-23, E-2, E-3: the end-point sees no credential and no session; on Jetty 12.0 it does"
          + " see the headers of the handshake")
  default void whatTheEndPointSees() throws Exception {
    String shown = String.valueOf(server().showsHandshakes());
    assertEquals(
        "PROTECTED user=alice key=" + shown + " cookie=false session=null",
        script().open("/batch/socket", "X-API-Key", key()));
    String beside = script()
        .open("/batch/socket", "X-API-Key", key(), "Cookie", browser("bob").cookie());
    assertEquals(
        refusesKeysBesideSessions()
            ? "400"
            : "PROTECTED user=alice key=" + shown + " cookie=" + shown + " session=null",
        beside,
        "E-2");
  }

  @Test
  @DisplayName(
      "S-2, S-13: another protocol is opened by a good key alone; its handler has no request,"
          + " its 101 no cookie but as documented")
  default void onlyAGoodKeyOpensAnotherProtocol() throws Exception {
    for (String headers : List.of(
        "", "Cookie: " + browser("bob").cookie() + "\r\n", "X-API-Key: shop_nonsense\r\n")) {
      assertTrue(shout("/batch/shout", headers).startsWith("HTTP/1.1 401"), headers);
    }
    String opened = shout("/batch/shout", "X-API-Key: " + key() + "\r\n");
    String open = shout("/open/shout", "");
    if (open.startsWith("HTTP/1.1 101")) {
      // On some servers the connection leads to the request of the container, with a key or
      // without: docs/isolation.md.
      String requests = " requests=" + (server().connectionsLeadToRequests() ? 1 : 0) + "\n";
      assertTrue(open.endsWith("PROTECTED user=null" + requests), open);
      assertTrue(opened.startsWith("HTTP/1.1 101"), opened);
      assertTrue(opened.endsWith("PROTECTED user=alice" + requests), opened);
    } else {
      assertEquals(
          "Jetty 12.0",
          server().product().name() + " " + server().product().version().substring(0, 4),
          open);
      assertTrue(opened.startsWith("HTTP/1.1 500"), opened);
    }
    assertCookies(
        opened
            .lines()
            .filter(line -> line.regionMatches(true, 0, "Set-Cookie:", 0, 11))
            .map(line -> line.substring(11))
            .toList(),
        opened);
  }

  @Test
  @DisplayName(
      "S-2, S-6: no spelling of its path opens a WebSocket without a key below a prefix that"
          + " only a key opens")
  default void noSpellingOpensAWebSocket() throws Exception {
    assertNoSpellingOpens(SHOP, "/batch/socket", key());
  }

  /** Returns all that comes back to an upgrade, in whichever protocol. */
  private String shout(String path, String headers) throws IOException {
    return RawHttp.upgrade(server().port, "/" + SHOP + path, "shout", headers);
  }

  private void assertOnlyAKeyOpens(String application, String good) throws Exception {
    Client client = new Client(server().url(application));
    assertEquals("401", client.open("/batch/socket"));
    assertEquals(
        "401",
        client.open(
            "/batch/socket",
            "Cookie",
            new Client(server().url(application)).login("bob").cookie()));
    String last = good.endsWith("0") ? "1" : "0";
    assertEquals(
        "401",
        client.open("/batch/socket", "X-API-Key", good.substring(0, good.length() - 1) + last));
    assertEquals("401", client.open("/batch/socket", "Authorization", "Bearer shop_nonsense"));
    assertTrue(client.open("/batch/socket", "X-API-Key", good).startsWith("PROTECTED user=alice "));
    assertEquals(401, client.get("/batch/run").status());
  }
}
