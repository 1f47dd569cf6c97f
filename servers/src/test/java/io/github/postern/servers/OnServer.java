package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** A server with the stranger's shop on it, which got Postern. */
interface OnServer {

    /** Tests that deploy again and again. */
    String LONG = "long";
    /** Servers like another that runs all tests; these run the long ones with the profile all-servers only. */
    String RELATIVE = "relative";
    /** Where the shop is. */
    String SHOP = "shop";

    /** Returns the server, which runs. */
    AppServer server();

    /** Returns a key of alice, who is a user and no more. */
    String key();

    /** Returns somebody who sends no cookie. */
    default Client script() {
        return new Client(server().url(SHOP));
    }

    /** Returns whether an application has beans (CDI), as it says itself of a request with a key and nothing else. */
    default boolean hasBeans(Reply who) {
        String beans = who.line("beans");
        assertNotNull(beans, who.status() + " " + who.body());
        if (!server().hasJakartaSecurity()) {
            assertEquals("false", beans, server().product() + " has no CDI");
        }
        return Boolean.parseBoolean(beans);
    }

    /** Returns whether the shop has, so that a key beside a session has to be refused: beans would see that session. */
    default boolean refusesKeysBesideSessions() throws Exception {
        return hasBeans(script().get("/who", "X-API-Key", key()));
    }

    /** In words, and with nothing of the application. */
    default void assertRefusedBesideSession(Reply reply) {
        assertEquals("400 key-beside-session", reply.status() + " " + reply.json("code"), reply.body());
        assertFalse(reply.header("Set-Cookie").isPresent());
    }

    /** Returns the browser of somebody who is logged in to the shop; {@code bob} is an administrator. */
    default Client browser(String user) throws Exception {
        return new Client(server().url(SHOP)).login(user);
    }
}
