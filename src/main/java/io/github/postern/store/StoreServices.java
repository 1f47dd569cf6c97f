package io.github.postern.store;

import io.github.postern.key.KeyId;
import io.github.postern.spi.KeyEventListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store with what goes on beside it: the events, and what is collected of the uses of keys, so
 * that no request waits until that is written. Safe for use by many threads; the methods that flush
 * are called by one at a time.
 */
public final class StoreServices {

  private static final Duration USE_INTERVAL = Duration.ofMinutes(10);

  private final KeyStore store;
  private final Clock clock;
  private final KeyEvents events;
  private final UseRecorder uses;
  private final RefusedUseCounter refusals;
  private final DailyUsageCounter days;
  private final EventRecorder trail;

  /**
   * Creates them.
   *
   * @param store where keys are kept
   * @param listeners told what happens; beside the audit trail of the store
   * @param clock the time
   */
  public StoreServices(KeyStore store, List<KeyEventListener> listeners, Clock clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.clock = Objects.requireNonNull(clock, "clock");
    HourlyEventCounter hourly = new HourlyEventCounter(clock);
    List<KeyEventListener> all = new ArrayList<>(listeners);
    all.add(new AuditTrail(store));
    this.events = new KeyEvents(all, hourly);
    this.uses = new UseRecorder(store, clock, USE_INTERVAL);
    this.refusals = new RefusedUseCounter(store);
    this.days = new DailyUsageCounter(store, clock);
    this.trail = new EventRecorder(store, hourly);
  }

  /** Returns where keys are kept. */
  public KeyStore store() {
    return store;
  }

  /** Returns what tells the listeners what happens. */
  public KeyEvents events() {
    return events;
  }

  /** Returns the time. */
  public Clock clock() {
    return clock;
  }

  /** Takes note when and from where a key was used last. Never waits. */
  public void recordUse(KeyUse use) {
    uses.record(use);
  }

  /**
   * Takes note of a key that was presented with its right secret and refused. Never waits.
   *
   * @param from the network address of the client; may be null
   * @param reason why, as a word of at most 32 characters
   */
  public void recordRefusedUse(KeyId id, Instant at, @Nullable String from, String reason) {
    refusals.count(id, at, from, reason);
  }

  /** Counts a request with a key of an organisation, for the statistics of the day. */
  public void countRequest(Optional<String> organisation, boolean refused) {
    days.count(organisation, refused);
  }

  /**
   * Returns a look for changes by other nodes, to be run every second or two by one thread at a
   * time; it never throws.
   *
   * @param listener told when anything may have changed
   */
  public Runnable poller(KeyChangeListener listener) {
    return new ChangePoller(store, listener);
  }

  /** Writes down uses and refusals. Never throws; what could not be written is tried again. */
  public void flushUses() {
    uses.flush();
    refusals.flush();
  }

  /** Writes down the events that repeat. Never throws; what could not be written is tried again. */
  public void flushEvents() {
    trail.flush();
  }

  /** Adds up the requests of the day, and tells of events that were dropped: once a minute. */
  public void flushCounts() {
    days.flush();
    trail.reportDropped();
  }
}
