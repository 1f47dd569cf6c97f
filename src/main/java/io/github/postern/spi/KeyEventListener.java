package io.github.postern.spi;

/**
 * Receives the events of keys, for example to write an audit trail or to send mail.
 *
 * <p>Found by {@code ServiceLoader} or given to the builder. Called on the thread of the request,
 * after the change is in the database, by many threads at once; so return quickly. An exception is
 * logged; the change stays, and the other listeners are called. An event that
 * {@linkplain KeyEvent.Type#repeats() repeats} is reported at its first time in an hour, per key,
 * cause and node.
 *
 * <p>A WebSocket, an event stream or a long answer that was opened by a key stays open when the key
 * is revoked: the application holds it, and there is no further request that Postern could refuse.
 * A listener can close it. Keep open connections in a map by the id of their key
 * ({@code ApiKeyPrincipal.keyId()}, or the request attribute {@code io.github.postern.keyId}).
 * Close the connections of a key at {@link KeyEvent.Type#REVOKED}, {@link KeyEvent.Type#ROTATED}
 * and {@link KeyEvent.Type#CHANGED}; the last one is also sent when a key is disabled. A client
 * whose key still works connects again. Only listeners on the node that made the change receive the
 * event, and there is no event when a key expires. So also limit how long a connection may stay
 * open.
 *
 * <pre>{@code
 * KeyEventListener mail = event -> {
 *     if (event.type() == KeyEvent.Type.CREATED) {
 *         outbox.add("A key '" + event.keyName() + "' of " + event.owner().name()
 *             + " was created by " + event.actor());
 *     }
 * };
 * }</pre>
 */
@FunctionalInterface
public interface KeyEventListener {

  /**
   * Receives an event.
   *
   * @param event what happened; not null
   */
  void happened(KeyEvent event);
}
