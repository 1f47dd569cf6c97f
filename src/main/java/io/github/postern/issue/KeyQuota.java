package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Policy.WhenExpired;
import io.github.postern.spi.Login;
import io.github.postern.spi.Refusal;
import io.github.postern.store.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether an owner may have one more key, and what has to go for it. The one answer both for the
 * page that asks before and for the transaction that creates.
 *
 * @param slot the slot that the new key takes
 * @param replaced keys that it replaces
 * @param released expired keys that stay in the list but no longer take a slot
 * @param left how many keys the owner may still have, this one included
 * @param refusal why there is no free slot
 */
record KeyQuota(
    int slot,
    List<StoredKey> replaced,
    List<StoredKey> released,
    int left,
    Optional<Refusal> refusal) {

  /**
   * Returns the quota for a new key of this login; {@code existing} are the owner's keys that are
   * not revoked, newest first.
   */
  static KeyQuota forNewKey(List<StoredKey> existing, Policy policy, Login login, Instant now) {
    Policy.LoginRules rules = policy.rules(login.source());
    List<StoredKey> holding =
        existing.stream().filter(key -> key.slot() != StoredKey.NO_SLOT).toList();
    // The old secret of a rotation is no expired key that its owner would know of.
    List<StoredKey> ended = expired(holding, true, now);
    List<StoredKey> expired = expired(holding, false, now);
    List<StoredKey> alive = alive(existing, now);
    if (!expired.isEmpty() && rules.whenExpired() == WhenExpired.DELETE_FIRST) {
      return expiredFirst(expired, login);
    }
    int left = Math.max(0, policy.keysPerOwner() - alive.size());
    if (left == 0 && rules.whenFull() == Policy.WhenFull.REFUSE) {
      return full(alive, policy, login);
    }
    int excess = alive.size() - policy.keysPerOwner() + 1;
    List<StoredKey> off =
        alive.stream().filter(AdministrativeLock::isDisabledByAdministrator).toList();
    if (alive.size() - off.size() < excess) {
      return notReplaced(off, login);
    }
    List<StoredKey> replaced =
        new ArrayList<>(oldest(alive.stream().filter(key -> !off.contains(key)).toList(), excess));
    List<StoredKey> released = new ArrayList<>(ended);
    if (rules.whenExpired() == WhenExpired.IGNORE) {
      released.addAll(expired);
    } else if (rules.whenExpired() == WhenExpired.REPLACE) {
      replaced.addAll(expired);
    }
    return new KeyQuota(freeSlot(alive, replaced), replaced, released, left, Optional.empty());
  }

  private static List<StoredKey> expired(List<StoredKey> holding, boolean superseded, Instant now) {
    return holding.stream()
        .filter(key -> key.expired(now) && key.supersededBy().isPresent() == superseded)
        .toList();
  }

  private static KeyQuota expiredFirst(List<StoredKey> expired, Login login) {
    return refused(
        Refusal.Code.EXPIRED_KEY_EXISTS,
        expired,
        OwnerWording.ownKey(login)
            + " "
            + names(expired)
            + " has expired. Delete it first, then create a new one.");
  }

  private static KeyQuota full(List<StoredKey> alive, Policy policy, Login login) {
    return refused(
        Refusal.Code.TOO_MANY_KEYS,
        alive,
        OwnerWording.has(login)
            + " "
            + alive.size()
            + " of "
            + policy.keysPerOwner()
            + " keys. Delete one first.");
  }

  private static KeyQuota notReplaced(List<StoredKey> off, Login login) {
    return refused(
        Refusal.Code.TOO_MANY_KEYS,
        off,
        OwnerWording.ownKey(login)
            + " "
            + names(off)
            + " was disabled by an administrator, so it keeps its slot and is not"
            + " replaced.");
  }

  /**
   * Returns the quota for a key that shall work beside all others of its owner: the successor of
   * one that works on, or one that comes back. It replaces nothing. A free slot is taken first;
   * else that of a key that no longer works.
   *
   * @param others the owner's other keys that are not revoked
   * @param hint what to do if there is none
   */
  static KeyQuota forOneMore(List<StoredKey> others, Policy policy, Instant now, String hint) {
    List<StoredKey> alive = alive(others, now);
    int left = policy.keysPerOwner() - alive.size();
    if (left <= 0) {
      return refused(
          Refusal.Code.TOO_MANY_KEYS,
          alive,
          "There is no free slot for one more key that works: "
              + alive.size()
              + " of "
              + policy.keysPerOwner()
              + " are taken. "
              + hint);
    }
    int unheld = freeSlot(others, List.of());
    int slot = unheld < policy.keysPerOwner() ? unheld : freeSlot(alive, List.of());
    List<StoredKey> released = others.stream().filter(key -> key.slot() == slot).toList();
    return new KeyQuota(slot, List.of(), released, left, Optional.empty());
  }

  /** Returns the quota for a key that takes over the slot of another. */
  static KeyQuota of(int slot) {
    return new KeyQuota(slot, List.of(), List.of(), 1, Optional.empty());
  }

  /**
   * The keys that work, or may work again: also disabled or pending ones, and old secrets in their
   * overlap.
   */
  private static List<StoredKey> alive(List<StoredKey> keys, Instant now) {
    return keys.stream().filter(key -> !key.expired(now)).toList();
  }

  private static KeyQuota refused(Refusal.Code code, List<StoredKey> keys, String detail) {
    List<KeyId> ids = keys.stream().map(StoredKey::id).toList();
    return new KeyQuota(
        StoredKey.NO_SLOT, List.of(), List.of(), 0, Optional.of(new Refusal(code, detail, ids)));
  }

  private static List<StoredKey> oldest(List<StoredKey> keys, int count) {
    return keys.stream()
        .sorted(Comparator.comparing(StoredKey::createdAt))
        .limit(Math.max(0, count))
        .toList();
  }

  private static int freeSlot(List<StoredKey> alive, List<StoredKey> replaced) {
    Set<Integer> taken = alive.stream()
        .filter(key -> !replaced.contains(key))
        .map(StoredKey::slot)
        .collect(Collectors.toSet());
    int slot = 0;
    while (taken.contains(slot)) {
      slot++;
    }
    return slot;
  }

  private static String names(List<StoredKey> keys) {
    return keys.stream().map(key -> "'" + key.name() + "'").collect(Collectors.joining(", "));
  }
}
