package io.github.postern.store;

import io.github.postern.key.KeyId;
import java.time.Instant;

/**
 * That a key was used, or presented with its right secret and refused.
 *
 * @param id which key
 * @param at when
 * @param from the network address of the client; may be null
 * @param refused whether it was refused
 */
public record KeyUse(KeyId id, Instant at, String from, boolean refused) {

    /** Creates the use of a key that was let in. */
    public KeyUse(KeyId id, Instant at, String from) {
        this(id, at, from, false);
    }
}
