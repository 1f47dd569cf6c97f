package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What code can get at that keeps the container's own request from before any filter. docs/isolation.md has the list. */
interface IsolationTests extends OnServer {

    @Test
    @DisplayName("S-13: startAsync() without arguments leads to the owner of the key, not to the session beside it")
    default void asyncPartsSeeTheOwner() throws Exception {
        for (Client client : new Client[] {script(), browser("bob")}) {
            Reply seen = client.get("/go/thread-plain", "X-API-Key", key());
            if (isRefusedBesideSession(seen)) {
                continue;
            }
            assertEquals("alice", seen.line("user"), seen.body());
            assertEquals("false null 0", seen.line("session") + " " + seen.line("sessionUser") + " " + seen.line("cookies"));
            assertEquals("", seen.line("credentials"));
            assertFalse(seen.header("Set-Cookie").isPresent());
        }
    }

    @Test
    @DisplayName("S-13: a session that is made of the container's request ends with it, and its cookie does not get out")
    default void aSessionEndsWithTheRequest() throws Exception {
        for (String more : new String[] {"", "?large"}) {
            Reply reply = script().get("/keeper" + more, "X-API-Key", key());
            assertEquals(200, reply.status());
            String made = reply.body().lines().findFirst().orElseThrow();
            assertEquals("false", script().get("/keeper?alive=", "Cookie", "JSESSIONID=" + made).body(), "it lives on");
            if (server().takesCookiesBack()) {
                assertFalse(reply.header("Set-Cookie").isPresent(), more + " " + reply.header("Set-Cookie"));
            }
        }
        Reply people = script().get("/keeper");
        String cookie = people.header("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        assertEquals("true", script().get("/keeper?alive=", "Cookie", cookie).body(), "without a key it is as it was");
    }
}
