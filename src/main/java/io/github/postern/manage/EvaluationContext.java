package io.github.postern.manage;

import io.github.postern.key.Suspension;
import io.github.postern.policy.OwnerRules;
import io.github.postern.policy.Policy;
import io.github.postern.store.StoredKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The data beside the key on which its state and its rights depend.
 *
 * @param now the time
 * @param suspension when keys are suspended
 * @param owners whose roles a key has
 * @param live the roles that a directory says now; empty where it was not asked, and the latest
 *     login counts
 */
record EvaluationContext(
    Instant now, Suspension suspension, OwnerRules owners, Optional<Set<String>> live) {

  static EvaluationContext of(Policy policy, Instant now) {
    return new EvaluationContext(
        now,
        policy.preconditions().suspension(),
        policy.preconditions().owners(),
        Optional.empty());
  }

  /** Returns this moment, for a key that is known to have these roles. */
  EvaluationContext with(Optional<Set<String>> roles) {
    return new EvaluationContext(now, suspension, owners, roles);
  }

  Set<String> roles(StoredKey key) {
    return live.orElseGet(() -> owners.roles(key.roles(), key.ownerLogin()));
  }
}
