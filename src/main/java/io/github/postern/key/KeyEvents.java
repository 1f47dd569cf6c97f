package io.github.postern.key;

import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Tells the listeners, and the audit log {@code io.github.postern.audit}, what happened; what anybody can repeat at will once per
 * key, cause and hour. Safe for use by many threads.
 */
public final class KeyEvents {

    private static final System.Logger AUDIT = System.getLogger("io.github.postern.audit");

    private final List<KeyEventListener> listeners;
    private final HourlyEvents hourly;

    /**
     * Creates the distributor.
     *
     * @param listeners copied
     * @param hourly counts what repeats
     */
    public KeyEvents(List<KeyEventListener> listeners, HourlyEvents hourly) {
        this.listeners = List.copyOf(listeners);
        this.hourly = hourly;
    }

    /** Tells everybody, unless it is only one more of its hour. Never throws: what happened has happened. */
    public void publish(KeyEvent event) {
        if (event.key() == null || !event.type().repeats() || hourly.add(event)) {
            tell(event);
        }
    }

    private void tell(KeyEvent event) {
        AUDIT.log(level(event), () -> describe(event));
        for (KeyEventListener listener : listeners) {
            try {
                listener.happened(event);
            } catch (RuntimeException e) {
                AUDIT.log(Level.ERROR, "A KeyEventListener failed on " + event.type() + ": " + listener.getClass(), e);
            }
        }
    }

    /** Refusals that name no key are what anybody can cause at will: they must not fill a disk. */
    private static Level level(KeyEvent event) {
        return event.type() == KeyEvent.Type.DENIED && event.key() == null ? Level.DEBUG : Level.INFO;
    }

    private static String describe(KeyEvent event) {
        return event.type() + " key=" + event.key() + " owner=" + event.owner() + " by=" + event.actor()
                + " from=" + event.address() + (event.keyName() == null ? "" : " name='" + event.keyName() + "'")
                + (event.detail() == null ? "" : " (" + event.detail() + ")");
    }
}
