package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.key.Owner;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.Decision;
import io.github.postern.store.KeyStore;
import io.github.postern.store.OwnerRecord;
import io.github.postern.store.StoredKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Revokes keys of an owner, and tells of it. Safe for use by many threads. */
final class Revoker {

  private final KeyStore store;
  private final int keysPerOwner;
  private final EventPublisher publisher;
  private final Clock clock;

  /**
   * The result of a revocation: the answer, the revoked keys, and those that had ended and whose
   * rows went beside.
   */
  private record Done<R>(R answer, List<StoredKey> revoked, List<StoredKey> cleared) {}

  Revoker(KeyStore store, int keysPerOwner, EventPublisher publisher, Clock clock) {
    this.store = store;
    this.keysPerOwner = keysPerOwner;
    this.publisher = publisher;
    this.clock = clock;
  }

  /** As {@link KeyService#revokeAll(Owner, Predicate, Actor)}. */
  List<KeyId> revokeAll(Owner owner, Predicate<StoredKey> whether, Actor actor) {
    Instant now = clock.instant();
    Done<List<KeyId>> done = store.<Done<List<KeyId>>>changeAccount(owner, account -> {
      List<StoredKey> updates = account.keys().stream()
          .filter(whether)
          .map(key -> KeyIssuer.revoked(key, now))
          .toList();
      return written(updates, updates.stream().map(StoredKey::id).toList(), account, now);
    });
    done.revoked()
        .forEach(key -> publisher.publish(KeyEvent.Type.REVOKED, key, actor, "all of this owner"));
    publisher.publishCleared(done.cleared(), actor);
    return done.answer();
  }

  /** As {@link KeyService#revoke}. */
  Outcome revoke(Owner owner, KeyId id, Successors successors, Actor actor) {
    Instant now = clock.instant();
    Done<Outcome> done = store.<Done<Outcome>>changeAccount(owner, account -> {
      Decision<Outcome> change = StoredKey.find(account.keys(), id)
          .map(key -> Revocation.of(key, successors, account.keys(), now))
          .orElseGet(() -> Decision.nothing(Outcome.Refused.notFound()));
      return written(change.updates(), change.result(), account, now);
    });
    done.revoked()
        .forEach(key -> publisher.publish(
            KeyEvent.Type.REVOKED,
            key,
            actor,
            key.id().equals(id) ? null : "with its predecessor " + id));
    publisher.publishCleared(done.cleared(), actor);
    return done.answer();
  }

  private <R> Decision<Done<R>> written(
      List<StoredKey> updates, R answer, OwnerRecord account, Instant now) {
    List<StoredKey> revoked =
        updates.stream().filter(key -> key.revokedAt().isPresent()).toList();
    if (revoked.isEmpty()) {
      return Decision.nothing(new Done<>(answer, List.of(), List.of()));
    }
    DeadKeyRetention retention = DeadKeyRetention.of(account, updates, keysPerOwner, now);
    return new Decision<>(
        List.of(),
        retention.updates(),
        retention.removed(),
        Optional.empty(),
        new Done<>(answer, revoked, retention.cleared()));
  }
}
