package io.github.postern.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rule of the application about who may be issued what, beside the policy.
 *
 * <p>Found by {@code ServiceLoader} or given to the builder. Asked inside the transaction that
 * creates the key, possibly several times for one request, so it must be quick and have no effects.
 * Called by many threads at once.
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
   * @param login who the key would be for
   * @param request what is asked for
   * @param existing the owner's keys that are not revoked, newest first
   * @param now the time
   * @return why not, or empty if this rule has nothing against it
   */
  Optional<Refusal> check(Login login, KeyRequest request, List<ApiKey> existing, Instant now);
}
