package io.github.postern.presets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.LoginSource;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * An application with {@code postern.preset=cohesity} does what the Cohesity scenarios say. The
 * application sends people who are not logged in to its single sign-on. CO-3, CO-17 and CO-21 are
 * in CommonScenariosTest; no CO-20 is listed.
 */
class CohesityTest {

  private static final String CALL = "/irisservices/api/v1/public/cluster";
  private static final OwnerStatus VIEWER = OwnerStatus.active(Set.of("viewer"));
  private static final Map<String, OwnerStatus> PEOPLE = Map.of(
      "u",
      VIEWER,
      "v",
      VIEWER,
      "sso-u",
      VIEWER.withSource(LoginSource.SAML),
      "admins",
      OwnerStatus.ofGroup());

  private TestApp app;
  private Browser admin;

  @BeforeEach
  void start() throws Exception {
    app = TestApp.prepare()
        .filter("/irisservices/*", CohesityTest::sendToSingleSignOn)
        .run(builder -> builder
            .setting("postern.preset", "cohesity")
            .ownerDirectory(owner -> PEOPLE.getOrDefault(owner.name(), OwnerStatus.gone())));
    admin = app.loggedIn("a", "administrator");
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  @DisplayName("CO-1: given an active key of U, when a protected URL is read with only apiKey, then"
      + " 200 and the app sees U")
  void aKeyAloneIsItsOwner() throws Exception {
    JsonObject key = forUser("u", "{\"name\":\"k\"}");
    assertEquals(
        "/sso", app.script().get(CALL).header("Location").orElseThrow(), "the URL is protected");
    Reply seen = app.script().get(CALL + "?role=viewer", "apiKey", key.getString("key"));
    assertEquals(200, seen.status(), seen.body());
    assertEquals("u", seen.text("user"));
    assertEquals("u", seen.text("principal"));
    assertEquals(key.getString("id"), seen.text("keyId"));
    assertTrue(seen.json().getBoolean("inRole"), "with the roles that U has now");
    assertFalse(seen.body().contains(key.getString("key")), "the application does not get the key");
    for (String value : List.of(key.getString("key"), "Bearer " + key.getString("key"))) {
      assertEquals(
          400,
          app.script().get(CALL, "Authorization", value).status(),
          "no other header carries a key");
    }
    assertEquals(
        302, app.script().get(CALL, "Authorization", "Bearer somebody-elses").status());
  }

  @Test
  @DisplayName("CO-2: given a key, when the header is spelled ApiKey, apikey or APIKEY, then the"
      + " result is the same")
  void theHeaderHasNoCase() throws Exception {
    String key = forUser("u", "{\"name\":\"k\"}").getString("key");
    for (String header : List.of("apiKey", "ApiKey", "apikey", "APIKEY")) {
      Reply seen = app.script().get(CALL, header, key);
      assertEquals(200, seen.status(), header);
      assertEquals("u", seen.text("user"), header);
      assertFalse(seen.json().getJsonObject("headers").containsKey("apikey"), header);
      assertRefused(app.script().get(CALL, header, "no-key"));
    }
  }

  @Test
  @DisplayName("CO-4: given an unknown key, when a call is made, then 401 (inferred) with errorCode"
      + " and a message on API Key")
  void anUnknownKeyIsRefusedInJson() throws Exception {
    String key = forUser("u", "{\"name\":\"k\"}").getString("key");
    String wrong = key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A");
    for (String unknown : List.of("6f1c2d3e-4a5b-6c7d-8e9f-0a1b2c3d4e5f", "x", wrong)) {
      Reply refused = call(unknown);
      assertRefused(refused);
      assertEquals(Set.of("errorCode", "message"), refused.json().keySet());
      assertEquals(
          "application/json", refused.header("Content-Type").orElseThrow().split(";")[0]);
      assertTrue(refused.header("WWW-Authenticate").isPresent());
      assertFalse(refused.body().contains(unknown + "\""), "the key is not repeated");
    }
  }

  @Test
  @DisplayName(
      "CO-5, CO-7: given admin A, when A adds a named key for U, then it is shown, owned by"
          + " U, created by A, active")
  void anAdministratorAddsAKeyForAUser() throws Exception {
    Reply created = admin.api("POST", "/admin/owners/u/keys", "{\"name\":\"backup\"}");
    assertEquals("no-store", created.header("Cache-Control").orElseThrow());
    assertEquals("u", call(created.text("key")).text("user"), "what is shown works");
    JsonObject listed =
        admin.api("GET", "/admin/keys/" + created.text("id"), null).json();
    assertEquals("backup", listed.getString("name"));
    assertEquals("u", listed.getString("owner"));
    assertEquals("a", listed.getString("createdBy"));
    assertEquals("2026-11-21T10:00:00Z", listed.getString("createdAt"));
    assertEquals("active", listed.getString("state"), "neither inactive nor expired");
    assertTrue(listed.isNull("expiresAt"));
    assertEquals(
        Set.of("backup"),
        names(app.loggedIn("u", "viewer").api("GET", "/keys", null)),
        "U sees it too");
    assertEquals(
        403,
        app.loggedIn("u", "viewer")
            .api("POST", "/admin/owners/v/keys", "{\"name\":\"n\"}")
            .status());
    assertEquals(Set.of("backup"), names(admin.api("GET", "/admin/keys", null)));
  }

  @Test
  @DisplayName(
      "CO-6: given a key was shown, when A leaves and returns, then no answer ever holds the"
          + " secret again")
  void theSecretIsShownOnce() throws Exception {
    JsonObject key = forUser("u", "{\"name\":\"k\"}");
    String random = key.getString("key").substring(key.getString("key").lastIndexOf('_') + 1);
    String id = key.getString("id");
    Browser again = app.loggedIn("a", "administrator");
    Browser owner = app.loggedIn("u", "viewer");
    for (Reply reply : List.of(
        again.api("GET", "/admin/keys", null),
        again.api("GET", "/admin/keys/" + id, null),
        again.api("PATCH", "/admin/keys/" + id, "{\"description\":\"d\"}"),
        owner.api("GET", "/keys", null),
        owner.api("GET", "/keys/" + id, null),
        owner.api("GET", "/policy", null),
        app.script().get("/postern/api/self", "apiKey", key.getString("key")))) {
      assertEquals(200, reply.status(), reply.body());
      assertFalse(reply.body().contains(random));
      assertFalse(reply.headers().map().toString().contains(random));
    }
    for (Reply reply : List.of(
        again.api("POST", "/admin/keys/" + id + "/reveal", null),
        owner.api("POST", "/keys/" + id + "/reveal", null))) {
      assertEquals(403, reply.status(), "there is no way to retrieve it");
      assertFalse(reply.body().contains(random));
    }
  }

  @Test
  @DisplayName("CO-8: given U has key a, when b is added, then both work")
  void manyKeysWork() throws Exception {
    String a = forUser("u", "{\"name\":\"a\"}").getString("key");
    String b = app.loggedIn("u", "viewer").create("{\"name\":\"b\"}").getString("key");
    assertNotEquals(a, b);
    assertEquals("u", call(a).text("user"));
    assertEquals("u", call(b).text("user"));
    assertEquals(Set.of("a", "b"), names(admin.api("GET", "/admin/keys?owner=u", null)));
  }

  @Test
  @DisplayName("CO-9: given no name, when a key is added, then it is refused and nothing is stored")
  void aNameIsRequired() throws Exception {
    Browser owner = app.loggedIn("u", "viewer");
    for (String body : List.of("{}", "{\"name\":\"\"}", "{\"name\":\"  \"}")) {
      for (Reply refused : List.of(
          admin.api("POST", "/admin/owners/u/keys", body), owner.api("POST", "/keys", body))) {
        assertEquals(400, refused.status(), refused.body());
        assertEquals("KStatusInvalidArgument", refused.text("errorCode"));
        assertTrue(refused.text("message").contains("name"), refused.body());
      }
    }
    assertEquals(Set.of(), names(admin.api("GET", "/admin/keys", null)));
  }

  @Test
  @DisplayName("CO-10: given the expiry null, when years pass, then the key still works")
  void withoutAnExpiryAKeyNeverEnds() throws Exception {
    JsonObject key = forUser("u", "{\"name\":\"k\",\"expiresAt\":null}");
    assertTrue(key.isNull("expiresAt"));
    app.clock().advance(Duration.ofDays(365 * 30));
    assertEquals("u", call(key.getString("key")).text("user"));
  }

  @Test
  @DisplayName("CO-11: given the expiry T, when now is T or later, then the key is refused and the"
      + " list shows expired")
  void anExpiredKeyIsRefused() throws Exception {
    JsonObject key = forUser("u", "{\"name\":\"k\",\"expiresAt\":\"2026-11-21T11:00:00Z\"}");
    app.clock().advance(Duration.ofHours(1).minusMillis(1));
    assertEquals(200, call(key.getString("key")).status());
    app.clock().advance(Duration.ofMillis(1));
    assertRefused(call(key.getString("key")));
    for (Reply list : List.of(
        admin.api("GET", "/admin/keys", null), app.loggedIn("u").api("GET", "/keys", null))) {
      assertEquals("expired", list.json().getJsonArray("keys").getJsonObject(0).getString("state"));
    }
  }

  @Test
  @DisplayName("CO-12: given an active key, when set inactive, then refused; when set active again,"
      + " then the same key works")
  void aKeyIsSwitchedOffAndOn() throws Exception {
    JsonObject key = forUser("u", "{\"name\":\"k\"}");
    String path = "/admin/keys/" + key.getString("id");
    assertEquals(200, call(key.getString("key")).status());
    assertEquals("inactive", admin.api("PATCH", path, "{\"active\":false}").text("state"));
    assertRefused(call(key.getString("key")));
    assertEquals("active", admin.api("PATCH", path, "{\"active\":true}").text("state"));
    assertEquals("u", call(key.getString("key")).text("user"));
  }

  @Test
  @DisplayName("CO-13: given a key, when name or expiry is edited at any time, then the key's value"
      + " still works")
  void aKeyIsEdited() throws Exception {
    JsonObject key = forUser("u", "{\"name\":\"k\",\"validFor\":\"P1D\"}");
    String path = "/admin/keys/" + key.getString("id");
    Reply edited =
        admin.api("PATCH", path, "{\"name\":\"m\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}");
    assertEquals(200, edited.status(), edited.body());
    assertEquals("m", edited.text("name"));
    app.clock().advance(Duration.ofDays(2));
    assertEquals("u", call(key.getString("key")).text("user"));
    app.clock().advance(Duration.ofDays(60));
    assertRefused(call(key.getString("key")));
    assertEquals(
        200,
        admin.api("PATCH", path, "{\"validFor\":\"P1D\"}").status(),
        "even after the key has expired");
    assertEquals("u", call(key.getString("key")).text("user"));
    assertEquals(
        400,
        admin.api("PATCH", path, "{\"expiresAt\":\"2020-01-01T00:00:00Z\"}").status());
    Reply endless = admin.api("PATCH", path, "{\"expiresAt\":null}");
    assertEquals(200, endless.status(), endless.body());
    assertTrue(endless.json().isNull("expiresAt"));
    app.clock().advance(Duration.ofDays(3650));
    assertEquals("u", call(key.getString("key")).text("user"));
  }

  @Test
  @DisplayName(
      "CO-14: given a key, when rotated, then new value once, the same id, lastRotatedAt; the"
          + " old refused (inferred)")
  void aKeyIsRotated() throws Exception {
    JsonObject old = forUser("u", "{\"name\":\"k\",\"expiresAt\":\"2027-01-01T00:00:00Z\"}");
    String path = "/admin/keys/" + old.getString("id");
    assertEquals(200, call(old.getString("key")).status());
    app.clock().advance(Duration.ofHours(1));
    Reply rotated = admin.api("POST", path + "/rotate", null);
    assertEquals(old.getString("id"), rotated.text("id"));
    assertEquals("2026-11-21T11:00:00Z", rotated.text("lastRotatedAt"));
    assertNotEquals(old.getString("key"), rotated.text("key"));
    assertEquals("u", call(rotated.text("key")).text("user"));
    assertRefused(call(old.getString("key")));
    Reply shown = admin.api("GET", path, null);
    assertEquals("2026-11-21T11:00:00Z", shown.text("lastRotatedAt"));
    assertEquals("2027-01-01T00:00:00Z", shown.text("expiresAt"));
    assertFalse(shown.json().containsKey("key"), "the new value is shown once");
    assertEquals(Set.of("k"), names(admin.api("GET", "/admin/keys", null)));
    Reply byOwner =
        app.loggedIn("u", "viewer").api("POST", "/keys/" + old.getString("id") + "/rotate", null);
    assertEquals(old.getString("id"), byOwner.text("id"));
    assertRefused(call(rotated.text("key")));
    assertEquals("u", call(byOwner.text("key")).text("user"));
  }

  @Test
  @DisplayName("CO-15: given a key, when deleted, then 204, gone from the lists, and refused")
  void aKeyIsDeleted() throws Exception {
    JsonObject key = forUser("u", "{\"name\":\"k\"}");
    forUser("u", "{\"name\":\"stays\"}");
    assertEquals(200, call(key.getString("key")).status());
    Reply deleted = admin.api("DELETE", "/admin/keys/" + key.getString("id"), null);
    assertEquals(204, deleted.status());
    assertEquals("", deleted.body());
    assertRefused(call(key.getString("key")));
    assertEquals(Set.of("stays"), names(admin.api("GET", "/admin/keys", null)));
    assertEquals(Set.of("stays"), names(app.loggedIn("u", "viewer").api("GET", "/keys", null)));
    assertEquals(
        404, admin.api("GET", "/admin/keys/" + key.getString("id"), null).status());
  }

  @Test
  @DisplayName("CO-16: given keys of several users, when the admin filters by owner, active or"
      + " expired, then only those")
  void theAdministratorFilters() throws Exception {
    forUser("u", "{\"name\":\"u-active\"}");
    forUser("u", "{\"name\":\"u-expired\",\"validFor\":\"PT1H\"}");
    forUser("v", "{\"name\":\"v-active\"}");
    String off = forUser("v", "{\"name\":\"v-inactive\"}").getString("id");
    assertEquals(
        200, admin.api("PATCH", "/admin/keys/" + off, "{\"active\":false}").status());
    app.clock().advance(Duration.ofHours(1));
    Map<String, Set<String>> expected = Map.of(
        "", Set.of("u-active", "u-expired", "v-active", "v-inactive"),
        "?owner=u", Set.of("u-active", "u-expired"),
        "?state=active", Set.of("u-active", "v-active"),
        "?state=expired", Set.of("u-expired"),
        "?state=inactive", Set.of("v-inactive"),
        "?owner=v&state=active", Set.of("v-active"),
        "?owner=v&state=expired", Set.of(),
        "?owner=nobody", Set.of());
    for (Map.Entry<String, Set<String>> filter : expected.entrySet()) {
      assertEquals(
          filter.getValue(),
          names(admin.api("GET", "/admin/keys" + filter.getKey(), null)),
          filter.getKey());
    }
    assertEquals(
        403, app.loggedIn("u", "viewer").api("GET", "/admin/keys", null).status());
  }

  @Test
  @DisplayName(
      "CO-18: given U signs in by SSO only, when a key is made for U, then it works with no"
          + " MFA or SSO step")
  void aSingleSignOnUserOwnsAKey() throws Exception {
    JsonObject key = forUser("sso-u", "{\"name\":\"k\"}");
    assertEquals("saml", key.getString("loginSource"));
    assertTrue(key.isNull("expiresAt"), "no SSO session bounds it");
    Reply reply = call(key.getString("key"));
    assertEquals(200, reply.status(), "no redirect to the single sign-on");
    assertEquals("sso-u", reply.text("user"));
    Browser signedIn =
        app.browser().login(Map.of("user", "sso-u", "roles", "viewer", "source", "saml"));
    String own = signedIn.create("{\"name\":\"own\"}").getString("key");
    signedIn.logout();
    app.clock().advance(Duration.ofDays(400));
    assertEquals("sso-u", call(own).text("user"), "nor does one that U made end with the session");
    assertEquals("sso-u", call(key.getString("key")).text("user"));
  }

  @Test
  @DisplayName("CO-19: given a group as owner, when a key is added, then it is refused with a clear"
      + " message")
  void aGroupOwnsNoKey() throws Exception {
    Reply refused = admin.api("POST", "/admin/owners/admins/keys", "{\"name\":\"k\"}");
    assertEquals(400, refused.status(), refused.body());
    assertEquals("KStatusInvalidArgument", refused.text("errorCode"));
    assertTrue(refused.text("message").contains("group"), refused.body());
    assertEquals(Set.of(), names(admin.api("GET", "/admin/keys", null)));
    assertEquals(
        404,
        admin.api("POST", "/admin/owners/nobody/keys", "{\"name\":\"k\"}").status(),
        "nor does nobody");
  }

  private Reply call(String key) throws Exception {
    return app.script().get(CALL, "apiKey", key);
  }

  private JsonObject forUser(String owner, String body) throws Exception {
    Reply created = admin.api("POST", "/admin/owners/" + owner + "/keys", body);
    assertEquals(201, created.status(), created.body());
    return created.json();
  }

  private static void assertRefused(Reply reply) {
    assertEquals(401, reply.status(), reply.body());
    assertEquals("KStatusUnauthorized", reply.text("errorCode"));
    assertTrue(reply.text("message").contains("API Key"), reply.body());
  }

  private static Set<String> names(Reply list) {
    assertEquals(200, list.status(), list.body());
    return list.json().getJsonArray("keys").getValuesAs(JsonObject.class).stream()
        .map(key -> key.getString("name"))
        .collect(Collectors.toSet());
  }

  private static void sendToSingleSignOn(
      ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (((HttpServletRequest) request).getRemoteUser() != null) {
      chain.doFilter(request, response);
      return;
    }
    ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_FOUND);
    ((HttpServletResponse) response).setHeader("Location", "/sso");
  }
}
