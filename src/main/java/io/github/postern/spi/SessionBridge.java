package io.github.postern.spi;

import java.util.function.BiConsumer;

/**
 * Puts into the throw-away session of a request what the application would find there after a
 * login, for applications that keep their user in the session.
 *
 * <p>Found by {@code ServiceLoader} or given to the builder; {@code postern.bridge.user} and
 * {@code postern.bridge.roles} do the common case without code. Called by many threads at once,
 * once per request that asks for its session.
 *
 * <pre>{@code
 * SessionBridge user = (principal, session) -> session.accept("user", principal.getName());
 * }</pre>
 */
@FunctionalInterface
public interface SessionBridge {

  /**
   * Fills a session.
   *
   * @param principal who the request is made as
   * @param session sets an attribute of the session
   */
  void fill(ApiKeyPrincipal principal, BiConsumer<String, Object> session);
}
