package io.github.postern.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.postern.key.Digest;
import io.github.postern.key.KeyId;
import io.github.postern.store.KeyChangeListener;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the store said lately. Bounded, and keyed by the digest of the whole presented key, never by the key.
 *
 * <p>Good and bad entries live apart, so garbage cannot push out what works. An entry is never served when its time is
 * over, and never entered when a key changed while it was being read: the revocation wins.
 */
public final class KeyCache implements KeyChangeListener {

    /** Bad entries live shorter: a wrong answer about a key that was created just now must not last. */
    private static final Duration BAD_LIFE = Duration.ofSeconds(5);

    private final Cache<Digest, CachedKey> good;
    private final Cache<Digest, RejectReason> bad;
    private final Object lock = new Object();
    /** Guarded by the lock for writing: how often something may have changed. */
    private volatile long generation;

    /**
     * Creates a cache.
     *
     * @param life how long an entry is served at most
     * @param size how many entries there are at most, of each kind
     * @param nanoTime the time, as {@code System.nanoTime()} gives it
     */
    public KeyCache(Duration life, int size, LongSupplier nanoTime) {
        // On the calling thread: no pool of the JVM may hold on to a class of this application.
        good = Caffeine.newBuilder().expireAfterWrite(life).maximumSize(size).ticker(nanoTime::getAsLong)
                .executor(Runnable::run).build();
        bad = Caffeine.newBuilder().expireAfterWrite(BAD_LIFE).maximumSize(size).ticker(nanoTime::getAsLong)
                .executor(Runnable::run).build();
    }

    CachedKey good(Digest digest) {
        return good.getIfPresent(digest);
    }

    RejectReason bad(Digest digest) {
        return bad.getIfPresent(digest);
    }

    /**
     * Asks the store and keeps its answer, unless a key changed meanwhile; then the store is asked again.
     *
     * @return the answer, which was true at some moment after this call began and after every change that was answered
     *     before it
     */
    Lookup fill(Digest digest, Supplier<Lookup> store) {
        while (true) {
            long before = generation;
            Lookup found = store.get();
            synchronized (lock) {
                if (generation == before) {
                    keep(digest, found);
                    return found;
                }
            }
        }
    }

    private void keep(Digest digest, Lookup found) {
        if (found.key() != null) {
            good.put(digest, found.key());
        } else {
            bad.put(digest, found.reason());
        }
    }

    @Override
    public void changed(KeyId id) {
        synchronized (lock) {
            generation++;
            good.asMap().values().removeIf(entry -> entry.id().equals(id));
            bad.invalidateAll();
        }
    }

    @Override
    public void anythingMayHaveChanged() {
        synchronized (lock) {
            generation++;
            good.invalidateAll();
            bad.invalidateAll();
        }
    }

    /**
     * An answer of the store: the key if the secret was proven, else why not.
     *
     * @param key null if refused
     * @param reason null if proven
     */
    record Lookup(CachedKey key, RejectReason reason) {
    }
}
