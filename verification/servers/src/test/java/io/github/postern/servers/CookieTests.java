package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sessions and keys do not mix. */
interface CookieTests extends OnServer {

  @Test
  @DisplayName(
      "F-26: calls with a key make no session and set no cookie, though the application asks"
          + " for a session")
  default void keysMakeNoSessions() throws Exception {
    String before = script().get("/count?total").body();
    for (int i = 0; i < 100; i++) {
      Reply reply = script().get("/count", "X-API-Key", key());
      assertEquals("1", reply.body());
      assertFalse(reply.header("Set-Cookie").isPresent());
    }
    assertEquals(before, script().get("/count?total").body());
  }

  @Test
  @DisplayName("F-27, E-3: an administrator's cookie lends nothing to a read-only key, of the same"
      + " person or another")
  default void aCookieLendsNothingToAKey() throws Exception {
    Client bob = browser("bob");
    assertEquals("user,admin", bob.get("/who").line("roles"));
    String ofBob = bob.createKey("only reads", ",\"scopes\":[\"read\"]");
    String ofAlice = browser("alice").createKey("only reads", ",\"scopes\":[\"read\"]");
    for (String[] owner :
        new String[][] {{"bob", ofBob, "user,admin"}, {"alice", ofAlice, "user"}}) {
      Reply seen = bob.get("/who", "X-API-Key", owner[1]);
      if (refusesKeysBesideSessions()) {
        assertRefusedBesideSession(seen);
      } else {
        assertSeesTheOwnerAlone(seen, owner[0], owner[2]);
      }
      assertEquals(
          403, bob.send("POST", "/who", "x", "X-API-Key", owner[1]).status(), "the key only reads");
      assertEquals(403, bob.get("/go/forward?to=/who", "X-API-Key", owner[1]).status());
      assertEquals(
          403, bob.get("/postern/api/admin/keys", "X-API-Key", owner[1]).status());
    }
    assertEquals(200, bob.get("/postern/api/admin/keys").status(), "which the cookie alone may do");
    assertEquals("bob", bob.get("/who").line("sessionUser"), "and the session is what it was");
  }

  private static void assertSeesTheOwnerAlone(Reply seen, String user, String roles) {
    assertEquals(user, seen.line("user"));
    assertEquals(roles, seen.line("roles"));
    assertEquals("false", seen.line("session"));
    assertEquals("null", seen.line("sessionUser"));
    assertEquals("0", seen.line("cookies"));
    assertEquals("", seen.line("credentials"));
  }
}
