package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.key.Owner;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.KeyEvents;
import io.github.postern.store.StoredKey;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what was done with keys, once it is done. */
final class EventPublisher {

  private final KeyEvents events;
  private final Clock clock;

  EventPublisher(KeyEvents events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** @param detail what there is to say beside; may be null */
  void publish(KeyEvent.Type type, StoredKey key, Actor actor, @Nullable String detail) {
    events.publish(new KeyEvent(
        type,
        clock.instant(),
        key.id(),
        key.name(),
        key.owner(),
        actor.name(),
        actor.address(),
        detail));
  }

  /** Tells of a key of which no more than its id is at hand. */
  void publish(KeyEvent.Type type, Owner owner, KeyId id, Actor actor, @Nullable String detail) {
    events.publish(new KeyEvent(
        type, clock.instant(), id, null, owner, actor.name(), actor.address(), detail));
  }

  /** Tells of a key if it was changed, and returns the outcome. */
  Outcome publishIfChanged(
      KeyEvent.Type type, Actor actor, @Nullable String detail, Outcome outcome) {
    if (outcome instanceof Outcome.Changed changed) {
      publish(type, changed.key(), actor, detail);
    }
    return outcome;
  }

  /** Tells of keys that had ended, and whose rows went, since there were too many of them. */
  void publishCleared(List<StoredKey> cleared, Actor actor) {
    cleared.forEach(
        key -> publish(KeyEvent.Type.REVOKED, key, actor, "one of too many that work no more"));
  }
}
