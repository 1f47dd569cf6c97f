package io.github.postern.spi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Determines which user is logged in to the application, and how.
 *
 * <p>Found by {@code ServiceLoader} or given to the builder; {@code postern.login} chooses one of
 * those that come with the library. Called by many threads at once. Not called for a request that
 * is made as the owner of a key; but called for a request whose key is ignored and, with
 * {@code postern.login-and-key=login}, to decide whether the key is ignored.
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
   * @param request the request as the application's own filters left it
   * @return the login; empty if no user is logged in
   * @throws RuntimeException if a user is logged in, but the user or the end of the session cannot
   *     be determined. Throw an {@code IllegalStateException} or {@code IllegalArgumentException}
   *     whose message says what to fix: the key API sends the message to the user, so it must not
   *     contain a secret. The key API answers any other exception with 500 and logs it. No key is
   *     issued
   */
  Optional<Login> resolve(HttpServletRequest request);
}
