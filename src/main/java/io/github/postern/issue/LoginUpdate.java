package io.github.postern.issue;

import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginProfile;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Suspension;
import io.github.postern.policy.Policy;
import io.github.postern.spi.Login;
import io.github.postern.spi.RequestedExpiry;
import io.github.postern.store.Decision;
import io.github.postern.store.OwnerRecord;
import io.github.postern.store.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what a login changes in its owner's keys and in the owner's record. Its decisions are
 * pure, so they can be asked again.
 */
final class LoginUpdate {

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
  LoginUpdate(Policy policy, boolean live) {
    this.policy = policy;
    this.suspension = policy.preconditions().suspension();
    this.live = live;
  }

  /**
   * The changes by a login.
   *
   * @param resumed the keys that work from now on
   * @param decisive whether other nodes have to learn of it at once: a key is resumed, or has other
   *     roles
   */
  record Effect(List<StoredKey> resumed, boolean decisive) {

    static final Effect NONE = new Effect(List.of(), false);
  }

  /** Returns what to write. Rows that cannot be verified are nobody's to change. */
  Decision<Effect> decide(OwnerRecord account, Login login, Instant at, Instant now) {
    OwnerRecord ownerRecord = verified(account);
    // A session may be left of a login before the last one; it says nothing new.
    if (ownerRecord.login().filter(last -> last.at().isAfter(at)).isPresent()) {
      return Decision.nothing(Effect.NONE);
    }
    LoginProfile profile = profile(login);
    List<StoredKey> released = released(ownerRecord.keys(), login, at, now);
    LastLogin last = after(ownerRecord.login(), login.source(), at, Optional.empty(), profile);
    List<StoredKey> decided = decided(ownerRecord.keys(), released, last);
    List<StoredKey> sleepers =
        ownerRecord.keys().stream().filter(key -> isWokenBy(last, key, now)).toList();
    if (decided.isEmpty()
        && sleepers.isEmpty()
        && isKnown(ownerRecord, login, at)
        && ownerRecord.login().get().profile().equals(Optional.of(profile))) {
      return Decision.nothing(Effect.NONE);
    }
    LastLogin written = sleepers.isEmpty()
        ? last
        : after(ownerRecord.login(), login.source(), at, Optional.of(now), profile);
    List<StoredKey> woken = Stream.concat(sleepers.stream(), released.stream())
        .filter(key -> !key.activation().isBlocking())
        .toList();
    return new Decision<>(
        List.of(),
        carrying(ownerRecord.keys(), decided, profile),
        Optional.of(written),
        new Effect(woken, !woken.isEmpty() || changesRoles(ownerRecord, written)));
  }

  /** Returns the data of a login about its user. */
  private static LoginProfile profile(Login login) {
    return new LoginProfile(
        login.roles(), login.ownerId(), login.displayName(), login.mail(), login.organisation());
  }

  private static OwnerRecord verified(OwnerRecord account) {
    return new OwnerRecord(
        account.keys().stream().filter(key -> !key.altered()).toList(),
        account.login(),
        account.revoked());
  }

  /** Returns the keys that wait for this login, as they are afterwards. */
  private List<StoredKey> released(List<StoredKey> keys, Login login, Instant at, Instant now) {
    return keys.stream()
        .filter(key -> activates(login, at, key) && !key.expired(now))
        .flatMap(key -> released(key, login, now).stream())
        .toList();
  }

  private boolean isWokenBy(LastLogin last, StoredKey key, Instant now) {
    return key.suspended(now, suspension)
        && !with(asked(key, last), last).suspended(now, suspension);
  }

  private boolean changesRoles(OwnerRecord ownerRecord, LastLogin written) {
    return !live
        && ownerRecord.keys().stream().anyMatch(key -> hasOtherRoles(key, ownerRecord, written));
  }

  /** Returns the keys that a login changes, as they are afterwards. */
  private List<StoredKey> decided(List<StoredKey> keys, List<StoredKey> released, LastLogin last) {
    Map<KeyId, StoredKey> changed = byId(released);
    return keys.stream()
        .flatMap(key -> {
          StoredKey after = asked(changed.getOrDefault(key.id(), key), last);
          return after == key ? Stream.empty() : Stream.of(after);
        })
        .toList();
  }

  /**
   * Whether the account moved is written into its keys too: a deleted row of the register resumes
   * none. A service's key is asked as well, for it may become somebody's.
   */
  private StoredKey asked(StoredKey key, LastLogin last) {
    boolean asks = suspension.moved(key.loginSource(), Optional.of(last));
    if (!suspension.whenMoved() || asks == key.activation().isPending(PendingCondition.CONFIRM)) {
      return key;
    }
    return key.toBuilder()
        .activation(
            asks
                ? key.activation().withPending(PendingCondition.CONFIRM)
                : key.activation().withoutPending(PendingCondition.CONFIRM))
        .build();
  }

  private static Map<KeyId, StoredKey> byId(List<StoredKey> keys) {
    return keys.stream().collect(Collectors.toMap(StoredKey::id, Function.identity()));
  }

  /**
   * The keys carry what a login decided too, so that a row of the register that is taken away gives
   * neither older rights back, nor the reach of an organisation that the owner has left.
   */
  private List<StoredKey> carrying(
      List<StoredKey> keys, List<StoredKey> decided, LoginProfile profile) {
    if (live) {
      return decided;
    }
    Map<KeyId, StoredKey> changed = byId(decided);
    return keys.stream()
        .flatMap(key -> {
          StoredKey after = carrying(changed.getOrDefault(key.id(), key), profile);
          return after == key ? Stream.empty() : Stream.of(after);
        })
        .toList();
  }

  private StoredKey carrying(StoredKey key, LoginProfile profile) {
    Set<String> roles =
        policy.preconditions().owners().latestLogin() ? profile.roles() : key.roles();
    return key.roles().equals(roles) && key.organisation().equals(profile.organisation())
        ? key
        : key.toBuilder()
            .roles(roles)
            .organisation(profile.organisation().orElse(null))
            .build();
  }

  private boolean hasOtherRoles(StoredKey key, OwnerRecord before, LastLogin written) {
    return !policy
        .preconditions()
        .owners()
        .roles(key.roles(), before.login())
        .equals(policy.preconditions().owners().roles(key.roles(), Optional.of(written)));
  }

  /** Whether a login follows closely on another of its kind. */
  private static boolean isKnown(OwnerRecord ownerRecord, Login login, Instant at) {
    return ownerRecord
        .login()
        .filter(
            last -> last.source() == login.source() && last.at().plus(COALESCED).isAfter(at))
        .isPresent();
  }

  /**
   * Only a login that was made after the key: the owner has to come again. An expired key does not
   * come back by it.
   */
  private static boolean activates(Login login, Instant at, StoredKey key) {
    return key.activation().isPending(PendingCondition.SIGN_IN)
        && login.source() == LoginSource.SAML
        && at.isAfter(key.createdAt());
  }

  /**
   * The key ends as if its owner had made it in this session; empty where that would be refused: it
   * goes on waiting.
   */
  private Optional<StoredKey> released(StoredKey key, Login login, Instant now) {
    Expiry expiry = Expiry.of(policy, login, new RequestedExpiry.Unspecified(), now);
    return expiry.refusal().isPresent()
        ? Optional.empty()
        : Optional.of(key.toBuilder()
            .activation(key.activation().withSignIn())
            .expiresAt(AdministrativeLock.boundedEnd(key, expiry.at()).orElse(null))
            .sessionEnd(login.sessionEnd().orElse(null))
            .build());
  }

  private static LastLogin after(
      Optional<LastLogin> before,
      LoginSource source,
      Instant at,
      Optional<Instant> resumedAt,
      LoginProfile profile) {
    Optional<Instant> samlBefore = before.flatMap(LastLogin::samlAt);
    Optional<Instant> samlAt =
        source == LoginSource.SAML && samlBefore.filter(at::isBefore).isEmpty()
            ? Optional.of(at)
            : samlBefore;
    return new LastLogin(
        source,
        at,
        samlAt,
        resumedAt.or(() -> before.flatMap(LastLogin::resumedAt)),
        Optional.of(profile));
  }

  private static StoredKey with(StoredKey key, LastLogin login) {
    return key.toBuilder().ownerLogin(login).build();
  }
}
