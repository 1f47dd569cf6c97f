package io.github.postern.presets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.Owner;
import io.github.postern.spi.Login;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * An application with {@code postern.preset=cloudtower} does what the CloudTower scenarios say. It
 * has login tokens of its own, sent raw in {@code Authorization}; a token exists only after the
 * second factor, and the application's own check stands before {@code /v2/api}.
 */
class CloudTowerTest {

  private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.e30.token-of-u";
  private static final String OTHER_TOKEN = "eyJhbGciOiJIUzI1NiJ9.e30.token-of-v";
  private static final String GET_VMS = "/v2/api/get-vms";
  private static final System.Logger AUDIT = System.getLogger("cloudtower.audit");

  private final Map<String, Login> tokens = new ConcurrentHashMap<>();
  private final Map<String, OwnerStatus> users = new ConcurrentHashMap<>();
  private TestApp app;
  private Browser user;

  @BeforeEach
  void start() throws Exception {
    login(TOKEN, "u", "key-manager", "vm-operator");
    login(OTHER_TOKEN, "v", "key-manager", "vm-viewer");
    app = TestApp.prepare()
        .filter("/v2/api/*", this::ownCheck)
        .run(builder -> builder
            .setting("postern.preset", "cloudtower")
            .setting("postern.manager-roles", "key-manager")
            .loginResolver(request ->
                Optional.ofNullable(request.getHeader("Authorization")).map(tokens::get))
            .ownerDirectory(owner -> users.getOrDefault(owner.name(), OwnerStatus.gone())));
    user = client(TOKEN);
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  @DisplayName(
      "CT-1: given U with a login token, when a key is created with it, then the answer has"
          + " id, key and roles")
  void aTokenCreatesAKey() throws Exception {
    Reply created = withToken("POST", "/keys", "{\"name\":\"nightly\"}");
    assertEquals(201, created.status(), created.body());
    assertTrue(created.text("id").matches("[a-z2-7]{16}"));
    assertTrue(created.text("key").startsWith("test_" + created.text("id") + "_"));
    assertEquals("u", created.text("owner"));
    JsonArray roles = created.json().getJsonArray("roles");
    assertEquals(
        "[\"key-manager\",\"vm-operator\"]",
        String.valueOf(roles),
        "the roles that the key carries");
  }

  @Test
  @DisplayName("CT-2: given a key, when get-vms is posted with it raw, then 200 as U and no second"
      + " factor is asked")
  void aKeyNeedsNoSecondFactor() throws Exception {
    String key = create("nightly").getString("key");
    Reply password = app.script().send("POST", GET_VMS, "{}", "Authorization", "u:password");
    assertEquals(
        "Token or second factor needed", password.body(), "without a key there is a second factor");
    Reply reply = getVms(key);
    assertEquals(200, reply.status(), reply.body());
    assertEquals("u", reply.text("user"));
    assertTrue(reply.header("Set-Cookie").isEmpty());
    assertFalse(reply.body().contains(key), "the application does not get the key");
    assertEquals(
        400,
        getVms("Bearer " + key).status(),
        "the value is sent without a scheme, and the application does not see it");
  }

  @Test
  @DisplayName("CT-3: given a token that is no key, when any call is made, then the app's own check"
      + " decides, not the filter")
  void aTokenPassesThrough() throws Exception {
    create("there-are-keys");
    Reply accepted = getVms(TOKEN);
    assertEquals(200, accepted.status());
    assertEquals(
        TOKEN, accepted.json().getJsonObject("headers").getString("authorization"), "untouched");
    assertTrue(accepted.json().isNull("user"), "the filter lends no identity");
    for (String wrong : List.of(
        "eyJhbGciOiJIUzI1NiJ9.e30.token-of-nobody", "6f1c2d3e4a5b6c7d8e9f", "Basic dTpw", "x y")) {
      Reply refused = getVms(wrong);
      assertEquals(401, refused.status());
      assertEquals("Token or second factor needed", refused.body(), "the application's own words");
      assertTrue(refused.header("WWW-Authenticate").isEmpty(), "and no challenge of ours");
    }
  }

  @Test
  @DisplayName("CT-4: given U has a role, when the key is used, then exactly U's permissions apply")
  void aKeyHasTheRolesOfItsOwner() throws Exception {
    String key = create("nightly").getString("key");
    Reply first = getVms(key);
    assertEquals(
        "[\"key-manager\",\"vm-operator\"]", first.json().getJsonArray("roles").toString());
    for (String role : List.of("vm-operator", "vm-viewer", "administrator")) {
      Reply reply = app.script().get(GET_VMS + "?role=" + role, "Authorization", key);
      assertEquals(role.equals("vm-operator"), reply.json().getBoolean("inRole"), role);
    }
    login(TOKEN, "u", "vm-viewer");
    app.postern().ownerChanged("u");
    assertEquals(
        "[\"vm-viewer\"]",
        getVms(key).json().getJsonArray("roles").toString(),
        "no more and no less than U now");
  }

  @Test
  @DisplayName("CT-5: given a key and a token, when the key is deleted by value, then id, the key"
      + " refused, the token works")
  void aKeyIsDeletedByItsValue() throws Exception {
    JsonObject key = create("nightly");
    JsonObject stays = create("stays");
    String body = "{\"key\":\"" + key.getString("key") + "\"}";
    assertEquals(200, getVms(key.getString("key")).status());
    Reply ofAnother =
        client(OTHER_TOKEN).api("POST", "/keys/revoke", body, "Authorization", OTHER_TOKEN);
    assertEquals(404, ofAnother.status(), "V deletes no key of U");
    assertEquals(200, getVms(key.getString("key")).status());
    Reply deleted = withToken("POST", "/keys/revoke", body);
    assertEquals(200, deleted.status(), deleted.body());
    assertEquals("{\"id\":\"" + key.getString("id") + "\",\"supersededBy\":null}", deleted.body());
    assertRefused(getVms(key.getString("key")));
    assertEquals(200, getVms(TOKEN).status(), "the token works");
    assertEquals("u", getVms(stays.getString("key")).text("user"));
    assertEquals(Set.of("stays"), names());
    assertEquals(404, withToken("POST", "/keys/revoke", body).status(), "it is gone");
    assertEquals(400, withToken("POST", "/keys/revoke", "{}").status());
    assertEquals(Set.of("stays"), names());
  }

  @Test
  @DisplayName(
      "CT-6 (inferred): given only a key and no login, when a create call is made, then it is"
          + " refused")
  void aKeyCreatesNoKey() throws Exception {
    String key = create("nightly").getString("key");
    String body = "{\"name\":\"offspring\"}";
    Reply alone = app.script()
        .send(
            "POST",
            "/postern/api/keys",
            body,
            "Authorization",
            key,
            "Content-Type",
            "application/json");
    Reply inALoginsBrowser = user.api("POST", "/keys", body, "Authorization", key);
    for (Reply refused : List.of(alone, inALoginsBrowser)) {
      assertEquals(403, refused.status(), refused.body());
      assertEquals("key-not-accepted-here", refused.code());
    }
    Reply nothing =
        app.script().send("POST", "/postern/api/keys", body, "Content-Type", "application/json");
    assertEquals(401, nothing.status());
    assertEquals(Set.of("nightly"), names());
  }

  @Test
  @DisplayName("CT-7: given no expiry setting, then the key works until it is deleted")
  void aKeyLivesUntilItIsDeleted() throws Exception {
    JsonObject key = create("nightly");
    assertTrue(key.isNull("expiresAt"));
    for (String expiry :
        List.of("\"validFor\":\"P30D\"", "\"expiresAt\":\"2027-01-01T00:00:00Z\"")) {
      assertEquals(
          400, withToken("POST", "/keys", "{\"name\":\"ends\"," + expiry + "}").status());
    }
    assertEquals(Set.of("nightly"), names(), "what was refused is not stored");
    app.clock().advance(Duration.ofDays(365 * 50));
    assertEquals("u", getVms(key.getString("key")).text("user"));
    assertEquals(204, withToken("DELETE", "/keys/" + key.getString("id"), null).status());
    assertRefused(getVms(key.getString("key")));
  }

  @Test
  @DisplayName(
      "CT-8: given an operation of the app done with a key, then its audit entry can name U"
          + " and the key's name")
  void theApplicationsAuditNamesTheKey() throws Exception {
    JsonObject key = create("nightly-sync");
    try (LogCapture log = new LogCapture("cloudtower.audit")) {
      assertEquals(200, getVms(key.getString("key")).status());
      String entry = log.lines().stream()
          .filter(line -> line.contains("get-vms"))
          .findFirst()
          .orElseThrow();
      assertTrue(entry.contains("user=u "), entry);
      assertTrue(entry.contains(key.getString("id")), entry);
      assertFalse(entry.contains(key.getString("key")), "but not its secret");
      assertTrue(entry.contains("nightly-sync"), "the key's name is missing in: " + entry);
    }
  }

  @Test
  @DisplayName("CT-8 (inferred): given an operation on keys done with a key, then our audit entry"
      + " names U and the key's name")
  void ourAuditNamesTheKey() throws Exception {
    JsonObject key = create("nightly-sync");
    try (LogCapture log = new LogCapture()) {
      Reply deleted = app.script()
          .send("DELETE", "/postern/api/self", null, "Authorization", key.getString("key"));
      assertEquals(204, deleted.status());
      String entry = log.lines().stream()
          .filter(line -> line.contains("io.github.postern.audit") && line.contains("REVOKED"))
          .findFirst()
          .orElseThrow();
      assertTrue(entry.contains("owner=u by=key " + key.getString("id")), entry);
      assertTrue(entry.contains("nightly-sync"), "the key's name is missing in: " + entry);
    }
  }

  @Test
  @DisplayName(
      "CT-9 (inferred): given V without the manage-keys permission, when V lists or deletes"
          + " U's key, then refused")
  void withoutThePermissionKeysAreNotManaged() throws Exception {
    JsonObject key = create("nightly");
    Browser other = client(OTHER_TOKEN);
    String ofV = other
        .api("POST", "/keys", "{\"name\":\"of-v\"}", "Authorization", OTHER_TOKEN)
        .text("key");
    login(OTHER_TOKEN, "v", "vm-viewer");
    String id = key.getString("id");
    for (String[] call : new String[][] {
      {"GET", "/admin/keys", null},
      {"GET", "/admin/keys/" + id, null},
      {"DELETE", "/admin/keys/" + id, null},
      {"GET", "/keys", null},
      {"GET", "/keys/" + id, null},
      {"DELETE", "/keys/" + id, null},
      {"POST", "/keys", "{\"name\":\"n\"}"},
      {"POST", "/keys/revoke", "{\"key\":\"" + key.getString("key") + "\"}"}
    }) {
      Reply refused = other.api(call[0], call[1], call[2], "Authorization", OTHER_TOKEN);
      assertEquals(403, refused.status(), String.join(" ", call[0], call[1]));
      assertEquals("forbidden", refused.code());
      assertFalse(refused.body().contains("nightly"), refused.body());
    }
    assertEquals("u", getVms(key.getString("key")).text("user"));
    assertEquals("v", getVms(ofV).text("user"), "using a key needs no permission to manage keys");
    login(OTHER_TOKEN, "v", "key-manager");
    assertEquals(
        404,
        other.api("DELETE", "/keys/" + id, null, "Authorization", OTHER_TOKEN).status());
    assertEquals(
        403,
        other
            .api("DELETE", "/admin/keys/" + id, null, "Authorization", OTHER_TOKEN)
            .status());
    assertEquals(Set.of("nightly"), names(), "the permission is about one's own keys");
  }

  @Test
  @DisplayName(
      "CT-10 (inferred): given a JSON body, when the filter runs, then the body reaches the"
          + " app unread")
  void theBodyReachesTheApplication() throws Exception {
    String key = create("nightly").getString("key");
    for (String body : List.of(
        "{\"where\":{\"name_contains\":\"Fenêtre\"}}", "[\"" + "x".repeat(1 << 20) + "\"]", "")) {
      for (String authorization : List.of(key, TOKEN)) {
        Reply seen = app.script()
            .send(
                "POST",
                GET_VMS,
                body,
                "Authorization",
                authorization,
                "Content-Type",
                "application/json");
        assertEquals(200, seen.status());
        assertEquals(body, seen.text("body"));
        assertEquals(
            "application/json", seen.json().getJsonObject("headers").getString("content-type"));
      }
    }
  }

  @Test
  @DisplayName("CT-11 (inferred): given U is removed, then the key is refused")
  void aRemovedOwnerHasNoWorkingKey() throws Exception {
    String key = create("nightly").getString("key");
    assertEquals(200, getVms(key).status());
    users.remove("u");
    app.clock().advance(Duration.ofSeconds(30));
    assertRefused(getVms(key));
    login(TOKEN, "u", "vm-operator");
    app.postern().ownerChanged("u");
    assertRefused(getVms(key)); // whoever has that name now
  }

  /**
   * Returns a client that knows a token; the management API wants its CSRF token and cookie beside
   * it.
   */
  private Browser client(String token) throws Exception {
    Browser client = app.browser();
    assertEquals(200, client.api("GET", "/policy", null, "Authorization", token).status());
    return client;
  }

  private Reply withToken(String method, String path, String body) throws Exception {
    return user.api(method, path, body, "Authorization", TOKEN);
  }

  private JsonObject create(String name) throws Exception {
    Reply created = withToken("POST", "/keys", "{\"name\":\"" + name + "\"}");
    assertEquals(201, created.status(), created.body());
    return created.json();
  }

  private Reply getVms(String authorization) throws Exception {
    return app.script().send("POST", GET_VMS, "{}", "Authorization", authorization);
  }

  private Set<String> names() throws Exception {
    return withToken("GET", "/keys", null)
        .json()
        .getJsonArray("keys")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(key -> key.getString("name"))
        .collect(Collectors.toSet());
  }

  private void login(String token, String name, String... roles) {
    tokens.put(token, Login.local(Owner.of(name), Set.of(roles)));
    users.put(name, OwnerStatus.active(Set.of(roles)));
  }

  private static void assertRefused(Reply reply) {
    assertEquals(401, reply.status(), reply.body());
    assertEquals("invalid-token", reply.code(), "by the filter, not by the application");
  }

  /**
   * The application as before there were keys, with an audit entry of everything that a key's
   * request brings along.
   */
  private void ownCheck(ServletRequest plain, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) plain;
    String token = request.getHeader("Authorization");
    if (request.getRemoteUser() == null && (token == null || !tokens.containsKey(token))) {
      ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.getWriter().print("Token or second factor needed");
      return;
    }
    AUDIT.log(
        System.Logger.Level.INFO,
        "get-vms user="
            + request.getRemoteUser()
            + " with "
            + Collections.list(request.getAttributeNames()).stream()
                .filter(name -> name.startsWith("io.github.postern."))
                .map(name -> name + "=" + request.getAttribute(name))
                .sorted()
                .toList());
    chain.doFilter(request, response);
  }
}
