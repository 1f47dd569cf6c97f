package io.github.postern.auth;

import io.github.postern.keyring.KeyFormat;
import io.github.postern.policy.Policy;
import java.util.Objects;

/**
 * Where a request may carry a key, and how one that is wrong is answered.
 *
 * @param format how keys look
 * @param policy the rules about keys
 * @param options how the filter behaves, beside them
 */
record AuthenticationRules(KeyFormat format, Policy policy, FilterOptions options) {

  /** Creates it. */
  AuthenticationRules {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(options, "options");
  }
}
