package io.github.postern.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rule of the application that decides, in addition to the policy, which keys a user may have.
 *
 * <p>Found by {@code ServiceLoader} or given to the builder. Called inside the transaction that
 * creates the key, possibly several times for one request, so it must be quick and have no effects.
 * Called by many threads at once.
 *
 * <p>If a rule throws, the transaction is rolled back and no key is created. The key API answers
 * 503 to a {@link io.github.postern.key.KeysUnavailableException}, for a rule that asks a service
 * that does not answer now. It answers 500 to any other exception and logs the stack trace. To
 * refuse a request, return a {@link Refusal}.
 *
 * <pre>{@code
 * IssuanceRule oneKeyForBackups = (login, request, existing, now) ->
 *     request.scopes().contains("backup")
 *             && existing.stream().anyMatch(key -> key.scopes().contains("backup"))
 *         ? Optional.of(new Refusal(
 *             Refusal.Code.FORBIDDEN, "You have a key for backups already. Rotate it."))
 *         : Optional.empty();
 * }</pre>
 */
@FunctionalInterface
public interface IssuanceRule {

  /**
   * Decides about a request.
   *
   * @param login the login of the user who would own the key
   * @param request the key that is requested
   * @param existing the owner's keys that are not revoked, newest first
   * @param now the current time
   * @return the reason to refuse the request; empty if this rule allows it
   */
  Optional<Refusal> check(Login login, KeyRequest request, List<ApiKey> existing, Instant now);
}
