package io.github.postern.servers;

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

    /**
     * Returns whether a key beside a session was refused, as it is where beans (CDI) of the application would see that session;
     * then it must have been in words.
     */
    default boolean isRefusedBesideSession(Reply reply) {
        return reply.status() == 400 && "key-beside-session".equals(reply.json("code"));
    }

    /** Returns the browser of somebody who is logged in to the shop; {@code bob} is an administrator. */
    default Client browser(String user) throws Exception {
        return new Client(server().url(SHOP)).login(user);
    }
}
