package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Policy.WhenExpired;
import io.github.postern.store.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether an owner may have one more key, and what has to go for it. The one answer both for the page that asks before
 * and for the transaction that creates.
 *
 * @param place the place that the new key takes
 * @param replaced keys that it replaces
 * @param released expired keys that stay in the list but no longer take a place
 * @param left how many keys the owner may still have, this one included
 * @param refusal why there is no room
 */
record Room(int place, List<StoredKey> replaced, List<StoredKey> released, int left, Optional<Refusal> refusal) {

    /** Returns the room for a key of this login beside {@code existing}, the owner's keys that are not revoked, newest first. */
    static Room beside(List<StoredKey> existing, Policy policy, Login login, Instant now) {
        Policy.LoginRules rules = policy.rules(login.source());
        List<StoredKey> counted = existing.stream().filter(key -> key.place() != StoredKey.NO_PLACE).toList();
        List<StoredKey> expired = counted.stream().filter(key -> key.expired(now)).toList();
        List<StoredKey> alive = counted.stream().filter(key -> !key.expired(now)).toList();
        if (!expired.isEmpty() && rules.whenExpired() == WhenExpired.DELETE_FIRST) {
            return refused(Refusal.Code.EXPIRED_KEY_EXISTS, expired, login.of("key") + " " + names(expired)
                    + " has expired. Delete it first, then create a new one.");
        }
        int left = Math.max(0, policy.keysPerOwner() - alive.size());
        if (left == 0 && rules.whenFull() == Policy.WhenFull.REFUSE) {
            return refused(Refusal.Code.TOO_MANY_KEYS, alive, login.has() + " " + alive.size() + " of "
                    + policy.keysPerOwner() + " keys. Delete one first.");
        }
        List<StoredKey> replaced = new ArrayList<>(oldest(alive, alive.size() - policy.keysPerOwner() + 1));
        List<StoredKey> released = rules.whenExpired() == WhenExpired.IGNORE ? expired : List.of();
        if (rules.whenExpired() == WhenExpired.REPLACE) {
            replaced.addAll(expired);
        }
        return new Room(freePlace(alive, replaced), replaced, released, left, Optional.empty());
    }

    private static Room refused(Refusal.Code code, List<StoredKey> keys, String detail) {
        List<KeyId> ids = keys.stream().map(StoredKey::id).toList();
        return new Room(StoredKey.NO_PLACE, List.of(), List.of(), 0, Optional.of(new Refusal(code, detail, ids)));
    }

    private static List<StoredKey> oldest(List<StoredKey> keys, int count) {
        return keys.stream().sorted(Comparator.comparing(StoredKey::createdAt)).limit(Math.max(0, count)).toList();
    }

    private static int freePlace(List<StoredKey> alive, List<StoredKey> replaced) {
        Set<Integer> taken = alive.stream().filter(key -> !replaced.contains(key)).map(StoredKey::place)
                .collect(Collectors.toSet());
        int place = 0;
        while (taken.contains(place)) {
            place++;
        }
        return place;
    }

    private static String names(List<StoredKey> keys) {
        return keys.stream().map(key -> "'" + key.name() + "'").collect(Collectors.joining(", "));
    }
}
