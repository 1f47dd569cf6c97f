package io.github.postern.issue;

import io.github.postern.policy.Policy;
import io.github.postern.spi.IssuanceRule;
import java.util.List;
import java.util.Objects;

/**
 * All rules about who may be issued what.
 *
 * @param policy those of the settings
 * @param rules those of the application, asked after them
 */
record IssuancePolicy(Policy policy, List<IssuanceRule> rules) {

  /** Creates it; the list is copied. */
  IssuancePolicy {
    Objects.requireNonNull(policy, "policy");
    rules = List.copyOf(rules);
  }
}
