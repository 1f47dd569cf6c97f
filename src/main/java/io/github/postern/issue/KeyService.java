package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;
import io.github.postern.key.Secret;
import io.github.postern.keyring.Keyring;
import io.github.postern.policy.Lifecycle;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Validity;
import io.github.postern.spi.KeyEvent;
import io.github.postern.spi.KeyRequest;
import io.github.postern.spi.Login;
import io.github.postern.spi.Refusal;
import io.github.postern.spi.Refusal.Code;
import io.github.postern.spi.RequestedExpiry;
import io.github.postern.store.Decision;
import io.github.postern.store.KeyEvents;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoredKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Creates, reads, changes and revokes the keys of one owner at a time. Each call acts on the keys
 * of one owner, so no other owner's key can be reached through it. Safe for use by many threads.
 *
 * <p>A request that the rules refuse gets an {@link Outcome.Refused}; a
 * {@link KeysUnavailableException} means that the store is unreachable and nothing was done.
 */
public final class KeyService {

  private final KeyStore store;
  private final Policy policy;
  private final Keyring keyring;
  private final GeneratedKeyFactory freshKeys;
  private final KeyIssuer issuer;
  private final RequestRules requests;
  private final KeyEditor editor;
  private final EventPublisher publisher;
  private final Revoker revoker;
  private final Clock clock;

  /**
   * Creates the service.
   *
   * @param store where keys are kept
   * @param rules who may be issued what
   * @param keyring how keys are made, digested and encrypted
   * @param events told what happens
   * @param clock the time
   */
  KeyService(KeyStore store, IssuancePolicy rules, Keyring keyring, KeyEvents events, Clock clock) {
    this.store = store;
    this.policy = rules.policy();
    this.keyring = keyring;
    this.freshKeys = new GeneratedKeyFactory(policy, keyring);
    this.issuer = new KeyIssuer(rules);
    this.requests = new RequestRules(policy, keyring.format());
    this.editor = new KeyEditor(policy);
    this.publisher = new EventPublisher(events, clock);
    this.revoker = new Revoker(store, policy.keysPerOwner(), publisher, clock);
    this.clock = clock;
  }

  /** Returns what this login may be issued now. */
  public Allowance allowance(Login login) {
    Instant now = clock.instant();
    KeyQuota quota = KeyQuota.forNewKey(store.keysOf(login.owner()), policy, login, now);
    Expiry expiry = Expiry.of(policy, login, new RequestedExpiry.Unspecified(), now);
    boolean fixed = policy.rules(login.source()).validity() instanceof Validity.SessionEnd;
    Optional<Refusal> refusal = requests.checkSource(login).or(expiry::refusal).or(quota::refusal);
    return new Allowance(
        refusal, quota.replaced(), quota.left(), fixed ? expiry.at() : Optional.empty());
  }

  /** Returns when a key would end that this login created now. */
  public Expiry preview(Login login, RequestedExpiry requestedExpiry) {
    return Expiry.of(policy, login, requestedExpiry, clock.instant());
  }

  /** Returns the keys of an owner that are not revoked, newest first. */
  public List<StoredKey> keys(Owner owner) {
    return store.keysOf(owner);
  }

  /**
   * Returns a key of this owner that is not revoked, or empty whether it is somebody else's or
   * nobody's.
   */
  public Optional<StoredKey> key(Owner owner, KeyId id) {
    return StoredKey.find(store.keysOf(owner), id);
  }

  /**
   * Creates a key.
   *
   * @param login who it is for
   * @param request what is asked for
   * @param actor who asks: the owner or an administrator
   */
  public Outcome issue(Login login, KeyRequest request, Actor actor) {
    Optional<Refusal> refusal = requests.check(login, request);
    if (refusal.isPresent()) {
      return new Outcome.Refused(refusal.get());
    }
    GeneratedKeyFactory.GeneratedKey fresh = request
        .chosenSecret()
        .map(secret -> freshKeys.chosenKey(secret, login.owner()))
        .orElseGet(() -> freshKeys.newKey(login.owner()));
    if (request.chosenSecret().isPresent() && store.isTaken(keyring.digests(fresh.secret()))) {
      return new Outcome.Refused(
          new Refusal(Code.INVALID_KEY, "This value was a key before. Choose another."));
    }
    Instant now = clock.instant();
    KeyIssuer.CreationRequest creation = new KeyIssuer.CreationRequest(login, request, actor);
    KeyIssuer.Issuance made = store.<KeyIssuer.Issuance>changeAccount(
        login.owner(), account -> issuer.create(creation, fresh, account, now));
    if (made.outcome() instanceof Outcome.Issued issued) {
      issued
          .replaced()
          .forEach(
              id -> publisher.publish(KeyEvent.Type.REVOKED, login.owner(), id, actor, "replaced"));
      publisher.publish(KeyEvent.Type.CREATED, issued.key(), actor, null);
    }
    return cleared(made, actor);
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
    boolean sameId = policy.lifecycle().rotation() == Lifecycle.Rotation.SAME_ID;
    GeneratedKeyFactory.GeneratedKey fresh =
        sameId ? freshKeys.newSecret(id, login.owner()) : freshKeys.newKey(login.owner());
    Instant now = clock.instant();
    KeyIssuer.Issuance made = store.<KeyIssuer.Issuance>changeAccount(login.owner(), account -> {
      Optional<StoredKey> key = StoredKey.find(account.keys(), id);
      Optional<Refusal> refusal = key.isEmpty()
          ? Optional.of(Outcome.Refused.notFound().refusal())
          : KeyEditor.alive(key.get(), now).or(() -> KeyEditor.released(key.get()));
      return refusal.map(KeyIssuer.Issuance::refused).orElseGet(() -> {
        KeyIssuer.RotationRequest rotation =
            new KeyIssuer.RotationRequest(login, key.orElseThrow(), overlap, actor);
        return sameId
            ? issuer.rotateInPlace(rotation, fresh, now)
            : issuer.rotate(rotation, fresh, account, now);
      });
    });
    if (made.outcome() instanceof Outcome.Issued issued) {
      publisher.publish(
          KeyEvent.Type.ROTATED,
          issued.key().toBuilder().id(id).build(),
          actor,
          "successor " + issued.key().id());
    }
    return cleared(made, actor);
  }

  /** Tells of what went beside. */
  private Outcome cleared(KeyIssuer.Issuance made, Actor actor) {
    publisher.publishCleared(made.cleared(), actor);
    return made.outcome();
  }

  /**
   * Changes what is recorded of a key.
   *
   * @param login whose key it is, and how they are logged in: that decides whether they choose its
   *     end
   */
  public Outcome edit(Login login, KeyId id, KeyEdit edit, Actor actor) {
    Optional<Refusal> refusal = edit.name()
        .flatMap(name -> KeyTexts.checkName(name, policy.naming()))
        .or(() -> edit.description().flatMap(KeyTexts::checkDescription));
    if (refusal.isPresent()) {
      return new Outcome.Refused(refusal.get());
    }
    Instant now = clock.instant();
    return publisher.publishIfChanged(
        KeyEvent.Type.CHANGED,
        actor,
        null,
        store.<Outcome>change(
            login.owner(),
            existing -> StoredKey.find(existing, id)
                .map(key ->
                    editor.edit(new KeyEditor.EditRequest(login, key, edit, actor), existing, now))
                .orElseGet(() -> Decision.nothing(Outcome.Refused.notFound()))));
  }

  /**
   * Lets a key work that waits for an approval.
   *
   * @param actor the administrator who approves: neither the owner nor who asked for the key
   */
  public Outcome approve(Owner owner, KeyId id, Actor actor) {
    Instant now = clock.instant();
    return publisher.publishIfChanged(
        KeyEvent.Type.APPROVED,
        actor,
        null,
        change(owner, id, key -> KeyEditor.approve(key, actor, now)));
  }

  /** Takes over a key that is suspended because its owner now signs in through another source. */
  public Outcome confirm(Login login, KeyId id, Actor actor) {
    Instant now = clock.instant();
    return publisher.publishIfChanged(
        KeyEvent.Type.CHANGED,
        actor,
        "confirmed after a " + login.source().text() + " login",
        change(
            login.owner(),
            id,
            key -> KeyEditor.alive(key, now)
                .map(refusal -> Decision.<Outcome>nothing(new Outcome.Refused(refusal)))
                .orElseGet(() -> issuer.confirm(login, key, now))));
  }

  /**
   * Revokes every key of an owner in one transaction, as after a stolen password; returns what was
   * revoked.
   */
  public List<KeyId> revokeAll(Owner owner, Actor actor) {
    return revokeAll(owner, key -> true, actor);
  }

  /**
   * As {@link #revokeAll(Owner, Actor)}, for the keys that the one who asks may revoke.
   *
   * @param whether tells which keys these are; asked within the transaction, possibly several times
   */
  public List<KeyId> revokeAll(Owner owner, Predicate<StoredKey> whether, Actor actor) {
    return revoker.revokeAll(owner, whether, actor);
  }

  /** Reveals a secret, where the policy allows it. */
  public Outcome reveal(Owner owner, KeyId id, Actor actor) {
    Outcome outcome = StoredKey.find(store.keysOf(owner), id)
        .map(key -> Reveal.of(key, policy, keyring))
        .orElseGet(() -> Outcome.Refused.notFound());
    if (outcome instanceof Outcome.Revealed revealed) {
      publisher.publish(KeyEvent.Type.REVEALED, revealed.key(), actor, null);
    }
    return outcome;
  }

  /**
   * Returns the key of this owner that has a value, for who wants to revoke it and knows nothing
   * else of it.
   */
  public Optional<StoredKey> keyOf(Owner owner, Secret secret) {
    return store
        .findByDigest(keyring.digests(secret))
        .filter(key -> key.owner().equals(owner) && key.revokedAt().isEmpty());
  }

  /**
   * Returns the keys that followed one by rotations and may still let somebody in, the newest last.
   */
  public List<StoredKey> successors(StoredKey key) {
    return Succession.living(key, store.keysOf(key.owner()), clock.instant());
  }

  /**
   * Revokes a key because it was found where it does not belong; what followed it by rotations goes
   * on working.
   *
   * @param where where that was; may be empty
   */
  public Outcome report(StoredKey key, Actor actor, String where) {
    Outcome outcome = revoke(key.owner(), key.id(), Successors.KEEP, actor);
    String detail = where.isEmpty()
        ? "found where it does not belong"
        : "found where it does not belong: " + where;
    return publisher.publishIfChanged(KeyEvent.Type.REPORTED, actor, detail, outcome);
  }

  /**
   * Revokes a key: when this returns, this node refuses it.
   *
   * @param successors what happens to those that followed it by rotations and work
   */
  public Outcome revoke(Owner owner, KeyId id, Successors successors, Actor actor) {
    return revoker.revoke(owner, id, successors, actor);
  }

  private Outcome change(Owner owner, KeyId id, Function<StoredKey, Decision<Outcome>> decision) {
    return store.<Outcome>change(
        owner,
        existing -> StoredKey.find(existing, id)
            .map(decision)
            .orElseGet(() -> Decision.nothing(Outcome.Refused.notFound())));
  }
}
