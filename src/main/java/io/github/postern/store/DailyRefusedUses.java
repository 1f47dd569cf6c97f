package io.github.postern.store;

import io.github.postern.key.KeyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a key was presented with its right secret and refused, so many times on one day.
 *
 * @param id which key
 * @param at when the last time
 * @param from the network address of the client then; may be null
 * @param reason why then, as a word of at most 32 characters
 * @param count how often; at least 1
 */
public record DailyRefusedUses(
    KeyId id, Instant at, @Nullable String from, String reason, long count) {

  /** Creates the value. */
  public DailyRefusedUses {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(reason, "reason");
  }

  /** Returns the day in UTC, counted from 1970. */
  public long day() {
    return LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay();
  }
}
