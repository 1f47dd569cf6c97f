package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** An application that logs people in by Jakarta Security: it goes on doing so, and keys stand before that. */
interface SecuredTests extends OnServer {

    /** Where it is. */
    String SECURED = "secured";

    @Test
    default void keysStandBeforeTheMechanismOfJakartaSecurity() throws Exception {
        assumeTrue(server().hasJakartaSecurity(), "no Jakarta Security");
        server().deploy(SECURED, Wars.secured(SECURED));
        try {
            Client guest = new Client(server().url(SECURED));
            assertPeopleLogInAsBefore(guest);
            Client alice = new Client(server().url(SECURED)).as(basic("alice", "alice-1"));
            String key = alice.createKey("n");
            assertEquals("alice true false", caller(guest.get("/app/caller", "X-API-Key", key)));
            Reply seen = guest.get("/app/who", "Authorization", "Bearer " + key);
            assertEquals("alice user", seen.line("user") + " " + seen.line("roles"));
            assertEquals("false", seen.line("session"));
            assertFalse(seen.header("Set-Cookie").isPresent());
            assertEquals(403, guest.get("/app/admin/who", "X-API-Key", key).status());
            assertEquals("alice false", guest.get("/app/vault", "X-API-Key", key).line("vault"), "the EJB container knows too");
            assertEquals(401, guest.get("/app/who", "X-API-Key", key.substring(0, key.length() - 1) + "-").status());
        } finally {
            server().undeploy(SECURED);
        }
    }

    private static void assertPeopleLogInAsBefore(Client guest) throws Exception {
        Reply refused = guest.get("/app/caller");
        assertEquals(401, refused.status());
        assertTrue(refused.header("WWW-Authenticate").orElse("").startsWith("Basic realm="), "Liberty names another realm");
        assertEquals(401, guest.get("/app/caller", "Authorization", basic("alice", "wrong")).status());
        assertEquals("null", guest.get("/open").line("user"));
        assertEquals("alice true false", caller(guest.get("/app/caller", "Authorization", basic("alice", "alice-1"))));
        assertEquals(403, guest.get("/app/admin/who", "Authorization", basic("alice", "alice-1")).status());
        assertEquals("bob", guest.get("/app/admin/who", "Authorization", basic("bob", "bob-1")).line("user"));
    }

    private static String caller(Reply reply) {
        return reply.line("caller") + " " + reply.line("user") + " " + reply.line("admin");
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
