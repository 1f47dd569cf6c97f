package io.github.postern.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that is logged while it is open, at every level, with stack traces. */
public final class LogCapture implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = Logger.getLogger("");
  private final Logger ours;
  private final Level rootBefore = root.getLevel();
  private final Level oursBefore;
  private final Handler handler = new Recorder();

  /**
   * Captures everything; of other libraries what they log at their own level, of this one even the
   * finest.
   */
  public LogCapture() {
    this("io.github.postern");
  }

  /** Captures all levels of one logger and its children, and the usual levels of the rest. */
  public LogCapture(String finest) {
    ours = Logger.getLogger(finest);
    oursBefore = ours.getLevel();
    ours.setLevel(Level.ALL);
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  public String text() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    root.removeHandler(handler);
    root.setLevel(rootBefore);
    ours.setLevel(oursBefore);
  }

  private final class Recorder extends Handler {

    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord record) {
      StringWriter line = new StringWriter();
      line.append(record.getLoggerName())
          .append(' ')
          .append(record.getLevel().getName())
          .append(' ')
          .append(formatter.formatMessage(record));
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace(new PrintWriter(line, true));
      }
      lines.add(line.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
