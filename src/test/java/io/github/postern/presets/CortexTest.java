package io.github.postern.presets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The scenarios of TheHive Cortex, section 7.4: one key without an end, revealed and renewed,
 * revoked by administrators.
 */
class CortexTest {

  private static final String UNAUTHENTICATED =
      "{\"type\":\"AuthenticationError\",\"message\":\"Authentication failure\"}";
  private static final String CHOSEN = "q7+Zr/8sW=kP2xV9mT4bN6hJ+3dF/5gL";
  private static final Map<String, OwnerStatus> PEOPLE = new ConcurrentHashMap<>();

  private static TestApp app;
  private static Browser root;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.prepare().servlet("/own/*", new OwnLogin()).run(CortexTest::configure);
    root = person("root", "cortex", "superadmin");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  @DisplayName("CX-1: given a key, when it is sent as Bearer, then the request is the owner's with"
      + " live roles and no cookie")
  void aKeyIsItsOwnerWithLiveRoles() throws Exception {
    String key = keyOf("cx1", "north", "read").getString("key");
    Reply seen = call(key);
    assertEquals("cx1", seen.text("user"), seen.body());
    assertEquals("[\"read\"]", seen.json().getJsonArray("roles").toString());
    assertTrue(seen.header("Set-Cookie").isEmpty());
    now("cx1", OwnerStatus.active(Set.of("read", "analyze")).withOrganisation("north"));
    assertEquals(
        "[\"analyze\",\"read\"]", call(key).json().getJsonArray("roles").toString());
  }

  @Test
  @DisplayName(
      "CX-3, CX-4, CX-7: given an administrator of the organisation, or a super administrator"
          + " of any, when they create a user's key, then they can renew, revoke and reveal"
          + " it, and see the same value each time")
  void administratorsCreateRenewRevokeAndReveal() throws Exception {
    Browser ofNorth = person("cx3-admin", "north", "orgadmin");
    for (String[] row :
        new String[][] {{"cx3", "north"}, {"cx7-north", "north"}, {"cx7-south", "south"}}) {
      Browser admin = row[0].equals("cx3") ? ofNorth : root;
      person(row[0], row[1], "read");
      assertEquals(0, keysOf(row[0], admin), "the row offers Create");
      Reply made = admin.api("POST", "/admin/owners/" + row[0] + "/keys", "{}");
      assertEquals(201, made.status(), made.body());
      assertEquals(row[0], call(made.text("key")).text("user"));
      String path = "/admin/keys/" + made.text("id");
      for (int i = 0; i < 3; i++) {
        assertEquals(made.text("key"), admin.api("POST", path + "/reveal", null).text("key"));
        String rest = admin.api("GET", "/admin/keys", null).body()
            + admin.api("GET", path, null).body();
        assertFalse(rest.contains(made.text("key").substring(22)), "it is hidden again");
      }
      Reply renewed = admin.api("POST", path + "/rotate", null);
      assertEquals(row[0], call(renewed.text("key")).text("user"));
      assertEquals(204, admin.api("DELETE", path, null).status());
      assertEquals(401, call(renewed.text("key")).status());
    }
  }

  @Test
  @DisplayName(
      "CX-5: given an administrator of another organisation, when they ask for a user's key,"
          + " then 404")
  void anotherOrganisationsKeyDoesNotExist() throws Exception {
    JsonObject key = keyOf("cx5", "north", "read");
    Browser stranger = person("cx5-admin", "south", "orgadmin");
    String path = "/admin/keys/" + key.getString("id");
    assertRefused(
        404,
        "NotFoundError",
        stranger.api("POST", path + "/reveal", null),
        stranger.api("POST", path + "/rotate", null),
        stranger.api("GET", path, null),
        stranger.api("DELETE", path, null),
        stranger.api("POST", "/admin/owners/cx5/keys", "{}"));
    assertEquals(1, keysOf("cx5", root));
    assertEquals(200, call(key.getString("key")).status());
  }

  @Test
  @DisplayName("CX-6: given a plain user, when they ask for another's key, then 403; for their own,"
      + " then it is shown, as text/plain where that is accepted")
  void aPlainUserSeesTheirOwnKeyOnly() throws Exception {
    JsonObject others = keyOf("cx6-other", "north", "read");
    JsonObject own = keyOf("cx6", "north", "read", "analyze");
    Browser user = person("cx6", "north", "read", "analyze");
    assertRefused(
        403,
        "AuthorizationError",
        user.api("POST", "/admin/keys/" + others.getString("id") + "/reveal", null));
    assertEquals(
        404,
        user.api("POST", "/keys/" + others.getString("id") + "/reveal", null).status());
    String reveal = "/keys/" + own.getString("id") + "/reveal";
    assertEquals(own.getString("key"), user.api("POST", reveal, null).text("key"));
    assertEquals(
        own.getString("key"),
        user.api("POST", reveal, null, "Accept", "text/plain").body());
  }

  @Test
  @DisplayName("CX-8: given a key, when it is renewed, then it is refused at once and the new value"
      + " works")
  void aRenewedKeyIsRefusedAtOnce() throws Exception {
    JsonObject old = keyOf("cx8", "north", "read");
    Browser user = person("cx8", "north", "read");
    assertEquals(200, call(old.getString("key")).status());
    Reply renewed = user.api("POST", "/keys/" + old.getString("id") + "/rotate", null);
    assertEquals(201, renewed.status(), renewed.body());
    assertEquals(old.getString("id"), renewed.text("id"), "one key per user, renewed");
    assertEquals(401, call(old.getString("key")).status());
    assertEquals(200, call(renewed.text("key")).status());
    assertEquals(1, keysOf("cx8", root));
    assertEquals(
        renewed.text("key"),
        user.api("POST", "/keys/" + old.getString("id") + "/reveal", null).text("key"));
  }

  @Test
  @DisplayName("CX-9, CX-10: given a key, when its plain user revokes it, then 403 by whatever way;"
      + " when an administrator does, then 204, it is refused, and the user has none")
  void onlyAdministratorsRevoke() throws Exception {
    JsonObject key = keyOf("cx10", "north", "read");
    Browser user = person("cx10", "north", "read");
    String path = "/keys/" + key.getString("id");
    assertRefused(
        403,
        "AuthorizationError",
        user.api("DELETE", path, null),
        user.api("PATCH", path, "{\"active\":false}"),
        user.api("DELETE", "/admin" + path, null),
        user.api("POST", "/keys/revoke", "{\"key\":\"" + key.getString("key") + "\"}"),
        byKey("DELETE", path, key.getString("key")));
    assertEquals(200, call(key.getString("key")).status());
    Browser admin = person("cx9-admin", "north", "orgadmin");
    assertEquals(204, admin.api("DELETE", "/admin" + path, null).status());
    assertEquals(401, call(key.getString("key")).status());
    assertEquals(0, keysOf("cx10", admin));
    assertEquals(0, user.api("GET", "/keys", null).json().getJsonArray("keys").size());
  }

  @Test
  @DisplayName(
      "A key is given up by whoever holds it, though its owner may revoke none: what is known"
          + " to others has to end")
  void whoHoldsAKeyGivesItUp() throws Exception {
    JsonObject key = keyOf("cx10b", "north", "read");
    assertEquals(204, byKey("DELETE", "/self", key.getString("key")).status());
    assertEquals(401, call(key.getString("key")).status());
  }

  @Test
  @DisplayName("CX-11: given a user without a key, when they or an administrator ask to reveal it,"
      + " then 400 with a message")
  void whereNoKeyIsNothingIsRevealed() throws Exception {
    String path = "/keys/" + keyOf("cx11", "north", "read").getString("id");
    root.api("DELETE", "/admin" + path, null);
    assertRefused(
        400,
        "BadRequest",
        person("cx11", "north", "read").api("POST", path + "/reveal", null),
        root.api("POST", "/admin" + path + "/reveal", null));
  }

  @Test
  @DisplayName(
      "CX-12: given the own page with a key, then it offers Renew and Reveal and no Revoke;"
          + " without one, then it says that an administrator must make one")
  void thePageOffersRenewAndRevealOrNamesTheAdministrator() throws Exception {
    keyOf("cx12", "north", "read");
    JsonObject with =
        person("cx12", "north", "read").api("GET", "/policy", null).json();
    String operations = with.getJsonArray("operations").toString();
    assertTrue(
        with.getBoolean("revealable")
            && operations.contains("rotate")
            && operations.contains("reveal"),
        operations);
    assertFalse(operations.contains("delete") || operations.contains("disable"), operations);
    JsonObject without =
        person("cx12-none", "north", "read").api("GET", "/policy", null).json();
    assertFalse(without.getBoolean("mayCreate"), without.toString());
    assertTrue(without.getString("reason").contains("administrator"), without.toString());
  }

  @Test
  @DisplayName("CX-13: given a locked user, or one of a locked organisation, then the key gets the"
      + " same 401 as a wrong one")
  void aLockedUsersKeyIsAWrongOne() throws Exception {
    String key = keyOf("cx13", "north", "read").getString("key");
    assertEquals(200, call(key).status());
    now("cx13", OwnerStatus.gone());
    Reply locked = call(key);
    assertEquals(401, locked.status(), locked.body());
    assertEquals(call("nonsense").body(), locked.body());
  }

  @Test
  @DisplayName("CX-13: given a locked user, when an administrator asks to create, renew or reveal,"
      + " then it is refused (inferred: the source disables the buttons)")
  void aLockedUsersKeyIsNotWorkedOn() throws Exception {
    JsonObject key = keyOf("cx13-buttons", "north", "read");
    now("cx13-buttons", OwnerStatus.gone());
    String path = "/admin/keys/" + key.getString("id");
    for (Reply reply : List.of(
        root.api("POST", "/admin/owners/cx13-buttons/keys", "{}"),
        root.api("POST", path + "/reveal", null),
        root.api("POST", path + "/rotate", null))) {
      assertTrue(
          reply.status() >= 400 && reply.status() < 500, reply.status() + " in place of a refusal");
    }
    assertEquals(1, keysOf("cx13-buttons", root));
  }

  @Test
  @DisplayName("CX-14, W-7: given a wrong key, none, an unset variable or a wrong scheme, then 401"
      + " with one uniform body")
  void everyFailureLooksTheSame() throws Exception {
    String key = keyOf("cx14", "north", "read").getString("key");
    String changed = key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A");
    List<Reply> replies = new ArrayList<>(List.of(app.script().get("/api/me")));
    for (String value : List.of(
        "Bearer ",
        "Bearer",
        "bearer   ",
        "Bearer " + changed,
        "Bearer nonsense",
        "Bearer " + CHOSEN.replace('q', 'r'),
        "Bearer other" + key.substring(4),
        "Token " + key,
        key,
        DataOsTest.basic("cx14", key))) {
      replies.add(app.script().get("/api/me", "Authorization", value));
    }
    for (Reply reply : replies) {
      assertEquals(401, reply.status(), reply.body());
      assertEquals(UNAUTHENTICATED, reply.body());
      assertTrue(reply.header("WWW-Authenticate").isPresent());
    }
    assertEquals(200, call(key).status());
  }

  @Test
  @DisplayName(
      "CX-15: given a login session and another user's key in one request, then the session"
          + " wins")
  void theSessionWins() throws Exception {
    String key = keyOf("cx15", "north", "read").getString("key");
    Browser other = person("cx15-session", "north", "read");
    Reply seen = other.send("GET", "/api/me", null, "Authorization", "Bearer " + key);
    assertEquals("cx15-session", seen.text("sessionUser"));
    assertTrue(seen.json().isNull("keyId") && seen.json().isNull("user"), seen.body());
    assertEquals(
        "cx15-session",
        other.api("GET", "/policy", null, "Authorization", "Bearer " + key).text("owner"));
  }

  @Test
  @DisplayName("CX-16: given a key and no session, when it POSTs, then no CSRF token is asked; a"
      + " session needs one")
  void aKeyNeedsNoToken() throws Exception {
    JsonObject key = keyOf("cx16", "north", "read");
    Browser user = person("cx16", "north", "read");
    assertEquals(
        200,
        app.script()
            .send("POST", "/api/jobs", "{}", "Authorization", "Bearer " + key.getString("key"))
            .status());
    assertRefused(
        403,
        "AuthorizationError",
        user.send("POST", "/postern/api/keys/" + key.getString("id") + "/rotate", null));
    assertEquals(200, call(key.getString("key")).status(), "nothing was renewed");
    Reply renewed = byKey("POST", "/keys/" + key.getString("id") + "/rotate", key.getString("key"));
    assertEquals(201, renewed.status(), renewed.body());
    assertEquals(200, call(renewed.text("key")).status());
  }

  @Test
  @DisplayName("CX-17, CX-18: given Basic off, then login and password get 401; given the"
      + " application's own, then 200; a key is no password, neither there nor in its"
      + " login form")
  void aKeyIsNoPassword() throws Exception {
    String key = keyOf("cx17", "north", "read").getString("key");
    String login = DataOsTest.basic("cx17", OwnLogin.PASSWORD);
    assertEquals(401, app.script().get("/api/me", "Authorization", login).status());
    assertEquals(
        200,
        app.script().get("/own/", "Authorization", login).status(),
        "it reaches the application untouched");
    assertEquals(
        401,
        app.script()
            .get("/own/", "Authorization", DataOsTest.basic("cx17", key))
            .status());
    String[] form = {"Content-Type", "application/x-www-form-urlencoded"};
    assertEquals(
        200,
        app.script()
            .send("POST", "/own/", "password=" + OwnLogin.PASSWORD, form)
            .status());
    assertEquals(
        401, app.script().send("POST", "/own/", "password=" + key, form).status());
  }

  @Test
  @DisplayName(
      "CX-2, CX-19: given a chosen key with '+', '/' and '=', when it has 31 characters, then"
          + " 400; when 32, then it is accepted unchanged, and kept as a digest")
  void anAdministratorSetsAChosenKey() throws Exception {
    Browser user = person("cx19", "north", "read");
    Browser admin = person("cx19-admin", "north", "orgadmin");
    Reply tooShort =
        admin.api("POST", "/admin/owners/cx19/keys", "{\"key\":\"" + CHOSEN.substring(1) + "\"}");
    assertRefused(400, "BadRequest", tooShort);
    assertTrue(tooShort.text("message").contains("32"), tooShort.body());
    assertRefused(
        403, "AuthorizationError", user.api("POST", "/keys", "{\"key\":\"" + CHOSEN + "\"}"));
    assertEquals(0, keysOf("cx19", admin));
    Reply set = admin.api("POST", "/admin/owners/cx19/keys", "{\"key\":\"" + CHOSEN + "\"}");
    assertEquals(201, set.status(), set.body());
    assertEquals("cx19", call(CHOSEN).text("user"));
    assertEquals(401, call(CHOSEN.replace("+", "%2B")).status());
    assertEquals(401, call(CHOSEN.substring(1)).status());
    DataOsTest.assertNotStored(app.jdbcUrl(), CHOSEN);
    assertEquals(
        CHOSEN, user.api("POST", "/keys/" + set.text("id") + "/reveal", null).text("key"));
  }

  @Test
  @DisplayName(
      "CX-20: given an administrator's key, when it renews, reveals and revokes, then allowed"
          + " within its owner's rights; a plain user's key may do nothing with others")
  void anAdministratorsKeyManagesKeys() throws Exception {
    String admin = keyOf("cx20-admin", "north", "orgadmin", "read").getString("key");
    String plain = keyOf("cx20-plain", "north", "read").getString("key");
    String south = keyOf("cx20-south", "south", "orgadmin").getString("key");
    JsonObject key = keyOf("cx20", "north", "read");
    String path = "/admin/keys/" + key.getString("id");
    for (String[] call :
        new String[][] {{"POST", path + "/rotate"}, {"POST", path + "/reveal"}, {"DELETE", path}}) {
      assertEquals(403, byKey(call[0], call[1], plain).status());
      assertEquals(404, byKey(call[0], call[1], south).status());
    }
    assertEquals(200, call(key.getString("key")).status(), "nothing has happened to it");
    assertEquals(key.getString("key"), byKey("POST", path + "/reveal", admin).text("key"));
    Reply renewed = byKey("POST", path + "/rotate", admin);
    assertEquals(200, call(renewed.text("key")).status());
    now("cx20-admin", OwnerStatus.active(Set.of("read")).withOrganisation("north"));
    assertEquals(403, byKey("DELETE", path, admin).status(), "no more than its owner may now");
    now("cx20-admin", OwnerStatus.active(Set.of("orgadmin", "read")).withOrganisation("north"));
    assertEquals(204, byKey("DELETE", path, admin).status());
    assertEquals(401, call(renewed.text("key")).status());
  }

  private static void configure(PosternBuilder builder) {
    builder
        .setting("postern.preset", "cortex")
        .setting("postern.reveal-key", DataOsTest.revealKey("r1"))
        .setting("postern.admin-roles", "superadmin")
        .setting("postern.organisation-admin-roles", "orgadmin")
        .setting("postern.login-or-key-paths", "/api/*")
        .ownerDirectory(owner -> PEOPLE.getOrDefault(owner.name(), OwnerStatus.gone()));
  }

  private static Browser person(String name, String organisation, String... roles)
      throws Exception {
    now(name, OwnerStatus.active(Set.of(roles)).withOrganisation(organisation));
    return app.browser()
        .login(
            Map.of("user", name, "organisation", organisation, "roles", String.join(",", roles)));
  }

  private static JsonObject keyOf(String name, String organisation, String... roles)
      throws Exception {
    now(name, OwnerStatus.active(Set.of(roles)).withOrganisation(organisation));
    return root.api("POST", "/admin/owners/" + name + "/keys", "{}").json();
  }

  private static void now(String name, OwnerStatus status) {
    PEOPLE.put(name, status);
    app.postern().ownerChanged(name);
  }

  private static Reply call(String key) throws Exception {
    return app.script().getWithKey("/api/me", key);
  }

  private static Reply byKey(String method, String path, String key) throws Exception {
    return app.script().send(method, "/postern/api" + path, null, "Authorization", "Bearer " + key);
  }

  private static void assertRefused(int status, String type, Reply... replies) {
    for (Reply reply : replies) {
      assertEquals(status, reply.status(), reply.body());
      assertEquals(type, reply.text("type"));
      assertFalse(reply.text("message").isBlank());
      assertFalse(reply.json().containsKey("key"));
    }
  }

  private static int keysOf(String owner, Browser admin) throws Exception {
    return admin
        .api("GET", "/admin/keys?state=active&owner=" + owner, null)
        .json()
        .getJsonArray("keys")
        .size();
  }

  /** An application with passwords of its own, by Basic and in a form. */
  private static final class OwnLogin extends HttpServlet {

    static final String PASSWORD = "a-password";
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      boolean known = DataOsTest.basic("cx17", PASSWORD).equals(request.getHeader("Authorization"))
          || PASSWORD.equals(request.getParameter("password"))
          || request.getUserPrincipal() != null;
      response.setStatus(known ? HttpServletResponse.SC_OK : HttpServletResponse.SC_UNAUTHORIZED);
    }
  }
}
