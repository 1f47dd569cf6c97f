package io.github.postern.auth;

import io.github.postern.key.KeyId;
import io.github.postern.store.KeyChangeListener;

/**
 * What is kept in memory of keys and of their owners, and forgotten when it changes. Safe for use
 * by many threads.
 */
public final class AuthCaches implements KeyChangeListener {

  private final KeyCache keys;
  private final OwnerCheck owners;

  AuthCaches(KeyCache keys, OwnerCheck owners) {
    this.keys = keys;
    this.owners = owners;
  }

  KeyCache keys() {
    return keys;
  }

  OwnerCheck owners() {
    return owners;
  }

  /**
   * Forgets what is known of the owners of this name, in whatever realm: the next request asks
   * again.
   */
  public void forgetOwner(String name) {
    owners.forget(name);
  }

  @Override
  public void changed(KeyId id) {
    keys.changed(id);
    owners.changed(id);
  }

  @Override
  public void anythingMayHaveChanged() {
    keys.anythingMayHaveChanged();
    owners.anythingMayHaveChanged();
  }
}
