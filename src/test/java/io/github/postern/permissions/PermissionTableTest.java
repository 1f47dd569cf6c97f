package io.github.postern.permissions;

import static io.github.postern.permissions.Operations.GIVING;
import static io.github.postern.permissions.Operations.LOOKING;
import static io.github.postern.permissions.Operations.OWN_GIVING;
import static io.github.postern.permissions.Operations.OWN_TAKING;
import static io.github.postern.permissions.Operations.TAKING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.PosternBuilder;
import io.github.postern.permissions.Scene.By;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The permissions: every role × every operation × every kind of key, as tables that a reader can
 * check.
 *
 * <p>A cell says what happens to: the caller's own key, one of the same organisation, of another
 * organisation, of nobody's organisation, and one that does not exist. {@code ok} stands for the
 * answer of that operation where it is allowed.
 */
class PermissionTableTest {

  private static TestApp app;
  private static TestApp managed;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.start(PermissionTableTest::configure);
    managed = TestApp.start(builder -> {
      configure(builder);
      builder.setting("postern.manager-roles", "manager");
    });
  }

  static void configure(PosternBuilder builder) {
    builder
        .setting("postern.viewer-roles", "viewer")
        .setting("postern.reveal", "true")
        .setting("postern.reveal-key", "r1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
        .setting("postern.rights.administrators", "create,list,edit,rotate,reveal,disable,delete")
        .setting("postern.rights.self", "create,list,edit,rotate,reveal,disable,delete")
        .ownerDirectory(Scene.PEOPLE.directory());
  }

  @AfterAll
  static void stop() {
    app.close();
    managed.close();
  }

  @ParameterizedTest(name = "{0} of ''{1}'': looking {2}")
  @DisplayName("S-1: by the administrators' path, seeing and changing are two questions, for every"
      + " role and kind of key")
  @CsvSource(delimiter = '|', textBlock = """
                    #                       |       | looking             | giving              | taking
                    # roles                 | org   | own same oth no  ?  | own same oth no  ?  | own same oth no  ?
                    user                    | blue  | 403 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 403
                    viewer                  | blue  | ok  ok  ok  ok  404 | 403 403 403 403 404 | 403 403 403 403 404
                    orgadmin                | blue  | ok  ok  404 404 404 | 403 ok  404 404 404 | ok  ok  404 404 404
                    orgadmin,viewer         | blue  | ok  ok  ok  ok  404 | 403 ok  403 403 404 | ok  ok  403 403 404
                    administrator           | blue  | ok  ok  ok  ok  404 | 403 ok  ok  ok  404 | ok  ok  ok  ok  404
                    administrator,viewer    | blue  | ok  ok  ok  ok  404 | 403 ok  ok  ok  404 | ok  ok  ok  ok  404
                    administrator,orgadmin  | blue  | ok  ok  ok  ok  404 | 403 ok  ok  ok  404 | ok  ok  ok  ok  404
                    administrator           |       | ok  ok  ok  ok  404 | 403 ok  ok  ok  404 | ok  ok  ok  ok  404
                    orgadmin                |       | 403 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 403
                    orgadmin                | ''    | 403 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 403
                    orgadmin,viewer         |       | ok  ok  ok  ok  404 | 403 403 403 403 404 | 403 403 403 403 404
                    orgadmin                | Blue  | ok  404 404 404 404 | 403 404 404 404 404 | ok  404 404 404 404
                    orgadmin                | 'blue ' | ok 404 404 404 404 | 403 404 404 404 404 | ok 404 404 404 404
                    """)
  void byTheAdministratorsPath(
      String roles, String organisation, String looking, String giving, String taking)
      throws Exception {
    new Scene(app, By.LOGIN, roles, organisation)
        .check("/admin", Map.of(LOOKING, looking, GIVING, giving, TAKING, taking));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("S-1: by one's own path, there are own keys and no others, whatever one's role")
  @CsvSource(delimiter = '|', textBlock = """
                    # roles                 | own same oth no  ?
                    user                    | ok  404  404 404 404
                    viewer                  | ok  404  404 404 404
                    orgadmin                | ok  404  404 404 404
                    orgadmin,viewer         | ok  404  404 404 404
                    administrator           | ok  404  404 404 404
                    administrator,viewer    | ok  404  404 404 404
                    """)
  void byTheOwnPath(String roles, String all) throws Exception {
    new Scene(app, By.LOGIN, roles, "blue")
        .check(
            "", Map.of(LOOKING, all, GIVING, all, TAKING, all, OWN_GIVING, all, OWN_TAKING, all));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "S-1: where managing keys takes a role, who has none of them does nothing by any path")
  @CsvSource(delimiter = '|', textBlock = """
                    #                       | looking             | giving              | taking              | own path
                    # roles                 | own same oth no  ?  | own same oth no  ?  | own same oth no  ?  | own same oth no  ?
                    user                    | 403 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 403
                    viewer                  | 403 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 403
                    manager                 | 403 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 403 | ok  404 404 404 404
                    manager,viewer          | ok  ok  ok  ok  404 | 403 403 403 403 404 | 403 403 403 403 404 | ok  404 404 404 404
                    orgadmin                | ok  ok  404 404 404 | 403 ok  404 404 404 | ok  ok  404 404 404 | ok  404 404 404 404
                    administrator           | ok  ok  ok  ok  404 | 403 ok  ok  ok  404 | ok  ok  ok  ok  404 | ok  404 404 404 404
                    """)
  void whereManagingTakesARole(
      String roles, String looking, String giving, String taking, String own) throws Exception {
    new Scene(managed, By.LOGIN, roles, "blue")
        .check("/admin", Map.of(LOOKING, looking, GIVING, giving, TAKING, taking));
    new Scene(managed, By.LOGIN, roles, "blue")
        .check(
            "", Map.of(LOOKING, own, GIVING, own, TAKING, own, OWN_GIVING, own, OWN_TAKING, own));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @DisplayName("S-1: lists and numbers go as far as sight, the revocation of many as far as reach")
  @CsvSource(delimiter = '|', textBlock = """
                    # roles                 | org   | list | statistics | sees                | mass revocation | revokes
                    user                    | blue  | 403  | 403        |                     | 403             |
                    viewer                  | blue  | 200  | 200        | own same other none | 403             |
                    orgadmin                | blue  | 200  | 200        | own same            | 200             | own same
                    orgadmin,viewer         | blue  | 200  | 200        | own same other none | 200             | own same
                    administrator           | blue  | 200  | 200        | own same other none | 200             | own same other none
                    administrator,viewer    | blue  | 200  | 200        | own same other none | 200             | own same other none
                    orgadmin                |       | 403  | 403        |                     | 403             |
                    orgadmin                | ''    | 403  | 403        |                     | 403             |
                    orgadmin,viewer         |       | 200  | 200        | own same other none | 403             |
                    orgadmin                | Blue  | 200  | 200        | own                 | 200             | own
                    """)
  void ofMany(
      String roles,
      String organisation,
      int list,
      int statistics,
      String sees,
      int revocation,
      String revokes)
      throws Exception {
    try (TestApp fresh = TestApp.start(PermissionTableTest::configure)) {
      Scene scene = new Scene(fresh, By.LOGIN, roles, organisation);
      Map<String, String> ids = new LinkedHashMap<>();
      for (String kind : List.of("own", "same", "other", "none")) {
        ids.put(scene.key(kind), kind);
      }
      Reply listed = scene.ofNoKey("list");
      Reply numbers = scene.ofNoKey("statistics");
      assertEquals(List.of(list, statistics), List.of(listed.status(), numbers.status()));
      if (list == 200) {
        List<String> seen =
            listed.json().getJsonArray("keys").getValuesAs(JsonObject.class).stream()
                .map(key -> ids.get(key.getString("id")))
                .toList();
        assertEquals(
            sees, String.join(" ", ids.values().stream().filter(seen::contains).toList()));
        assertEquals(seen.size(), numbers.json().getInt("total"));
      }
      Reply revoked =
          scene.api("POST", "/admin/revocations", "{\"issuedBefore\":\"2026-11-22T00:00:00Z\"}");
      assertEquals(revocation, revoked.status(), revoked.body());
      List<String> gone = new ArrayList<>();
      for (Map.Entry<String, String> key : ids.entrySet()) {
        if (scene
                .login(key.getValue())
                .api("GET", "/keys/" + key.getKey(), null)
                .status()
            == 404) {
          gone.add(key.getValue());
        }
      }
      assertEquals(revokes == null ? "" : revokes, String.join(" ", gone));
    }
  }

  @Test
  @DisplayName("S-1: what is refused is not done")
  void whatIsRefusedIsNotDone() throws Exception {
    Scene scene = new Scene(app, By.LOGIN, "orgadmin,viewer", "blue");
    Browser owner = scene.login("other");
    JsonObject key = owner.create("{\"name\":\"n\"}");
    for (String operation :
        List.of("create", "edit", "disable", "rotate", "reveal", "delete", "delete all")) {
      Reply refused = scene.call("/admin", operation, "other", key.getString("id"));
      assertEquals(403, refused.status(), operation);
      assertEquals(false, refused.json().containsKey("key"), operation);
    }
    assertEquals(200, app.script().getWithKey("/api/me", key.getString("key")).status());
    assertEquals(1, owner.api("GET", "/keys", null).json().getJsonArray("keys").size());
    assertEquals("n", owner.api("GET", "/keys/" + key.getString("id"), null).text("name"));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("S-1: what is about oneself is about own keys only, and where managing keys takes a"
      + " role it takes one of them")
  @CsvSource(delimiter = '|', textBlock = """
                    # roles                 | everybody manages keys | it takes a role
                    user                    | ok                     | 403
                    viewer                  | ok                     | 403
                    manager                 | ok                     | ok
                    orgadmin                | ok                     | ok
                    orgadmin,viewer         | ok                     | ok
                    administrator           | ok                     | ok
                    """)
  void ofOneself(String roles, String everybody, String withARole) throws Exception {
    for (TestApp each : List.of(app, managed)) {
      boolean may = (each == app ? everybody : withARole).equals("ok");
      Scene scene = new Scene(each, By.LOGIN, roles, "blue");
      Set<String> others = Set.of(scene.key("same"), scene.key("other"), scene.key("none"));
      String own = scene.key("own");
      assertEquals(
          may ? List.of(200, 200, 201) : List.of(403, 403, 403),
          List.of(
              scene.ofNoKey("own policy").status(),
              scene.ofNoKey("own list").status(),
              scene.ofNoKey("own create").status()));
      if (may) {
        assertEquals(
            2,
            scene.ofNoKey("own list").json().getJsonArray("keys").size(),
            "that of root's hand and the own one");
      }
      Reply gone = scene.ofNoKey("own delete all");
      assertEquals(may ? 200 : 403, gone.status());
      assertEquals(may, gone.body().contains(own));
      assertEquals(List.of(), others.stream().filter(gone.body()::contains).toList());
      for (String kind : List.of("same", "other", "none")) {
        assertEquals(
            1,
            scene
                .login(kind)
                .api("GET", "/keys", null)
                .json()
                .getJsonArray("keys")
                .size(),
            kind);
      }
    }
  }

  @Test
  @DisplayName("S-1: the tables are about every call that the management API answers")
  void theTablesAreAboutEveryRoute() throws Exception {
    assertEquals(
        Operations.routes(),
        Operations.handlers(),
        "a new call is an operation, with a row in the tables");
    assertEquals(
        Operations.answered(),
        Operations.all(),
        "and every operation is in a group that the tables are about");
  }
}
