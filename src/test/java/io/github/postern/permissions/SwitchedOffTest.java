package io.github.postern.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that an administrator disabled, only an administrator enables. */
class SwitchedOffTest {

  private static final String OFF = "{\"active\":false}";
  private static final String ON = "{\"active\":true}";

  @Test
  @DisplayName(
      "S-17: the owner does not enable a key that an administrator disabled, and sees who did"
          + " it and when")
  void theOwnerDoesNotSwitchItOn() throws Exception {
    try (TestApp app = TestApp.start()) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"n\"}");
      String path = "/keys/" + key.getString("id");
      Browser carol = app.loggedIn("carol", "administrator");
      app.clock().advance(Duration.ofMinutes(5));
      Reply off = carol.api("PATCH", "/admin" + path, OFF);
      assertEquals(200, off.status(), off.body());

      for (String body : List.of(
          ON, "{\"active\":true,\"name\":\"m\"}", "{\"active\":true,\"validFor\":\"P9D\"}")) {
        Reply refused = alice.api("PATCH", path, body);
        assertEquals(403, refused.status(), refused.body());
        assertTrue(
            refused.text("detail").contains("disabled by carol on 2026-11-21T10:05:00Z"),
            refused.body());
      }
      assertEquals(200, alice.api("PATCH", path, OFF).status(), "off is off");
      assertEquals(403, alice.api("PATCH", path, ON).status());
      JsonObject seen = alice.api("GET", path, null).json();
      assertEquals("inactive", seen.getString("state"));
      assertEquals("[\"administrator\"]", seen.get("awaits").toString());
      assertEquals("carol", seen.getString("disabledBy"));
      assertEquals("2026-11-21T10:05:00Z", seen.getString("disabledAt"));
      assertEquals(401, status(app, key));

      assertEquals(
          200,
          app.loggedIn("dave", "administrator")
              .api("PATCH", "/admin" + path, ON)
              .status());
      assertEquals(200, status(app, key));
      assertTrue(alice.api("GET", path, null).json().isNull("disabledBy"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"successor", "same-id"})
  @DisplayName(
      "S-17: neither rotation nor edit nor replacement nor an administrator's path of their"
          + " own gets around it")
  void nothingGetsAroundIt(String rotation) throws Exception {
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.rotation", rotation)
        .setting("postern.keys-per-owner", "1")
        .setting("postern.local.when-full", "replace")
        .setting("postern.expiry-edits", "always")
        .setting("postern.moved-accounts", "suspend")
        .setting("postern.saml.validity", "required"))) {
      Browser alice = app.loggedIn("alice", "administrator");
      JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"P10D\"}");
      String path = "/keys/" + key.getString("id");
      assertEquals(
          200,
          app.loggedIn("carol", "administrator")
              .api("PATCH", "/admin" + path, OFF)
              .status());

      assertEquals(409, alice.api("POST", path + "/rotate", null).status());
      assertEquals(
          200, alice.api("PATCH", path, "{\"name\":\"m\",\"validFor\":\"P9D\"}").status());
      assertEquals(
          403, alice.api("PATCH", path, "{\"validFor\":\"P20D\"}").status(), "no later end");
      assertEquals(403, alice.api("PATCH", "/admin" + path, ON).status());
      Reply created = alice.api("POST", "/keys", "{\"name\":\"another\"}");
      assertEquals(409, created.status(), "a disabled key is not replaced: " + created.body());
      assertTrue(created.text("detail").contains("disabled by an administrator"), created.body());
      Browser bySaml =
          app.browser().login(Map.of("user", "alice", "roles", "user", "source", "saml"));
      assertEquals(200, bySaml.api("POST", path + "/confirm", null).status());
      assertEquals(401, status(app, key));
      app.clock().advance(Duration.ofDays(21));
      assertEquals(403, bySaml.api("PATCH", path, "{\"validFor\":\"P5D\"}").status());
      assertEquals(409, bySaml.api("PATCH", path, ON).status(), "its time is over, too");
      assertEquals(401, status(app, key));
      assertEquals(
          "[\"administrator\"]",
          alice.api("GET", path, null).json().get("awaits").toString());
    }
  }

  @Test
  @DisplayName(
      "S-17: an administrator of an organisation does not enable a key that an administrator"
          + " of everybody disabled")
  void theLargerReachHolds() throws Exception {
    try (TestApp app = TestApp.start()) {
      Browser alice = login(app, "alice", "user");
      JsonObject key = alice.create("{\"name\":\"n\"}");
      String path = "/admin/keys/" + key.getString("id");
      Browser lead = login(app, "lead", "orgadmin");
      Browser other = login(app, "other", "orgadmin");
      Browser root = app.loggedIn("root", "administrator");

      assertEquals(200, lead.api("PATCH", path, OFF).status());
      assertEquals(403, alice.api("PATCH", "/keys/" + key.getString("id"), ON).status());
      assertEquals(200, other.api("PATCH", path, ON).status(), "of the same reach");
      assertEquals(200, status(app, key));

      assertEquals(200, lead.api("PATCH", path, OFF).status());
      assertEquals(200, root.api("PATCH", path, OFF).status());
      assertEquals(
          200,
          lead.api("PATCH", path, OFF).status(),
          "again, and it does not become weaker by that");
      Reply refused = lead.api("PATCH", path, ON);
      assertEquals(403, refused.status(), refused.body());
      assertTrue(refused.text("detail").contains("root"), refused.body());
      assertEquals(200, root.api("PATCH", path, ON).status());
      assertEquals(200, lead.api("PATCH", path, OFF).status());
      assertEquals(200, root.api("PATCH", path, ON).status(), "of larger reach");
      assertEquals(200, status(app, key));
    }
  }

  @Test
  @DisplayName("S-17: an owner enables a key that they disabled, also an administrator by whatever"
      + " path")
  void theOwnersOwn() throws Exception {
    try (TestApp app = TestApp.start()) {
      Browser boss = app.loggedIn("boss", "administrator");
      JsonObject key = boss.create("{\"name\":\"n\"}");
      String path = "/keys/" + key.getString("id");
      assertEquals(200, boss.api("PATCH", path, OFF).status());
      assertEquals("boss", boss.api("GET", path, null).text("disabledBy"));
      assertEquals(200, boss.api("PATCH", path, ON).status());
      assertEquals(200, boss.api("PATCH", "/admin" + path, OFF).status());
      assertEquals("[]", boss.api("GET", path, null).json().get("awaits").toString());
      assertEquals(200, boss.api("PATCH", path, ON).status());
      assertEquals(200, status(app, key));
    }
  }

  @Test
  @DisplayName("S-17: the owner does not put off an end that an administrator brought forward")
  void anEndThatAnAdministratorBroughtForward() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.expiry-edits", "always"))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"P90D\"}");
      String path = "/keys/" + key.getString("id");
      Browser carol = app.loggedIn("carol", "administrator");
      assertEquals(
          200, carol.api("PATCH", "/admin" + path, "{\"validFor\":\"PT1S\"}").status());
      for (int i = 0; i < 2; i++) {
        Reply refused = alice.api("PATCH", path, "{\"validFor\":\"P30D\"}");
        assertEquals(403, refused.status(), refused.body());
        assertTrue(refused.text("detail").contains("carol"), refused.body());
        app.clock().advance(Duration.ofHours(1));
      }
      assertEquals(401, status(app, key));
      assertEquals(
          200, carol.api("PATCH", "/admin" + path, "{\"validFor\":\"P30D\"}").status());
      assertEquals(200, status(app, key));
      assertEquals(
          200,
          alice.api("PATCH", path, "{\"validFor\":\"P20D\"}").status(),
          "earlier is always possible");
      assertEquals(
          200,
          alice.api("PATCH", path, "{\"validFor\":\"P29D\"}").status(),
          "up to the end that was given back");
      assertEquals(
          403, alice.api("PATCH", path, "{\"validFor\":\"P40D\"}").status(), "and no further");
      assertEquals(
          200, carol.api("PATCH", "/admin" + path, "{\"validFor\":\"P90D\"}").status());
      assertEquals(
          200,
          alice.api("PATCH", path, "{\"validFor\":\"P120D\"}").status(),
          "what was given back whole is free again");
    }
  }

  @ParameterizedTest
  @CsvSource({"Alice, alice", "ALICE, alice", "alice, Alice", "\uff21lice, alice"})
  @DisplayName(
      "S-17: an administrator whose name is that of the owner in another spelling is somebody"
          + " else for what closes, and may be the owner for what opens")
  void anotherSpellingIsNotSurelyTheOwner(String administrator, String owner) throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.expiry-edits", "always"))) {
      Browser theOwner = app.loggedIn(owner, "user");
      JsonObject key = theOwner.create("{\"name\":\"n\",\"validFor\":\"P90D\"}");
      String path = "/keys/" + key.getString("id");
      Browser other = app.loggedIn(administrator, "administrator");
      assertEquals(
          403,
          other.api("PATCH", "/admin" + path, "{\"validFor\":\"P9D\"}").status(),
          "the service for a user's own keys");
      assertEquals(200, other.api("PATCH", "/admin" + path, OFF).status());
      assertEquals(administrator, theOwner.api("GET", path, null).text("disabledBy"));
      Reply refused = theOwner.api("PATCH", path, ON);
      assertEquals(403, refused.status(), refused.body());
      assertTrue(refused.text("detail").contains(administrator), refused.body());
      assertEquals(403, theOwner.api("PATCH", path, "{\"validFor\":\"P120D\"}").status());
      assertEquals(403, other.api("PATCH", "/admin" + path, ON).status(), "perhaps its owner");
      assertEquals(401, status(app, key));

      Browser carol = app.loggedIn("carol", "administrator");
      assertEquals(200, carol.api("PATCH", "/admin" + path, ON).status());
      assertEquals(
          200, theOwner.api("PATCH", path, "{\"validFor\":\"P120D\"}").status(), "free again");
      assertEquals(200, status(app, key));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"successor", "same-id"})
  @DisplayName(
      "S-17: nor by edit or rotation does the owner put off what somebody of another spelling"
          + " and lasting id brought forward")
  void anotherLastingIdIsSomebodyElse(String rotation) throws Exception {
    People people = new People()
        .add("alice", null, "user")
        .add("Alice", null, "administrator")
        .add("carol", null, "administrator");
    try (TestApp app = TestApp.start(builder ->
        builder.ownerDirectory(people.directory()).setting("postern.rotation", rotation))) {
      Browser alice = people.login(app, "alice");
      String path =
          "/keys/" + alice.create("{\"name\":\"n\",\"validFor\":\"P90D\"}").getString("id");
      Reply shorter =
          people.login(app, "Alice").api("PATCH", "/admin" + path, "{\"validFor\":\"P9D\"}");
      assertEquals(200, shorter.status(), shorter.body());
      String end = shorter.text("expiresAt");
      Reply refused = alice.api("PATCH", path, "{\"validFor\":\"P30D\"}");
      assertEquals(403, refused.status(), refused.body());
      assertTrue(refused.text("detail").contains("Alice"), refused.body());
      app.clock().advance(Duration.ofMinutes(5));
      Reply rotated = alice.api("POST", path + "/rotate", null);
      assertTrue(rotated.status() < 300, rotated.body());
      assertEquals(end, rotated.text("expiresAt"));
      Reply longer = people
          .login(app, "carol")
          .api("PATCH", "/admin/keys/" + rotated.text("id"), "{\"validFor\":\"P30D\"}");
      assertEquals(200, longer.status(), longer.body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"successor", "same-id"})
  @DisplayName(
      "S-17: what an administrator of everybody shortened, one of the organisation lengthens"
          + " by no edit, rotation or enabling")
  void theLargerReachHoldsTheEnd(String rotation) throws Exception {
    try (TestApp app = TestApp.start(builder ->
        builder.setting("postern.expiry-edits", "always").setting("postern.rotation", rotation))) {
      Browser alice = login(app, "alice", "user");
      String path =
          "/keys/" + alice.create("{\"name\":\"n\",\"validFor\":\"P90D\"}").getString("id");
      Browser lead = login(app, "lead", "orgadmin");
      Browser root = app.loggedIn("root", "administrator");
      String end = root.api("PATCH", "/admin" + path, "{\"validFor\":\"P9D\"}").text("expiresAt");
      Reply refused = lead.api("PATCH", "/admin" + path, "{\"validFor\":\"P10D\"}");
      assertEquals(403, refused.status(), refused.body());
      assertTrue(
          refused.text("detail").contains("root")
              && refused.text("detail").contains("administrator of everybody"),
          refused.body());
      assertEquals(200, lead.api("PATCH", "/admin" + path, OFF).status());
      assertEquals(200, lead.api("PATCH", "/admin" + path, ON).status());
      app.clock().advance(Duration.ofDays(1));
      Reply rotated = lead.api("POST", "/admin" + path + "/rotate", null);
      assertTrue(rotated.status() < 300, rotated.body());
      assertEquals(end, rotated.text("expiresAt"), "nor by a rotation");
      path = "/keys/" + rotated.text("id");
      for (Reply again : List.of(
          lead.api("PATCH", "/admin" + path, "{\"validFor\":\"P10D\"}"),
          alice.api("PATCH", path, "{\"validFor\":\"P10D\"}"),
          alice.api("PATCH", path, "{\"validFor\":\"P90D\"}"))) {
        assertEquals(403, again.status(), again.body());
      }
      assertEquals(
          200, root.api("PATCH", "/admin" + path, "{\"validFor\":\"P120D\"}").status());
      assertEquals(200, alice.api("PATCH", path, "{\"validFor\":\"P150D\"}").status());
    }
  }

  private static Browser login(TestApp app, String name, String roles) throws Exception {
    return app.browser().login(Map.of("user", name, "roles", roles, "organisation", "blue"));
  }

  private static int status(TestApp app, JsonObject key) throws Exception {
    return app.script().getWithKey("/api/me", key.getString("key")).status();
  }
}
