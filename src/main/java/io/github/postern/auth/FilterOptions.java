package io.github.postern.auth;

import io.github.postern.policy.PathPattern;
import java.time.Duration;
import java.util.Objects;

/**
 * How the filter behaves, beside the policy.
 *
 * @param responses how it answers
 * @param transport how keys are handled that others may have read
 * @param paths what it does at which path
 * @param management the paths of the management API
 * @param direct whether the management API is called past the filters of the application
 * @param expiryWarning how long before its end a key's answers tell when that is
 */
record FilterOptions(
    ResponseOptions responses,
    Transport transport,
    PathRules paths,
    PathPattern management,
    boolean direct,
    Duration expiryWarning) {

  /** Creates the options. */
  FilterOptions {
    Objects.requireNonNull(responses, "responses");
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(paths, "paths");
    Objects.requireNonNull(management, "management");
    Objects.requireNonNull(expiryWarning, "expiryWarning");
  }
}
