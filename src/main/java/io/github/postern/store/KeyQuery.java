package io.github.postern.store;

import io.github.postern.key.KeyId;
import io.github.postern.key.KeyState;
import io.github.postern.key.Suspension;
import java.time.Instant;
import java.util.Objects;

/**
 * Which keys an administrator wants to see. A criterion that is null does not count.
 *
 * @param organisation the owner's organisation
 * @param owner the owner's name, exactly
 * @param state what the key must be at {@code now}; without it, every key that is not revoked
 * @param text part of the key's name, the owner's name or the id, in any case
 * @param now the instant that decides about states
 * @param suspension when keys sleep
 * @param limit how many at most
 * @param after the last key of the page before
 */
public record KeyQuery(String organisation, String owner, KeyState state, String text, Instant now,
        Suspension suspension, int limit, Position after) {

    /** Creates a query. */
    public KeyQuery {
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(suspension, "suspension");
        if (limit < 1) {
            throw new IllegalArgumentException("A page has at least one key, but the limit is " + limit);
        }
    }

    /**
     * Where a page ended.
     *
     * @param createdAt when its last key was created
     * @param id that key's id
     */
    public record Position(Instant createdAt, KeyId id) {
    }
}
