package io.github.postern.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what is done beside requests, to a deadline. */
public final class Polling {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Polling() {}

  /**
   * Asks until the answer is the wanted one, or thirty seconds are over; returns the last answer.
   */
  public static <T> T until(T wanted, Callable<T> question) throws Exception {
    long start = System.nanoTime();
    T answer = question.call();
    while (!wanted.equals(answer) && System.nanoTime() - start < LIMIT.toNanos()) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      answer = question.call();
    }
    return answer;
  }
}
