package io.github.postern.spi;

import java.util.function.BiConsumer;

/**
 * Fills the throw-away session of a request with the attributes that a login would have left there,
 * for applications that keep their user in the session.
 *
 * <p>Found by {@code ServiceLoader} or given to the builder; {@code postern.bridge.user} and
 * {@code postern.bridge.roles} do the common case without code. Called by many threads at once,
 * once for each session that a request asks for.
 *
 * <p>An exception of an implementation reaches the application: the call that asked for the session
 * ({@code HttpServletRequest.getSession}) throws it. The attributes that were set before stay, and
 * the bridge is not called again for that session.
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
   * @param principal the user that the request is made as
   * @param session sets an attribute of the session
   */
  void fill(ApiKeyPrincipal principal, BiConsumer<String, Object> session);
}
