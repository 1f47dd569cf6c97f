package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.key.Owner;
import io.github.postern.key.Secret;
import io.github.postern.keyring.Digest;
import io.github.postern.keyring.Keyring;
import io.github.postern.policy.Policy;
import java.util.Optional;

/** Makes ids and secrets, and what is kept of them. */
final class GeneratedKeyFactory {

  private final Policy policy;
  private final Keyring keyring;

  GeneratedKeyFactory(Policy policy, Keyring keyring) {
    this.policy = policy;
    this.keyring = keyring;
  }

  /** A key that exists in memory only, until the store has its digest. */
  record GeneratedKey(KeyId id, Secret secret, Digest digest, Optional<String> sealed) {}

  /** Returns a key of ours under a new id. */
  GeneratedKey newKey(Owner owner) {
    KeyId id = keyring.newId();
    return fresh(id, owner, keyring.newSecret(id));
  }

  /** Returns another secret for an id. */
  GeneratedKey newSecret(KeyId id, Owner owner) {
    return fresh(id, owner, keyring.newSecret(id));
  }

  /** Returns a key whose value somebody chose. */
  GeneratedKey chosenKey(Secret secret, Owner owner) {
    return fresh(keyring.newId(), owner, secret);
  }

  private GeneratedKey fresh(KeyId id, Owner owner, Secret secret) {
    Optional<String> sealed =
        policy.lifecycle().revealable() ? keyring.seal(id, owner, secret) : Optional.empty();
    return new GeneratedKey(id, secret, keyring.digest(secret), sealed);
  }
}
