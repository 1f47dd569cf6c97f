package io.github.postern.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nobody is handed the secret of somebody who may do more, and nobody is their own administrator.
 */
class LargerReachTest {

  private final People people = new People();
  private TestApp app;
  private Browser root;

  @BeforeEach
  void start() throws Exception {
    app = TestApp.start(builder -> builder
        .ownerDirectory(people.directory())
        .setting("postern.viewer-roles", "viewer")
        .setting("postern.reveal", "true")
        .setting("postern.reveal-key", "r1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
        .setting("postern.rights.administrators", "create,list,edit,rotate,reveal,disable,delete"));
    root = people.add("root", null, "administrator").login(app, "root");
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @ParameterizedTest(name = "{0} with a key of {1}: {2}")
  @DisplayName("S-16: by creation, rotation and showing again, each is handed the secrets of who"
      + " reaches as far or less far")
  @CsvSource(delimiter = '|', textBlock = """
                    # caller           | owner                  | handed
                    orgadmin           | user                   | yes
                    orgadmin           | viewer                 | no
                    orgadmin,viewer    | viewer                 | yes
                    orgadmin,viewer    | orgadmin,viewer        | yes
                    orgadmin           | orgadmin               | yes
                    orgadmin           | administrator          | no
                    orgadmin           | user,administrator     | no
                    orgadmin           | orgadmin,administrator | no
                    orgadmin,viewer    | administrator          | no
                    administrator      | user                   | yes
                    administrator      | viewer                 | yes
                    administrator      | orgadmin               | yes
                    administrator      | administrator          | yes
                    """)
  void isHanded(String callerRoles, String ownerRoles, String handed) throws Exception {
    Browser caller = people.add("otto", "blue", callerRoles.split(",")).login(app, "otto");
    String path = "/admin/keys/" + keyOf("vera", ownerRoles);

    Reply created = caller.api("POST", "/admin/owners/vera/keys", "{\"name\":\"by otto\"}");
    Reply shown = caller.api("POST", path + "/reveal", null);
    Reply edited = caller.api("PATCH", path, "{\"name\":\"m\"}");
    Reply enabled = caller.api("PATCH", path, "{\"active\":true}");
    Reply rotated = caller.api("POST", path + "/rotate", null);

    List<Integer> statuses = List.of(
        created.status(), shown.status(), edited.status(), enabled.status(), rotated.status());
    assertEquals(
        handed.equals("yes") ? List.of(201, 200, 200, 200, 201) : List.of(403, 403, 403, 403, 403),
        statuses);
    if (handed.equals("no")) {
      assertTrue(
          rotated.text("detail").contains("manages the keys of more people"), rotated.body());
      for (Reply refused : List.of(created, shown, edited, enabled, rotated)) {
        assertFalse(refused.json().containsKey("key"));
      }
      assertEquals(
          204, caller.api("DELETE", path, null).status(), "taking away is no danger to anybody");
    }
  }

  @Test
  @DisplayName("S-16: an administrator of an organisation does not see those of others by a key of"
      + " somebody who sees everybody's")
  void sightIsReachToo() throws Exception {
    try (TestApp managing = TestApp.start(builder -> builder
        .ownerDirectory(people.directory())
        .setting("postern.viewer-roles", "viewer")
        .setting("postern.keys-manage-keys", "true"))) {
      people
          .add("otto", "blue", "orgadmin")
          .add("vera", "blue", "viewer")
          .add("gina", "green", "user");
      people.login(managing, "gina").create("{\"name\":\"of green\"}");
      Browser otto = people.login(managing, "otto");
      assertFalse(otto.api("GET", "/admin/keys", null).body().contains("of green"));

      Reply made = otto.api("POST", "/admin/owners/vera/keys", "{\"name\":\"n\"}");
      String seen = made.status() != 201
          ? ""
          : managing
              .script()
              .get("/postern/api/admin/keys", "X-API-Key", made.text("key"))
              .body();
      assertFalse(seen.contains("of green"), seen);
      assertEquals(403, made.status(), made.body());
    }
  }

  @Test
  @DisplayName(
      "S-16: what counts is what the owner may do now, and for one who is locked what the key"
          + " was made with")
  void thePresentRolesCount() throws Exception {
    Browser otto = people.add("otto", "blue", "orgadmin").login(app, "otto");
    String id = keyOf("vera", "administrator");
    people.add("vera", "blue", "user");
    app.postern().ownerChanged("vera");
    Reply rotated = otto.api("POST", "/admin/keys/" + id + "/rotate", null);
    assertEquals(201, rotated.status(), rotated.body());
    assertEquals("vera", app.script().getWithKey("/api/me", rotated.text("key")).text("user"));

    people.add("vera", "blue", "administrator");
    assertEquals(
        403,
        otto.api("POST", "/admin/keys/" + rotated.text("id") + "/rotate", null).status());

    String again = keyOf("vera", "administrator");
    people.set("vera", OwnerStatus.disabled().withId("#vera").withOrganisation("blue"));
    assertEquals(
        403, otto.api("PATCH", "/admin/keys/" + again, "{\"active\":true}").status());
  }

  @Test
  @DisplayName("S-16: who went to another organisation since is out of the reach of the former one,"
      + " but for taking away")
  void whoWentElsewhere() throws Exception {
    Browser otto = people.add("otto", "blue", "orgadmin").login(app, "otto");
    String path = "/admin/keys/" + keyOf("vera", "user");
    people.add("vera", "green", "user");
    assertEquals(403, otto.api("POST", path + "/rotate", null).status());
    assertEquals(403, otto.api("POST", path + "/reveal", null).status());
    assertEquals(
        404, otto.api("POST", "/admin/owners/vera/keys", "{\"name\":\"n\"}").status());
    assertEquals(200, otto.api("PATCH", path, "{\"active\":false}").status());
    assertEquals(204, otto.api("DELETE", path, null).status());
  }

  @Test
  @DisplayName("S-16: without a directory the roles that the key gives count")
  void withoutADirectory() throws Exception {
    try (TestApp plain = TestApp.start()) {
      String id =
          login(plain, "vera", "administrator").create("{\"name\":\"n\"}").getString("id");
      String harmless =
          login(plain, "ursula", "user").create("{\"name\":\"n\"}").getString("id");
      Browser otto = login(plain, "otto", "orgadmin");
      Reply refused = otto.api("POST", "/admin/keys/" + id + "/rotate", null);
      assertEquals(403, refused.status(), refused.body());
      assertEquals(
          201, otto.api("POST", "/admin/keys/" + harmless + "/rotate", null).status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "rotate"})
  @DisplayName("S-16: a secret that an administrator was handed does what its owner may do now; the"
      + " owner sees who asked for it, and a rotation of the owner's ends that copy")
  void aSecretGrowsWithItsOwner(String how) throws Exception {
    try (TestApp plain = TestApp.start()) {
      Browser otto = login(plain, "otto", "orgadmin");
      Browser ursula = login(plain, "ursula", "user");
      Reply handed = how.equals("create")
          ? otto.api("POST", "/admin/owners/ursula/keys", "{\"name\":\"n\"}")
          : otto.api(
              "POST",
              "/admin/keys/" + ursula.create("{\"name\":\"n\"}").getString("id") + "/rotate",
              null);
      assertEquals(201, handed.status(), handed.body());
      String path = "/keys/" + handed.text("id");
      assertEquals("[\"user\"]", roles(plain, handed.text("key")));
      plain.clock().advance(Duration.ofMinutes(1));
      Browser promoted = login(plain, "ursula", "administrator");
      assertEquals(
          "[\"administrator\"]",
          roles(plain, handed.text("key")),
          "it acts as its owner, whoever holds it");
      assertEquals(
          403,
          otto.api("POST", "/admin" + path + "/rotate", null).status(),
          "no further secret is handed out");
      assertEquals("otto", promoted.api("GET", path, null).text("requestedBy"));
      assertEquals(
          how.equals("create") ? "otto" : "ursula",
          promoted.api("GET", path, null).text("createdBy"));
      Reply rotated = promoted.api("POST", path + "/rotate", null);
      assertEquals(201, rotated.status(), rotated.body());
      assertEquals("ursula", rotated.text("requestedBy"));
      assertEquals(401, plain.script().getWithKey("/api/me", handed.text("key")).status());
    }
  }

  private static String roles(TestApp app, String key) throws Exception {
    return app.script().getWithKey("/api/me", key).json().get("roles").toString();
  }

  @Test
  @DisplayName("S-16: who approves lets a secret work, so that is for nobody of less reach than the"
      + " owner")
  void approval() throws Exception {
    try (TestApp strict = TestApp.start(builder ->
        builder.ownerDirectory(people.directory()).setting("postern.approval", "required"))) {
      people
          .add("otto", "blue", "orgadmin")
          .add("vera", "blue", "administrator")
          .add("carol", null, "administrator");
      String path = "/admin/keys/"
          + people.login(strict, "vera").create("{\"name\":\"n\"}").getString("id")
          + "/approve";
      Reply refused = people.login(strict, "otto").api("POST", path, null);
      assertEquals(403, refused.status(), refused.body());
      assertEquals(200, people.login(strict, "carol").api("POST", path, null).status());
    }
  }

  @Test
  @DisplayName(
      "S-24: an administrator from SSO gives themselves no local key by the administrators'"
          + " path")
  void nobodyIsTheirOwnAdministrator() throws Exception {
    try (TestApp sso = TestApp.start(builder -> builder.setting(
        "postern.rights.administrators", "create,list,edit,rotate,reveal,disable,delete"))) {
      for (String name : List.of("boss", "Boss", "BOSS", "\uFF22oss", "b\u00f6ss", "boss\u0301")) {
        Browser boss = sso.browser()
            .login(Map.of(
                "user",
                name,
                "roles",
                "administrator",
                "source",
                "saml",
                "sessionEnd",
                "2026-11-21T11:00:00Z"));
        Reply refused = boss.api(
            "POST",
            "/admin/owners/boss/keys",
            "{\"name\":\"a" + " year\",\"validFor\":\"P365D\",\"loginSource\":\"local\"}");
        assertEquals(403, refused.status(), name + refused.body());
        assertTrue(refused.text("detail").contains("Use your own page"), refused.body());
      }
      Browser boss = sso.browser()
          .login(Map.of(
              "user",
              "boss",
              "roles",
              "administrator",
              "source",
              "saml",
              "sessionEnd",
              "2026-11-21T11:00:00Z"));
      String path = "/admin/keys/" + boss.create("{\"name\":\"own\"}").getString("id");
      for (Reply refused : List.of(
          boss.api("PATCH", path, "{\"validFor\":\"P300D\"}"),
          boss.api("PATCH", path, "{\"active\":true}"),
          boss.api("PATCH", path, "{\"active\":false,\"service\":true}"),
          boss.api("POST", path + "/rotate", null),
          boss.api("POST", path + "/reveal", null),
          boss.api("POST", path + "/approve", null))) {
        assertEquals(403, refused.status(), refused.body());
      }
      assertEquals(200, boss.api("GET", path, null).status());
      assertEquals(204, boss.api("DELETE", path, null).status(), "harmless by whatever path");
    }
  }

  @Test
  @DisplayName(
      "S-24: the same person by the directory's lasting id is the same person under another"
          + " name")
  void theLastingIdDecides() throws Exception {
    String id = keyOf("boss.old", "administrator");
    people.set("boss.old", OwnerStatus.active(Set.of("administrator")).withId("#7"));
    people
        .add("boss", null, "administrator")
        .set("boss", OwnerStatus.active(Set.of("administrator")).withId("#7"));
    Browser boss = people.login(app, "boss");
    assertEquals(
        403, boss.api("POST", "/admin/owners/boss.old/keys", "{\"name\":\"n\"}").status());
    assertEquals(201, root.api("POST", "/admin/keys/" + id + "/rotate", null).status());
    people
        .add("BOSS", null, "administrator")
        .set("BOSS", OwnerStatus.active(Set.of("administrator")).withId("#8"));
    assertEquals(
        201,
        boss.api("POST", "/admin/owners/BOSS/keys", "{\"name\":\"n\"}").status(),
        "somebody else");
  }

  private String keyOf(String owner, String roles) throws Exception {
    people.add(owner, "blue", roles.split(","));
    app.postern().ownerChanged(owner);
    Reply made = root.api("POST", "/admin/owners/" + owner + "/keys", "{\"name\":\"n\"}");
    assertEquals(201, made.status(), made.body());
    return made.text("id");
  }

  private static Browser login(TestApp app, String name, String roles) throws Exception {
    return app.browser().login(Map.of("user", name, "roles", roles, "organisation", "blue"));
  }
}
