package io.github.postern.store.jpa;

import io.github.postern.database.FailFastDataSource;
import io.github.postern.key.KeysUnavailableException;
import jakarta.persistence.EntityManager;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in short transactions of its own; again, if somebody else was in the way. Safe for use
 * by many threads.
 */
final class TransactionRunner {

  /**
   * Enough for a crowd: one of those that collide always gets through, so with each try there is
   * one less.
   */
  private static final int TRIES = 30;

  private static final int LONGEST_PAUSE_AFTER = 8;

  /** Two that collided must not collide again in step. */
  private static final long LONGEST_PAUSE = 4_000_000;

  private final PersistenceUnit unit;

  TransactionRunner(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Runs work and commits. */
  <R extends @Nullable Object> R run(String what, Function<EntityManager, R> work) {
    return attempt(what, transaction -> {
      R result = transaction.call(work);
      transaction.commit();
      return result;
    });
  }

  /**
   * Runs work that commits by itself, up to thirty times while it meets a
   * {@link ConflictException}, and once more with new connections where the database is read-only.
   */
  <R extends @Nullable Object> R attempt(String what, Function<Transaction, R> work) {
    int connections = unit.connections();
    try {
      return attemptAsItIs(what, work);
    } catch (ReadOnlyException e) {
      return onceMore(connections, what, work);
    }
  }

  private <R extends @Nullable Object> R onceMore(
      int connections, String what, Function<Transaction, R> work) {
    FailFastDataSource.Choice better = unit.discardConnections(connections);
    try {
      return attemptAsItIs(what, work);
    } catch (ReadOnlyException e) {
      throw e.unavailable();
    } finally {
      better.close();
    }
  }

  private <R extends @Nullable Object> R attemptAsItIs(String what, Function<Transaction, R> work) {
    for (int tries = 1; ; tries++) {
      try (Transaction transaction = Transaction.begin(what, unit.factory())) {
        return work.apply(transaction);
      } catch (ConflictException e) {
        if (tries == TRIES) {
          throw new KeysUnavailableException(
              "The store could not "
                  + what
                  + ": gave up after "
                  + TRIES
                  + " attempts because of concurrent changes ("
                  + e.getMessage()
                  + ")",
              null);
        }
      }
      LockSupport.parkNanos(ThreadLocalRandom.current()
          .nextLong(LONGEST_PAUSE * Math.min(tries, LONGEST_PAUSE_AFTER)));
    }
  }
}
