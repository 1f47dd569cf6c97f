package sample.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes whoever fails again and again wait, twice as long each time, up to a longest pause: never
 * for good. Counts an attempt before its outcome is known, so that many at once are no way around.
 * Keeps a bounded number of names. Safe for many threads.
 *
 * @param <K> what names whom it counts
 */
final class Throttle<K> {

  private final Clock clock;
  private final int free;
  private final Duration first;
  private final Duration longest;
  private final Map<K, Tally> tallies;

  /**
   * @param free how many attempts cause no pause
   * @param first the pause after one more
   * @param longest no pause is longer; who does nothing for so long after a pause has a clean slate
   * @param names how many names are kept; the one that was not seen for longest goes first
   */
  Throttle(Clock clock, int free, Duration first, Duration longest, int names) {
    this.clock = clock;
    this.free = free;
    this.first = first;
    this.longest = longest;
    this.tallies = new Recent<>(names);
  }

  /**
   * Counts an attempt and answers zero, or answers how long to wait: then it does not count and
   * must not be made.
   */
  synchronized Duration attempt(K name) {
    Instant now = clock.instant();
    Tally tally = tallies.getOrDefault(name, Tally.NONE);
    if (now.isBefore(tally.pausedUntil())) {
      return Duration.between(now, tally.pausedUntil());
    }
    boolean forgiven = !now.isBefore(tally.pausedUntil().plus(longest));
    int attempts = forgiven ? 1 : tally.attempts() + 1;
    tallies.put(name, new Tally(attempts, now.plus(pauseAfter(attempts))));
    return Duration.ZERO;
  }

  /** The attempt was a right one: it does not count. */
  synchronized void undo(K name) {
    tallies.computeIfPresent(
        name, (key, tally) -> new Tally(tally.attempts() - 1, clock.instant()));
  }

  /** The attempt was a right one, and all is forgiven. */
  synchronized void forget(K name) {
    tallies.remove(name);
  }

  synchronized int size() {
    return tallies.size();
  }

  private Duration pauseAfter(int attempts) {
    if (attempts <= free) {
      return Duration.ZERO;
    }
    Duration pause = first;
    for (int further = free + 1; further < attempts && pause.compareTo(longest) < 0; further++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  private record Tally(int attempts, Instant pausedUntil) {

    static final Tally NONE = new Tally(0, Instant.EPOCH);
  }

  /** A map that drops what was not asked for longest. */
  static final class Recent<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;
    private final int most;

    Recent(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
