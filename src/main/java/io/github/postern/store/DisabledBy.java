package io.github.postern.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Who switched a key off, or as an administrator brought its end forward, which its owner does not undo.
 *
 * @param by the user name
 * @param at when; cut to milliseconds
 */
public record DisabledBy(String by, Instant at) {

    /** Creates the value. */
    public DisabledBy {
        Objects.requireNonNull(by, "by");
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
