package io.github.postern.issue;

import io.github.postern.key.Activation;
import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.spi.Refusal;
import io.github.postern.spi.Refusal.Code;
import io.github.postern.store.DisabledBy;
import io.github.postern.store.HeldEnd;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Changes by an administrator that only an administrator can undo: disabling a key, or an earlier
 * expiry. One of smaller reach does not undo what one of larger reach did. An end that was
 * shortened is held, for the owner and for smaller reach, until an administrator gives back what
 * the key had before; what they give back of it is how far it is held then.
 */
final class AdministrativeLock {

  private static final String NOT_THE_OWNER = " (administrator)";

  private AdministrativeLock() {}

  /** Returns whether an administrator disabled a key. */
  static boolean isDisabledByAdministrator(StoredKey key) {
    return key.activation().isPending(PendingCondition.ADMINISTRATOR)
        || key.activation().isPending(PendingCondition.ORGANISATION_ADMINISTRATOR);
  }

  /**
   * Returns whether an administrator did anything against a key that still holds: its owner does
   * not put off its end.
   */
  static boolean isLocked(StoredKey key) {
    return isDisabledByAdministrator(key) || heldEnd(key).isPresent();
  }

  /**
   * Returns the end of a key that administrators shortened. Only the owner's own doing is written
   * down under exactly the owner's name; where an earlier build wrote down a name alone, everybody
   * but an administrator of everybody is held.
   */
  private static Optional<HeldEnd> heldEnd(StoredKey key) {
    Optional<HeldEnd> stored = key.disabledBy().flatMap(DisabledBy::heldEnd);
    if (stored.isPresent()
        || isDisabledByAdministrator(key)
        || key.disabledBy().filter(by -> !by.by().equals(key.owner().name())).isEmpty()) {
      return stored;
    }
    return key.expiresAt()
        .map(end -> new HeldEnd(Optional.empty(), Optional.of(end), Optional.empty()));
  }

  /** Returns the latest end that somebody may give a key; empty: any, as far as this goes. */
  private static Optional<Instant> latestEnd(StoredKey key, Actor actor) {
    Optional<HeldEnd> held = heldEnd(key);
    Optional<Instant> byEverybody = held.flatMap(HeldEnd::byEverybody);
    if (actor.administers(key)) {
      return actor.reach() == AdminReach.EVERYBODY ? Optional.empty() : byEverybody;
    }
    return latestOfOwner(key);
  }

  private static Optional<Instant> latestOfOwner(StoredKey key) {
    Optional<HeldEnd> held = heldEnd(key);
    return earliest(Stream.of(
        held.flatMap(HeldEnd::byOrganisation),
        held.flatMap(HeldEnd::byEverybody),
        isDisabledByAdministrator(key) ? key.expiresAt() : Optional.empty()));
  }

  /** Returns the end of a key that is set by a login: while it is held, not later than that. */
  static Optional<Instant> boundedEnd(StoredKey before, Optional<Instant> end) {
    return earliest(Stream.of(latestOfOwner(before), end));
  }

  /** Returns the end of a key that somebody makes anew: not later than they may set it. */
  static Optional<Instant> boundedEnd(StoredKey before, Optional<Instant> end, Actor actor) {
    return earliest(Stream.of(latestEnd(before, actor), end));
  }

  private static Optional<Instant> earliest(Stream<Optional<Instant>> ends) {
    return ends.flatMap(Optional::stream).min(Instant::compareTo);
  }

  /** Records who disables a key. */
  static void disable(StoredKey key, StoredKeyBuilder changed, Actor actor, Instant now) {
    changed.active(false);
    if (!actor.limits(key)) {
      // Where an administrator was first, that is what has to be known.
      if (!isLocked(key)) {
        changed.disabledBy(new DisabledBy(key.owner().name(), now));
      }
      return;
    }
    if (key.activation().isPending(PendingCondition.ADMINISTRATOR)) {
      return;
    }
    Activation free = key.activation().withoutPending(PendingCondition.ORGANISATION_ADMINISTRATOR);
    changed
        .activation(free.withPending(
            actor.reach() == AdminReach.EVERYBODY
                ? PendingCondition.ADMINISTRATOR
                : PendingCondition.ORGANISATION_ADMINISTRATOR))
        .disabledBy(by(actor, key, now).withHeldEnd(heldEnd(key)));
  }

  /** Somebody else of the owner's name, say of another realm, is not to be taken for the owner. */
  private static DisabledBy by(Actor actor, StoredKey key, Instant now) {
    return new DisabledBy(
        actor.name().equals(key.owner().name()) ? actor.name() + NOT_THE_OWNER : actor.name(), now);
  }

  /** Switches a key on, or returns why this one may not. An end that is held stays so. */
  static Optional<Refusal> enable(StoredKey key, StoredKeyBuilder changed, Actor actor) {
    boolean reaches = actor.reach() == AdminReach.EVERYBODY
        || !key.activation().isPending(PendingCondition.ADMINISTRATOR);
    if (isDisabledByAdministrator(key) && !(actor.administers(key) && reaches)) {
      return Optional.of(new Refusal(
          Code.FORBIDDEN,
          "This key was disabled by "
              + who(key)
              + ", and only an administrator"
              + (reaches ? "" : " of everybody")
              + " can enable it.",
          List.of(key.id())));
    }
    changed
        .active(true)
        .activation(key.activation()
            .withoutPending(PendingCondition.ADMINISTRATOR)
            .withoutPending(PendingCondition.ORGANISATION_ADMINISTRATOR));
    if (heldEnd(key).isEmpty()) {
      changed.disabledBy(null);
    }
    return Optional.empty();
  }

  /**
   * Writes down that an administrator moves the end of a key, or returns why somebody may not: its
   * owner, and who administers the organisation only, move it up to where it is held.
   */
  static Optional<Refusal> expiryMoved(
      StoredKey key, StoredKeyBuilder changed, Actor actor, Instant now) {
    Optional<Instant> end = changed.build().expiresAt();
    boolean later = isLater(end, key.expiresAt());
    Optional<Instant> latest = latestEnd(key, actor);
    if (later && isLater(end, latest)) {
      boolean organisation =
          actor.administers(key) || heldEnd(key).flatMap(HeldEnd::byEverybody).isPresent();
      return Optional.of(new Refusal(
          Code.FORBIDDEN,
          "This key was disabled, or given an earlier expiry, by "
              + who(key)
              + ". Only an administrator"
              + (organisation ? " of everybody" : "")
              + " can set an expiry later than "
              + latest.orElseThrow()
              + ".",
          List.of(key.id())));
    }
    if (later ? actor.administers(key) : actor.limits(key) && !end.equals(key.expiresAt())) {
      hold(key, changed, actor, now);
    }
    return Optional.empty();
  }

  /**
   * Writes down whose doing the end of a successor is; the owner's disabling goes with the key, an
   * old name does not.
   */
  static void rotated(StoredKey old, StoredKeyBuilder successor, Actor actor, Instant now) {
    if (old.active() && heldEnd(old).isEmpty()) {
      successor.disabledBy(null);
    }
    if (isLater(successor.build().expiresAt(), old.expiresAt()) && actor.administers(old)) {
      hold(old, successor, actor, now);
    }
  }

  /**
   * The last word of an administrator of everybody counts for all; one of the organisation speaks
   * beside it.
   */
  private static void hold(StoredKey key, StoredKeyBuilder changed, Actor actor, Instant now) {
    Optional<HeldEnd> before = heldEnd(key);
    Optional<Instant> end = changed.build().expiresAt();
    Optional<Instant> untouched = before.isPresent() ? before.get().before() : key.expiresAt();
    boolean wide = actor.reach() == AdminReach.EVERYBODY;
    Optional<Instant> mine = isLater(untouched, end) ? end : Optional.empty();
    Optional<Instant> byEverybody = wide ? mine : before.flatMap(HeldEnd::byEverybody);
    Optional<HeldEnd> after = mine.isEmpty() && byEverybody.isEmpty()
        ? Optional.empty()
        : Optional.of(new HeldEnd(wide ? Optional.empty() : mine, byEverybody, untouched));
    boolean keepsName = isDisabledByAdministrator(key) || !wide && byEverybody.isPresent();
    if (after.isPresent()) {
      changed.disabledBy(key.disabledBy()
          .filter(by -> keepsName)
          .orElseGet(() -> by(actor, key, now))
          .withHeldEnd(after));
    } else if (before.isPresent()) {
      changed.disabledBy(key.disabledBy()
          .filter(by -> keepsName)
          .map(by -> by.withHeldEnd(after))
          .orElse(null));
    }
  }

  /** Returns whether an end comes after another one; none comes last. */
  private static boolean isLater(Optional<Instant> end, Optional<Instant> than) {
    return than.isPresent() && end.filter(at -> !at.isAfter(than.get())).isEmpty();
  }

  private static String who(StoredKey key) {
    return key.disabledBy().map(by -> by.by() + " on " + by.at()).orElse("an administrator");
  }
}
