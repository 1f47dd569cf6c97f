package io.github.postern.spi;

import io.github.postern.key.KeyId;
import io.github.postern.key.Owner;
import java.security.Principal;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user that a request with a key is made as: the key's owner. Immutable, and shared by requests
 * with the same key; holds nothing that could be replayed.
 */
public final class ApiKeyPrincipal implements Principal {

  private final Owner owner;
  private final KeyId keyId;
  private final String keyName;
  private final Set<String> roles;
  private final Set<String> scopes;

  /**
   * Creates a principal; in an application, for tests of what it does with one.
   *
   * @param owner whose key it is
   * @param keyId the key
   * @param keyName what the owner calls the key
   * @param roles the roles of the owner; copied
   * @param scopes what the key is limited to; empty: it is not limited; copied
   */
  public ApiKeyPrincipal(
      Owner owner, KeyId keyId, String keyName, Set<String> roles, Set<String> scopes) {
    this.owner = Objects.requireNonNull(owner, "owner");
    this.keyId = Objects.requireNonNull(keyId, "keyId");
    this.keyName = Objects.requireNonNull(keyName, "keyName");
    this.roles = Set.copyOf(roles);
    this.scopes = Set.copyOf(scopes);
  }

  /** Returns the name of the owner, as {@code getRemoteUser()} gives it. */
  @Override
  public String getName() {
    return owner.name();
  }

  /** Returns the owner. */
  public Owner owner() {
    return owner;
  }

  /** Returns the id of the key. */
  public KeyId keyId() {
    return keyId;
  }

  /** Returns what the owner calls the key. */
  public String keyName() {
    return keyName;
  }

  /** Returns the roles of the owner. */
  public Set<String> roles() {
    return roles;
  }

  /** Returns the scopes that the key is limited to; empty: it is not limited. */
  public Set<String> scopes() {
    return scopes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiKeyPrincipal that
        && owner.equals(that.owner)
        && keyId.equals(that.keyId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(owner, keyId);
  }

  @Override
  public String toString() {
    return owner + " by key " + keyId;
  }
}
