package io.github.postern.store;

import java.time.LocalDate;
import java.util.Objects;

/**
 * How often a key was presented with its right secret and refused, on the last day on which it was.
 *
 * @param reason why the last time, as a word
 * @param day which day, in UTC
 * @param count how often on that day; at least 1
 */
public record RefusedUses(String reason, LocalDate day, long count) {

  /** Creates the value. */
  public RefusedUses {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(day, "day");
  }
}
