package io.github.postern.manage;

import io.github.postern.policy.Policy;
import java.time.Clock;
import java.util.Objects;

/**
 * The rules of this API, and the time by which they are judged.
 *
 * @param policy the rules about keys
 * @param options how the API behaves, beside them
 * @param clock the time
 */
record ManagementRules(Policy policy, ManagementOptions options, Clock clock) {

  /** Creates it. */
  ManagementRules {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(clock, "clock");
  }

  /** Returns what the state and the rights of keys depend on now. */
  EvaluationContext now() {
    return EvaluationContext.of(policy, clock.instant());
  }
}
