package io.github.postern;

import java.time.Duration;

/**
 * The pace of what is written down beside requests: the same work in the same thread, and tests do
 * not wait long for it.
 */
public final class BackgroundPace {

  private static final Duration BRISK = Duration.ofMillis(100);

  private BackgroundPace() {}

  /** Makes it brisk. */
  public static PosternBuilder brisk(PosternBuilder builder) {
    return builder.flushInterval(BRISK);
  }

  /** Makes it as it is in a released application again, for tests that count what it costs. */
  public static PosternBuilder asReleased(PosternBuilder builder) {
    return builder.flushInterval(BackgroundTasks.FLUSH_INTERVAL);
  }
}
