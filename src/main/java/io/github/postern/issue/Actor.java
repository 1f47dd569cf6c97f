package io.github.postern.issue;

import java.util.Objects;

/**
 * Who does something at the desk, for the audit trail.
 *
 * @param name the user name
 * @param address the network address that the request came from
 */
public record Actor(String name, String address) {

    /** Creates an actor. */
    public Actor {
        Objects.requireNonNull(name, "name");
    }
}
