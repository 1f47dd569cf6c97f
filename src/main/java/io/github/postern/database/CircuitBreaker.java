package io.github.postern.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker: after a failure one caller a second may try again, and the others get the
 * failure at once. So an unreachable database costs only the caller who tries a connection timeout.
 *
 * @param <E> the type of the failure
 */
public final class CircuitBreaker<E extends Exception> {

  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanoTime;
  private final AtomicReference<@Nullable Failure<E>> last = new AtomicReference<>();

  /**
   * Creates a closed circuit: calls pass.
   *
   * @param nanoTime the time, as {@code System.nanoTime()} gives it
   */
  public CircuitBreaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Returns the failure to answer with, or null if the caller shall try. */
  public @Nullable E openedBy() {
    Failure<E> failure = last.get();
    if (failure == null) {
      return null;
    }
    long now = nanoTime.getAsLong();
    boolean due = now - failure.at >= PAUSE;
    // One of them wins, and it has a second before the next one tries.
    return due && last.compareAndSet(failure, new Failure<>(failure.what, now))
        ? null
        : failure.what;
  }

  /** Returns the last failure, or null if it worked since. */
  public @Nullable E lastFailure() {
    Failure<E> failure = last.get();
    return failure == null ? null : failure.what;
  }

  /** Notes that it worked: from now on calls go through. */
  public void recordSuccess() {
    if (last.get() != null) {
      last.set(null);
    }
  }

  /** Notes that it failed: calls fail at once for a second. */
  public void recordFailure(E failure) {
    last.set(new Failure<>(failure, nanoTime.getAsLong()));
  }

  private record Failure<E>(E what, long at) {}
}
