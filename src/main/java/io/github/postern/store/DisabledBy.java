package io.github.postern.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The user who disabled a key or, as an administrator, set an earlier expiry that the owner cannot undo.
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
