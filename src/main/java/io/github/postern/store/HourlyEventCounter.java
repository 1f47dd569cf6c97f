package io.github.postern.store;

import io.github.postern.key.KeyId;
import io.github.postern.spi.KeyEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts what {@linkplain KeyEvent.Type#repeats() anybody can repeat at will}, per key, cause and
 * hour: the first time is an event, the others add to its count. The cause is who did it, and what
 * the detail says.
 *
 * <p>Bounded, for each type by itself, so that a flood of one kind hides no other: what does not
 * fit is counted and dropped. {@link #add} may be called by many threads; the rest by one at a
 * time.
 */
final class HourlyEventCounter {

  private static final int CAPACITY = 5_000;
  private static final long HOUR_SECONDS = 3_600;

  private final Map<KeyEvent.Type, ConcurrentHashMap<Cause, Tally>> tallies =
      new EnumMap<>(KeyEvent.Type.class);
  private final LongAdder dropped = new LongAdder();
  private final Clock clock;

  private record Cause(
      @Nullable KeyId key, @Nullable String actor, @Nullable String detail, long hour) {

    static Cause of(KeyEvent event) {
      return new Cause(event.key(), event.actor(), event.detail(), hourOf(event.at()));
    }
  }

  /** Creates an empty collection. */
  HourlyEventCounter(Clock clock) {
    this.clock = clock;
    Stream.of(KeyEvent.Type.values())
        .filter(KeyEvent.Type::repeats)
        .forEach(type -> tallies.put(type, new ConcurrentHashMap<>()));
  }

  /** Returns which hour it is, counted from 1970. */
  static long hourOf(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), HOUR_SECONDS);
  }

  /**
   * Counts an event of a type that repeats. Never waits.
   *
   * @return whether it is the first of its cause in its hour, as far as this node knows
   */
  boolean add(KeyEvent event) {
    ConcurrentHashMap<Cause, Tally> ofType = ofType(event);
    Cause cause = Cause.of(event);
    Tally known = ofType.get(cause);
    if (known != null) {
      known.pending.increment();
      return false;
    }
    if (ofType.mappingCount() >= CAPACITY) {
      dropped.increment();
      return false;
    }
    Tally mine = new Tally(event);
    Tally first = ofType.computeIfAbsent(cause, absent -> mine);
    first.pending.increment();
    return first == mine;
  }

  /** Takes out what is not written down yet, as events with the count that is to be added. */
  List<KeyEvent> drain() {
    long hour = hourOf(clock.instant());
    List<KeyEvent> taken = new ArrayList<>();
    for (ConcurrentHashMap<Cause, Tally> ofType : tallies.values()) {
      ofType.forEach((cause, tally) -> {
        long count = tally.pending.sumThenReset();
        if (count > 0) {
          taken.add(tally.event.times(count));
        } else if (cause.hour() != hour) {
          // One that is counted in it at this moment is lost. That is no harm.
          ofType.remove(cause, tally);
        }
      });
    }
    return taken;
  }

  /** Puts back what could not be written. */
  void putBack(List<KeyEvent> events) {
    for (KeyEvent event : events) {
      Tally tally = ofType(event).get(Cause.of(event));
      if (tally != null) {
        tally.pending.add(event.count());
      }
    }
  }

  private ConcurrentHashMap<Cause, Tally> ofType(KeyEvent event) {
    return Objects.requireNonNull(tallies.get(event.type()), "Only what repeats is counted");
  }

  /** Returns how many did not fit since this was asked last. */
  long drainDropped() {
    return dropped.sumThenReset();
  }

  private static final class Tally {

    private final KeyEvent event;
    private final LongAdder pending = new LongAdder();

    Tally(KeyEvent event) {
      this.event = event;
    }
  }
}
