package io.github.postern.store;

import io.github.postern.text.LogText;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts uses of keys per organisation and day, and adds them up in the store now and then. Counts
 * that cannot be written are written the next time; counts since the last write are lost when the
 * server dies. Safe for use by many threads.
 */
final class DailyUsageCounter {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");

  private final KeyStore store;
  private final Clock clock;
  private final ConcurrentHashMap<String, Counts> counts = new ConcurrentHashMap<>();

  private record Counts(LongAdder uses, LongAdder refused) {}

  /** Creates a counter. */
  DailyUsageCounter(KeyStore store, Clock clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Counts a request with a key of this organisation. */
  void count(Optional<String> organisation, boolean refused) {
    String name = organisation.orElse("");
    Counts of = counts.get(name);
    if (of == null) {
      of = counts.computeIfAbsent(name, key -> new Counts(new LongAdder(), new LongAdder()));
    }
    (refused ? of.refused() : of.uses()).increment();
  }

  /** Adds what was counted to the day that it is now, in UTC. Never throws. */
  void flush() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    counts.forEach((organisation, of) -> {
      DailyUsage use =
          new DailyUsage(today, of.uses().sumThenReset(), of.refused().sumThenReset());
      if (use.uses() == 0 && use.refused() == 0) {
        return;
      }
      try {
        store.addUses(organisation, use);
      } catch (RuntimeException e) {
        of.uses().add(use.uses());
        of.refused().add(use.refused());
        LOG.log(
            Level.DEBUG,
            () -> "The uses of the day are written down later: " + LogText.line(e.getMessage()));
      }
    });
  }
}
