package io.github.postern.store;

import io.github.postern.key.KeyId;
import io.github.postern.spi.KeyEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a key are asked for.
 *
 * @param key which key
 * @param types only of these types; empty: of all
 * @param before only what comes after this place in the list, which is older; null: from the newest
 *     on
 * @param limit how many at most
 */
public record EventQuery(
    KeyId key, Set<KeyEvent.Type> types, @Nullable Position before, int limit) {

  /** Creates a query; the set is copied. */
  public EventQuery {
    Objects.requireNonNull(key, "key");
    types = Set.copyOf(types);
  }

  /** Asks for the newest events of all types. */
  public static EventQuery newest(KeyId key, int limit) {
    return new EventQuery(key, Set.of(), null, limit);
  }

  /**
   * A place in the list of events, which is sorted by time, newest first, and then by id.
   *
   * @param at when the event happened
   * @param id the id of its row
   */
  public record Position(Instant at, String id) {}
}
