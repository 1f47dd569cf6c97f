package io.github.postern.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The end of a key as administrators shortened it: who may put it off, and how far. Immutable.
 *
 * @param byOrganisation the latest end by the word of an administrator of the owner's organisation;
 *     empty if none holds it
 * @param byEverybody the latest end by the word of an administrator of everybody; empty if none
 *     holds it
 * @param before the end that the key had without them; empty: none
 */
public record HeldEnd(
    Optional<Instant> byOrganisation, Optional<Instant> byEverybody, Optional<Instant> before) {

  private static final String NONE = "-";

  /** Creates the value. */
  public HeldEnd {
    Objects.requireNonNull(byOrganisation, "byOrganisation");
    Objects.requireNonNull(byEverybody, "byEverybody");
    Objects.requireNonNull(before, "before");
  }

  /** Returns the form in the database: milliseconds since 1970, or hyphens. */
  String text() {
    return text(byOrganisation) + '/' + text(byEverybody) + '/' + text(before);
  }

  private static String text(Optional<Instant> instant) {
    return instant.map(at -> String.valueOf(at.toEpochMilli())).orElse(NONE);
  }

  /**
   * Returns what was written so.
   *
   * @throws IllegalArgumentException if it was not
   */
  static HeldEnd of(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("Not an end that is held: " + text);
    }
    return new HeldEnd(instant(parts[0]), instant(parts[1]), instant(parts[2]));
  }

  private static Optional<Instant> instant(String text) {
    return text.equals(NONE)
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
  }
}
