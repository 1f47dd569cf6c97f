package io.github.postern.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.TestApp;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same as {@link OwnersTest} where the owners are in LDAP or behind SCIM. */
class OwnersElsewhereTest {

  @Test
  @DisplayName("F-1: the same with LDAP")
  void theUsersMayBeInLdap() throws Exception {
    try (LdapServer server = LdapServer.start();
        TestApp app = TestApp.start(builder -> builder
            .setting("postern.owners", "ldap")
            .setting("postern.owners.ldap-url", server.url())
            .setting("postern.owners.ldap-user", LdapServer.USER)
            .setting("postern.owners.ldap-password", LdapServer.PASSWORD)
            .setting("postern.owners.ldap-base", LdapServer.BASE)
            .setting("postern.owners.ldap-roles-base", "ou=groups," + LdapServer.BASE)
            .setting(
                "postern.owners.ldap-disabled",
                "userAccountControl bit 2, accountExpires" + " past"))) {
      String key = app.loggedIn("alice", "user").createKey("n");
      assertTrue(OwnersTest.inRole(app, key, "user"));
      assertFalse(
          OwnersTest.inRole(app, key, "administrator"),
          "that group is not below the base of the roles");
      server.set("alice", "userAccountControl", "514");
      app.clock().advance(OwnersTest.BOUND);
      assertEquals(401, OwnersTest.status(app, key));
      server.set("alice", "userAccountControl", "512");
      app.postern().ownerChanged("alice");
      assertEquals(200, OwnersTest.status(app, key));
      server.slow(true);
      app.clock().advance(OwnersTest.BOUND);
      OwnersTest.assertUnavailable(app, key);
      server.slow(false);
      assertEquals(200, OwnersTest.eventually(app, key));
      server.remove("alice");
      app.postern().ownerChanged("alice");
      assertEquals(401, OwnersTest.status(app, key));
    }
  }

  @Test
  @DisplayName("F-1: the same with SCIM")
  void theUsersMayBeBehindScim() throws Exception {
    String name = "bjensen@example.com";
    try (ScimServer server = new ScimServer();
        TestApp app = TestApp.start(builder -> builder
            .setting("postern.owners", "scim")
            .setting("postern.owners.scim-url", server.url())
            .setting("postern.owners.scim-token", ScimServer.TOKEN))) {
      String key = app.loggedIn(name, "user").createKey("n");
      assertTrue(OwnersTest.inRole(app, key, "editor"));
      int before = server.requests();
      assertEquals(200, OwnersTest.status(app, key));
      assertEquals(before, server.requests(), "once in 30 seconds");
      server.put(name, ScimServer.BARBARA.replace("\"active\": true", "\"active\": false"));
      app.clock().advance(OwnersTest.BOUND);
      assertEquals(401, OwnersTest.status(app, key));
      server.answer(exchange -> ScimServer.send(exchange, 500, ""));
      app.clock().advance(OwnersTest.BOUND);
      OwnersTest.assertUnavailable(app, key);
      server.answer(null);
      server.put(name, ScimServer.BARBARA);
      assertEquals(200, OwnersTest.eventually(app, key));
    }
  }
}
