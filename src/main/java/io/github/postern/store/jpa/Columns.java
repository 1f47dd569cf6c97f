package io.github.postern.store.jpa;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values as columns have them: instants as milliseconds since 1970, nothing as null. */
final class Columns {

  private Columns() {}

  /** To Oracle an empty text is null. */
  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  static @Nullable Long millis(Optional<Instant> instant) {
    return instant.map(Instant::toEpochMilli).orElse(null);
  }
}
