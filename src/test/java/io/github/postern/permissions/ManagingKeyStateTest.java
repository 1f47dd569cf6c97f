package io.github.postern.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Rows;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A key that manages keys is judged as it is now, and not as it was when this node read it: what it
 * makes lives on.
 */
class ManagingKeyStateTest {

  private static final String LIMITED =
      "{\"name\":\"n\",\"validFor\":\"P1D\",\"scopes\":[\"keys\"],\"networks\":[\"127.0.0.1\"]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OWNER_NAME = 'root', OWNER_HASH = '{root}', SCOPES = '', NETWORKS = '', EXPIRES_AT"
            + " = NULL",
        "OWNER_NAME = 'root', OWNER_HASH = '{root}'",
        "OWNER_NAME = 'root'",
        "SCOPES = ''",
        "NETWORKS = ''",
        "EXPIRES_AT = NULL",
        "ORGANISATION = 'b'",
        "ROLES = 'administrator'",
        "BINDING = NULL",
        "SCOPES = '', BINDING = NULL, PRESUMED = 1, CREATED_AT = 0"
      })
  @DisplayName(
      "S-7, S-15: a key whose row somebody wrote manages no keys, also while this node still"
          + " knows it as it was")
  void anAlteredKeyManagesNoKeys(String change) throws Exception {
    try (TestApp app = TestApp.start(ManagingKeyStateTest::configure)) {
      app.loggedIn("root", "administrator").createKey("of root");
      JsonObject key = app.loggedIn("mallory", "user").create(LIMITED);
      assertEquals(200, byKey(app, key, "GET", "/self", null).status());
      Rows.execute(
          app.jdbcUrl(),
          "UPDATE POSTERN_KEY SET "
              + change.replace("{root}", hash("root"))
              + " WHERE KEY_ID = '"
              + key.getString("id")
              + "'");
      Reply made = byKey(app, key, "POST", "/keys", "{\"name\":\"m\"}");
      String as = made.status() != 201
          ? ""
          : app.script().getWithKey("/api/me", made.text("key")).body();
      assertEquals(401, made.status(), made.body() + as);
      assertEquals(401, byKey(app, key, "GET", "/keys", null).status());
      assertEquals(401, byKey(app, key, "GET", "/admin/keys", null).status());
    }
  }

  @Test
  @DisplayName("S-15: a key that another node disabled makes no key that outlives that, before this"
      + " node has heard of it")
  void aDisabledKeyManagesNoKeysOnAnotherNode() throws Exception {
    try (TestApp here = TestApp.start(ManagingKeyStateTest::slow);
        TestApp there = TestApp.on(here.jdbcUrl()).run(ManagingKeyStateTest::slow)) {
      Browser alice = here.loggedIn("alice", "user");
      JsonObject key = alice.create(LIMITED);
      assertEquals(200, byKey(there, key, "GET", "/self", null).status());
      assertEquals(
          200,
          alice
              .api("PATCH", "/keys/" + key.getString("id"), "{\"active\":false}")
              .status());
      Reply made = byKey(
          there,
          key,
          "POST",
          "/keys",
          "{\"name\":\"m\",\"scopes\":[\"keys\"],\"networks\":[\"127.0.0.1\"]}");
      assertEquals(401, made.status(), made.body());
    }
  }

  @Test
  @DisplayName(
      "S-15: a key that ends makes none for somebody whose next login decides when that one"
          + " ends")
  void whatALoginWillEndIsNotMadeByAKeyThatEnds() throws Exception {
    try (TestApp app = TestApp.start(builder -> {
      configure(builder);
      builder
          .setting("postern.saml.added-keys", "next-sign-in")
          .setting("postern.local.validity", "optional");
    })) {
      Map<String, String> vera = Map.of(
          "user", "vera", "roles", "user", "source", "saml", "sessionEnd", "2026-11-28T10:00:00Z");
      app.browser().login(vera);
      JsonObject key = app.loggedIn("root", "administrator", "user")
          .create("{\"name\":\"n\",\"validFor\":\"PT1H\"}");
      Reply made = byKey(app, key, "POST", "/admin/owners/vera/keys", "{\"name\":\"m\"}");
      assertEquals(403, made.status(), made.body());
      assertTrue(made.text("detail").contains("the next login of its owner decides"), made.body());
      Browser boss = app.loggedIn("boss", "administrator", "user");
      String waiting = boss.api("POST", "/admin/owners/vera/keys", "{\"name\":\"of a login\"}")
          .text("id");
      for (Reply refused : List.of(
          byKey(app, key, "POST", "/admin/keys/" + waiting + "/rotate", null),
          byKey(app, key, "PATCH", "/admin/keys/" + waiting, "{\"active\":true}"))) {
        assertEquals(403, refused.status(), refused.body());
      }
      JsonObject endless = boss.create("{\"name\":\"endless\",\"expiresAt\":null}");
      assertEquals(
          201,
          byKey(app, endless, "POST", "/admin/owners/vera/keys", "{\"name\":\"m\"}")
              .status(),
          "nothing to outlive");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"is gone", "is disabled", "is another person", "is no administrator"})
  @DisplayName(
      "S-15: a key makes none for others when its owner went, or is somebody else, and this"
          + " node has not asked again yet")
  void theOwnerIsAskedForAgain(String change) throws Exception {
    People people = new People();
    try (TestApp app = TestApp.start(builder -> {
      configure(builder);
      builder.ownerDirectory(people.directory());
    })) {
      JsonObject key = people
          .add("root", null, "administrator", "user")
          .login(app, "root")
          .create("{\"name\":\"n\",\"validFor\":\"P9D\"}");
      people.add("vera", null, "user");
      assertEquals(
          201,
          byKey(
                  app,
                  key,
                  "POST",
                  "/admin/owners/vera/keys",
                  "{\"name\":\"m\",\"validFor\":\"P1D\"}")
              .status());
      people.set(
          "root",
          switch (change) {
            case "is gone" -> OwnerStatus.gone();
            case "is disabled" -> OwnerStatus.disabled().withId("#root");
            case "is another person" ->
              OwnerStatus.active(Set.of("administrator", "user")).withId("#2");
            default -> OwnerStatus.active(Set.of("user")).withId("#root");
          });
      for (String path : List.of("/admin/owners/vera/keys", "/keys")) {
        Reply made = byKey(app, key, "POST", path, "{\"name\":\"m\",\"validFor\":\"P1D\"}");
        boolean may = path.equals("/keys") && change.equals("is no administrator");
        assertEquals(may ? 201 : 403, made.status(), path + made.body());
      }
    }
  }

  private static void configure(PosternBuilder builder) {
    builder
        .setting("postern.keys-manage-keys", "true")
        .setting("postern.scopes", "keys: * /postern/api/*; read: GET /api/*");
  }

  private static void slow(PosternBuilder builder) {
    configure(builder);
    builder.setting("postern.cluster-poll", "PT1M");
  }

  private static String hash(String owner) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256")
            .digest(('\0' + owner).getBytes(StandardCharsets.UTF_8)));
  }

  private static Reply byKey(TestApp at, JsonObject key, String method, String path, String body)
      throws Exception {
    return at.script()
        .send(
            method,
            "/postern/api" + path,
            body,
            "X-API-Key",
            key.getString("key"),
            "Content-Type",
            "application/json");
  }
}
