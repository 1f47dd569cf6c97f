package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot work does not start, says why, and disturbs nobody else. */
interface MisuseTests extends OnServer {

    @Test
    default void aDatabaseWithoutADriverStopsTheApplicationAndSaysSo() throws Exception {
        server().deployInVain("wrong", Wars.grafted("wrong", Map.of("postern.jdbc-url", "jdbc:nobody:knows")),
                "The setting postern.jdbc-url");
        assertNotEquals(200, new Client(server().url("wrong")).get("/who").status());
        server().forget("wrong");
        assertEquals(200, script().get("/who").status(), "the other application goes on");
    }

    /** As an upgrade by hand leaves it: the server loads one of the two jars, and there is one filter and one store. */
    @Test
    default void aSecondPosternInTheSameWarCountsForNothing() throws Exception {
        long before = JvmState.of(server()).running();
        server().deploy("twice", Wars.withSecondPostern("twice"));
        assertEquals(before + 1, JvmState.of(server()).running());
        Client alice = new Client(server().url("twice")).login("alice");
        assertEquals("alice", alice.whoWith(alice.createKey("n")));
        assertEquals(401, alice.get("/batch/run").status());
        server().undeploy("twice");
    }
}
