package io.github.postern.store.jpa;

import java.time.Instant;
import java.util.Optional;

/** Values as columns have them: instants as milliseconds since 1970, nothing as null. */
final class Columns {

  private Columns() {}

  /** To Oracle an empty text is null. */
  static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  static Instant instant(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  static Long millis(Optional<Instant> instant) {
    return instant.map(Instant::toEpochMilli).orElse(null);
  }
}
