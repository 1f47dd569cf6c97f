package io.github.postern.key;

/**
 * Is told what happens to keys: writes an audit trail, sends mail.
 *
 * <p>Found by {@code ServiceLoader} or given to the builder. Called on the thread of the request, after the change is
 * in the database, by many threads at once; so return quickly. What it throws is logged and changes nothing. What
 * {@linkplain KeyEvent.Type#repeats() repeats} is told at its first time in an hour, per key, cause and node.
 */
@FunctionalInterface
public interface KeyEventListener {

    /** Takes note of an event. */
    void happened(KeyEvent event);
}
