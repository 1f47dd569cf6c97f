package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.store.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keys that follow one another by rotations: each names its successor. */
final class Succession {

  private Succession() {}

  /** Returns the keys that followed one, in order, as far as they are not revoked. */
  static List<StoredKey> after(StoredKey key, List<StoredKey> existing) {
    List<StoredKey> successors = new ArrayList<>();
    Optional<StoredKey> next = next(key, existing);
    while (next.isPresent() && !successors.contains(next.get())) {
      successors.add(next.get());
      next = next(next.get(), existing);
    }
    return successors;
  }

  /** Returns the keys that followed one and may still let somebody in. */
  static List<StoredKey> living(StoredKey key, List<StoredKey> existing, Instant now) {
    return after(key, existing).stream()
        .filter(successor -> !successor.expired(now))
        .toList();
  }

  private static Optional<StoredKey> next(StoredKey key, List<StoredKey> existing) {
    return key.supersededBy().flatMap(id -> StoredKey.find(existing, id));
  }

  /**
   * Returns changed copies of keys whose successor goes, so that a chain holds when a key in its
   * middle goes: each names the next one that stays. Where none does, nothing changes.
   */
  static List<StoredKey> bridge(List<StoredKey> existing, List<StoredKey> going) {
    Set<KeyId> gone = going.stream().map(StoredKey::id).collect(Collectors.toSet());
    List<StoredKey> bridged = new ArrayList<>();
    for (StoredKey key : existing) {
      if (gone.contains(key.id()) || key.supersededBy().filter(gone::contains).isEmpty()) {
        continue;
      }
      after(key, existing).stream()
          .filter(successor -> !gone.contains(successor.id()))
          .findFirst()
          .ifPresent(successor ->
              bridged.add(key.toBuilder().supersededBy(successor.id()).build()));
    }
    return bridged;
  }
}
