package sample;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the application writes about single sign-on into the log of the server, instead of the console. */
final class Logged extends Handler {

    private final Logger logger = Logger.getLogger("sample.saml");
    private final List<String> messages = new CopyOnWriteArrayList<>();

    Logged() {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord entry) {
        messages.add(entry.getMessage() + (entry.getThrown() == null ? "" : " " + entry.getThrown()));
    }

    /** The last line, or nothing. */
    String last() {
        return messages.isEmpty() ? "" : messages.get(messages.size() - 1);
    }

    String all() {
        return String.join("\n", messages);
    }

    void clear() {
        messages.clear();
    }

    @Override
    public void flush() {
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
