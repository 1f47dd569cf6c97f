package io.github.postern.auth;

import io.github.postern.key.KeyId;
import io.github.postern.key.Network;
import io.github.postern.store.StoredKey;
import java.util.List;
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
