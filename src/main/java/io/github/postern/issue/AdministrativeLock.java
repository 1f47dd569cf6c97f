package io.github.postern.issue;

import io.github.postern.key.Activation;
import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.spi.Refusal;
import io.github.postern.spi.Refusal.Code;
import io.github.postern.store.DisabledBy;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Changes by an administrator that only an administrator can undo: disabling a key, or an earlier expiry. One
 * of smaller reach does not undo what one of larger reach did.
 */
final class AdministrativeLock {

    private static final String NOT_THE_OWNER = " (administrator)";

    private AdministrativeLock() {
    }

    /** Returns whether an administrator switched a key off. */
    static boolean isDisabledByAdministrator(StoredKey key) {
        return key.activation().isPending(PendingCondition.ADMINISTRATOR)
                || key.activation().isPending(PendingCondition.ORGANISATION_ADMINISTRATOR);
    }

    /**
     * Returns whether an administrator did anything against a key that still holds: its owner does not put off its end. Only the
     * owner's own doing is written down under exactly the owner's name.
     */
    static boolean isLocked(StoredKey key) {
        return isDisabledByAdministrator(key) || key.disabledBy().filter(by -> !by.by().equals(key.owner().name())).isPresent();
    }

    /** Returns the end of a key that is made anew, or whose end is set by a login: while it is held, not later than before. */
    static Optional<Instant> boundedEnd(StoredKey before, Optional<Instant> end) {
        return isLocked(before) ? Stream.of(before.expiresAt(), end).flatMap(Optional::stream).min(Instant::compareTo) : end;
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
        changed.activation(free.withPending(actor.reach() == AdminReach.EVERYBODY ? PendingCondition.ADMINISTRATOR
                : PendingCondition.ORGANISATION_ADMINISTRATOR))
                .disabledBy(by(actor, key, now));
    }

    /** Somebody else of the owner's name, say of another realm, is not to be taken for the owner. */
    private static DisabledBy by(Actor actor, StoredKey key, Instant now) {
        return new DisabledBy(actor.name().equals(key.owner().name()) ? actor.name() + NOT_THE_OWNER : actor.name(), now);
    }

    /** Switches a key on, or returns why this one may not. */
    static Optional<Refusal> enable(StoredKey key, StoredKeyBuilder changed, Actor actor) {
        boolean administers = actor.administers(key);
        boolean reaches = actor.reach() == AdminReach.EVERYBODY || !key.activation().isPending(PendingCondition.ADMINISTRATOR);
        if (isDisabledByAdministrator(key) && !(administers && reaches)) {
            return Optional.of(new Refusal(Code.FORBIDDEN, "This key was disabled by " + who(key) + ", and only an administrator"
                    + (reaches ? "" : " of everybody") + " can enable it.", List.of(key.id())));
        }
        changed.active(true)
                .activation(key.activation().withoutPending(PendingCondition.ADMINISTRATOR)
                .withoutPending(PendingCondition.ORGANISATION_ADMINISTRATOR));
        if (administers || !isLocked(key)) {
            changed.disabledBy(null);
        }
        return Optional.empty();
    }

    /** Writes down that an administrator moves the end of a key, or returns why its owner may not. */
    static Optional<Refusal> expiryMoved(StoredKey key, StoredKeyBuilder changed, Actor actor, Instant now) {
        boolean later = key.expiresAt().isPresent()
                && changed.build().expiresAt().filter(end -> !end.isAfter(key.expiresAt().get())).isEmpty();
        if (later && !actor.administers(key)) {
            return isLocked(key) ? Optional.of(new Refusal(Code.FORBIDDEN,
                    "This key was disabled, or given an earlier expiry, by " + who(key)
                    + ". Only an administrator can set a later expiry.", List.of(key.id())))
                    : Optional.empty();
        }
        if (later && !isDisabledByAdministrator(key)) {
            changed.disabledBy(null);
        } else if (!isDisabledByAdministrator(key) && actor.limits(key) && !changed.build().expiresAt().equals(key.expiresAt())) {
            changed.disabledBy(by(actor, key, now));
        }
        return Optional.empty();
    }

    private static String who(StoredKey key) {
        return key.disabledBy().map(by -> by.by() + " on " + by.at()).orElse("an administrator");
    }
}
