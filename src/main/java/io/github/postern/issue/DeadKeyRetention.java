package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.store.OwnerRecord;
import io.github.postern.store.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the rows of an owner's keys that work no more from growing without bound. Expired ones are
 * shown to their owner and revoked ones to administrators, so that people can see what became of a
 * key; beyond twice the limit and fifty, the rows of those that died first go with the change. The
 * audit trail keeps what happened to them.
 *
 * @param updates everything that is written beside what goes
 * @param removed the keys whose rows go
 */
record DeadKeyRetention(List<StoredKey> updates, List<StoredKey> removed) {

  private static final int KEPT = 50;

  /** So that the first change after an upgrade does not take minutes; the next ones do the rest. */
  private static final int MOST_AT_ONCE = 200;

  /**
   * Returns what a change writes by which keys die, or one comes.
   *
   * @param account what the change was decided on
   * @param updates what it writes of that
   */
  static DeadKeyRetention of(
      OwnerRecord account, List<StoredKey> updates, int keysPerOwner, Instant now) {
    int kept = 2 * keysPerOwner + KEPT;
    Map<KeyId, StoredKey> after = new LinkedHashMap<>();
    account.keys().forEach(key -> after.put(key.id(), key));
    updates.forEach(key -> after.put(key.id(), key));
    // One that another transaction revokes meanwhile is found among these as it was read before.
    Stream<StoredKey> revoked = account.revoked().apply(kept + MOST_AT_ONCE).stream()
        .filter(key -> !after.containsKey(key.id()));
    List<StoredKey> dead = Stream.concat(after.values().stream(), revoked)
        .filter(key -> dead(key, now))
        .sorted(Comparator.comparing((StoredKey key) -> key.endedAt().orElseThrow())
            .thenComparing(StoredKey::createdAt))
        .toList();
    int excess = Math.min(MOST_AT_ONCE, dead.size() - kept);
    if (excess <= 0) {
      return new DeadKeyRetention(updates, List.of());
    }
    return without(dead.subList(0, excess), after, updates);
  }

  private static DeadKeyRetention without(
      List<StoredKey> going, Map<KeyId, StoredKey> after, List<StoredKey> updates) {
    Set<KeyId> gone = going.stream().map(StoredKey::id).collect(Collectors.toSet());
    Map<KeyId, StoredKey> written = new LinkedHashMap<>();
    updates.stream()
        .filter(key -> !gone.contains(key.id()))
        .forEach(key -> written.put(key.id(), key));
    Succession.bridge(List.copyOf(after.values()), going)
        .forEach(key -> written.put(key.id(), key));
    return new DeadKeyRetention(new ArrayList<>(written.values()), going);
  }

  /** Returns those that go and were not revoked: people are told of them. */
  List<StoredKey> cleared() {
    return removed.stream().filter(key -> key.revokedAt().isEmpty()).toList();
  }

  private static boolean dead(StoredKey key, Instant now) {
    return key.revokedAt().isPresent() || key.expired(now);
  }
}
