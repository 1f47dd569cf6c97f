package io.github.postern.spi;

import io.github.postern.key.Secret;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A request for a new key.
 *
 * @param name what the owner calls it; empty if the request does not say
 * @param description what it is for; empty if the request does not say
 * @param requestedExpiry how long it shall live
 * @param scopes what it shall be limited to; empty: nothing
 * @param networks where it may be used from, as CIDR blocks; empty: anywhere
 * @param idempotencyKey marks the request, so that the same one sent twice creates one key; empty
 *     if it carried none
 * @param chosenSecret the value that the key shall have; empty: a new one is made
 * @param service whether the key belongs to a service that never signs in: it is never suspended
 */
public record KeyRequest(
    Optional<String> name,
    Optional<String> description,
    RequestedExpiry requestedExpiry,
    Set<String> scopes,
    Set<String> networks,
    Optional<String> idempotencyKey,
    Optional<Secret> chosenSecret,
    boolean service) {

  /** Creates a request; the sets are copied. */
  public KeyRequest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(requestedExpiry, "requestedExpiry");
    scopes = Set.copyOf(scopes);
    networks = Set.copyOf(networks);
    Objects.requireNonNull(idempotencyKey, "idempotencyKey");
    Objects.requireNonNull(chosenSecret, "chosenSecret");
  }

  /** Returns the simplest request: a name and an expiry. */
  public static KeyRequest named(String name, RequestedExpiry requestedExpiry) {
    return new KeyRequest(
        Optional.of(name),
        Optional.empty(),
        requestedExpiry,
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
