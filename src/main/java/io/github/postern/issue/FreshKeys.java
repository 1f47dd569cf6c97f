package io.github.postern.issue;

import io.github.postern.key.Digest;
import io.github.postern.key.KeyGenerator;
import io.github.postern.key.KeyId;
import io.github.postern.key.Keyring;
import io.github.postern.key.Owner;
import io.github.postern.key.Secret;
import io.github.postern.policy.Policy;
import java.util.Optional;

/** Makes ids and secrets, and what is kept of them. */
final class FreshKeys {

    private final Policy policy;
    private final Keyring keyring;
    private final KeyGenerator generator;

    FreshKeys(Policy policy, Keyring keyring, KeyGenerator generator) {
        this.policy = policy;
        this.keyring = keyring;
        this.generator = generator;
    }

    /** A key that exists in memory only, until the store has its digest. */
    record Fresh(KeyId id, Secret secret, Digest digest, Optional<String> sealed) {
    }

    /** Returns a key of ours under a new id. */
    Fresh newKey(Owner owner) {
        KeyId id = generator.newId();
        return fresh(id, owner, generator.newSecret(id));
    }

    /** Returns another secret for an id. */
    Fresh newSecret(KeyId id, Owner owner) {
        return fresh(id, owner, generator.newSecret(id));
    }

    /** Returns a key whose value somebody chose. */
    Fresh chosenKey(Secret secret, Owner owner) {
        return fresh(generator.newId(), owner, secret);
    }

    private Fresh fresh(KeyId id, Owner owner, Secret secret) {
        Optional<String> sealed = policy.handling().revealable()
                ? keyring.sealer().map(sealer -> sealer.seal(id, owner, secret)) : Optional.empty();
        return new Fresh(id, secret, keyring.peppers().digest(secret), sealed);
    }
}
