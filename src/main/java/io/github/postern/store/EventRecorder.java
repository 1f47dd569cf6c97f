package io.github.postern.store;

import io.github.postern.spi.KeyEvent;
import io.github.postern.text.LogText;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Writes down now and then what repeats, so that no request waits for it: one row per key, cause
 * and hour, to which all nodes add. One thread at a time.
 */
final class EventRecorder {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");

  /** Not too many in one transaction, so that nobody waits long for it. */
  private static final int AT_ONCE = 200;

  private final KeyStore store;
  private final HourlyEventCounter events;
  private boolean failing;

  /** Creates a recorder. */
  EventRecorder(KeyStore store, HourlyEventCounter events) {
    this.store = store;
    this.events = events;
  }

  /**
   * Writes down what was counted. Never throws; what could not be written is tried again the next
   * time.
   */
  synchronized void flush() {
    List<KeyEvent> counted = events.drain();
    for (int from = 0; from < counted.size(); from += AT_ONCE) {
      write(counted.subList(from, Math.min(from + AT_ONCE, counted.size())));
    }
  }

  private void write(List<KeyEvent> some) {
    try {
      store.count(some);
      failing = false;
    } catch (RuntimeException e) {
      events.putBack(some);
      if (!failing) {
        failing = true;
        LOG.log(
            Level.WARNING,
            () -> "The audit trail lacks refusals until it can be written again: "
                + LogText.line(e.getMessage()));
      }
    }
  }

  /** Tells in the log of what did not fit into the memory; to be called once a minute. */
  void reportDropped() {
    long dropped = events.drainDropped();
    if (dropped > 0) {
      LOG.log(
          Level.WARNING,
          "Refusals of keys, keys in URLs and calls for keys of others that are in no"
              + " audit trail, because there were too many of different causes: {0}",
          dropped);
    }
  }
}
