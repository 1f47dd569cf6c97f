package io.github.postern.spi;

import io.github.postern.key.KeyId;
import io.github.postern.key.KeyState;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A key as its owner sees it: what it is called, what it may do, and until when. Nothing of the
 * secret is in it, and nothing of the way in which the store keeps it. Immutable; it is the key at
 * one instant and does not follow later changes.
 *
 * @param id the public id
 * @param owner whose key it is
 * @param name what the owner calls it
 * @param description what it is for; empty if the owner did not say
 * @param state what it is now
 * @param loginSource how the owner was logged in when the key was created
 * @param roles the owner's roles when the key was created; used where no directory knows the
 *     present ones
 * @param scopes what the key is limited to; empty: everything that its owner may do
 * @param networks the CIDR blocks that the key may be used from; empty: from anywhere
 * @param createdAt when its present secret was made, to the millisecond
 * @param expiresAt when it ends; empty: never
 * @param usedAt the last use, to within ten minutes; empty if it was never used
 * @param service whether it belongs to a service that never signs in: it is never suspended
 */
public record ApiKey(
    KeyId id,
    Owner owner,
    String name,
    Optional<String> description,
    KeyState state,
    LoginSource loginSource,
    Set<String> roles,
    Set<String> scopes,
    Set<String> networks,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> usedAt,
    boolean service) {

  /** Creates the value; the sets are copied. */
  public ApiKey {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(loginSource, "loginSource");
    roles = Set.copyOf(roles);
    scopes = Set.copyOf(scopes);
    networks = Set.copyOf(networks);
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(expiresAt, "expiresAt");
    Objects.requireNonNull(usedAt, "usedAt");
  }
}
