package io.github.postern.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;
import io.github.postern.owner.OwnerDirectory;
import io.github.postern.owner.OwnerStatus;
import io.github.postern.store.KeyChangeListener;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Asks the directory of owners, at most once per owner in the stated bound. Without a directory it has no answer, and
 * keys carry the roles that they were created with.
 */
public final class OwnerCheck implements KeyChangeListener {

    private static final int SIZE = 10_000;

    private final OwnerDirectory directory;
    private final Cache<Owner, OwnerStatus> recent;

    /**
     * Creates the check.
     *
     * @param directory whom to ask; null if the application has none
     * @param recheck how old an answer may be
     * @param nanoTime the time, as {@code System.nanoTime()} gives it
     */
    public OwnerCheck(OwnerDirectory directory, Duration recheck, LongSupplier nanoTime) {
        this.directory = directory;
        this.recent = Caffeine.newBuilder().expireAfterWrite(recheck).maximumSize(SIZE).ticker(nanoTime::getAsLong)
                .executor(Runnable::run).build();
    }

    /**
     * Returns the status of an owner, or null if there is no directory.
     *
     * @throws KeysUnavailableException if the directory does not answer
     */
    OwnerStatus status(Owner owner) {
        return directory == null ? null : recent.get(owner, this::lookUp);
    }

    /** Forgets what is known of the owners of this name, in whatever realm: the next request asks again. */
    public void forget(String name) {
        recent.asMap().keySet().removeIf(owner -> owner.name().equals(name));
    }

    /** The change of a key says nothing about its owner. */
    @Override
    public void changed(KeyId id) {
    }

    /** Another node may have been told that an owner changed. */
    @Override
    public void anythingMayHaveChanged() {
        recent.invalidateAll();
    }

    private OwnerStatus lookUp(Owner owner) {
        try {
            OwnerStatus status = directory.status(owner);
            if (status == null) {
                throw new IllegalStateException(directory.getClass().getName() + ".status returned null");
            }
            return status;
        } catch (KeysUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // A directory that fails in any way is a directory that does not answer: closed, never open.
            throw new KeysUnavailableException("The owner directory failed", e);
        }
    }
}
