package io.github.postern.issue;

import io.github.postern.issue.Refusal.Code;
import io.github.postern.key.KeyEvent;
import io.github.postern.key.KeyEvents;
import io.github.postern.key.KeyGenerator;
import io.github.postern.key.KeyId;
import io.github.postern.key.Keyring;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;
import io.github.postern.key.Secret;
import io.github.postern.policy.Handling;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Validity;
import io.github.postern.store.Change;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoredKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The desk where keys are asked for, looked at, changed and given back. Each call acts on the keys of one owner, so no
 * other owner's key can be reached through it. Safe for use by many threads.
 *
 * <p>What the rules refuse is an {@link Outcome.Refused}; a {@link KeysUnavailableException} means that the store is
 * away and nothing was done.
 */
public final class KeyDesk {

    private final KeyStore store;
    private final Policy policy;
    private final Keyring keyring;
    private final Issuer issuer;
    private final KeyEditor editor;
    private final KeyEvents events;
    private final Clock clock;

    /**
     * Creates a desk.
     *
     * @param store where keys are kept
     * @param policy the rules
     * @param keyring how secrets are digested, and encrypted where they can be shown again
     * @param generator makes ids and secrets
     * @param rules the application's own rules
     * @param events told what happens
     * @param clock the time
     */
    public KeyDesk(KeyStore store, Policy policy, Keyring keyring, KeyGenerator generator, List<IssuanceRule> rules,
            KeyEvents events, Clock clock) {
        this.store = store;
        this.policy = policy;
        this.keyring = keyring;
        this.issuer = new Issuer(policy, keyring, generator, rules);
        this.editor = new KeyEditor(policy);
        this.events = events;
        this.clock = clock;
    }

    /** Returns what this login may be issued now. */
    public Allowance allowance(Login login) {
        Instant now = clock.instant();
        Room room = Room.beside(store.keysOf(login.owner()), policy, policy.rules(login.source()), now);
        Expiry expiry = Expiry.of(policy, login, new Wish.Unsaid(), now);
        boolean fixed = policy.rules(login.source()).validity() instanceof Validity.SessionEnd;
        Optional<Refusal> refusal = issuer.checkSource(login).or(expiry::refusal).or(room::refusal);
        return new Allowance(refusal, room.replaced(), room.left(), fixed ? expiry.at() : Optional.empty());
    }

    /** Returns when a key would end that this login created now. */
    public Expiry preview(Login login, Wish wish) {
        return Expiry.of(policy, login, wish, clock.instant());
    }

    /** Returns the keys of an owner that are not revoked, newest first. */
    public List<StoredKey> keys(Owner owner) {
        return store.keysOf(owner);
    }

    /** Returns a key of this owner that is not revoked, or empty whether it is somebody else's or nobody's. */
    public Optional<StoredKey> key(Owner owner, KeyId id) {
        return find(store.keysOf(owner), id);
    }

    /**
     * Creates a key.
     *
     * @param login who it is for
     * @param request what is asked for
     * @param actor who asks: the owner or an administrator
     */
    public Outcome issue(Login login, KeyRequest request, Actor actor) {
        Optional<Refusal> refusal = issuer.check(login, request);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        Issuer.Fresh fresh = request.chosen().map(secret -> issuer.chosenKey(secret, login.owner()))
                .orElseGet(() -> issuer.newKey(login.owner()));
        if (request.chosen().isPresent() && store.isTaken(keyring.peppers().digests(fresh.secret()))) {
            return new Outcome.Refused(new Refusal(Code.INVALID_KEY, "This value was a key before. Choose another."));
        }
        Instant now = clock.instant();
        Outcome outcome = store.<Outcome>change(login.owner(),
                existing -> issuer.create(login, request, actor, fresh, existing, now));
        if (outcome instanceof Outcome.Issued issued) {
            issued.replaced().forEach(id -> publish(KeyEvent.Type.REVOKED, id, null, login.owner(), actor, "replaced"));
            publish(KeyEvent.Type.CREATED, issued.key().id(), issued.key().name(), login.owner(), actor, null);
        }
        return outcome;
    }

    /**
     * Gives a key a successor with a new secret.
     *
     * @param overlap how long the old secret still works; zero or more
     */
    public Outcome rotate(Login login, KeyId id, Duration overlap, Actor actor) {
        Optional<Refusal> tooLong = editor.overlap(overlap);
        if (tooLong.isPresent()) {
            return new Outcome.Refused(tooLong.get());
        }
        boolean sameId = policy.handling().rotation() == Handling.Rotation.SAME_ID;
        Issuer.Fresh fresh = sameId ? issuer.newSecret(id, login.owner()) : issuer.newKey(login.owner());
        Instant now = clock.instant();
        Outcome outcome = change(login.owner(), id, key -> KeyEditor.alive(key, now).or(() -> KeyEditor.released(key))
                .map(refusal -> Change.<Outcome>nothing(new Outcome.Refused(refusal)))
                .orElseGet(() -> sameId ? issuer.renew(login, key, fresh, now)
                        : issuer.rotate(login, key, overlap, fresh, now)));
        if (outcome instanceof Outcome.Issued issued) {
            publish(KeyEvent.Type.ROTATED, id, issued.key().name(), login.owner(), actor, "successor " + issued.key().id());
        }
        return outcome;
    }

    /**
     * Changes what is recorded of a key.
     *
     * @param login whose key it is, and how they are logged in: that decides whether they choose its end
     */
    public Outcome edit(Login login, KeyId id, KeyEdit edit, Actor actor) {
        Optional<Refusal> refusal = edit.name().flatMap(name -> Texts.checkName(name, policy.naming()))
                .or(() -> edit.description().flatMap(Texts::checkDescription));
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        Instant now = clock.instant();
        return told(KeyEvent.Type.CHANGED, actor, null, store.<Outcome>change(login.owner(), existing -> find(existing, id)
                .map(key -> editor.edit(login, key, edit, existing, now))
                .orElseGet(() -> Change.nothing(new Outcome.Refused(Refusal.notFound())))));
    }

    /**
     * Lets a key work that waits for an approval.
     *
     * @param actor the administrator who approves: neither the owner nor who asked for the key
     */
    public Outcome approve(Owner owner, KeyId id, Actor actor) {
        Instant now = clock.instant();
        return told(KeyEvent.Type.APPROVED, actor, null, change(owner, id, key -> KeyEditor.approve(key, actor, now)));
    }

    /** Takes over a key that sleeps because its owner now logs in in another way. */
    public Outcome confirm(Login login, KeyId id, Actor actor) {
        Instant now = clock.instant();
        return told(KeyEvent.Type.CHANGED, actor, "confirmed after a " + login.source().text() + " login",
                change(login.owner(), id, key -> KeyEditor.alive(key, now)
                        .map(refusal -> Change.<Outcome>nothing(new Outcome.Refused(refusal)))
                        .orElseGet(() -> issuer.confirm(login, key, now))));
    }

    /** Revokes every key of an owner in one transaction, as after a stolen password; returns what was revoked. */
    public List<KeyId> revokeAll(Owner owner, Actor actor) {
        Instant now = clock.instant();
        List<StoredKey> revoked = store.<List<StoredKey>>change(owner, existing -> {
            List<StoredKey> updates = existing.stream().map(key -> Issuer.revoked(key, now)).toList();
            return new Change<>(List.of(), updates, updates);
        });
        revoked.forEach(key -> publish(KeyEvent.Type.REVOKED, key.id(), key.name(), owner, actor, "all of this owner"));
        return revoked.stream().map(StoredKey::id).toList();
    }

    /** Shows a secret again, where the policy allows it. */
    public Outcome reveal(Owner owner, KeyId id, Actor actor) {
        Outcome outcome = find(store.keysOf(owner), id).map(key -> Reveal.of(key, policy, keyring))
                .orElseGet(() -> new Outcome.Refused(Refusal.notFound()));
        if (outcome instanceof Outcome.Revealed revealed) {
            publish(KeyEvent.Type.REVEALED, id, revealed.key().name(), owner, actor, null);
        }
        return outcome;
    }

    /** Returns the key of this owner that has a value, for who wants to revoke it and knows nothing else of it. */
    public Optional<StoredKey> keyOf(Owner owner, Secret secret) {
        return store.findByDigest(keyring.peppers().digests(secret))
                .filter(key -> key.owner().equals(owner) && key.revokedAt().isEmpty());
    }

    /** Revokes a key: when this returns, this node refuses it. */
    public Outcome revoke(Owner owner, KeyId id, Actor actor) {
        Instant now = clock.instant();
        return told(KeyEvent.Type.REVOKED, actor, null, change(owner, id, key -> KeyEditor.written(Issuer.revoked(key, now))));
    }

    /**
     * Revokes a key because it was found where it does not belong.
     *
     * @param where where that was; may be empty
     */
    public Outcome report(StoredKey key, Actor actor, String where) {
        Outcome outcome = revoke(key.owner(), key.id(), actor);
        String detail = where.isEmpty() ? "found where it does not belong" : "found where it does not belong: " + where;
        return told(KeyEvent.Type.REPORTED, actor, detail, outcome);
    }

    private Outcome told(KeyEvent.Type type, Actor actor, String detail, Outcome outcome) {
        if (outcome instanceof Outcome.Changed changed) {
            publish(type, changed.key().id(), changed.key().name(), changed.key().owner(), actor, detail);
        }
        return outcome;
    }

    private Outcome change(Owner owner, KeyId id, Function<StoredKey, Change<Outcome>> decision) {
        return store.<Outcome>change(owner, existing -> find(existing, id)
                .map(decision)
                .orElseGet(() -> Change.nothing(new Outcome.Refused(Refusal.notFound()))));
    }

    private static Optional<StoredKey> find(List<StoredKey> keys, KeyId id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private void publish(KeyEvent.Type type, KeyId id, String name, Owner owner, Actor actor, String detail) {
        events.publish(new KeyEvent(type, clock.instant(), id, name, owner, actor.name(), actor.address(), detail));
    }
}
