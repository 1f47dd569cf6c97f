package io.github.postern.store;

import io.github.postern.text.LogText;
import java.lang.System.Logger.Level;
import java.util.Objects;

/**
 * Learns of the changes that other nodes make: each run compares the counter of the store with what
 * it was. To be run every second or two, by one thread at a time; never throws.
 */
final class ChangePoller implements Runnable {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");

  private final KeyStore store;
  private final KeyChangeListener listener;
  private long seen;

  /** Whether nothing can have happened before {@link #seen} that the listener was not told. */
  private boolean sure;

  private boolean failing;

  /**
   * Creates a watcher.
   *
   * @param store where the counter is; not null
   * @param listener told when anything may have changed; not null
   */
  ChangePoller(KeyStore store, KeyChangeListener listener) {
    this.store = Objects.requireNonNull(store, "store");
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  /**
   * Looks once. The first look reports too, and so does the first after a failure: something may
   * have been read before it and changed since.
   */
  @Override
  public void run() {
    try {
      long now = store.revision();
      if (!sure || now != seen) {
        sure = false;
        listener.anythingMayHaveChanged();
      }
      seen = now;
      sure = true;
      if (failing) {
        failing = false;
        LOG.log(Level.INFO, "The store is back");
      }
    } catch (RuntimeException e) {
      sure = false;
      if (!failing) {
        failing = true;
        LOG.log(
            Level.ERROR,
            () -> "Changes by other nodes cannot be seen: " + LogText.line(e.getMessage()));
        LOG.log(Level.DEBUG, "The cause", e);
      }
    }
  }
}
