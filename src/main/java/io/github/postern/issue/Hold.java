package io.github.postern.issue;

import io.github.postern.issue.Refusal.Code;
import io.github.postern.key.Release;
import io.github.postern.key.Release.Awaited;
import io.github.postern.store.Disabled;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an administrator did against a key, and only an administrator undoes: switching it off, or bringing its end forward. One
 * of smaller reach does not undo what one of larger reach switched off.
 */
final class Hold {

    private static final String NOT_THE_OWNER = " (administrator)";

    private Hold() {
    }

    /** Returns whether an administrator switched a key off. */
    static boolean isOff(StoredKey key) {
        return key.release().awaits(Awaited.ADMINISTRATOR) || key.release().awaits(Awaited.ORGANISATION_ADMINISTRATOR);
    }

    /**
     * Returns whether an administrator did anything against a key that still holds: its owner does not put off its end. Only the
     * owner's own doing is written down under exactly the owner's name.
     */
    static boolean isOn(StoredKey key) {
        return isOff(key) || key.disabled().filter(by -> !by.by().equals(key.owner().name())).isPresent();
    }

    /** Returns the end of a key that is made anew, or whose end is set by a login: while it is held, not later than before. */
    static Optional<Instant> end(StoredKey before, Optional<Instant> end) {
        return isOn(before) ? Stream.of(before.expiresAt(), end).flatMap(Optional::stream).min(Instant::compareTo) : end;
    }

    /** Writes down who switches a key off. */
    static void off(StoredKey key, StoredKeyBuilder changed, Actor actor, Instant now) {
        changed.active(false);
        if (!actor.limits(key)) {
            // Where an administrator was first, that is what has to be known.
            if (!isOn(key)) {
                changed.disabled(new Disabled(key.owner().name(), now));
            }
            return;
        }
        if (key.release().awaits(Awaited.ADMINISTRATOR)) {
            return;
        }
        Release free = key.release().no(Awaited.ORGANISATION_ADMINISTRATOR);
        changed.release(free.with(actor.reach() == Reach.EVERYBODY ? Awaited.ADMINISTRATOR : Awaited.ORGANISATION_ADMINISTRATOR))
                .disabled(by(actor, key, now));
    }

    /** Somebody else of the owner's name, say of another realm, is not to be taken for the owner. */
    private static Disabled by(Actor actor, StoredKey key, Instant now) {
        return new Disabled(actor.name().equals(key.owner().name()) ? actor.name() + NOT_THE_OWNER : actor.name(), now);
    }

    /** Switches a key on, or returns why this one may not. */
    static Optional<Refusal> on(StoredKey key, StoredKeyBuilder changed, Actor actor) {
        boolean administers = actor.administers(key);
        boolean reaches = actor.reach() == Reach.EVERYBODY || !key.release().awaits(Awaited.ADMINISTRATOR);
        if (isOff(key) && !(administers && reaches)) {
            return Optional.of(new Refusal(Code.FORBIDDEN, "This key was switched off by " + who(key) + ", and only an administrator"
                    + (reaches ? "" : " of everybody") + " switches it on.", List.of(key.id())));
        }
        changed.active(true)
                .release(key.release().no(Awaited.ADMINISTRATOR).no(Awaited.ORGANISATION_ADMINISTRATOR));
        if (administers || !isOn(key)) {
            changed.disabled(null);
        }
        return Optional.empty();
    }

    /** Writes down that an administrator moves the end of a key, or returns why its owner may not. */
    static Optional<Refusal> moved(StoredKey key, StoredKeyBuilder changed, Actor actor, Instant now) {
        boolean later = key.expiresAt().isPresent()
                && changed.build().expiresAt().filter(end -> !end.isAfter(key.expiresAt().get())).isEmpty();
        if (later && !actor.administers(key)) {
            return isOn(key) ? Optional.of(new Refusal(Code.FORBIDDEN, "This key was switched off, or its end brought"
                    + " forward, by " + who(key) + ". Only an administrator gives it a later end.", List.of(key.id())))
                    : Optional.empty();
        }
        if (later && !isOff(key)) {
            changed.disabled(null);
        } else if (!isOff(key) && actor.limits(key) && !changed.build().expiresAt().equals(key.expiresAt())) {
            changed.disabled(by(actor, key, now));
        }
        return Optional.empty();
    }

    private static String who(StoredKey key) {
        return key.disabled().map(by -> by.by() + " on " + by.at()).orElse("an administrator");
    }
}
