package io.github.postern.policy;

import java.time.Duration;
import java.util.Objects;

/**
 * The rules for changes of a key during its life.
 *
 * @param unit what a validity is counted in when people enter it
 * @param expiryEdits when the end of a key can be edited
 * @param rotation what a rotation leaves behind
 * @param maximumOverlap how long an old secret may work beside its successor
 * @param chosenKeys whether administrators may set a value that they bring along
 * @param revealable whether a secret can be revealed
 * @param keysManageKeys whether a request with a key may do what its owner's login may
 */
public record Lifecycle(
    ValidityUnit unit,
    ExpiryEdits expiryEdits,
    Rotation rotation,
    Duration maximumOverlap,
    boolean chosenKeys,
    boolean revealable,
    boolean keysManageKeys) {

  /** The unit in which users enter a validity. */
  public enum ValidityUnit {
    /** Days of 24 hours. */
    DAYS,
    /** Hours. */
    HOURS
  }

  /** When the end of a key can be edited. */
  public enum ExpiryEdits {
    /** At any time; an expired key comes back. */
    ALWAYS,
    /** While it has not expired; an expired key can only be deleted. */
    BEFORE_EXPIRY,
    /** Never. */
    NEVER
  }

  /** The effect of a rotation on the old key. */
  public enum Rotation {
    /**
     * A successor with an id of its own; the old secret works on for the overlap that was asked
     * for.
     */
    SUCCESSOR,
    /** The same key with another secret; the old one ends at once. */
    SAME_ID
  }

  /** Creates the rule. */
  public Lifecycle {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(expiryEdits, "expiryEdits");
    Objects.requireNonNull(rotation, "rotation");
    Objects.requireNonNull(maximumOverlap, "maximumOverlap");
  }
}
