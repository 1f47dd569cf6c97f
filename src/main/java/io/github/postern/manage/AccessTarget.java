package io.github.postern.manage;

import io.github.postern.issue.UserIdentity;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.store.StoredKey;
import java.util.Optional;

/**
 * The target of an action: a key, or the owner of a key that is to be created.
 *
 * @param owner whose it is
 * @param ownerId what a directory calls the owner; empty if none does
 * @param organisation the owner's organisation, as the key has it; for an owner as the directory
 *     has it
 * @param source how the owner logs in
 * @param key the key; empty while there is none yet
 */
record AccessTarget(
    Owner owner,
    Optional<String> ownerId,
    Optional<String> organisation,
    LoginSource source,
    Optional<StoredKey> key) {

  static AccessTarget of(StoredKey key) {
    return new AccessTarget(
        key.owner(), key.ownerId(), key.organisation(), key.loginSource(), Optional.of(key));
  }

  UserIdentity identity() {
    return new UserIdentity(owner.name(), ownerId);
  }
}
