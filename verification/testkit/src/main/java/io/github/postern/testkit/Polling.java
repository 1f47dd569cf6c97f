package io.github.postern.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waiting for what another process does: looked at again and again, up to a deadline. */
public final class Polling {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private Polling() {}

  public static void until(
      Duration patience, Callable<Boolean> condition, Supplier<String> otherwise) throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Waited " + patience.toSeconds() + " s. " + otherwise.get());
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }
}
