package io.github.postern.issue;

import io.github.postern.spi.KeyRequest;
import io.github.postern.spi.Login;
import io.github.postern.spi.Refusal;
import io.github.postern.store.StoredKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rule of the application about who may be issued what, beside the policy.
 *
 * <p>Found by {@code ServiceLoader} or given to the builder. Asked inside the transaction that creates the key, possibly
 * several times for one request, so it must be quick and have no effects. Called by many threads at once.
 */
@FunctionalInterface
public interface IssuanceRule {

    /**
     * Decides about a request.
     *
     * @param login who the key would be for
     * @param request what is asked for
     * @param existing the owner's keys that are not revoked
     * @param now the time
     * @return why not, or empty if this rule has nothing against it
     */
    Optional<Refusal> check(Login login, KeyRequest request, List<StoredKey> existing, Instant now);
}
