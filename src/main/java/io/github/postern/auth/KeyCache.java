package io.github.postern.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.postern.key.KeyId;
import io.github.postern.keyring.Fingerprint;
import io.github.postern.store.KeyChangeListener;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The recent answers of the store. Bounded, and keyed by the fingerprint of the whole presented
 * key, never by the key.
 *
 * <p>Good and bad entries live apart, so garbage cannot push out what works. An entry is never
 * served when its time is over, and never entered when that key changed while it was being read:
 * the revocation wins.
 */
final class KeyCache implements KeyChangeListener {

  /**
   * Bad entries live shorter: a wrong answer about a key that was created just now must not last.
   */
  private static final Duration REJECTED_LIFE = Duration.ofSeconds(5);

  private static final int ROUNDS = 3;

  private final Cache<Fingerprint, CachedKey> proven;
  private final Cache<Fingerprint, RejectReason> rejected;
  private final Object lock = new Object();

  /** Guarded by the lock: what is being read at this moment. */
  private final Set<Reading> readings = new HashSet<>();

  /**
   * Creates a cache.
   *
   * @param life how long an entry is served at most
   * @param size how many entries there are at most, of each kind
   * @param nanoTime the time, as {@code System.nanoTime()} gives it
   */
  KeyCache(Duration life, int size, LongSupplier nanoTime) {
    // On the calling thread: no pool of the JVM may hold on to a class of this application.
    proven = Caffeine.newBuilder()
        .expireAfterWrite(life)
        .maximumSize(size)
        .ticker(nanoTime::getAsLong)
        .executor(Runnable::run)
        .build();
    rejected = Caffeine.newBuilder()
        .expireAfterWrite(REJECTED_LIFE)
        .maximumSize(size)
        .ticker(nanoTime::getAsLong)
        .executor(Runnable::run)
        .build();
  }

  @Nullable
  CachedKey proven(Fingerprint presented) {
    return proven.getIfPresent(presented);
  }

  @Nullable
  RejectReason rejected(Fingerprint presented) {
    return rejected.getIfPresent(presented);
  }

  /**
   * Asks the store and keeps its answer. If just that key changed meanwhile, the store is asked
   * again, up to three times; the last answer is not kept then, so that nobody who edits in a loop
   * keeps a request waiting. Changes of other keys do not count.
   *
   * @return the answer, which was true at some moment after this call began and after every change
   *     that was answered before it
   */
  Lookup fill(Fingerprint presented, Supplier<Lookup> store) {
    for (int round = 1; ; round++) {
      Reading reading = new Reading();
      synchronized (lock) {
        readings.add(reading);
      }
      try {
        Lookup found = store.get();
        synchronized (lock) {
          if (reading.isStill(found)) {
            keep(presented, found);
            return found;
          }
        }
        if (found instanceof Lookup.Rejected || round == ROUNDS) {
          return found;
        }
      } finally {
        synchronized (lock) {
          readings.remove(reading);
        }
      }
    }
  }

  private void keep(Fingerprint presented, Lookup found) {
    if (found instanceof Lookup.Proven answer) {
      proven.put(presented, answer.key());
    } else if (found instanceof Lookup.Rejected answer) {
      rejected.put(presented, answer.reason());
    }
  }

  @Override
  public void changed(KeyId id) {
    synchronized (lock) {
      readings.forEach(reading -> reading.changed(id));
      proven.asMap().values().removeIf(entry -> entry.id().equals(id));
      rejected.invalidateAll();
    }
  }

  @Override
  public void anythingMayHaveChanged() {
    synchronized (lock) {
      readings.forEach(Reading::anythingMayHaveChanged);
      proven.invalidateAll();
      rejected.invalidateAll();
    }
  }

  /** The changes during one read. Guarded by the lock of the cache; equal to itself only. */
  private static final class Reading {

    /**
     * So many changes during one look-up are as good as all: nothing here grows while a database
     * does not answer.
     */
    private static final int MOST = 1000;

    private final Set<KeyId> changed = new HashSet<>();
    private boolean anything;

    void changed(KeyId id) {
      anything = anything || changed.size() == MOST;
      if (!anything) {
        changed.add(id);
      }
    }

    void anythingMayHaveChanged() {
      anything = true;
    }

    /**
     * Returns whether this is what the store would say now; of a key that was not found nobody
     * knows which change counts.
     */
    boolean isStill(Lookup found) {
      return !anything
          && (found instanceof Lookup.Proven answer
              ? !changed.contains(answer.key().id())
              : changed.isEmpty());
    }
  }

  /** An answer of the store: the key if the secret was proven, else why not. */
  sealed interface Lookup {

    /** The secret is that of a key. */
    record Proven(CachedKey key) implements Lookup {}

    /** It is not, or the key cannot be trusted. */
    record Rejected(RejectReason reason) implements Lookup {}
  }
}
