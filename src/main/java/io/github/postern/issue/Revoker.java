package io.github.postern.issue;

import io.github.postern.key.KeyEvent;
import io.github.postern.key.KeyId;
import io.github.postern.key.Owner;
import io.github.postern.store.Change;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoredKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Revokes keys of an owner, and tells of it. Safe for use by many threads. */
final class Revoker {

    private final KeyStore store;
    private final Teller teller;
    private final Clock clock;

    /** What a revocation comes to: the answer, and what is revoked. */
    private record Done(Outcome outcome, List<StoredKey> revoked) {
    }

    Revoker(KeyStore store, Teller teller, Clock clock) {
        this.store = store;
        this.teller = teller;
        this.clock = clock;
    }

    /** As {@link KeyDesk#revokeAll(Owner, Predicate, Actor)}. */
    List<KeyId> revokeAll(Owner owner, Predicate<StoredKey> whether, Actor actor) {
        Instant now = clock.instant();
        List<StoredKey> revoked = store.<List<StoredKey>>change(owner, existing -> {
            List<StoredKey> updates = existing.stream().filter(whether).map(key -> Issuer.revoked(key, now)).toList();
            return new Change<>(List.of(), updates, updates);
        });
        revoked.forEach(key -> teller.tell(KeyEvent.Type.REVOKED, key, actor, "all of this owner"));
        return revoked.stream().map(StoredKey::id).toList();
    }

    /** As {@link KeyDesk#revoke}. */
    Outcome revoke(Owner owner, KeyId id, Successors successors, Actor actor) {
        Instant now = clock.instant();
        Done done = store.<Done>change(owner, existing -> {
            Change<Outcome> change = KeyDesk.find(existing, id).map(key -> Revocation.of(key, successors, existing, now))
                    .orElseGet(() -> Change.nothing(new Outcome.Refused(Refusal.notFound())));
            List<StoredKey> revoked = change.updates().stream().filter(key -> key.revokedAt().isPresent()).toList();
            return new Change<>(change.inserts(), change.updates(), new Done(change.result(), revoked));
        });
        done.revoked().forEach(key -> teller.tell(KeyEvent.Type.REVOKED, key, actor,
                key.id().equals(id) ? null : "with its predecessor " + id));
        return done.outcome();
    }
}
