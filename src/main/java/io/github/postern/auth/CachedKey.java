package io.github.postern.auth;

import io.github.postern.key.KeyId;
import io.github.postern.key.Network;
import io.github.postern.policy.OwnerRules;
import io.github.postern.spi.ApiKeyPrincipal;
import io.github.postern.store.StoredKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key whose secret was proven, with what can be worked out once. Nothing in it says that the key
 * may be used: state, expiry, owner, network and scope are looked at on every request. Nothing of a
 * request is kept in it.
 */
final class CachedKey {

  private final StoredKey key;
  private final List<Network> networks;

  /** Until when the use of this key is noted already: keeps the recorder out of the hot path. */
  private volatile long useRecordedUntil;

  private volatile @Nullable ApiKeyPrincipal principal;

  CachedKey(StoredKey key) {
    this.key = key;
    this.networks = key.networks().stream().map(Network::parse).toList();
  }

  StoredKey key() {
    return key;
  }

  KeyId id() {
    return key.id();
  }

  /**
   * Returns the user that requests with this key are made as where no directory says more: with the
   * roles that the row of the key gives. A race only makes it twice.
   */
  ApiKeyPrincipal principal(OwnerRules rules) {
    ApiKeyPrincipal made = principal;
    if (made == null) {
      made = principal(rules.roles(key.roles(), key.ownerLogin()));
      principal = made;
    }
    return made;
  }

  /** Returns the user that a request with this key is made as whose owner has these roles. */
  ApiKeyPrincipal principal(Set<String> roles) {
    return new ApiKeyPrincipal(key.owner(), key.id(), key.name(), roles, key.scopes());
  }

  boolean allowsFrom(@Nullable String address) {
    return networks.isEmpty()
        || address != null && networks.stream().anyMatch(block -> block.contains(address));
  }

  /** Returns whether a use at this time should be noted now. A race only notes it twice. */
  boolean useIsDue(long nowMillis, long intervalMillis) {
    if (nowMillis < useRecordedUntil) {
      return false;
    }
    useRecordedUntil = nowMillis + intervalMillis;
    return true;
  }
}
