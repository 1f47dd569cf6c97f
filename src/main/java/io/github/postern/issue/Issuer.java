package io.github.postern.issue;

import io.github.postern.key.Release;
import io.github.postern.key.Release.Awaited;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Validity;
import io.github.postern.store.Change;
import io.github.postern.store.Requester;
import io.github.postern.store.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes keys: decides, inside the transaction of the store, whether and as what. Its decisions are pure functions of
 * what is there, so the store may ask them again.
 */
final class Issuer {

    private final Policy policy;
    private final List<IssuanceRule> rules;

    Issuer(Policy policy, List<IssuanceRule> rules) {
        this.policy = policy;
        this.rules = List.copyOf(rules);
    }

    /**
     * What a change that makes a key comes to.
     *
     * @param outcome the answer
     * @param cleared keys that worked no more and were revoked beside, since there are too many of them
     */
    record Made(Outcome outcome, List<StoredKey> cleared) {

        static Change<Made> refused(Refusal refusal) {
            return Change.nothing(new Made(new Outcome.Refused(refusal), List.of()));
        }
    }

    Change<Made> create(Login login, KeyRequest request, Actor actor, FreshKeys.Fresh fresh, List<StoredKey> existing,
            Instant now) {
        Optional<StoredKey> before = existing.stream()
                .filter(key -> request.token().isPresent() && key.requestToken().equals(request.token()))
                .findFirst();
        if (before.isPresent()) {
            return Change.nothing(new Made(new Outcome.Repeated(before.get()), List.of()));
        }
        Expiry expiry = Expiry.of(policy, login, request.wish(), now);
        Room room = Room.beside(existing, policy, login, now);
        Optional<Instant> end = request.wish() instanceof Wish.Unsaid ? end(actor, expiry) : expiry.at();
        StoredKey key = record(login, request, actor, fresh, now).toBuilder()
                .expiresAt(end.orElse(null)).sessionEnd(sessionEnd(login)).release(release(login))
                .place(room.place())
                .build();
        Optional<Refusal> refusal = Stream.of(expiry.refusal(), room.refusal(), actor.exceededBy(key),
                        Texts.checkUnique(login, request.name().orElse(""), policy.naming(), remaining(existing, room)),
                        askRules(login, request, existing, now))
                .flatMap(Optional::stream)
                .findFirst();
        return refusal.map(Made::refused).orElseGet(() -> made(key, retire(room, now),
                new Outcome.Issued(key, fresh.secret(), room.replaced().stream().map(StoredKey::id).toList()), existing, now));
    }

    /** Nothing that a key makes outlives it. */
    private static Optional<Instant> end(Actor actor, Expiry expiry) {
        return actor.limits().map(limits -> limits.end(expiry.at())).orElse(expiry.at());
    }

    private Change<Made> made(StoredKey key, List<StoredKey> updates, Outcome outcome, List<StoredKey> existing, Instant now) {
        Leftovers leftovers = Leftovers.of(existing, updates, policy.keysPerOwner(), now);
        return new Change<>(List.of(key), leftovers.updates(), new Made(outcome, leftovers.revoked()));
    }

    /**
     * What a rotation asks for.
     *
     * @param login the owner, who is there or for whom somebody acts
     * @param key the key that gets a successor
     * @param overlap how long the old secret still works; zero or more
     * @param actor who asks
     */
    record Rotation(Login login, StoredKey key, Duration overlap, Actor actor) {
    }

    /** An old secret that works on keeps its place, so its successor needs one of its own; else it inherits the old one's. */
    Change<Made> rotate(Rotation rotation, FreshKeys.Fresh fresh, List<StoredKey> existing, Instant now) {
        StoredKey old = rotation.key();
        Expiry expiry = Expiry.of(policy, rotation.login(), sameLife(rotation.login(), old), now);
        boolean overlaps = !rotation.overlap().isZero();
        Room room = overlaps ? Room.forOneMore(existing, policy, now,
                "Rotate without overlap, or delete one first.") : Room.of(old.place());
        boolean held = Hold.isOn(old) && !rotation.actor().administers(old);
        Optional<Instant> end = held ? Hold.end(old, end(rotation.actor(), expiry)) : end(rotation.actor(), expiry);
        StoredKey successor = successor(rotation, fresh, end, now).toBuilder().place(room.place())
                .disabled(held || !old.active() ? old.disabled().orElse(null) : null).build();
        Optional<Refusal> refusal = expiry.refusal().or(room::refusal).or(() -> rotation.actor().exceededBy(successor));
        if (refusal.isPresent()) {
            return Made.refused(refusal.get());
        }
        Instant lastDay = now.plus(rotation.overlap());
        List<StoredKey> updates = new ArrayList<>(retire(room, now));
        updates.add(old.toBuilder()
                .supersededBy(fresh.id())
                .expiresAt(old.expiresAt().filter(until -> until.isBefore(lastDay)).orElse(lastDay))
                .place(overlaps ? old.place() : StoredKey.NO_PLACE)
                .build());
        return made(successor, updates, new Outcome.Issued(successor, fresh.secret(), List.of()), existing, now);
    }

    private StoredKey successor(Rotation rotation, FreshKeys.Fresh fresh, Optional<Instant> end, Instant now) {
        Login login = rotation.login();
        return rotation.key().toBuilder()
                .id(fresh.id()).digest(fresh.digest()).sealed(fresh.sealed().orElse(null))
                .loginSource(login.source()).roles(login.roles())
                .requester(requester(rotation.actor()))
                .createdAt(now).rotatedAt(now).expiresAt(end.orElse(null))
                .sessionEnd(sessionEnd(login)).release(
                        login.source() == rotation.key().loginSource() ? renewed(rotation.key(), login) : release(login))
                .usedAt(null).usedFrom(null).refused(null, null).seenInUrlAt(null).seenInClearAt(null)
                .requestToken(null).version(0)
                .build();
    }

    /** The same key with another secret: the old one ends at once. */
    Change<Made> renew(Rotation rotation, FreshKeys.Fresh fresh, Instant now) {
        Login login = rotation.login();
        StoredKey renewed = rotation.key().toBuilder()
                .digest(fresh.digest()).sealed(fresh.sealed().orElse(null))
                .requester(requester(rotation.actor()))
                .roles(login.roles()).rotatedAt(now).release(renewed(rotation.key(), login))
                .build();
        return new Change<>(List.of(), List.of(renewed),
                new Made(new Outcome.Issued(renewed, fresh.secret(), List.of()), List.of()));
    }

    private static List<StoredKey> remaining(List<StoredKey> existing, Room room) {
        return existing.stream().filter(key -> !room.replaced().contains(key)).toList();
    }

    private StoredKey record(Login login, KeyRequest request, Actor actor, FreshKeys.Fresh fresh, Instant now) {
        return StoredKey.builder()
                .id(fresh.id()).digest(fresh.digest()).sealed(fresh.sealed().orElse(null))
                .owner(login.owner()).ownerId(login.ownerId().orElse(null)).organisation(login.organisation().orElse(null))
                .createdBy(actor.name()).requester(requester(actor)).loginSource(login.source())
                .name(request.name().map(String::strip)
                        .orElseGet(() -> policy.naming().generatedStart() + fresh.id()))
                .description(request.description().filter(text -> !text.isBlank()).orElse(null))
                .roles(login.roles()).scopes(request.scopes()).networks(request.networks())
                .createdAt(now.truncatedTo(ChronoUnit.MILLIS))
                .requestToken(request.token().orElse(null)).service(request.service())
                .build();
    }

    private static Requester requester(Actor actor) {
        return new Requester(actor.name(), actor.id());
    }

    /** Each new secret has to be approved anew, and one that is made for somebody absent may wait for them. */
    private Release release(Login login) {
        Set<Awaited> awaits = EnumSet.noneOf(Awaited.class);
        if (policy.safeguards().approval()) {
            awaits.add(Awaited.APPROVAL);
        }
        if (!login.present() && ruledBySession(login).filter(Validity.SessionEnd::addedKeysAwaitSignIn).isPresent()) {
            awaits.add(Awaited.SIGN_IN);
        }
        return Release.awaiting(awaits);
    }

    /** Another secret is no word of the owner, who has to confirm the key, as long as it comes from the old login. */
    private Release renewed(StoredKey old, Login login) {
        return old.release().awaits(Awaited.CONFIRM) ? release(login).with(Awaited.CONFIRM) : release(login);
    }

    private Instant sessionEnd(Login login) {
        return ruledBySession(login).flatMap(rule -> login.sessionEnd()).orElse(null);
    }

    private Optional<Validity.SessionEnd> ruledBySession(Login login) {
        return policy.rules(login.source()).validity() instanceof Validity.SessionEnd rule ? Optional.of(rule)
                : Optional.empty();
    }

    /** The key of an account that now logs in in another way, as if that login had made it, but never longer than before. */
    Change<Outcome> confirm(Login login, StoredKey key, Instant now) {
        if (key.loginSource() == login.source()) {
            return Change.nothing(new Outcome.Refused(new Refusal(Refusal.Code.CONFLICT,
                    "This key came from the way in which you sign in now. There is nothing to confirm.", List.of(key.id()))));
        }
        Expiry expiry = Expiry.of(policy, login, sameLife(login, key), now);
        if (expiry.refusal().isPresent()) {
            return Change.nothing(new Outcome.Refused(expiry.refusal().get()));
        }
        Optional<Instant> end = Stream.of(expiry.at(), key.expiresAt()).flatMap(Optional::stream).min(Instant::compareTo);
        StoredKey confirmed = key.toBuilder().loginSource(login.source()).roles(login.roles())
                .release(key.release().no(Awaited.CONFIRM))
                .expiresAt(end.orElse(null)).sessionEnd(sessionEnd(login)).build();
        return new Change<>(List.of(), List.of(confirmed), new Outcome.Changed(confirmed));
    }

    private Optional<Refusal> askRules(Login login, KeyRequest request, List<StoredKey> existing, Instant now) {
        return rules.stream().flatMap(rule -> rule.check(login, request, existing, now).stream()).findFirst();
    }

    private static List<StoredKey> retire(Room room, Instant now) {
        List<StoredKey> updates = new ArrayList<>();
        room.replaced().forEach(key -> updates.add(revoked(key, now)));
        room.released().forEach(key -> updates.add(key.toBuilder().place(StoredKey.NO_PLACE).build()));
        return updates;
    }

    static StoredKey revoked(StoredKey key, Instant now) {
        return key.toBuilder().revokedAt(now).place(StoredKey.NO_PLACE).build();
    }

    /** A successor lives as long as the key it follows was meant to live, unless the login or the maximum says less. */
    private Wish sameLife(Login login, StoredKey old) {
        Validity validity = policy.rules(login.source()).validity();
        if (validity instanceof Validity.Chosen chosen && old.expiresAt().isPresent()) {
            Duration life = Duration.between(old.createdAt(), old.expiresAt().get());
            return new Wish.For(life.compareTo(chosen.maximum()) < 0 ? life : chosen.maximum());
        }
        return new Wish.Unsaid();
    }
}
