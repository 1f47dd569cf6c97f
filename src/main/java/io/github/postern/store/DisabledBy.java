package io.github.postern.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * The user who disabled a key or, as an administrator, set an earlier expiry that the owner cannot
 * undo.
 *
 * @param by the user name
 * @param at when; cut to milliseconds
 * @param heldEnd how far the end may be put off; empty if no administrator shortened it
 */
public record DisabledBy(String by, Instant at, Optional<HeldEnd> heldEnd) {

  /** No name has a control character. */
  private static final char BEHIND_NAME = '\n';

  /** Creates the value. */
  public DisabledBy {
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(heldEnd, "heldEnd");
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Creates the value where no end is held. */
  public DisabledBy(String by, Instant at) {
    this(by, at, Optional.empty());
  }

  /** Returns this with another end that is held, or without one. */
  public DisabledBy withHeldEnd(Optional<HeldEnd> end) {
    return new DisabledBy(by, at, end);
  }

  /**
   * Returns what the column says: the name and, behind a line break, the end. It is authenticated
   * as a whole.
   */
  public String text() {
    return heldEnd.map(end -> by + BEHIND_NAME + end.text()).orElse(by);
  }

  /** Returns what a row says; what cannot be read is a name that is nobody's. */
  public static DisabledBy of(String text, Instant at) {
    int end = text.indexOf(BEHIND_NAME);
    try {
      return end < 0
          ? new DisabledBy(text, at)
          : new DisabledBy(
              text.substring(0, end), at, Optional.of(HeldEnd.of(text.substring(end + 1))));
    } catch (IllegalArgumentException e) {
      return new DisabledBy(text, at);
    }
  }
}
