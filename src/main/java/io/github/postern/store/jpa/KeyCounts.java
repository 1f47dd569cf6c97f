package io.github.postern.store.jpa;

import io.github.postern.key.KeyState;
import io.github.postern.store.KeyQuery;
import io.github.postern.store.KeyStatistics;
import io.github.postern.store.Protection;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts keys, with the conditions by which they are searched. */
final class KeyCounts {

  private static final List<KeyState> STATES = List.of(
      KeyState.ACTIVE,
      KeyState.EXPIRED,
      KeyState.INACTIVE,
      KeyState.SUSPENDED,
      KeyState.SUPERSEDED);

  private KeyCounts() {}

  /**
   * Counts the keys that a query asks for.
   *
   * @param query its state and page do not count
   * @param days the limits of the groups of endings, rising
   */
  static KeyStatistics of(
      EntityManager manager, KeyQuery query, RowVerifier rowVerifier, List<Integer> days) {
    Map<KeyState, Long> states = new EnumMap<>(KeyState.class);
    STATES.forEach(state ->
        states.put(state, new KeySearch(query.withState(state), rowVerifier).count(manager)));
    KeyQuery active = query.withState(KeyState.ACTIVE);
    List<Long> endings = new ArrayList<>();
    long before = 0;
    for (int limit : days) {
      Instant end = query.now().plus(Duration.ofDays(limit));
      long until = new KeySearch(active, rowVerifier).endingBefore(end).count(manager);
      endings.add(until - before);
      before = until;
    }
    long ending = new KeySearch(active, rowVerifier)
        .endingBefore(Instant.ofEpochMilli(Long.MAX_VALUE))
        .count(manager);
    endings.add(ending - before);
    Map<Protection, Long> protection = new EnumMap<>(Protection.class);
    for (Protection each : Protection.values()) {
      protection.put(each, new KeySearch(query.with(each), rowVerifier).count(manager));
    }
    return new KeyStatistics(
        states, endings, states.getOrDefault(KeyState.ACTIVE, 0L) - ending, protection);
  }
}
