package io.github.postern.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where keys manage keys: what a key makes, changes or shows is never wider than itself. */
class KeysManageKeysTest {

  private static TestApp app;

  /** Where keys have the roles of their owner's latest login, which is the default. */
  private static TestApp latest;

  private static int names;

  private final String name = "alice" + names++;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.start(builder -> {
      configure(builder);
      builder.setting("postern.roles", "creation");
    });
    latest = TestApp.start(KeysManageKeysTest::configure);
  }

  private static void configure(PosternBuilder builder) {
    builder
        .setting("postern.keys-manage-keys", "true")
        .setting("postern.reveal", "true")
        .setting("postern.reveal-key", "r1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
        .setting("postern.rights.administrators", "create,list,edit,rotate,reveal,disable,delete")
        .setting("postern.rights.self", "create,list,edit,rotate,reveal,disable,delete")
        .setting("postern.expiry-edits", "always")
        .setting("postern.scopes", "keys: * /postern/api/*; read: GET /api/*; write: * /api/*");
  }

  @AfterAll
  static void stop() {
    app.close();
    latest.close();
  }

  @ParameterizedTest(name = "{0} makes {1}: {2}")
  @DisplayName("S-15: a key makes keys within its own scopes, networks and end only")
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # the key has                                              | it makes                                                    | answer
                    "scopes":["keys"],"validFor":"P30D"                         | "scopes":["keys"]                                           | 201
                    "scopes":["keys"],"validFor":"P30D"                         | "name":"n"                                                  | 403
                    "scopes":["keys"],"validFor":"P30D"                         | "scopes":[]                                                 | 403
                    "scopes":["keys"],"validFor":"P30D"                         | "scopes":["keys","read"]                                    | 403
                    "scopes":["keys"],"validFor":"P30D"                         | "scopes":["write"]                                          | 403
                    "scopes":["keys","read"],"validFor":"P30D"                  | "scopes":["read"]                                           | 201
                    "validFor":"P30D"                                           | "scopes":["write"]                                          | 201
                    "networks":["127.0.0.0/8"],"validFor":"P30D"                | "networks":["127.0.0.0/8"]                                  | 201
                    "networks":["127.0.0.0/8"],"validFor":"P30D"                | "networks":["127.0.0.1"]                                    | 201
                    "networks":["127.0.0.0/8"],"validFor":"P30D"                | "networks":["127.16.0.0/12","127.0.0.1/32"]                 | 201
                    "networks":["127.0.0.0/8"],"validFor":"P30D"                | "name":"n"                                                  | 403
                    "networks":["127.0.0.0/8"],"validFor":"P30D"                | "networks":["126.0.0.0/7"]                                  | 403
                    "networks":["127.0.0.0/8"],"validFor":"P30D"                | "networks":["127.0.0.1","10.0.0.1"]                         | 403
                    "networks":["127.0.0.0/8"],"validFor":"P30D"                | "networks":["0.0.0.0/0"]                                    | 403
                    "networks":["127.0.0.0/8"],"validFor":"P30D"                | "networks":["::/0"]                                         | 403
                    "networks":["127.0.0.0/8"],"validFor":"P30D"                | "networks":["::ffff:127.0.0.1"]                             | 201
                    "networks":["127.0.0.0/8","2001:db8::/32"],"validFor":"P30D"| "networks":["2001:db8:1::/48"]                              | 201
                    "networks":["127.0.0.0/8","2001:db8::/32"],"validFor":"P30D"| "networks":["2001::/16"]                                    | 403
                    "validFor":"P30D"                                           | "validFor":"P30D"                                           | 201
                    "validFor":"P30D"                                           | "validFor":"P31D"                                           | 403
                    "validFor":"P30D"                                           | "expiresAt":"2026-12-21T10:00:00Z"                          | 201
                    "validFor":"P30D"                                           | "expiresAt":"2026-12-21T10:00:01Z"                          | 403
                    "validFor":"P30D"                                           | "name":"n"                                                  | 201
                    """)
  void makes(String limits, String expiry, int status) throws Exception {
    for (TestApp each : List.of(app, latest)) {
      JsonObject key = each.loggedIn(name, "user").create("{\"name\":\"k\"," + limits + "}");
      Reply made = byKey(
          each,
          key,
          "POST",
          "/keys",
          "{" + (expiry.contains("name") ? "" : "\"name\":\"n\",") + expiry + "}");
      assertEquals(status, made.status(), made.body());
      if (status == 201) {
        assertFalse(made.text("expiresAt").compareTo(key.getString("expiresAt")) > 0, made.body());
      } else {
        assertEquals(
            1,
            each.loggedIn(name, "user")
                .api("GET", "/keys", null)
                .json()
                .getJsonArray("keys")
                .size());
      }
    }
  }

  @Test
  @DisplayName("S-15: the roles that a request has are the most that a key has that is made by it,"
      + " also along a chain")
  void rolesAndChains() throws Exception {
    JsonObject key = app.loggedIn(name, "user")
        .create("{\"name\":\"k\",\"scopes\":[\"keys\",\"read\"],\"validFor\":\"P10D\"}");
    app.loggedIn(name, "user", "administrator").createKey("more");
    Reply second = byKey(key, "POST", "/keys", "{\"name\":\"2\",\"scopes\":[\"keys\"]}");
    assertEquals("[\"user\"]", second.json().get("roles").toString());
    Reply third =
        byKey(second.json(), "POST", "/keys", "{\"name\":\"3\",\"scopes\":[\"keys\",\"read\"]}");
    assertEquals(403, third.status(), "the first might, the second may not");
    assertEquals(
        201,
        byKey(second.json(), "POST", "/keys", "{\"name\":\"3\",\"scopes\":[\"keys\"]}")
            .status());
    assertEquals(403, byKey(second.json(), "GET", "/admin/keys", null).status());
  }

  @Test
  @DisplayName("S-15: with the roles of the latest login, all keys of a chain have these and no"
      + " others, and lose what a login lost")
  void rolesAndChainsOfTheLatestLogin() throws Exception {
    JsonObject first = latest
        .loggedIn(name, "user")
        .create("{\"name\":\"k\",\"scopes\":[\"keys\",\"read\"],\"validFor\":\"P10D\"}");
    JsonObject second = byKey(
            latest, first, "POST", "/keys", "{\"name\":\"2\",\"scopes\":[\"keys\"]}")
        .json();
    String wide = "{\"name\":\"3\",\"scopes\":[\"keys\",\"read\"]}";
    assertEquals(
        403,
        byKey(latest, second, "POST", "/keys", wide).status(),
        "the first might, the second may not");
    JsonObject third = byKey(
            latest, second, "POST", "/keys", "{\"name\":\"3\",\"scopes\":[\"keys\"]}")
        .json();
    for (String roles : List.of("administrator", "user", "administrator,user", "user")) {
      latest.loggedIn(name, roles);
      for (JsonObject key : List.of(first, second, third)) {
        assertEquals(
            "[\"" + roles.replace(",", "\",\"") + "\"]",
            byKey(latest, key, "GET", "/self", null).json().get("roles").toString());
        assertEquals(
            roles.equals("user") ? 403 : 200,
            byKey(latest, key, "GET", "/admin/keys", null).status(),
            roles);
      }
    }
    assertEquals(
        403, byKey(latest, third, "POST", "/keys", wide).status(), "and roles widen no scope");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "S-15: a key edits, rotates, shows and switches on no wider key of its owner, and may"
          + " take any away")
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "validFor":"P10D"
                    "scopes":["keys","write"],"networks":["127.0.0.1"],"validFor":"P10D"
                    "scopes":["keys"],"validFor":"P10D"
                    "scopes":["keys"],"networks":["127.0.0.0/8"],"validFor":"P10D"
                    "scopes":["keys"],"networks":["127.0.0.1"],"validFor":"P11D"
                    """)
  void widerOnes(String wider) throws Exception {
    Browser alice = app.loggedIn(name, "user");
    JsonObject key = alice.create(
        "{\"name\":\"k\",\"scopes\":[\"keys\"],\"networks\":[\"127.0.0.1\"],\"validFor\":\"P10D\"}");
    String path = "/keys/" + alice.create("{\"name\":\"w\"," + wider + "}").getString("id");
    String within = "/keys/"
        + alice
            .create("{\"name\":\"i\",\"scopes\":[\"keys\"],\"networks\":[\"127.0.0.1/32\"],"
                + "\"validFor\":\"P9D\"}")
            .getString("id");
    String[][] calls = {
      {"PATCH", "", "{\"name\":\"m\"}"},
      {"PATCH", "", "{\"validFor\":\"P1D\"}"},
      {"PATCH", "", "{\"active\":true}"},
      {"POST", "/reveal", null},
      {"POST", "/confirm", null},
      {"POST", "/rotate", null}
    };
    for (String[] call : calls) {
      Reply refused = byKey(key, call[0], path + call[1], call[2]);
      assertEquals(403, refused.status(), call[0] + call[1] + refused.body());
      assertFalse(refused.json().containsKey("key"));
    }
    List<Integer> allowed = new ArrayList<>();
    for (String[] call : calls) {
      allowed.add(byKey(key, call[0], within + call[1], call[2]).status());
    }
    assertEquals(List.of(200, 200, 200, 200, 409, 201), allowed);
    assertEquals(200, byKey(key, "GET", path, null).status());
    assertEquals(200, byKey(key, "PATCH", path, "{\"active\":false}").status());
    assertEquals(403, byKey(key, "PATCH", path, "{\"active\":true}").status());
    assertEquals(204, byKey(key, "DELETE", path, null).status());
  }

  @Test
  @DisplayName("S-15: without a directory a key shows and rotates no key of its owner that has more"
      + " roles than it has")
  void moreRoles() throws Exception {
    JsonObject key = app.loggedIn(name, "user").create("{\"name\":\"k\",\"validFor\":\"P10D\"}");
    String path = "/keys/"
        + app.loggedIn(name, "user", "administrator")
            .create("{\"name\":\"w\",\"validFor\":\"P10D\"}")
            .getString("id");
    assertEquals(403, byKey(key, "POST", path + "/reveal", null).status());
    assertEquals(403, byKey(key, "POST", path + "/rotate", null).status());
    assertEquals(
        200,
        byKey(key, "POST", "/keys/" + key.getString("id") + "/reveal", null).status());
  }

  @Test
  @DisplayName("S-15: with the roles of the latest login no key of an owner has more roles than"
      + " another, whenever it was made")
  void noMoreRolesOfTheLatestLogin() throws Exception {
    JsonObject key = latest.loggedIn(name, "user").create("{\"name\":\"k\",\"validFor\":\"P10D\"}");
    String path = "/keys/"
        + latest
            .loggedIn(name, "user", "administrator")
            .create("{\"name\":\"w\",\"validFor\":\"P10D\"}")
            .getString("id");
    latest.loggedIn(name, "user");
    for (String operation : List.of("/reveal", "/rotate")) {
      Reply reply = byKey(latest, key, "POST", path + operation, null);
      assertEquals("[\"user\"]", reply.json().get("roles").toString(), reply.body());
      assertEquals(403, byKey(latest, reply.json(), "GET", "/admin/keys", null).status());
    }
  }

  @Test
  @DisplayName("S-15: the end of a key is moved by no key beyond its own, neither by an edit nor by"
      + " its own rotation")
  void theEndIsNotMovedBeyond() throws Exception {
    Browser alice = app.loggedIn(name, "user");
    JsonObject key = alice.create(
        "{\"name\":\"k\",\"scopes\":[\"keys\"],\"networks\":[\"127.0.0.1\"],\"validFor\":\"P10D\"}");
    String other = "/keys/"
        + alice
            .create("{\"name\":\"o\",\"scopes\":[\"keys\"],\"networks\":[\"127.0.0.1\"],"
                + "\"validFor\":\"P5D\"}")
            .getString("id");
    assertEquals(200, byKey(key, "PATCH", other, "{\"validFor\":\"P10D\"}").status());
    assertEquals(403, byKey(key, "PATCH", other, "{\"validFor\":\"P11D\"}").status());
    assertEquals(
        403,
        byKey(key, "PATCH", "/keys/" + key.getString("id"), "{\"validFor\":\"P11D\"}")
            .status());
    assertEquals("2026-12-01T10:00:00Z", alice.api("GET", other, null).text("expiresAt"));

    try (TestApp own = TestApp.start(KeysManageKeysTest::configure)) {
      JsonObject old = own.loggedIn("alice", "user")
          .create(
              "{\"name\":\"k\",\"scopes\":[\"keys\"],\"networks\":[\"127.0.0.1\"],\"validFor\":\"P10D\"}");
      own.clock().advance(Duration.ofDays(9));
      Reply next = own.script()
          .send(
              "POST",
              "/postern/api/keys/" + old.getString("id") + "/rotate",
              null,
              "X-API-Key",
              old.getString("key"));
      assertEquals(201, next.status(), next.body());
      assertEquals(old.get("scopes"), next.json().get("scopes"));
      assertEquals(old.get("networks"), next.json().get("networks"));
      assertEquals(
          old.getString("expiresAt"), next.text("expiresAt"), "it does not prolong itself");
    }
  }

  @Test
  @DisplayName("S-15: an administrator's limited key makes and shows others' keys within its own"
      + " limits only")
  void administratorsKeys() throws Exception {
    Browser boss = app.loggedIn("boss", "administrator", "user");
    JsonObject limited =
        boss.create("{\"name\":\"k\",\"scopes\":[\"keys\"],\"validFor\":\"P10D\"}");
    JsonObject unlimited = boss.create("{\"name\":\"k\",\"validFor\":\"P300D\"}");
    String path = "/admin/keys/"
        + app.loggedIn(name, "user")
            .create("{\"name\":\"n\",\"validFor\":\"P10D\"}")
            .getString("id");
    String make = "/admin/owners/" + name + "/keys";
    assertEquals(403, byKey(limited, "POST", make, "{\"name\":\"n\"}").status());
    assertEquals(403, byKey(limited, "POST", path + "/reveal", null).status());
    assertEquals(403, byKey(limited, "POST", path + "/rotate", null).status());
    assertEquals(
        201,
        byKey(limited, "POST", make, "{\"name\":\"n\",\"scopes\":[\"keys\"]}").status());
    assertEquals(201, byKey(unlimited, "POST", make, "{\"name\":\"n\"}").status());
    assertEquals(200, byKey(unlimited, "POST", path + "/reveal", null).status());
    assertEquals(204, byKey(limited, "DELETE", path, null).status());
  }

  @ParameterizedTest(name = "a key of {0} for {1}: {2}")
  @DisplayName(
      "S-15: an administrator's key makes, rotates, shows, edits and enables for others only"
          + " what has no role beyond its own")
  @CsvSource(delimiter = '|', textBlock = """
                    administrator      | user              | user
                    administrator      | administrator,ops | ops
                    administrator,user | user,ops          | ops
                    administrator,user | User              | User
                    administrator,user | user              |
                    administrator,user | administrator     |
                    """)
  void noRoleBeyondItsOwn(String roles, String owners, String beyond) throws Exception {
    for (TestApp each : List.of(app, latest)) {
      JsonObject key = each.loggedIn("boss-of-" + name, roles.split(","))
          .create("{\"name\":\"k\",\"validFor\":\"P300D\"}");
      Browser owner = each.loggedIn(name, owners.split(","));
      String path = "/admin/keys/"
          + owner.create("{\"name\":\"n\",\"validFor\":\"P10D\"}").getString("id");
      String[][] calls = {
        {"POST", "/admin/owners/" + name + "/keys", "{\"name\":\"m\"}"},
        {"POST", path + "/reveal", null},
        {"PATCH", path, "{\"validFor\":\"P9D\"}"},
        {"PATCH", path, "{\"active\":true}"},
        {"POST", path + "/rotate", null}
      };
      List<Integer> statuses = new ArrayList<>();
      for (String[] call : calls) {
        Reply reply = byKey(each, key, call[0], call[1], call[2]);
        statuses.add(reply.status());
        assertEquals(beyond != null, !reply.json().containsKey("name"), reply.body());
        if (beyond != null) {
          assertEquals("forbidden", reply.code());
          assertTrue(
              reply.text("detail").contains("no others. Here that would be: " + beyond + "."),
              reply.body());
        }
      }
      assertEquals(
          beyond == null ? List.of(201, 200, 200, 200, 201) : List.of(403, 403, 403, 403, 403),
          statuses);
      JsonObject seen = byKey(each, key, "GET", "/admin/owners/" + name, null).json();
      assertEquals(beyond == null, seen.getBoolean("mayCreate"), "and is told before: " + seen);
      List<Integer> taking = List.of(
          byKey(each, key, "PATCH", path, "{\"active\":false}").status(),
          byKey(each, key, "DELETE", path + "?chain=false", null).status());
      assertEquals(
          List.of(beyond == null ? 409 : 200, 204),
          taking,
          "taking away is free; what was rotated is off");
      assertEquals(
          201,
          each.loggedIn("boss-of-" + name, roles.split(","))
              .api("POST", "/admin/owners/" + name + "/keys", "{\"name\":\"by login\"}")
              .status(),
          "a login is not limited");
    }
  }

  @Test
  @DisplayName("S-15: the roles of the owner's latest login count, which the key will have, and not"
      + " those of its creation")
  void theRolesThatItWillHave() throws Exception {
    JsonObject key = latest
        .loggedIn("boss-of-" + name, "administrator", "user")
        .create("{\"name\":\"k\",\"validFor\":\"P300D\"}");
    String path = "/admin/keys/"
        + latest
            .loggedIn(name, "user")
            .create("{\"name\":\"n\",\"validFor\":\"P10D\"}")
            .getString("id");
    assertEquals(200, byKey(latest, key, "POST", path + "/reveal", null).status());
    latest.loggedIn(name, "user", "ops");
    assertEquals(403, byKey(latest, key, "POST", path + "/reveal", null).status());
    assertEquals(
        403,
        byKey(latest, key, "POST", "/admin/owners/" + name + "/keys", "{\"name\":\"m\"}")
            .status());
    latest.loggedIn(name, "user");
    assertEquals(200, byKey(latest, key, "POST", path + "/reveal", null).status());
  }

  @Test
  @DisplayName(
      "S-15: an administrator's key lets no key work whose roles the directory does not give"
          + " to its own owner")
  void approvesNoRoleBeyondItsOwn() throws Exception {
    People people = new People();
    try (TestApp own = TestApp.start(builder -> {
      configure(builder);
      builder.ownerDirectory(people.directory()).setting("postern.approval", "required");
    })) {
      Browser boss = people.add("boss", null, "administrator", "user").login(own, "boss");
      JsonObject key = boss.create("{\"name\":\"k\",\"validFor\":\"P300D\"}");
      Browser other = people.add("other", null, "administrator").login(own, "other");
      assertEquals(
          200,
          other
              .api("POST", "/admin/keys/" + key.getString("id") + "/approve", null)
              .status());
      String path = "/admin/keys/"
          + people
              .add("vera", null, "user", "ops")
              .login(own, "vera")
              .create("{\"name\":\"n\",\"validFor\":\"P10D\"}")
              .getString("id")
          + "/approve";
      Reply refused = byKey(own, key, "POST", path, null);
      assertEquals(403, refused.status(), refused.body());
      assertTrue(refused.text("detail").contains("ops"), refused.body());
      people.add("vera", null, "user");
      own.postern().ownerChanged("vera");
      assertEquals(200, byKey(own, key, "POST", path, null).status());
    }
  }

  private static Reply byKey(JsonObject key, String method, String path, String body)
      throws Exception {
    return byKey(app, key, method, path, body);
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
