package io.github.postern.store;

import io.github.postern.key.KeyId;
import io.github.postern.text.LogText;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often keys were presented with their right secret and refused, per key and day in UTC,
 * and adds that up in the store now and then: one statement per key, however often it is refused.
 * Bounded; what does not fit is dropped, for the count is nice to know and no more.
 *
 * <p>{@link #count} may be called by many threads and never waits; {@link #flush} is called beside
 * requests, and once more at the end.
 */
final class RefusedUseCounter {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");
  private static final int CAPACITY = 10_000;
  private static final int AT_ONCE = 200;

  private final KeyStore store;
  private final ConcurrentHashMap<KeyAndDay, Tally> tallies = new ConcurrentHashMap<>();
  private boolean failing;

  private record KeyAndDay(KeyId id, LocalDate day) {}

  private record Last(Instant at, @Nullable String from, String reason) {}

  /**
   * Creates a counter.
   *
   * @param store where the numbers are added up; not null
   */
  RefusedUseCounter(KeyStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  /**
   * Counts a refusal.
   *
   * @param id which key
   * @param at when
   * @param from the network address of the client; may be null
   * @param reason why, as a word of at most 32 characters
   */
  void count(KeyId id, Instant at, @Nullable String from, String reason) {
    KeyAndDay noted = new KeyAndDay(id, LocalDate.ofInstant(at, ZoneOffset.UTC));
    Last last = new Last(at, from, reason);
    Tally tally = tallies.get(noted);
    if (tally == null) {
      if (tallies.mappingCount() >= CAPACITY) {
        return;
      }
      tally = tallies.computeIfAbsent(noted, key -> new Tally(last));
    }
    tally.last = last;
    tally.pending.increment();
  }

  /**
   * Adds up what was counted. Never throws; what could not be written is tried again the next time.
   */
  synchronized void flush() {
    List<DailyRefusedUses> counted = new ArrayList<>();
    tallies.forEach((noted, tally) -> {
      long count = tally.pending.sumThenReset();
      if (count > 0) {
        Last last = tally.last;
        counted.add(new DailyRefusedUses(noted.id(), last.at(), last.from(), last.reason(), count));
      } else {
        // A refusal that is counted in it at this moment is lost. That is no harm.
        tallies.remove(noted, tally);
      }
    });
    for (int from = 0; from < counted.size(); from += AT_ONCE) {
      write(counted.subList(from, Math.min(from + AT_ONCE, counted.size())));
    }
  }

  private void write(List<DailyRefusedUses> some) {
    try {
      store.recordRefusedUses(some);
      failing = false;
    } catch (RuntimeException e) {
      some.forEach(this::putBack);
      if (!failing) {
        failing = true;
        LOG.log(
            Level.WARNING,
            () -> "The refusals of keys cannot be written down: " + LogText.line(e.getMessage()));
      }
    }
  }

  private void putBack(DailyRefusedUses refused) {
    Tally tally =
        tallies.get(new KeyAndDay(refused.id(), LocalDate.ofInstant(refused.at(), ZoneOffset.UTC)));
    if (tally != null) {
      tally.pending.add(refused.count());
    }
  }

  /** The counts of one key and day. */
  private static final class Tally {

    private final LongAdder pending = new LongAdder();

    private volatile Last last;

    Tally(Last last) {
      this.last = last;
    }
  }
}
