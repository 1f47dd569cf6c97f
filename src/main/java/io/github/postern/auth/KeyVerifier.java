package io.github.postern.auth;

import io.github.postern.auth.KeyCache.Lookup;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Suspension;
import io.github.postern.policy.OwnerRules;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Scopes;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.store.KeyUse;
import io.github.postern.store.StoreServices;
import io.github.postern.store.StoredKey;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a presented key: {@link KeyLookup} finds it, then expiry, state, owner, network and
 * scope count, on every request, cached or not. Safe for use by many threads; the cached path takes
 * no lock and asks no database.
 */
final class KeyVerifier {

  private static final long USE_INTERVAL = Duration.ofMinutes(1).toMillis();

  private final KeyLookup lookup;
  private final Ownership ownership;
  private final Scopes scopes;
  private final Suspension suspension;
  private final OwnerRules ownerRules;
  private final StoreServices stores;
  private final Clock clock;

  /**
   * Creates a verifier.
   *
   * @param lookup finds keys by their secrets
   * @param ownership knows whether their owners are still there
   * @param policy what keys can be limited to
   * @param stores take note of uses and refusals
   */
  KeyVerifier(KeyLookup lookup, Ownership ownership, Policy policy, StoreServices stores) {
    this.lookup = lookup;
    this.ownership = ownership;
    this.scopes = policy.scopes();
    this.suspension = policy.preconditions().suspension();
    this.ownerRules = policy.preconditions().owners();
    this.stores = stores;
    this.clock = stores.clock();
  }

  /** Returns what finds keys by their secrets. */
  KeyLookup lookup() {
    return lookup;
  }

  /**
   * Decides.
   *
   * @param presented what was presented
   * @param use what it is presented for
   * @throws KeysUnavailableException if that cannot be known now
   */
  Verdict verify(Credential.Presented presented, Use use) {
    Lookup found = lookup.find(presented.secret());
    if (found instanceof Lookup.Rejected rejected) {
      return Verdict.Rejected.unproven(rejected.reason());
    }
    CachedKey cached = ((Lookup.Proven) found).key();
    String owner = cached.key().owner().name();
    if (presented.user().isPresent() && !presented.user().get().equals(owner)) {
      return Verdict.Rejected.unproven(RejectReason.WRONG_USER);
    }
    return judge(cached, use);
  }

  private Verdict judge(CachedKey cached, Use use) {
    StoredKey key = cached.key();
    Instant now = clock.instant();
    if (!key.usable(now, suspension)) {
      return refuse(key, now, use, reason(key, now));
    }
    Optional<OwnerStatus> owner = ownership.status(key);
    if (owner.isPresent() && !owner.get().active()) {
      return refuse(key, now, use, RejectReason.OWNER_GONE);
    }
    if (!cached.allowsFrom(use.address())) {
      return refuse(key, now, use, RejectReason.NETWORK);
    }
    if (!use.alwaysAllowed() && !use.isWithin(scopes, key.scopes())) {
      return refuse(key, now, use, RejectReason.SCOPE);
    }
    recordUse(cached, now, use);
    return new Verdict.Accepted(
        owner.isPresent() ? cached.principal(owner.get().roles()) : cached.principal(ownerRules),
        key,
        now);
  }

  private void recordUse(CachedKey cached, Instant now, Use use) {
    stores.countRequest(cached.key().organisation(), false);
    if (cached.useIsDue(now.toEpochMilli(), USE_INTERVAL)) {
      stores.recordUse(new KeyUse(cached.id(), now, use.address()));
    }
  }

  /** Somebody holds this key and cannot do what they want with it: its owner wants to know why. */
  private Verdict refuse(StoredKey key, Instant now, Use use, RejectReason reason) {
    stores.countRequest(key.organisation(), true);
    stores.recordRefusedUse(key.id(), now, use.address(), reason.text());
    return new Verdict.Rejected(
        reason, Optional.of(key), reason == RejectReason.SCOPE ? use.needed(scopes) : Set.of());
  }

  /** Returns whether a key works by itself now: where, from where and whose is not looked at. */
  boolean isUsable(StoredKey key) {
    return key.usable(clock.instant(), suspension);
  }

  /** Writes down that a working key was refused for something that is not its own. */
  void recordRefusedUse(KeyId id, @Nullable String address, RejectReason reason) {
    stores.recordRefusedUse(id, clock.instant(), address, reason.text());
  }

  private RejectReason reason(StoredKey key, Instant now) {
    return switch (key.state(now, suspension)) {
      case REVOKED -> RejectReason.REVOKED;
      case SUPERSEDED ->
        key.suspended(now, suspension) ? RejectReason.SUSPENDED : RejectReason.SUPERSEDED;
      case SUSPENDED -> RejectReason.SUSPENDED;
      case INACTIVE -> RejectReason.INACTIVE;
      case EXPIRED, ACTIVE -> RejectReason.EXPIRED;
    };
  }

  /**
   * The request for which a key is presented.
   *
   * @param request the request
   * @param path its path below the context
   * @param alwaysAllowed whether it is open to every working key, whatever its scopes
   */
  record Use(HttpServletRequest request, String path, boolean alwaysAllowed) {

    /** Returns where it comes from; null if that is unknown. */
    @Nullable
    String address() {
      return request.getRemoteAddr();
    }

    /** Returns the scopes of which any one opens it. */
    Set<String> needed(Scopes scopes) {
      return scopes.opening(request.getMethod(), path).stream()
          .filter(scope -> isWithin(scopes, Set.of(scope)))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Returns whether scopes open it, by its own method and by every other one that a header or the
     * URL asks for.
     */
    boolean isWithin(Scopes scopes, Set<String> granted) {
      return granted.isEmpty()
          || scopes.allow(granted, request.getMethod(), path)
              && MethodOverride.in(request).stream()
                  .allMatch(method -> scopes.allow(granted, method, path));
    }
  }
}
