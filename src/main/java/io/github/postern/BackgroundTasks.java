package io.github.postern;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The work that goes on beside requests: looking for changes by other nodes, writing down uses. */
final class BackgroundTasks implements AutoCloseable {

  /** How often uses and refusals are written down. */
  static final Duration FLUSH_INTERVAL = Duration.ofSeconds(10);

  private static final Duration COUNT_INTERVAL = Duration.ofMinutes(1);
  private static final long PATIENCE_SECONDS = 10;

  private final ScheduledThreadPoolExecutor executor;
  private final Runnable flush;
  private final Runnable count;

  /**
   * Work that is done again and again.
   *
   * @param work what is done
   * @param interval how long it rests after each time
   */
  record Repeated(Runnable work, Duration interval) {}

  /**
   * Starts the work.
   *
   * @param name names the threads
   * @param watch looks for changes by other nodes
   * @param flush writes down uses; done once more at the end
   * @param count writes down how many there were, once a minute; done once more at the end
   */
  BackgroundTasks(String name, Repeated watch, Repeated flush, Runnable count) {
    // Two threads: writing down uses must never make a revocation late.
    executor = new ScheduledThreadPoolExecutor(2, work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      thread.setContextClassLoader(BackgroundTasks.class.getClassLoader());
      return thread;
    });
    this.flush = flush.work();
    this.count = count;
    executor.scheduleWithFixedDelay(
        watch.work(), 0, watch.interval().toMillis(), TimeUnit.MILLISECONDS);
    executor.scheduleWithFixedDelay(
        this.flush,
        flush.interval().toMillis(),
        flush.interval().toMillis(),
        TimeUnit.MILLISECONDS);
    executor.scheduleWithFixedDelay(
        count, COUNT_INTERVAL.toMillis(), COUNT_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    // Not interrupted at once: Derby closes a connection that is interrupted while it reads,
    // and that is an error.
    executor.shutdown();
    try {
      if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
    flush.run();
    count.run();
  }
}
