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
import io.github.postern.store.KeyPage;
import io.github.postern.store.KeyQuery;
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

    /** Returns keys of everybody: for administrators. */
    public KeyPage search(KeyQuery query) {
        return store.search(query);
    }

    /** Returns who had a key, whatever became of it, if they have none now: for administrators. */
    public Optional<StoredKey> lastKeyOfOwnerWithoutKeys(KeyId id) {
        return store.find(id).filter(key -> store.keysOf(key.owner()).isEmpty());
    }

    /** Returns a key of anybody that is not revoked: for administrators. */
    public Optional<StoredKey> keyOfAnybody(KeyId id) {
        return store.find(id).filter(key -> key.revokedAt().isEmpty());
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
        Issuer.Fresh fresh = request.chosen().map(issuer::chosenKey).orElseGet(issuer::newKey);
        if (request.chosen().isPresent() && store.findByDigest(keyring.peppers().digests(fresh.secret())).isPresent()) {
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
        if (overlap.compareTo(policy.handling().maximumOverlap()) > 0) {
            return new Outcome.Refused(new Refusal(Code.INVALID_VALIDITY,
                    "The overlap is at most " + Expiry.words(policy.handling().maximumOverlap()) + "."));
        }
        boolean sameId = policy.handling().rotation() == Handling.Rotation.SAME_ID;
        Issuer.Fresh fresh = sameId ? issuer.newSecret(id) : issuer.newKey();
        Instant now = clock.instant();
        Outcome outcome = change(login.owner(), id, key -> KeyEditor.alive(key, now)
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
        Outcome outcome = store.<Outcome>change(login.owner(), existing -> find(existing, id)
                .map(key -> editor.edit(login, key, edit, others(existing, id), now))
                .orElseGet(() -> Change.nothing(new Outcome.Refused(Refusal.notFound()))));
        if (outcome instanceof Outcome.Changed changed) {
            publish(KeyEvent.Type.CHANGED, id, changed.key().name(), login.owner(), actor, null);
        }
        return outcome;
    }

    /** Shows a secret again, where the policy allows it. */
    public Outcome reveal(Owner owner, KeyId id, Actor actor) {
        Optional<StoredKey> key = find(store.keysOf(owner), id);
        if (key.isEmpty()) {
            return new Outcome.Refused(Refusal.notFound());
        }
        if (!policy.handling().revealable()) {
            return new Outcome.Refused(new Refusal(Code.NOT_REVEALABLE, "A secret is shown once, when its key is created, and"
                    + " only its digest is kept. Rotate the key."));
        }
        if (key.get().sealed().isEmpty()) {
            return new Outcome.Refused(new Refusal(Code.NOT_REVEALABLE, "This key was made when secrets were not kept, so it"
                    + " cannot be shown. Rotate it."));
        }
        Secret secret;
        try {
            secret = keyring.sealer().orElseThrow().open(id, key.get().sealed().get());
        } catch (IllegalArgumentException e) {
            return new Outcome.Refused(new Refusal(Code.NOT_REVEALABLE, "This key was encrypted with another"
                    + " postern.reveal-key than the one in use, so it cannot be shown. Rotate it."));
        }
        publish(KeyEvent.Type.REVEALED, id, key.get().name(), owner, actor, null);
        return new Outcome.Revealed(key.get(), secret);
    }

    /** Returns the key of this owner that has a value, for who wants to revoke it and knows nothing else of it. */
    public Optional<StoredKey> keyOf(Owner owner, Secret secret) {
        return store.findByDigest(keyring.peppers().digests(secret))
                .filter(key -> key.owner().equals(owner) && key.revokedAt().isEmpty());
    }

    /** Writes into the audit trail that somebody reached for a key that is not theirs; the answer must not tell. */
    public void auditForeign(KeyId id, Login login, Actor actor) {
        store.find(id).filter(key -> key.revokedAt().isEmpty() && !key.owner().equals(login.owner())).ifPresent(
                key -> publish(KeyEvent.Type.FORBIDDEN, id, key.name(), key.owner(), actor, "not theirs"));
    }

    /** Revokes a key: when this returns, this node refuses it. */
    public Outcome revoke(Owner owner, KeyId id, Actor actor) {
        Instant now = clock.instant();
        Outcome outcome = change(owner, id, key -> {
            StoredKey revoked = Issuer.revoked(key, now);
            return new Change<>(List.of(), List.of(revoked), new Outcome.Changed(revoked));
        });
        if (outcome instanceof Outcome.Changed changed) {
            publish(KeyEvent.Type.REVOKED, id, changed.key().name(), owner, actor, null);
        }
        return outcome;
    }

    private Outcome change(Owner owner, KeyId id, Function<StoredKey, Change<Outcome>> decision) {
        return store.<Outcome>change(owner, existing -> find(existing, id)
                .map(decision)
                .orElseGet(() -> Change.nothing(new Outcome.Refused(Refusal.notFound()))));
    }

    private static List<StoredKey> others(List<StoredKey> existing, KeyId id) {
        return existing.stream().filter(key -> !key.id().equals(id)).toList();
    }

    private static Optional<StoredKey> find(List<StoredKey> keys, KeyId id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private void publish(KeyEvent.Type type, KeyId id, String name, Owner owner, Actor actor, String detail) {
        events.publish(new KeyEvent(type, clock.instant(), id, name, owner, actor.name(), actor.address(), detail));
    }
}
