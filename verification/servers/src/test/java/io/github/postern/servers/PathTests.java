package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.PathTricks;
import io.github.postern.testkit.RawHttp;
import io.github.postern.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** However a path is spelled, the filter and the server understand the same. */
interface PathTests extends OnServer {

  /** Where the shop is with other closed paths. */
  String STRICT = "strict";

  /** Where it is with paths that a login opens as well. */
  String MIXED = "mixed";

  @Test
  @DisplayName("F-23, S-31: no spelling of a path that only a key opens reaches it without one")
  default void noSpellingIsAWayAround() throws Exception {
    String cookie = "Cookie: " + browser("alice").cookie() + "\r\n";
    int tried = 0;
    for (String path :
        List.of("/batch/run", "/batch/secret.txt", "/batch/secret.jsp", "/batch/jobs/1")) {
      for (String target : PathTricks.of("/" + SHOP, path)) {
        for (String headers : List.of("", cookie)) {
          Reply reply = RawHttp.send(server().port, "GET " + target + " HTTP/1.1", headers);
          assertFalse(reply.body().contains("PROTECTED"), server().product() + " opens " + target);
          tried++;
        }
      }
      for (String method :
          List.of("HEAD", "POST", "PUT", "OPTIONS", "TRACE", "PROPFIND", "get", "XYZ")) {
        Reply reply = RawHttp.send(
            server().port, method + " /shop" + path + " HTTP/1.1", "Content-Length: 0\r\n");
        assertFalse(
            reply.body().contains("PROTECTED") || method.equals("HEAD") && reply.status() == 200,
            method + " " + path);
      }
      assertTrue(
          RawHttp.send(
                  server().port, "GET /shop" + path + " HTTP/1.1", "X-API-Key: " + key() + "\r\n")
              .body()
              .contains("PROTECTED"),
          "with a key it opens: " + path);
    }
    assertTrue(tried > 700, "" + tried);
  }

  @Test
  @DisplayName("S-30: in no spelling are the pages of the jar served so that other sites can frame"
      + " them")
  default void thePagesAreFramedInNoSpelling() throws Exception {
    int served = 0;
    for (String page : List.of("/postern/index.html", "/postern/admin.html")) {
      for (String target : spellings(page)) {
        Reply reply = RawHttp.send(server().port, "GET " + target + " HTTP/1.1", "");
        if (reply.body().contains("postern-page.css")) {
          served++;
          assertTrue(
              reply.body().toLowerCase(Locale.ROOT).contains("x-frame-options: sameorigin"),
              server().product() + " serves " + target + ":\n" + reply.body());
        }
      }
    }
    assertTrue(served > 1, "the pages are served");
  }

  /** Returns the plain one and the others. */
  private static List<String> spellings(String page) {
    List<String> all = new ArrayList<>(PathTricks.of("/" + SHOP, page));
    all.add(0, "/" + SHOP + page);
    return all;
  }

  @Test
  @DisplayName(
      "S-2, S-6, S-31: no spelling is a way around an exact path or an extension that only a"
          + " key opens, by no scope either")
  default void noSpellingIsAWayAroundAnExactPathOrAnExtension() throws Exception {
    server()
        .deploy(
            STRICT,
            Wars.grafted(
                STRICT,
                Map.of(
                    "postern.required-paths",
                    "/batch/run, /batch/secret.txt, /batch/socket, *.jsp, *.ws",
                    "postern.scopes",
                    "door: * /open/door; open: * /open/*; text: * *.txt; css: *" + " *.css")));
    try {
      Client alice = new Client(server().url(STRICT)).login("alice");
      String key = alice.createKey("all");
      String narrow = alice.createKey("narrow", ",\"scopes\":[\"door\",\"open\",\"css\"]");
      String cookie = "Cookie: " + alice.cookie() + "\r\n";
      for (String path : List.of("/batch/run", "/batch/secret.txt", "/batch/secret.jsp")) {
        for (String target : PathTricks.of("/" + STRICT, path)) {
          for (String headers : List.of("", cookie, "X-API-Key: " + narrow + "\r\n")) {
            Reply reply = RawHttp.send(server().port, "GET " + target + " HTTP/1.1", headers);
            assertFalse(
                reply.body().contains("PROTECTED"),
                server().product() + " opens " + target + " " + headers);
          }
        }
        assertTrue(
            RawHttp.send(
                    server().port,
                    "GET /" + STRICT + path + " HTTP/1.1",
                    "X-API-Key: " + key + "\r\n")
                .body()
                .contains("PROTECTED"),
            "with a key it opens: " + path);
      }
      assertNoSpellingOpens(STRICT, "/batch/socket", key);
      assertNoSpellingOpens(STRICT, "/feed/live.ws", key);
      assertTrue(
          new Client(server().url(STRICT)).get("/batch/jobs/1").body().contains("PROTECTED"),
          "what is not named is open");
      assertEquals(
          200,
          new Client(server().url(STRICT))
              .get("/open/door", "X-API-Key", narrow)
              .status());
      String text = alice.createKey("text", ",\"scopes\":[\"text\"]");
      for (String target : PathTricks.of("/" + STRICT, "/batch/run")) {
        Reply reply = RawHttp.send(
            server().port, "GET " + target + " HTTP/1.1", "X-API-Key: " + text + "\r\n");
        assertFalse(
            reply.body().contains("PROTECTED"),
            server().product() + " opens " + target + " for a scope");
      }
    } finally {
      server().undeploy(STRICT);
    }
  }

  /**
   * No path is one that only a key opens: there an odd spelling would be shut for that reason
   * alone.
   */
  @Test
  @DisplayName(
      "S-2, S-6: without key and login no spelling is a way around a prefix, an exact path or"
          + " an extension that either opens")
  default void noSpellingIsAWayAroundWhatALoginOrAKeyOpens() throws Exception {
    server()
        .deploy(
            MIXED,
            Wars.grafted(
                MIXED,
                Map.of(
                    "postern.required-paths",
                    "",
                    "postern.login-or-key-paths",
                    "/batch/jobs/*, /batch/run, /batch/secret.txt,"
                        + " /batch/socket, *.jsp, *.ws")));
    try {
      Client alice = new Client(server().url(MIXED)).login("alice");
      Client nobody = new Client(server().url(MIXED));
      String key = alice.createKey("n");
      for (String path :
          List.of("/batch/jobs/1", "/batch/run", "/batch/secret.txt", "/batch/secret.jsp")) {
        for (String method : List.of("GET", "HEAD", "POST")) {
          assertEquals(
              401,
              nobody.send(method, path, null).status(),
              server().product() + " " + method + " " + path);
        }
        for (String target : PathTricks.of("/" + MIXED, path)) {
          Reply reply = RawHttp.send(server().port, "GET " + target + " HTTP/1.1", "");
          assertFalse(reply.body().contains("PROTECTED"), server().product() + " opens " + target);
        }
        assertTrue(alice.get(path).body().contains("PROTECTED"), "a login opens it: " + path);
        assertTrue(
            nobody.get(path, "X-API-Key", key).body().contains("PROTECTED"),
            "a key opens it: " + path);
      }
      assertNoSpellingOpens(MIXED, "/batch/socket", key);
      assertNoSpellingOpens(MIXED, "/feed/live.ws", key);
      assertEquals(
          "PROTECTED", nobody.open("/feed/live.ws", "Cookie", alice.cookie()), "a login opens it");
      assertEquals("null", nobody.get("/open/door").line("user"), "what is not named is open");
    } finally {
      server().undeploy(MIXED);
    }
  }

  @Test
  @DisplayName("S-8: a preflight reaches no servlet that only a key opens")
  default void noPreflightIsAWayAround() throws Exception {
    for (String path : List.of(
        "/batch/run", "/batch/run/", "/batch/jobs/1", "/batch/secret.txt", "/batch/secret.jsp")) {
      Reply reply = RawHttp.send(
          server().port,
          "OPTIONS /shop" + path + " HTTP/1.1",
          "Origin: https://evil.example\r\n" + "Access-Control-Request-Method: DELETE\r\n");
      assertEquals(204, reply.status(), path + "\n" + reply.body());
      assertFalse(reply.body().contains("PROTECTED"), path);
    }
  }

  @Test
  @DisplayName("F-23, S-6, S-31: no spelling of a path takes a key out of its scope")
  default void noSpellingLeavesTheScope() throws Exception {
    String narrow = browser("alice").createKey("narrow", ",\"scopes\":[\"open\"]");
    assertEquals(200, script().get("/open/door", "X-API-Key", narrow).status());
    assertEquals(403, script().get("/who", "X-API-Key", narrow).status());
    for (String path : List.of("/batch/run", "/batch/secret.txt", "/batch/secret.jsp")) {
      for (String target : PathTricks.of("/" + SHOP, path)) {
        Reply reply = RawHttp.send(
            server().port, "GET " + target + " HTTP/1.1", "X-API-Key: " + narrow + "\r\n");
        assertFalse(
            reply.body().contains("PROTECTED"),
            server().product() + " opens " + target + "\n" + reply.body());
      }
    }
  }
}
