package sample;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The log of the server meanwhile. The application's log about single sign-on stays off the
 * console.
 */
final class ServerLog extends Handler {

  private final Logger logger = Logger.getLogger("sample.saml");
  private final Logger root = Logger.getLogger("");
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<String> all = new CopyOnWriteArrayList<>();

  ServerLog() {
    logger.addHandler(this);
    root.addHandler(this);
    logger.setUseParentHandlers(false);
  }

  @Override
  public void publish(LogRecord entry) {
    String line = entry.getLoggerName()
        + ": "
        + new SimpleFormatter().formatMessage(entry)
        + (entry.getThrown() == null ? "" : " " + entry.getThrown());
    all.add(line);
    if (logger.getName().equals(entry.getLoggerName())) {
      messages.add(line);
    }
  }

  /** The last line about single sign-on, or nothing. */
  String last() {
    return messages.isEmpty() ? "" : messages.get(messages.size() - 1);
  }

  String all() {
    return String.join("\n", all);
  }

  void clear() {
    messages.clear();
    all.clear();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    root.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
