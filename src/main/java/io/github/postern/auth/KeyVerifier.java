package io.github.postern.auth;

import io.github.postern.auth.KeyCache.Lookup;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Secret;
import io.github.postern.key.Suspension;
import io.github.postern.keyring.ChosenKeys;
import io.github.postern.keyring.Digest;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.keyring.Keyring;
import io.github.postern.keyring.Peppers;
import io.github.postern.policy.OwnerRules;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Scopes;
import io.github.postern.spi.ApiKeyPrincipal;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.store.DailyUsageCounter;
import io.github.postern.store.KeyEvents;
import io.github.postern.store.KeyStore;
import io.github.postern.store.KeyUse;
import io.github.postern.store.RefusedUseCounter;
import io.github.postern.store.StoredKey;
import io.github.postern.store.UseRecorder;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides about a presented key: checksum, digest, cache, store; then expiry, state, owner, network
 * and scope, on every request, cached or not. Safe for use by many threads; the cached path takes
 * no lock and asks no database.
 */
public final class KeyVerifier {

  private static final System.Logger LOG = System.getLogger("io.github.postern.auth");
  private static final Lookup MALFORMED = new Lookup(null, RejectReason.MALFORMED);
  private static final long USE_INTERVAL = Duration.ofMinutes(1).toMillis();

  private final KeyFormat format;
  private final Peppers peppers;
  private final KeyCache cache;
  private final KeyStore store;
  private final Ownership ownership;
  private final Scopes scopes;
  private final Suspension suspension;
  private final OwnerRules ownerRules;
  private final boolean chosenKeys;
  private final UseRecorder uses;
  private final RefusedUseCounter refusals;
  private final DailyUsageCounter days;
  private final Clock clock;

  /**
   * Compared with where no key has the id, so that an unknown id takes the path of a wrong secret.
   */
  private final Digest nobody;

  /**
   * Creates a verifier.
   *
   * @param keyring how keys look and how they are digested
   * @param cache what the store said lately
   * @param store where keys are kept
   * @param owners who their owners are
   * @param policy what keys can be limited to, and whether there are some that do not look like
   *     ours
   * @param uses takes note of uses
   * @param refusals and of refusals
   * @param days counts them
   * @param events told of keys whose owner is gone
   * @param clock the time
   */
  public KeyVerifier(
      Keyring keyring,
      KeyCache cache,
      KeyStore store,
      OwnerCheck owners,
      Policy policy,
      UseRecorder uses,
      RefusedUseCounter refusals,
      DailyUsageCounter days,
      KeyEvents events,
      Clock clock) {
    this.format = keyring.format();
    this.peppers = keyring.peppers();
    this.cache = cache;
    this.store = store;
    this.ownership = new Ownership(owners, store, cache, events, clock);
    this.scopes = policy.scopes();
    this.suspension = policy.preconditions().suspension();
    this.ownerRules = policy.preconditions().owners();
    this.chosenKeys = policy.lifecycle().chosenKeys();
    this.uses = uses;
    this.refusals = refusals;
    this.days = days;
    this.clock = clock;
    this.nobody = peppers.digest(new Secret(""));
  }

  /**
   * Decides.
   *
   * @param presented what was presented
   * @param use what it is presented for
   * @throws KeysUnavailableException if that cannot be known now
   */
  Verdict verify(Credential.Presented presented, Use use) {
    Lookup found = find(presented.secret());
    if (found.key() == null) {
      return Verdict.Rejected.unproven(found.reason());
    }
    String owner = found.key().key().owner().name();
    if (presented.user().isPresent() && !presented.user().get().equals(owner)) {
      return Verdict.Rejected.unproven(RejectReason.WRONG_USER);
    }
    return judge(found.key(), use);
  }

  /** Returns the key of this secret, in whatever state, if it is one. */
  Optional<StoredKey> findBySecret(Secret secret) {
    return Optional.ofNullable(find(secret).key()).map(CachedKey::key);
  }

  private Lookup find(Secret secret) {
    boolean ours = format.wellFormed(secret.reveal());
    if (!ours && !mayBeChosen(secret.reveal())) {
      return MALFORMED;
    }
    Digest digest = peppers.digest(secret);
    CachedKey cached = cache.proven(digest);
    if (cached != null) {
      return new Lookup(cached, null);
    }
    RejectReason known = cache.rejected(digest);
    if (known != null) {
      return new Lookup(null, known);
    }
    return cache.fill(
        digest,
        () -> lookUp(
            ours
                ? store.findPresented(format.idOf(secret.reveal()))
                : store.findByDigest(peppers.digests(secret)),
            secret,
            digest));
  }

  /** A value with our prefix that is not well formed is garbage, and costs no query. */
  private boolean mayBeChosen(String text) {
    return chosenKeys
        && !format.claims(text)
        && text.length() >= ChosenKeys.SHORTEST
        && text.length() <= ChosenKeys.LONGEST;
  }

  private Lookup lookUp(Optional<StoredKey> stored, Secret secret, Digest digest) {
    Digest expected = stored.map(StoredKey::digest).orElse(nobody);
    boolean proven = peppers.matches(secret, digest, expected);
    if (stored.isEmpty()) {
      return new Lookup(null, RejectReason.UNKNOWN);
    }
    if (!proven) {
      return new Lookup(null, RejectReason.WRONG_SECRET);
    }
    StoredKey key = stored.get();
    if (key.altered()
        && key.revokedAt().isEmpty()) { // a revoked one opens nothing, whoever wrote that
      LOG.log(
          Level.ERROR,
          key.lacksPepper()
              ? "The row of key {0} in the database is bound under a pepper that is not set,"
                  + " so the key is refused. Set that pepper again in postern.pepper, behind the"
                  + " current one"
              : "The row of key {0} in the database was not written by Postern: something else"
                  + " created or changed it, or its pepper has another value now, so the key is"
                  + " refused. If the value of the pepper is right, revoke the key, and find out"
                  + " who can write to the database",
          key.id());
      return new Lookup(null, RejectReason.ALTERED);
    }
    if (!key.altered() && (peppers.retired(expected) || key.origin().isOpen())) {
      upgradeDigest(key, digest);
    }
    return new Lookup(new CachedKey(key), null);
  }

  /**
   * The key is proven; that this cannot be written now, say because the database is read-only,
   * harms nobody.
   */
  private void upgradeDigest(StoredKey key, Digest current) {
    try {
      store.upgradeDigest(key, current);
    } catch (KeysUnavailableException e) {
      LOG.log(
          Level.DEBUG, "The row of a key stays as an older Postern or an older pepper made it", e);
    }
  }

  private Verdict judge(CachedKey cached, Use use) {
    StoredKey key = cached.key();
    Instant now = clock.instant();
    if (!key.usable(now, suspension)) {
      return refuse(key, now, use, reason(key, now));
    }
    OwnerStatus owner = ownership.status(key);
    if (owner != null && !owner.active()) {
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
        new ApiKeyPrincipal(
            key.owner(),
            key.id(),
            key.name(),
            owner == null ? ownerRules.roles(key.roles(), key.ownerLogin()) : owner.roles(),
            key.scopes()),
        key,
        now);
  }

  private void recordUse(CachedKey cached, Instant now, Use use) {
    days.count(cached.key().organisation(), false);
    if (cached.useIsDue(now.toEpochMilli(), USE_INTERVAL)) {
      uses.record(new KeyUse(cached.id(), now, use.address()));
    }
  }

  /** Somebody holds this key and cannot do what they want with it: its owner wants to know why. */
  private Verdict refuse(StoredKey key, Instant now, Use use, RejectReason reason) {
    days.count(key.organisation(), true);
    refusals.count(key.id(), now, use.address(), reason.text());
    return new Verdict.Rejected(
        reason, Optional.of(key), reason == RejectReason.SCOPE ? use.needed(scopes) : Set.of());
  }

  /** Returns whether a key works by itself now: where, from where and whose is not looked at. */
  boolean isUsable(StoredKey key) {
    return key.usable(clock.instant(), suspension);
  }

  /** Writes down that a working key was refused for something that is not its own. */
  void recordRefusedUse(KeyId id, String address, RejectReason reason) {
    refusals.count(id, clock.instant(), address, reason.text());
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

    /** Returns where it comes from. */
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
