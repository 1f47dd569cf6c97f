package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.key.Owner;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.Decision;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoredKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Revokes keys of an owner, and tells of it. Safe for use by many threads. */
final class Revoker {

  private final KeyStore store;
  private final EventPublisher publisher;
  private final Clock clock;

  /** The result of a revocation: the answer, and the revoked keys. */
  private record Done(Outcome outcome, List<StoredKey> revoked) {}

  Revoker(KeyStore store, EventPublisher publisher, Clock clock) {
    this.store = store;
    this.publisher = publisher;
    this.clock = clock;
  }

  /** As {@link KeyService#revokeAll(Owner, Predicate, Actor)}. */
  List<KeyId> revokeAll(Owner owner, Predicate<StoredKey> whether, Actor actor) {
    Instant now = clock.instant();
    List<StoredKey> revoked = store.<List<StoredKey>>change(owner, existing -> {
      List<StoredKey> updates = existing.stream()
          .filter(whether)
          .map(key -> KeyIssuer.revoked(key, now))
          .toList();
      return new Decision<>(List.of(), updates, updates);
    });
    revoked.forEach(
        key -> publisher.publish(KeyEvent.Type.REVOKED, key, actor, "all of this owner"));
    return revoked.stream().map(StoredKey::id).toList();
  }

  /** As {@link KeyService#revoke}. */
  Outcome revoke(Owner owner, KeyId id, Successors successors, Actor actor) {
    Instant now = clock.instant();
    Done done = store.<Done>change(owner, existing -> {
      Decision<Outcome> change = KeyService.find(existing, id)
          .map(key -> Revocation.of(key, successors, existing, now))
          .orElseGet(() -> Decision.nothing(Outcome.Refused.notFound()));
      List<StoredKey> revoked =
          change.updates().stream().filter(key -> key.revokedAt().isPresent()).toList();
      return new Decision<>(change.inserts(), change.updates(), new Done(change.result(), revoked));
    });
    done.revoked()
        .forEach(key -> publisher.publish(
            KeyEvent.Type.REVOKED,
            key,
            actor,
            key.id().equals(id) ? null : "with its predecessor " + id));
    return done.outcome();
  }
}
