package io.github.postern.spi;

/**
 * Is told what happens to keys: writes an audit trail, sends mail.
 *
 * <p>Found by {@code ServiceLoader} or given to the builder. Called on the thread of the request,
 * after the change is in the database, by many threads at once; so return quickly. An exception is
 * logged and changes nothing. What {@linkplain KeyEvent.Type#repeats() repeats} is told at its
 * first time in an hour, per key, cause and node.
 *
 * <p>A WebSocket, an event stream or a long answer that was opened by a key goes on when the key is
 * revoked: the application has it, and no request comes by which Postern could refuse it. A
 * listener can close it. Keep what is open in a map by the id of its key
 * ({@code ApiKeyPrincipal.keyId()}, or the request attribute {@code io.github.postern.keyId}), and
 * close what stands there at {@link KeyEvent.Type#REVOKED}, {@link KeyEvent.Type#ROTATED} and
 * {@link KeyEvent.Type#CHANGED}, which is also switching off: a key that still works opens it
 * again. Only the node where the change was made is told of it, and of the end of a key nobody is;
 * so close also what has been open for longer than you can bear.
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

  /** Takes note of an event. */
  void happened(KeyEvent event);
}
