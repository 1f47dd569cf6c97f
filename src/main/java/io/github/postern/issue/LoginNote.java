package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Profile;
import io.github.postern.key.Release.Awaited;
import io.github.postern.key.Suspension;
import io.github.postern.policy.Policy;
import io.github.postern.store.Account;
import io.github.postern.store.Change;
import io.github.postern.store.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a login changes of its owner's keys and of what is noted of them. Its decisions are pure, so they can be asked again. */
final class LoginNote {

    /** Logins closer together than this count as one. */
    private static final Duration COALESCED = Duration.ofHours(1);

    private final Policy policy;
    private final Suspension suspension;
    private final boolean live;

    /**
     * Creates it.
     *
     * @param live whether roles come from a directory, so that those of logins decide nothing
     */
    LoginNote(Policy policy, boolean live) {
        this.policy = policy;
        this.suspension = policy.safeguards().suspension();
        this.live = live;
    }

    /**
     * What a login changed.
     *
     * @param woken the keys that work from now on
     * @param decisive whether other nodes have to learn of it at once: a key wakes, or has other roles
     */
    record Effect(List<StoredKey> woken, boolean decisive) {

        static final Effect NONE = new Effect(List.of(), false);
    }

    /** Returns what to write. */
    Change<Effect> decide(Account account, Login login, Instant at, Instant now) {
        // A session may be left of a login before the last one; it says nothing new.
        if (account.login().filter(last -> last.at().isAfter(at)).isPresent()) {
            return Change.nothing(Effect.NONE);
        }
        Profile profile = SignIns.profile(login);
        List<StoredKey> released = account.keys().stream().filter(key -> letsWork(login, at, key) && !key.expired(now))
                .flatMap(key -> released(key, login, now).stream()).toList();
        LastLogin last = after(account.login(), login.source(), at, Optional.empty(), profile);
        List<StoredKey> decided = decided(account.keys(), released, last);
        List<StoredKey> sleepers = account.keys().stream().filter(key -> key.suspended(now, suspension)
                && !with(asked(key, last), last).suspended(now, suspension)).toList();
        if (decided.isEmpty() && sleepers.isEmpty() && isKnown(account, login, at)
                && account.login().get().profile().equals(Optional.of(profile))) {
            return Change.nothing(Effect.NONE);
        }
        LastLogin written = sleepers.isEmpty() ? last : after(account.login(), login.source(), at, Optional.of(now), profile);
        List<StoredKey> woken = Stream.concat(sleepers.stream(), released.stream())
                .filter(key -> !key.release().isPending()).toList();
        return new Change<>(List.of(), withRoles(account.keys(), decided, profile), Optional.of(written), new Effect(woken,
                !woken.isEmpty() || !live && account.keys().stream().anyMatch(key -> hasOtherRoles(key, account, written))));
    }

    /** Returns the keys that a login changes, as they are afterwards. */
    private List<StoredKey> decided(List<StoredKey> keys, List<StoredKey> released, LastLogin last) {
        Map<KeyId, StoredKey> changed = byId(released);
        return keys.stream().flatMap(key -> {
            StoredKey after = asked(changed.getOrDefault(key.id(), key), last);
            return after == key ? Stream.empty() : Stream.of(after);
        }).toList();
    }

    /**
     * Whether the account moved is written into its keys too: a row of the register that is taken away wakes none. A service's
     * key is asked as well, for it may become somebody's.
     */
    private StoredKey asked(StoredKey key, LastLogin last) {
        boolean asks = suspension.moved(key.loginSource(), Optional.of(last));
        if (!suspension.whenMoved() || asks == key.release().awaits(Awaited.CONFIRM)) {
            return key;
        }
        return key.toBuilder().release(asks ? key.release().with(Awaited.CONFIRM) : key.release().no(Awaited.CONFIRM)).build();
    }

    private static Map<KeyId, StoredKey> byId(List<StoredKey> keys) {
        return keys.stream().collect(Collectors.toMap(StoredKey::id, Function.identity()));
    }

    /** The keys carry what a login decided too, so that a row of the register that is taken away gives no older rights back. */
    private List<StoredKey> withRoles(List<StoredKey> keys, List<StoredKey> decided, Profile profile) {
        if (live || !policy.safeguards().owners().latestLogin()) {
            return decided;
        }
        Map<KeyId, StoredKey> changed = byId(decided);
        return keys.stream().map(key -> changed.getOrDefault(key.id(), key))
                .filter(key -> changed.containsKey(key.id()) || !key.roles().equals(profile.roles()))
                .map(key -> key.toBuilder().roles(profile.roles()).build()).toList();
    }

    private boolean hasOtherRoles(StoredKey key, Account before, LastLogin written) {
        return !policy.safeguards().owners().roles(key.roles(), before.login())
                .equals(policy.safeguards().owners().roles(key.roles(), Optional.of(written)));
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

    private static LastLogin after(Optional<LastLogin> before, LoginSource source, Instant at, Optional<Instant> resumedAt,
            Profile profile) {
        Optional<Instant> samlBefore = before.flatMap(LastLogin::samlAt);
        Optional<Instant> samlAt = source == LoginSource.SAML && samlBefore.filter(at::isBefore).isEmpty() ? Optional.of(at)
                : samlBefore;
        return new LastLogin(source, at, samlAt, resumedAt.or(() -> before.flatMap(LastLogin::resumedAt)),
                Optional.of(profile));
    }

    private static StoredKey with(StoredKey key, LastLogin login) {
        return key.toBuilder().ownerLogin(login).build();
    }
}
