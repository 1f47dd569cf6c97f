package io.github.postern.policy;

import io.github.postern.key.Suspension;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The conditions, beside validity, under which a key is issued and works.
 *
 * @param suspension when keys are suspended because of their owner's logins
 * @param suspensionWarning how long before a key's suspension its answers state the instant
 * @param approval whether a key works only after a second, different administrator approved it
 * @param owners whose rights a key carries, and who can be given one
 * @param stepUp how old a login may be that is handed a secret; empty: any age
 */
public record Preconditions(
    Suspension suspension,
    Duration suspensionWarning,
    boolean approval,
    OwnerRules owners,
    Optional<Duration> stepUp) {

  /** No safeguard at all. */
  public static final Preconditions NONE = new Preconditions(
      Suspension.NEVER, Duration.ZERO, false, OwnerRules.DEFAULT, Optional.empty());

  /** Creates the rules. */
  public Preconditions {
    Objects.requireNonNull(suspension, "suspension");
    Objects.requireNonNull(suspensionWarning, "suspensionWarning");
    Objects.requireNonNull(owners, "owners");
    Objects.requireNonNull(stepUp, "stepUp");
  }
}
