package io.github.postern.store;

import java.util.Objects;
import java.util.Optional;

/**
 * Who asked for the secret that a key has now.
 *
 * @param name the user name
 * @param id what the directory of owners calls that user, for good; empty if it was not known
 */
public record Requester(String name, Optional<String> id) {

    /** Creates the value. */
    public Requester {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(id, "id");
    }
}
