package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What has to be true on every server, with one WAR that none of them knows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServerContract {

    private static final String SHOP = "shop";

    private AppServer server;
    private Client script;
    private String key;

    /** Prepares the server. */
    abstract AppServer server() throws Exception;

    @BeforeAll
    void start() throws Exception {
        server = server();
        server.start();
        server.deploy(SHOP, Wars.grafted("shop", Map.of()));
        script = new Client(server.url(SHOP));
        key = browser("alice").createKey("of alice");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void withoutAKeyTheApplicationIsWhatItWas() throws Exception {
        Reply nobody = script.get("/who");
        assertEquals(200, nobody.status());
        assertEquals("null", nobody.line("user"));
        assertEquals("false", nobody.line("session"));
        assertFalse(nobody.header("Set-Cookie").isPresent());
        Client alice = browser("alice");
        assertEquals("alice", alice.get("/who").line("user"));
        assertEquals("user", alice.get("/who").line("roles"));
        assertEquals("1", alice.get("/count").body());
        assertEquals("2", alice.get("/count").body());
        assertEquals("user=alice", alice.get("/page.jsp").body().strip());
        assertTrue(script.get("/login").body().contains("<form"));
    }

    @Test
    void aMadeUpKeyIsRefused() throws Exception {
        for (String madeUp : List.of("shop_nonsense", "shop_aaaaaaaaaaaaaaaa_" + "x".repeat(38), "anything")) {
            assertEquals(401, script.get("/who", "X-API-Key", madeUp).status(), madeUp);
        }
        String last = key.endsWith("0") ? "1" : "0";
        Reply changed = script.get("/who", "Authorization", "Bearer " + key.substring(0, key.length() - 1) + last);
        assertEquals(401, changed.status());
        assertTrue(changed.header("WWW-Authenticate").orElseThrow().contains("invalid_token"));
    }

    @Test
    void aKeyMadeByALoggedInPersonWorks() throws Exception {
        for (String[] header : new String[][] {{"Authorization", "Bearer " + key}, {"X-API-Key", key}}) {
            Reply seen = script.get("/who", header);
            assertEquals(200, seen.status(), header[0]);
            assertEquals("alice", seen.line("user"));
            assertEquals("alice", seen.line("principal"));
            assertEquals("user", seen.line("roles"));
            assertEquals("API_KEY", seen.line("authType"));
            assertEquals("of alice", seen.line("keyName"));
            assertEquals("", seen.line("credentials"), "the key is gone from the request");
            assertEquals("user=alice", script.get("/page.jsp", header).body().strip());
        }
    }

    @Test
    void theRolesOfTheOwnerAreSeen() throws Exception {
        String ofBob = browser("bob").createKey("of bob");
        assertEquals("user,admin", script.get("/who", "X-API-Key", ofBob).line("roles"));
    }

    @Test
    void theUserInterfaceIsServedFromTheJar() throws Exception {
        assertServed("/postern/postern-keys.js", "text/javascript", "customElements");
        assertServed("/postern/index.html", "text/html", "postern-keys");
        assertServed("/postern/postern-keys.css", "text/css", "{");
        assertEquals(200, script.get("/postern/openapi.yaml").status());
    }

    private void assertServed(String path, String type, String content) throws Exception {
        Reply file = script.get(path);
        assertEquals(200, file.status(), path);
        String served = file.header("Content-Type").orElse("");
        assertTrue(served.startsWith(type) || type.equals("text/javascript") && served.startsWith("application/javascript"),
                path + " is served as " + served);
        assertTrue(file.body().contains(content), path);
    }

    @Test
    @DisplayName("F-25: the identity is there in another thread and after a forward, an include, an error and an async dispatch")
    void theIdentityStays() throws Exception {
        for (String way : List.of("forward?to=/who", "include?to=/who", "named?to=who", "async?to=/who",
                "async-wrapped?to=/who", "thread", "error?to=409")) {
            Reply seen = script.get("/go/" + way, "X-API-Key", key);
            assertEquals("alice", seen.line("user"), way + ": " + seen.status() + " " + seen.body());
            assertEquals("user", seen.line("roles"), way);
            assertEquals("", seen.line("credentials"), way);
        }
        assertEquals("PROTECTED", script.get("/go/forward?to=/batch/run", "X-API-Key", key).body().lines().findFirst().get());
    }

    @Test
    @DisplayName("F-25: no forward, include, error or async dispatch reaches without a key what only a key opens")
    void noDispatchIsAWayAround() throws Exception {
        for (Client client : List.of(script, browser("alice"))) {
            for (String path : List.of("/batch/run", "/batch/secret.txt", "/batch/secret.jsp", "/batch/jobs/1")) {
                for (String way : List.of("forward", "include", "async", "async-wrapped")) {
                    assertClosed(client.get("/go/" + way + "?to=" + path), way + " to " + path);
                }
            }
            assertClosed(client.get("/go/error?to=410"), "error page by status");
            assertClosed(client.get("/go/throw"), "error page by exception");
        }
    }

    @Test
    @DisplayName("F-23: no spelling of a path that only a key opens reaches it without one")
    void noSpellingIsAWayAround() throws Exception {
        String cookie = "Cookie: " + loggedInCookie() + "\r\n";
        int tried = 0;
        for (String path : List.of("/batch/run", "/batch/secret.txt", "/batch/secret.jsp", "/batch/jobs/1")) {
            for (String target : PathTricks.of("/" + SHOP, path)) {
                for (String headers : List.of("", cookie)) {
                    Reply reply = RawHttp.send(server.port, "GET " + target + " HTTP/1.1", headers);
                    assertFalse(reply.body().contains("PROTECTED"), server.product() + " opens " + target + "\n" + reply.body());
                    tried++;
                }
            }
            for (String method : List.of("HEAD", "POST", "PUT", "OPTIONS", "TRACE", "PROPFIND", "get", "XYZ")) {
                Reply reply = RawHttp.send(server.port, method + " /shop" + path + " HTTP/1.1", "Content-Length: 0\r\n");
                assertFalse(reply.body().contains("PROTECTED") || method.equals("HEAD") && reply.status() == 200,
                        method + " " + path);
            }
            assertTrue(RawHttp.send(server.port, "GET /shop" + path + " HTTP/1.1", "X-API-Key: " + key + "\r\n").body()
                    .contains("PROTECTED"), "with a key it opens: " + path);
        }
        assertTrue(tried > 700, "" + tried);
    }

    @Test
    @DisplayName("F-23: no spelling of a path takes a key out of its scope")
    void noSpellingLeavesTheScope() throws Exception {
        String narrow = browser("alice").createKey("narrow", ",\"scopes\":[\"open\"]");
        assertEquals(200, script.get("/open/door", "X-API-Key", narrow).status());
        assertEquals(403, script.get("/who", "X-API-Key", narrow).status());
        for (String path : List.of("/batch/run", "/batch/secret.txt", "/batch/secret.jsp")) {
            for (String target : PathTricks.of("/" + SHOP, path)) {
                Reply reply = RawHttp.send(server.port, "GET " + target + " HTTP/1.1", "X-API-Key: " + narrow + "\r\n");
                assertFalse(reply.body().contains("PROTECTED"), server.product() + " opens " + target + "\n" + reply.body());
            }
        }
    }

    @Test
    @DisplayName("F-26: calls with a key make no session and set no cookie, though the application asks for a session")
    void keysMakeNoSessions() throws Exception {
        String before = script.get("/count?total").body();
        for (int i = 0; i < 100; i++) {
            Reply reply = script.get("/count", "X-API-Key", key);
            assertEquals("1", reply.body());
            assertFalse(reply.header("Set-Cookie").isPresent());
        }
        assertEquals(before, script.get("/count?total").body());
    }

    @Test
    @DisplayName("F-27: an administrator's cookie lends nothing to a read-only key, of the same person or another")
    void aCookieLendsNothingToAKey() throws Exception {
        Client bob = browser("bob");
        assertEquals("user,admin", bob.get("/who").line("roles"));
        String ofBob = bob.createKey("only reads", ",\"scopes\":[\"read\"]");
        String ofAlice = browser("alice").createKey("only reads", ",\"scopes\":[\"read\"]");
        for (String[] owner : new String[][] {{"bob", ofBob, "user,admin"}, {"alice", ofAlice, "user"}}) {
            Reply seen = bob.get("/who", "X-API-Key", owner[1]);
            assertEquals(owner[0], seen.line("user"));
            assertEquals(owner[2], seen.line("roles"));
            assertEquals("false", seen.line("session"));
            assertEquals("null", seen.line("sessionUser"));
            assertEquals("0", seen.line("cookies"));
            assertEquals("", seen.line("credentials"));
            assertEquals(403, bob.send("POST", "/who", "x", "X-API-Key", owner[1]).status(), "the key only reads");
            assertEquals(403, bob.get("/go/forward?to=/who", "X-API-Key", owner[1]).status());
            assertEquals(403, bob.get("/postern/api/admin/keys", "X-API-Key", owner[1]).status());
        }
        assertEquals(200, bob.get("/postern/api/admin/keys").status(), "which the cookie alone may do");
        assertEquals("bob", bob.get("/who").line("sessionUser"), "and the session is what it was");
    }

    private void assertClosed(Reply reply, String what) {
        assertFalse(reply.body().contains("PROTECTED"), what + ": " + reply.status() + " " + reply.body());
    }

    private Client browser(String user) throws Exception {
        return new Client(server.url(SHOP)).login(user);
    }

    private String loggedInCookie() throws Exception {
        Client alice = browser("alice");
        assertNotNull(alice.get("/who").line("user"));
        assertNull(alice.get("/who").line("nothing"));
        return alice.cookie();
    }
}
