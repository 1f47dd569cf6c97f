package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.store.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the keys of an owner that work no more from growing without bound. They are shown so that
 * people can see what became of a key; beyond twice the limit and fifty, the oldest are revoked, as
 * if they had been deleted: administrators still find them and what the audit trail says of them.
 *
 * @param updates everything that is written: what was to be anyway, and what is revoked beside that
 * @param revoked what is revoked beside
 */
record ExpiredKeyRetention(List<StoredKey> updates, List<StoredKey> revoked) {

  private static final int KEPT = 50;

  /** So that the first change after an upgrade does not take minutes; the next ones do the rest. */
  private static final int MOST_AT_ONCE = 200;

  /**
   * Returns what a change writes that makes a key.
   *
   * @param existing the owner's keys that are not revoked, as they were read
   * @param updates what of them the change writes
   */
  static ExpiredKeyRetention of(
      List<StoredKey> existing, List<StoredKey> updates, int keysPerOwner, Instant now) {
    Map<KeyId, StoredKey> after = new LinkedHashMap<>();
    existing.forEach(key -> after.put(key.id(), key));
    updates.forEach(key -> after.put(key.id(), key));
    List<StoredKey> dead = after.values().stream()
        .filter(key -> key.revokedAt().isEmpty() && key.expired(now))
        .sorted(Comparator.comparing((StoredKey key) -> key.expiresAt().orElseThrow())
            .thenComparing(StoredKey::createdAt))
        .toList();
    int excess = Math.min(MOST_AT_ONCE, dead.size() - 2 * keysPerOwner - KEPT);
    if (excess <= 0) {
      return new ExpiredKeyRetention(updates, List.of());
    }
    Map<KeyId, StoredKey> written = new LinkedHashMap<>();
    updates.forEach(key -> written.put(key.id(), key));
    List<StoredKey> revoked =
        dead.subList(0, excess).stream().map(key -> KeyIssuer.revoked(key, now)).toList();
    revoked.forEach(key -> written.put(key.id(), key));
    Succession.bridge(List.copyOf(after.values()), revoked)
        .forEach(key -> written.putIfAbsent(key.id(), key));
    return new ExpiredKeyRetention(new ArrayList<>(written.values()), revoked);
  }
}
