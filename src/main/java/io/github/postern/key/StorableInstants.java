package io.github.postern.key;

import java.time.Instant;

/** The instants that every database of keys holds: from 1970 to the year 9999. */
public final class StorableInstants {

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private StorableInstants() {}

  /** Returns whether an instant is one of them. */
  public static boolean contains(Instant instant) {
    return nearest(instant).equals(instant);
  }

  /**
   * Returns the instant itself, or the nearest of them: applications say {@code Instant.MAX} for
   * what never ends.
   */
  public static Instant nearest(Instant instant) {
    return instant.isAfter(LATEST) ? LATEST : instant.isBefore(EARLIEST) ? EARLIEST : instant;
  }
}
