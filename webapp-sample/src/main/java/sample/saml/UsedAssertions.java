package sample.saml;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The assertions that let somebody in, until they are no longer good anyway. Only what is signed by the identity provider
 * comes here, so strangers cannot fill it. One node only: a cluster would keep this in its database.
 */
final class UsedAssertions {

    private final Map<String, Instant> used = new HashMap<>();
    private final Clock clock;
    private final int most;

    UsedAssertions(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** Marks the assertion as used. Refuses one that was used before, and all when nothing can be forgotten yet. */
    synchronized void use(String id, Instant goodUntil) {
        Instant now = clock.instant();
        if (used.containsKey(id) && now.isBefore(used.get(id))) {
            throw new Refusal(Reason.REPLAYED, "An assertion that let somebody in before came again");
        }
        if (used.size() >= most) {
            used.values().removeIf(end -> !now.isBefore(end));
        }
        if (used.size() >= most) {
            throw new Refusal(Reason.BUSY, "There are " + most + " assertions to remember, and none is outdated");
        }
        used.put(id, goodUntil);
    }
}
