package io.github.postern.issue;

import io.github.postern.key.ChosenKeys;
import io.github.postern.key.Digest;
import io.github.postern.key.KeyGenerator;
import io.github.postern.key.KeyId;
import io.github.postern.key.Keyring;
import io.github.postern.key.Owner;
import io.github.postern.key.Release;
import io.github.postern.key.Release.Awaited;
import io.github.postern.key.Secret;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Validity;
import io.github.postern.store.Change;
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
    private final Keyring keyring;
    private final KeyGenerator generator;
    private final List<IssuanceRule> rules;

    Issuer(Policy policy, Keyring keyring, KeyGenerator generator, List<IssuanceRule> rules) {
        this.policy = policy;
        this.keyring = keyring;
        this.generator = generator;
        this.rules = List.copyOf(rules);
    }

    /** A key that exists in memory only, until the store has its digest. */
    record Fresh(KeyId id, Secret secret, Digest digest, Optional<String> sealed) {
    }

    /** Returns a key of ours under a new id. */
    Fresh newKey(Owner owner) {
        KeyId id = generator.newId();
        return fresh(id, owner, generator.newSecret(id));
    }

    /** Returns another secret for an id. */
    Fresh newSecret(KeyId id, Owner owner) {
        return fresh(id, owner, generator.newSecret(id));
    }

    /** Returns a key whose value somebody chose. */
    Fresh chosenKey(Secret secret, Owner owner) {
        return fresh(generator.newId(), owner, secret);
    }

    private Fresh fresh(KeyId id, Owner owner, Secret secret) {
        Optional<String> sealed = policy.handling().revealable()
                ? keyring.sealer().map(sealer -> sealer.seal(id, owner, secret)) : Optional.empty();
        return new Fresh(id, secret, keyring.peppers().digest(secret), sealed);
    }

    /** Returns what is wrong with a request whatever keys there are. */
    Optional<Refusal> check(Login login, KeyRequest request) {
        return Stream.<Optional<Refusal>>of(
                        checkName(request.name()),
                        request.description().flatMap(Texts::checkDescription),
                        Texts.checkScopes(request.scopes(), policy.scopes()),
                        Texts.checkNetworks(request.networks()),
                        request.chosen().flatMap(this::checkChosen),
                        checkSource(login))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Refusal> checkName(Optional<String> name) {
        if (name.isEmpty() && !policy.naming().required()) {
            return Optional.empty();
        }
        return Texts.checkName(name.orElse(""), policy.naming());
    }

    /** A value that looks like one of ours would be looked for by its id, and one that is short could be guessed. */
    private Optional<Refusal> checkChosen(Secret secret) {
        String text = secret.reveal();
        boolean fits = text.length() >= ChosenKeys.SHORTEST && text.length() <= ChosenKeys.LONGEST
                && text.chars().allMatch(c -> c > ' ' && c < 127 && c != ',')
                && !keyring.format().claims(text);
        return fits ? Optional.empty() : Optional.of(new Refusal(Refusal.Code.INVALID_KEY, "A chosen key has "
                + ChosenKeys.SHORTEST + " to " + ChosenKeys.LONGEST + " printable ASCII characters without spaces and commas,"
                + " and does not start with " + keyring.format().start() + "."));
    }

    Optional<Refusal> checkSource(Login login) {
        if (policy.rules(login.source()).allowed()) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(Refusal.Code.LOGIN_SOURCE_REFUSED, switch (login.source()) {
            case LOCAL -> "Only people who sign in by SSO may have API keys here.";
            case SAML -> "People who sign in by SSO may not have API keys here.";
        }));
    }

    Change<Outcome> create(Login login, KeyRequest request, Actor actor, Fresh fresh, List<StoredKey> existing,
            Instant now) {
        Optional<StoredKey> before = existing.stream()
                .filter(key -> request.token().isPresent() && key.requestToken().equals(request.token()))
                .findFirst();
        if (before.isPresent()) {
            return Change.nothing(new Outcome.Repeated(before.get()));
        }
        Expiry expiry = Expiry.of(policy, login, request.wish(), now);
        Room room = Room.beside(existing, policy, policy.rules(login.source()), now);
        Optional<Refusal> refusal = Stream.of(expiry.refusal(), room.refusal(),
                        Texts.checkUnique(request.name().orElse(""), policy.naming(), remaining(existing, room)),
                        askRules(login, request, existing, now))
                .flatMap(Optional::stream)
                .findFirst();
        if (refusal.isPresent()) {
            return Change.nothing(new Outcome.Refused(refusal.get()));
        }
        StoredKey key = record(login, request, actor, fresh, now).toBuilder()
                .expiresAt(expiry.at().orElse(null)).sessionEnd(sessionEnd(login)).release(release(login))
                .place(room.place())
                .build();
        return new Change<>(List.of(key), retire(room, now), new Outcome.Issued(key, fresh.secret(),
                room.replaced().stream().map(StoredKey::id).toList()));
    }

    Change<Outcome> rotate(Login login, StoredKey old, Duration overlap, Fresh fresh, Instant now) {
        Expiry expiry = Expiry.of(policy, login, sameLife(login, old), now);
        if (expiry.refusal().isPresent()) {
            return Change.nothing(new Outcome.Refused(expiry.refusal().get()));
        }
        Instant lastDay = now.plus(overlap);
        StoredKey superseded = old.toBuilder()
                .supersededBy(fresh.id())
                .expiresAt(old.expiresAt().filter(end -> end.isBefore(lastDay)).orElse(lastDay))
                .place(StoredKey.NO_PLACE)
                .build();
        StoredKey successor = old.toBuilder()
                .id(fresh.id()).digest(fresh.digest()).sealed(fresh.sealed().orElse(null))
                .loginSource(login.source()).roles(login.roles())
                .createdAt(now).rotatedAt(now).expiresAt(expiry.at().orElse(null))
                .sessionEnd(sessionEnd(login)).release(release(login))
                .usedAt(null).usedFrom(null).refused(null, null).seenInUrlAt(null)
                .requestToken(null).version(0)
                .build();
        return new Change<>(List.of(successor), List.of(superseded),
                new Outcome.Issued(successor, fresh.secret(), List.of()));
    }

    /** The same key with another secret: the old one ends at once. */
    Change<Outcome> renew(Login login, StoredKey key, Fresh fresh, Instant now) {
        StoredKey renewed = key.toBuilder()
                .digest(fresh.digest()).sealed(fresh.sealed().orElse(null))
                .roles(login.roles()).rotatedAt(now).release(release(login))
                .build();
        return new Change<>(List.of(), List.of(renewed), new Outcome.Issued(renewed, fresh.secret(), List.of()));
    }

    private static List<StoredKey> remaining(List<StoredKey> existing, Room room) {
        return existing.stream().filter(key -> !room.replaced().contains(key)).toList();
    }

    private StoredKey record(Login login, KeyRequest request, Actor actor, Fresh fresh, Instant now) {
        return StoredKey.builder()
                .id(fresh.id()).digest(fresh.digest()).sealed(fresh.sealed().orElse(null))
                .owner(login.owner()).ownerId(login.ownerId().orElse(null)).organisation(login.organisation().orElse(null))
                .createdBy(actor.name()).loginSource(login.source())
                .name(request.name().map(String::strip)
                        .orElseGet(() -> policy.naming().generatedStart() + fresh.id()))
                .description(request.description().filter(text -> !text.isBlank()).orElse(null))
                .roles(login.roles()).scopes(request.scopes()).networks(request.networks())
                .createdAt(now.truncatedTo(ChronoUnit.MILLIS))
                .requestToken(request.token().orElse(null)).service(request.service())
                .build();
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
