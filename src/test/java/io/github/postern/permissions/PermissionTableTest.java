package io.github.postern.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.PosternBuilder;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may do what to which key: every role × every operation × every kind of key, as tables that a reader can check.
 *
 * <p>A cell says what happens to: the caller's own key, one of the same organisation, of another organisation, of nobody's
 * organisation, and one that does not exist. {@code ok} stands for the answer of that operation where it is allowed.
 */
class PermissionTableTest {

    /** What changes nothing. */
    private static final Map<String, Integer> LOOKING = Map.of("show", 200, "events", 200);
    /** What hands out a secret, or lets one work; 409 is the approval of a key that waits for none. */
    private static final Map<String, Integer> GIVING = Map.of("create", 201, "edit", 200, "enable", 200, "rotate", 201,
            "reveal", 200, "approve", 409);
    /** What takes away. */
    private static final Map<String, Integer> TAKING = Map.of("disable", 200, "delete", 204, "delete all", 200);

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final People PEOPLE = new People();
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

    private static void configure(PosternBuilder builder) {
        builder.setting("postern.viewer-roles", "viewer").setting("postern.reveal", "true")
                .setting("postern.reveal-key", "r1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
                .setting("postern.rights.administrators", "create,list,edit,rotate,reveal,disable,delete")
                .setting("postern.rights.self", "create,list,edit,rotate,reveal,disable,delete")
                .ownerDirectory(PEOPLE.directory());
    }

    @AfterAll
    static void stop() {
        app.close();
        managed.close();
    }

    @ParameterizedTest(name = "{0} of ''{1}'': looking {2}")
    @DisplayName("S-1: by the administrators' path, seeing and changing are two questions, for every role and kind of key")
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
    void byTheAdministratorsPath(String roles, String organisation, String looking, String giving, String taking)
            throws Exception {
        check(app, "/admin", roles, organisation, Map.of(LOOKING, looking, GIVING, giving, TAKING, taking));
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
        check(app, "", roles, "blue", Map.of(LOOKING, all, GIVING, all, Map.of("disable", 200, "delete", 204), all));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("S-1: where managing keys takes a role, who has none of them does nothing by any path")
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
    void whereManagingTakesARole(String roles, String looking, String giving, String taking, String own) throws Exception {
        check(managed, "/admin", roles, "blue", Map.of(LOOKING, looking, GIVING, giving, TAKING, taking));
        check(managed, "", roles, "blue", Map.of(LOOKING, own, GIVING, own));
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
    void ofMany(String roles, String organisation, int list, int statistics, String sees, int revocation, String revokes)
            throws Exception {
        try (TestApp fresh = TestApp.start(PermissionTableTest::configure)) {
            Scene scene = new Scene(fresh, roles, organisation);
            Map<String, String> ids = new LinkedHashMap<>();
            for (String kind : List.of("own", "same", "other", "none")) {
                ids.put(scene.key(kind), kind);
            }
            Reply listed = scene.caller.api("GET", "/admin/keys", null);
            Reply numbers = scene.caller.api("GET", "/admin/statistics", null);
            assertEquals(List.of(list, statistics), List.of(listed.status(), numbers.status()));
            if (list == 200) {
                List<String> seen = listed.json().getJsonArray("keys").getValuesAs(JsonObject.class).stream()
                        .map(key -> ids.get(key.getString("id"))).toList();
                assertEquals(sees, String.join(" ", ids.values().stream().filter(seen::contains).toList()));
                assertEquals(seen.size(), numbers.json().getInt("total"));
            }
            Reply revoked = scene.caller.api("POST", "/admin/revocations", "{\"issuedBefore\":\"2026-11-22T00:00:00Z\"}");
            assertEquals(revocation, revoked.status(), revoked.body());
            List<String> gone = new ArrayList<>();
            for (Map.Entry<String, String> key : ids.entrySet()) {
                if (PEOPLE.login(fresh, scene.owner(key.getValue())).api("GET", "/keys/" + key.getKey(), null).status() == 404) {
                    gone.add(key.getValue());
                }
            }
            assertEquals(revokes == null ? "" : revokes, String.join(" ", gone));
        }
    }

    @Test
    @DisplayName("S-1: what is refused is not done")
    void whatIsRefusedIsNotDone() throws Exception {
        Scene scene = new Scene(app, "orgadmin,viewer", "blue");
        Browser owner = PEOPLE.login(app, scene.owner("other"));
        JsonObject key = owner.create("{\"name\":\"n\"}");
        for (String operation : List.of("create", "edit", "disable", "rotate", "reveal", "delete", "delete all")) {
            Reply refused = scene.call("/admin", operation, "other", key.getString("id"));
            assertEquals(403, refused.status(), operation);
            assertEquals(false, refused.json().containsKey("key"), operation);
        }
        assertEquals(200, app.script().getWithKey("/api/me", key.getString("key")).status());
        assertEquals(1, owner.api("GET", "/keys", null).json().getJsonArray("keys").size());
        assertEquals("n", owner.api("GET", "/keys/" + key.getString("id"), null).text("name"));
    }

    /** Does each operation with a fresh key of each kind, and compares all cells at once, so that a failure shows the table. */
    private static void check(TestApp app, String path, String roles, String organisation,
            Map<Map<String, Integer>, String> expected) throws Exception {
        Scene scene = new Scene(app, roles, organisation);
        List<String> wanted = new ArrayList<>();
        List<String> got = new ArrayList<>();
        for (Map.Entry<Map<String, Integer>, String> group : expected.entrySet()) {
            String[] cells = group.getValue().strip().split("\\s+");
            for (Map.Entry<String, Integer> operation : group.getKey().entrySet()) {
                if (path.isEmpty() && operation.getKey().matches("create|approve")) {
                    continue; // an own key is made without naming anybody, and nobody approves one's own
                }
                StringBuilder line = new StringBuilder(operation.getKey() + ":");
                StringBuilder row = new StringBuilder(operation.getKey() + ":");
                int cell = 0;
                for (String kind : List.of("own", "same", "other", "none", "unknown")) {
                    boolean all = operation.getKey().equals("delete all");
                    String word = cells[cell++];
                    boolean nobodysKeys = all && kind.equals("unknown") && roles.contains("administrator");
                    line.append(' ').append(word.equals("ok") || nobodysKeys ? operation.getValue().toString() : word);
                    row.append(' ').append(scene.call(path, operation.getKey(), kind, scene.key(kind)).status());
                }
                wanted.add(line.toString());
                got.add(row.toString());
            }
        }
        assertEquals(String.join("\n", wanted), String.join("\n", got), roles + " of " + organisation);
    }

    /** Somebody with these roles, and the owners of keys around them. */
    private static final class Scene {

        private final TestApp app;
        private final String number = String.valueOf(NAMES.incrementAndGet());
        private final Browser caller;
        private final Browser root;

        Scene(TestApp app, String roles, String organisation) throws Exception {
            this.app = app;
            PEOPLE.add("caller" + number, organisation, roles.split(","));
            PEOPLE.add("same" + number, "blue", "user", "manager");
            PEOPLE.add("other" + number, "green", "user", "manager");
            PEOPLE.add("none" + number, null, "user", "manager");
            caller = PEOPLE.login(app, "caller" + number);
            root = PEOPLE.add("root", null, "administrator").login(app, "root");
        }

        String owner(String kind) {
            return (kind.equals("own") ? "caller" : kind) + number;
        }

        /** Makes a key for somebody by the hand of an administrator, since not everybody may make their own. */
        String key(String kind) throws Exception {
            if (kind.equals("unknown")) {
                return "aaaaaaaaaaaaaaaa";
            }
            Reply made = root.api("POST", "/admin/owners/" + owner(kind) + "/keys", "{\"name\":\"n\"}");
            assertEquals(201, made.status(), made.body());
            return made.text("id");
        }

        Reply call(String path, String operation, String kind, String id) throws Exception {
            String key = path + "/keys/" + id;
            return switch (operation) {
                case "show" -> caller.api("GET", key, null);
                case "events" -> caller.api("GET", key + "/events", null);
                case "create" -> caller.api("POST", path + "/owners/" + owner(kind) + "/keys", "{\"name\":\"m\"}");
                case "edit" -> caller.api("PATCH", key, "{\"name\":\"m\"}");
                case "disable" -> caller.api("PATCH", key, "{\"active\":false}");
                case "enable" -> caller.api("PATCH", key, "{\"active\":true}");
                case "rotate", "reveal", "approve" -> caller.api("POST", key + "/" + operation, null);
                case "delete" -> caller.api("DELETE", key, null);
                case "delete all" -> caller.api("DELETE", path + "/owners/" + owner(kind) + "/keys", null);
                default -> throw new IllegalArgumentException(operation);
            };
        }
    }
}
