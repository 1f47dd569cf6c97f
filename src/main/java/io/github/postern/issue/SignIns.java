package io.github.postern.issue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.postern.key.KeyEvent;
import io.github.postern.key.KeyEvents;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.key.Release.Awaited;
import io.github.postern.key.Suspension;
import io.github.postern.owner.OwnerDirectory;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Validity;
import io.github.postern.store.Account;
import io.github.postern.store.Change;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoredKey;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes note of logins to the application: what keys wait for that sleep, or that an administrator made for somebody who
 * comes by SAML. A logout changes nothing here, and a login soon after another writes nothing. Safe for use by many
 * threads.
 */
public final class SignIns {

    private static final System.Logger LOG = System.getLogger("io.github.postern.issue");
    /** Logins closer together than this count as one. */
    private static final Duration COALESCED = Duration.ofHours(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int SIZE = 10_000;

    private final KeyStore store;
    private final OwnerDirectory directory;
    private final Policy policy;
    private final Suspension suspension;
    private final KeyEvents events;
    private final Clock clock;
    private final boolean needed;
    /** The logins that were noted last on this node: a login is many requests, and is noted once. */
    private final Cache<Noted, Boolean> noted = Caffeine.newBuilder().maximumSize(SIZE).executor(Runnable::run).build();
    /** Whose login could not be noted, and until when that is not tried again. */
    private final Cache<Owner, Instant> pausedUntil =
            Caffeine.newBuilder().maximumSize(SIZE).executor(Runnable::run).build();

    private record Noted(Owner owner, LoginSource source, Instant at) {
    }

    /**
     * Creates it.
     *
     * @param store where logins are noted
     * @param directory knows whether an owner is disabled; null if the application has none
     * @param policy whether logins matter at all
     * @param events told of keys that wake
     * @param clock the time
     */
    public SignIns(KeyStore store, OwnerDirectory directory, Policy policy, KeyEvents events, Clock clock) {
        this.store = store;
        this.directory = directory;
        this.policy = policy;
        this.suspension = policy.safeguards().suspension();
        this.events = events;
        this.clock = clock;
        this.needed = suspension.freshness().isPresent() || suspension.whenMoved() || addedKeysWait(policy);
    }

    private static boolean addedKeysWait(Policy policy) {
        return policy.saml().validity() instanceof Validity.SessionEnd end && end.addedKeysAwaitSignIn();
    }

    /** Returns whether a rule of the policy asks for logins. */
    public boolean needed() {
        return needed;
    }

    /**
     * Takes note of the login that a request is made with. Never fails: what cannot be noted now is noted by a later
     * request of the same login.
     *
     * @param address where the request came from
     */
    public void note(Login login, String address) {
        Instant now = clock.instant();
        Instant paused = needed ? pausedUntil.getIfPresent(login.owner()) : Instant.MAX;
        if (paused != null && now.isBefore(paused)) {
            return;
        }
        // A login without an instant is made anew with each request; once a minute is enough of these.
        Instant at = login.authenticatedAt().orElse(now.truncatedTo(ChronoUnit.MINUTES));
        Noted note = new Noted(login.owner(), login.source(), at);
        if (noted.getIfPresent(note) != null) {
            return;
        }
        try {
            // The login of somebody who is disabled wakes nothing, even if the application lets them in.
            if (directory == null || directory.status(login.owner()).active()) {
                write(login, at.isAfter(now) ? now : at, address, now);
                noted.put(note, true);
            }
        } catch (RuntimeException e) {
            pausedUntil.put(login.owner(), now.plus(PAUSE_AFTER_FAILURE));
            LOG.log(e instanceof KeysUnavailableException ? Level.DEBUG : Level.WARNING,
                    "A login cannot be noted now; it will be with a later request", e);
        }
    }

    private void write(Login login, Instant at, String address, Instant now) {
        List<StoredKey> woken = store.<List<StoredKey>>changeAccount(login.owner(), account -> decide(account, login, at, now));
        if (!woken.isEmpty()) {
            store.announce();
            woken.forEach(key -> events.publish(new KeyEvent(KeyEvent.Type.RESUMED, now, key.id(), key.name(), key.owner(),
                    login.owner().name(), address, "by a login")));
        }
    }

    /** Returns what to write, and the keys that work from now on. */
    private Change<List<StoredKey>> decide(Account account, Login login, Instant at, Instant now) {
        // A session may be left of a login before the last one; it says nothing new.
        if (account.login().filter(last -> last.at().isAfter(at)).isPresent()) {
            return Change.nothing(List.of());
        }
        List<StoredKey> released = account.keys().stream().filter(key -> letsWork(login, at, key) && !key.expired(now))
                .flatMap(key -> released(key, login, now).stream()).toList();
        LastLogin last = after(account.login(), login.source(), at, Optional.empty());
        List<StoredKey> sleepers = account.keys().stream()
                .filter(key -> key.suspended(now, suspension) && !with(key, last).suspended(now, suspension)).toList();
        if (released.isEmpty() && sleepers.isEmpty() && isKnown(account, login, at)) {
            return Change.nothing(List.of());
        }
        LastLogin written = sleepers.isEmpty() ? last : after(account.login(), login.source(), at, Optional.of(now));
        List<StoredKey> woken = Stream.concat(sleepers.stream(), released.stream())
                .filter(key -> key.release().awaits().isEmpty()).toList();
        return new Change<>(List.of(), released, Optional.of(written), woken);
    }

    /** Whether a login follows closely on another of its kind. */
    private static boolean isKnown(Account account, Login login, Instant at) {
        return account.login().filter(last -> last.source() == login.source() && last.at().plus(COALESCED).isAfter(at))
                .isPresent();
    }

    /** Only a login that was made after the key: the owner has to come again. What has expired does not come back by it. */
    private static boolean letsWork(Login login, Instant at, StoredKey key) {
        return key.release().awaits(Awaited.SIGN_IN) && login.source() == LoginSource.SAML && at.isAfter(key.createdAt());
    }

    /** The key ends as if its owner had made it in this session; empty where that would be refused: it goes on waiting. */
    private Optional<StoredKey> released(StoredKey key, Login login, Instant now) {
        Expiry expiry = Expiry.of(policy, login, new Wish.Unsaid(), now);
        return expiry.refusal().isPresent() ? Optional.empty() : Optional.of(key.toBuilder()
                .release(key.release().signedIn())
                .expiresAt(Hold.end(key, expiry.at()).orElse(null)).sessionEnd(login.sessionEnd().orElse(null))
                .build());
    }

    private static LastLogin after(Optional<LastLogin> before, LoginSource source, Instant at, Optional<Instant> resumedAt) {
        Optional<Instant> samlBefore = before.flatMap(LastLogin::samlAt);
        Optional<Instant> samlAt = source == LoginSource.SAML && samlBefore.filter(at::isBefore).isEmpty() ? Optional.of(at)
                : samlBefore;
        return new LastLogin(source, at, samlAt, resumedAt.or(() -> before.flatMap(LastLogin::resumedAt)));
    }

    private static StoredKey with(StoredKey key, LastLogin login) {
        return key.toBuilder().ownerLogin(login).build();
    }
}
