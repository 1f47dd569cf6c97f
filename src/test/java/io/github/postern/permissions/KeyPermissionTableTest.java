package io.github.postern.permissions;

import static io.github.postern.permissions.Operations.GIVING;
import static io.github.postern.permissions.Operations.LOOKING;
import static io.github.postern.permissions.Operations.OWN_GIVING;
import static io.github.postern.permissions.Operations.OWN_TAKING;
import static io.github.postern.permissions.Operations.TAKING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.permissions.Scene.By;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables of {@link PermissionTableTest} where a key calls: it does what its owner's login may,
 * and a limited one gives nothing.
 */
class KeyPermissionTableTest {

  private static TestApp app;
  private static TestApp keyed;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.start(PermissionTableTest::configure);
    keyed = TestApp.start(builder -> {
      PermissionTableTest.configure(builder);
      builder
          .setting("postern.keys-manage-keys", "true")
          .setting("postern.scopes", "keys: * /postern/api/*; read: GET /api/*");
    });
  }

  @AfterAll
  static void stop() {
    app.close();
    keyed.close();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @DisplayName("S-1, S-15: by the administrators' path, for every role of the owner of the key that"
      + " calls, and kind of key")
  @CsvSource(delimiter = '|', textBlock = """
                    #           |                       | looking             | giving              | taking
                    # by        | roles of its owner    | own same oth no  ?  | own same oth no  ?  | own same oth no  ?
                    KEY         | user                  | 403 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 403
                    KEY         | viewer                | ok  ok  ok  ok  404 | 403 403 403 403 404 | 403 403 403 403 404
                    KEY         | orgadmin              | ok  ok  404 404 404 | 403 403 404 404 404 | ok  ok  404 404 404
                    KEY         | orgadmin,user,manager | ok  ok  404 404 404 | 403 ok  404 404 404 | ok  ok  404 404 404
                    KEY         | orgadmin,viewer       | ok  ok  ok  ok  404 | 403 403 403 403 404 | ok  ok  403 403 404
                    KEY         | orgadmin,viewer,user,manager | ok ok ok ok 404  | 403 ok  403 403 404 | ok  ok  403 403 404
                    KEY         | administrator         | ok  ok  ok  ok  404 | 403 403 403 403 404 | ok  ok  ok  ok  404
                    KEY         | administrator,user    | ok  ok  ok  ok  404 | 403 403 403 403 404 | ok  ok  ok  ok  404
                    KEY         | administrator,user,manager | ok ok ok ok 404    | 403 ok  ok  ok  404 | ok  ok  ok  ok  404
                    LIMITED_KEY | user                  | 403 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 403
                    LIMITED_KEY | orgadmin              | ok  ok  404 404 404 | 403 403 404 404 404 | ok  ok  404 404 404
                    LIMITED_KEY | orgadmin,viewer       | ok  ok  ok  ok  404 | 403 403 403 403 404 | ok  ok  403 403 404
                    LIMITED_KEY | administrator,user,manager | ok ok ok ok 404    | 403 403 403 403 404 | ok  ok  ok  ok  404
                    """)
  void byTheAdministratorsPath(By by, String roles, String looking, String giving, String taking)
      throws Exception {
    // "delete all" of oneself takes the calling key, too: so it is done by a key of its own.
    Map<String, Integer> single = Map.of("disable", 200, "delete", 204);
    new Scene(keyed, by, roles, "blue")
        .check("/admin", Map.of(LOOKING, looking, GIVING, giving, single, taking));
    new Scene(keyed, by, roles, "blue")
        .check("/admin", Map.of(Map.of("delete all", 200), taking.strip().split("\\s+")[0]));
    Scene others = new Scene(keyed, by, roles, "blue");
    for (String kind : List.of("same", "other", "none")) {
      String cell = taking.strip().split("\\s+")[Scene.KINDS.indexOf(kind)];
      assertEquals(
          cell.equals("ok") ? 200 : Integer.parseInt(cell),
          others.call("/admin", "delete all", kind, others.key(kind)).status(),
          kind);
    }
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "S-1, S-15: by one's own path, there are the keys of the owner of the key that calls,"
          + " and no others")
  @CsvSource(delimiter = '|', textBlock = """
                    # by        | looking and taking  | giving
                    # by        | own same oth no  ?  | own same oth no  ?
                    KEY         | ok  404 404 404 404 | ok  404 404 404 404
                    LIMITED_KEY | ok  404 404 404 404 | 403 404 404 404 404
                    """)
  void byTheOwnPath(By by, String looking, String giving) throws Exception {
    for (String roles : List.of("user", "orgadmin,viewer", "administrator")) {
      new Scene(keyed, by, roles, "blue")
          .check(
              "",
              Map.of(
                  LOOKING,
                  looking,
                  GIVING,
                  giving,
                  OWN_GIVING,
                  giving,
                  TAKING,
                  looking,
                  OWN_TAKING,
                  looking));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @DisplayName("S-1, S-15: what is about many, or about oneself")
  @CsvSource(delimiter = '|', textBlock = """
                    # by        | roles             | policy list create | all: list statistics revoke | delete all own
                    KEY         | user              | 200 200 201        | 403 403 403                 | 200
                    KEY         | viewer            | 200 200 201        | 200 200 403                 | 200
                    KEY         | orgadmin          | 200 200 201        | 200 200 200                 | 200
                    KEY         | administrator     | 200 200 201        | 200 200 200                 | 200
                    LIMITED_KEY | user              | 200 200 403        | 403 403 403                 | 200
                    LIMITED_KEY | administrator     | 200 200 403        | 200 200 200                 | 200
                    """)
  void ofMany(By by, String roles, String own, String all, int deletion) throws Exception {
    Scene scene = new Scene(keyed, by, roles, "blue");
    StringBuilder got = new StringBuilder();
    for (String operation : List.of(
        "own policy",
        "own list",
        "own create",
        "list",
        "statistics",
        "revoke many",
        "own delete all")) {
      got.append(scene.ofNoKey(operation).status()).append(' ');
    }
    assertEquals(own + " " + all + " " + deletion, got.toString().strip());
    assertEquals(401, scene.ofNoKey("own list").status(), "it revoked itself, too");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "orgadmin,viewer", "administrator"})
  @DisplayName(
      "S-1: unless keys manage keys, a key does none of this, by any path, whatever its owner"
          + " may")
  void aKeyManagesNoKeys(String roles) throws Exception {
    Scene scene = new Scene(app, By.KEY, roles, "blue");
    for (String operation : Operations.all()) {
      for (String path : List.of("/admin", "")) {
        for (String kind :
            Operations.OF_NO_KEY.contains(operation) ? List.of("own") : Scene.KINDS) {
          Reply refused = scene.call(path, operation, kind, "aaaaaaaaaaaaaaaa");
          assertEquals(
              "403 key-not-accepted-here",
              refused.status() + " " + refused.code(),
              operation + " " + kind);
        }
      }
    }
  }
}
