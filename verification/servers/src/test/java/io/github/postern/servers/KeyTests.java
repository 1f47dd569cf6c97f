package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The filter is active, keys work, the application sees roles, pages are served, and nothing else
 * changed.
 */
interface KeyTests extends OnServer {

  @Test
  default void withoutAKeyTheApplicationIsWhatItWas() throws Exception {
    Reply nobody = script().get("/who");
    assertEquals(200, nobody.status());
    assertEquals("null", nobody.line("user"));
    assertEquals("false", nobody.line("session"));
    assertFalse(nobody.header("Set-Cookie").isPresent());
    Client alice = browser("alice");
    assertEquals("alice", alice.get("/who").line("user"));
    assertEquals("user", alice.get("/who").line("roles"));
    assertEquals("1", alice.get("/count").body());
    assertEquals("2", alice.get("/count").body());
    assertEquals("user=alice", alice.get("/page.jsp").body().strip());
    assertTrue(script().get("/login").body().contains("<form"));
  }

  @Test
  default void aMadeUpKeyIsRefused() throws Exception {
    for (String madeUp :
        List.of("shop_nonsense", "shop_aaaaaaaaaaaaaaaa_" + "x".repeat(38), "anything")) {
      assertEquals(401, script().get("/who", "X-API-Key", madeUp).status(), madeUp);
    }
    String last = key().endsWith("0") ? "1" : "0";
    Reply changed = script()
        .get("/who", "Authorization", "Bearer " + key().substring(0, key().length() - 1) + last);
    assertEquals(401, changed.status());
    assertTrue(changed.header("WWW-Authenticate").orElseThrow().contains("invalid_token"));
  }

  @Test
  default void aKeyMadeByALoggedInPersonWorks() throws Exception {
    for (String[] header :
        new String[][] {{"Authorization", "Bearer " + key()}, {"X-API-Key", key()}}) {
      Reply seen = script().get("/who", header);
      assertEquals(200, seen.status(), header[0]);
      assertEquals("alice", seen.line("user"));
      assertEquals("alice", seen.line("principal"));
      assertEquals("user", seen.line("roles"));
      assertEquals("API_KEY", seen.line("authType"));
      assertEquals("of alice", seen.line("keyName"));
      assertEquals("", seen.line("credentials"), "the key is gone from the request");
      assertEquals("user=alice", script().get("/page.jsp", header).body().strip());
    }
  }

  @Test
  default void theRolesOfTheOwnerAreSeen() throws Exception {
    String ofBob = browser("bob").createKey("of bob");
    assertEquals("user,admin", script().get("/who", "X-API-Key", ofBob).line("roles"));
  }

  @Test
  default void theUserInterfaceIsServedFromTheJar() throws Exception {
    assertServed("/postern/postern-keys.js", "text/javascript", "customElements");
    assertServed("/postern/index.html", "text/html", "postern-keys");
    assertServed("/postern/postern-keys.css", "text/css", "{");
    assertEquals(200, script().get("/postern/openapi.yaml").status());
  }

  private void assertServed(String path, String type, String content) throws Exception {
    Reply file = script().get(path);
    assertEquals(200, file.status(), path);
    String served = file.header("Content-Type").orElse("");
    // Older names of text/javascript (RFC 9239), which browsers take for the same: Liberty says
    // x-javascript.
    assertTrue(
        served.replaceFirst("^application/(x-)?javascript", "text/javascript").startsWith(type),
        path + " is served as " + served);
    assertTrue(file.body().contains(content), path);
  }
}
