package io.github.postern.store;

import io.github.postern.key.KeyId;
import io.github.postern.text.LogText;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects when keys were used and writes it down now and then: per key one statement in an
 * interval at most, however often it is used. Bounded; what does not fit is dropped, for a last use
 * is nice to know and no more.
 *
 * <p>{@link #record} may be called by many threads; {@link #flush} by one at a time, and once more
 * at the end.
 */
final class UseRecorder {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");
  private static final int CAPACITY = 10_000;

  private final KeyStore store;
  private final Clock clock;
  private final long interval;
  private final ConcurrentHashMap<KeyId, PendingUse> pendingUses = new ConcurrentHashMap<>();
  private boolean failing;

  /**
   * Creates a recorder.
   *
   * @param store where uses are written; not null
   * @param clock the time; not null
   * @param interval how exact a last use is; not null
   */
  UseRecorder(KeyStore store, Clock clock, Duration interval) {
    this.store = Objects.requireNonNull(store, "store");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.interval = interval.toMillis();
  }

  /**
   * Takes note of a use. Never waits: but for the first use of a key it only reads and writes
   * fields.
   *
   * @param use the use; not null
   */
  void record(KeyUse use) {
    PendingUse pendingUse = pendingUses.get(use.id());
    if (pendingUse == null) {
      if (pendingUses.mappingCount() >= CAPACITY) {
        return;
      }
      pendingUse = pendingUses.computeIfAbsent(use.id(), key -> new PendingUse());
    }
    if (use.at().toEpochMilli() - pendingUse.writtenAt >= interval) {
      pendingUse.use = use;
    }
  }

  /**
   * Writes down what is due. Never throws; what could not be written is tried again the next time.
   */
  void flush() {
    Instant now = clock.instant();
    long millis = now.toEpochMilli();
    var due = pendingUses.values().stream()
        .filter(pendingUse -> pendingUse.use != null && millis - pendingUse.writtenAt >= interval)
        .collect(Collectors.toMap(pendingUse -> pendingUse, pendingUse -> pendingUse.use));
    if (due.isEmpty() || write(due.values(), now.minusMillis(interval))) {
      due.keySet().forEach(pendingUse -> pendingUse.written(millis));
      // A use that is noted in a slot at the moment when it is removed is lost. That is no
      // harm.
      pendingUses
          .values()
          .removeIf(
              pendingUse -> pendingUse.use == null && millis - pendingUse.writtenAt >= interval);
    }
  }

  private boolean write(Collection<KeyUse> uses, Instant olderThan) {
    try {
      store.recordUses(uses, olderThan);
      failing = false;
      return true;
    } catch (RuntimeException e) {
      if (!failing) {
        failing = true;
        LOG.log(
            Level.WARNING,
            () -> "The last uses of keys cannot be written down: " + LogText.line(e.getMessage()));
      }
      return false;
    }
  }

  /** The latest use of one key. */
  private static final class PendingUse {

    /** A use that is not written down yet, or null. */
    private volatile @Nullable KeyUse use;

    /**
     * When one was written last. Far in the past at first, but not so far that differences
     * overflow.
     */
    private volatile long writtenAt = Long.MIN_VALUE / 2;

    /** In this order: a use that comes in between waits for the next interval. */
    void written(long millis) {
      writtenAt = millis;
      use = null;
    }
  }
}
