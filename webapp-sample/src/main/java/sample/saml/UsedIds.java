package sample.saml;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The ids of what let somebody in, requests or assertions, until they are no longer good anyway.
 * Only what is signed by the identity provider comes here, so strangers cannot fill it. One node
 * only: a cluster would keep this in its database.
 */
final class UsedIds {

  private final Map<String, Instant> used = new HashMap<>();
  private final Clock clock;
  private final int most;
  private final Reason whenUsed;

  /** Refuses for this reason what is used already. */
  UsedIds(Clock clock, int most, Reason whenUsed) {
    this.clock = clock;
    this.most = most;
    this.whenUsed = whenUsed;
  }

  /** Refuses an id that was used before. */
  synchronized void check(String id) {
    if (used.containsKey(id) && clock.instant().isBefore(used.get(id))) {
      throw new Refusal(whenUsed, "A request or assertion that let somebody in before came again");
    }
  }

  /**
   * Marks the id as used. Refuses one that was used before, and all when nothing can be forgotten
   * yet.
   */
  synchronized void use(String id, Instant goodUntil) {
    check(id);
    Instant now = clock.instant();
    if (used.size() >= most) {
      used.values().removeIf(end -> !now.isBefore(end));
    }
    if (used.size() >= most) {
      throw new Refusal(
          Reason.BUSY, "There are " + most + " ids to remember, and none is outdated");
    }
    used.put(id, goodUntil);
  }
}
