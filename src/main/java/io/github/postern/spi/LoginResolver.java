package io.github.postern.spi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Finds out who is logged in to the application, and how.
 *
 * <p>Found by {@code ServiceLoader} or given to the builder; {@code postern.login} chooses one of
 * those that come with the library. Called by many threads at once, never for a request that
 * carries a key.
 *
 * <pre>{@code
 * LoginResolver tickets = request ->
 *     Optional.ofNullable((String) request.getAttribute("ticket.user"))
 *         .map(name -> Login.local(Owner.of(name), Set.of("user")));
 * }</pre>
 */
@FunctionalInterface
public interface LoginResolver {

  /**
   * Returns the login of a request.
   *
   * @param request as the application's own filters left it
   * @return who it is; empty if nobody is logged in
   * @throws RuntimeException if somebody is, but it cannot be told who or until when: an
   *     {@code IllegalStateException} or {@code IllegalArgumentException} whose message says what
   *     to fix. The user reads it, so it repeats no secret; no key is issued
   */
  Optional<Login> resolve(HttpServletRequest request);
}
