package io.github.postern.issue;

import io.github.postern.key.Activation;
import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Validity;
import io.github.postern.spi.Login;
import io.github.postern.store.StoredKey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which conditions a new secret waits for, and with which session it ends. */
final class PendingConditions {

  private final Policy policy;

  PendingConditions(Policy policy) {
    this.policy = policy;
  }

  /**
   * Each new secret has to be approved anew, and one that is made for somebody absent may wait for
   * them.
   */
  Activation activation(Login login) {
    Set<PendingCondition> awaits = EnumSet.noneOf(PendingCondition.class);
    if (policy.preconditions().approval()) {
      awaits.add(PendingCondition.APPROVAL);
    }
    if (!login.present()
        && ruledBySession(login)
            .filter(Validity.SessionEnd::addedKeysAwaitSignIn)
            .isPresent()) {
      awaits.add(PendingCondition.SIGN_IN);
    }
    return Activation.awaiting(awaits);
  }

  /**
   * Another secret is no word of the owner, who has to confirm the key, as long as it comes from
   * the old login.
   */
  Activation afterRotation(StoredKey old, Login login) {
    return old.activation().isPending(PendingCondition.CONFIRM)
        ? activation(login).withPending(PendingCondition.CONFIRM)
        : activation(login);
  }

  /** Returns the end of the session that rules a key of this login; null if none does. */
  @Nullable
  Instant sessionEnd(Login login) {
    return ruledBySession(login).flatMap(rule -> login.sessionEnd()).orElse(null);
  }

  private Optional<Validity.SessionEnd> ruledBySession(Login login) {
    return policy.rules(login.source()).validity() instanceof Validity.SessionEnd rule
        ? Optional.of(rule)
        : Optional.empty();
  }
}
