package io.github.postern.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows on a terminal that something is awaited; on anything else it does nothing. */
final class Progress {

  private static final String FRAMES = "|/-\\";

  /** Shorter work needs no explanation. */
  private static final long PATIENCE_MILLIS = 400;

  private static final long FRAME_MILLIS = 120;
  private static final String ERASE = "\r\033[K";

  private final PrintStream err;
  private final boolean shown;

  private Progress(PrintStream err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  /** Returns the progress for this run. */
  static Progress of(Shell shell, boolean quiet) {
    boolean plain = quiet
        || shell.variable("NO_COLOR").isPresent()
        || shell.variable("TERM").filter("dumb"::equals).isPresent();
    return new Progress(shell.err(), shell.isTerminal() && !plain && errorsAreSeen());
  }

  /** Does something and shows meanwhile what it is. */
  <T> T during(String what, Work<T> work) throws IOException, InterruptedException {
    if (!shown) {
      return work.run();
    }
    Thread spinner = new Thread(() -> spin(what), "progress");
    spinner.setDaemon(true);
    spinner.start();
    try {
      return work.run();
    } finally {
      spinner.interrupt();
      spinner.join();
    }
  }

  private void spin(String what) {
    boolean dirty = false;
    try {
      Thread.sleep(PATIENCE_MILLIS);
      for (int i = 0; ; i++) {
        err.print("\r" + FRAMES.charAt(i % FRAMES.length()) + " " + what);
        err.flush();
        dirty = true;
        Thread.sleep(FRAME_MILLIS);
      }
    } catch (InterruptedException done) {
      if (dirty) {
        err.print(ERASE);
        err.flush();
      }
    }
  }

  /**
   * Java's console does not look at standard error. Linux tells where it goes; elsewhere the
   * console has to do.
   */
  private static boolean errorsAreSeen() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/2")).startsWith("/dev");
    } catch (IOException | UnsupportedOperationException e) {
      return true;
    }
  }

  /** The awaited work. */
  @FunctionalInterface
  interface Work<T> {

    T run() throws IOException, InterruptedException;
  }
}
