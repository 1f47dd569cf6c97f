package io.github.postern.issue;

import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginProfile;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Validity;
import io.github.postern.spi.ApiKey;
import io.github.postern.spi.IssuanceRule;
import io.github.postern.spi.KeyRequest;
import io.github.postern.spi.Login;
import io.github.postern.spi.Refusal;
import io.github.postern.spi.RequestedExpiry;
import io.github.postern.store.Decision;
import io.github.postern.store.KeyUsage;
import io.github.postern.store.OwnerRecord;
import io.github.postern.store.Requester;
import io.github.postern.store.RowState;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes keys: decides, inside the transaction of the store, whether and as what. Its decisions are
 * pure functions of what is there, so the store may ask them again.
 */
final class KeyIssuer {

  private final Policy policy;
  private final List<IssuanceRule> rules;
  private final PendingConditions pending;

  KeyIssuer(IssuancePolicy rules) {
    this.policy = rules.policy();
    this.rules = rules.rules();
    this.pending = new PendingConditions(policy);
  }

  /**
   * The result of a change that makes a key.
   *
   * @param outcome the answer
   * @param cleared keys that had ended, and whose rows went beside, since there are too many of
   *     them
   */
  record Issuance(Outcome outcome, List<StoredKey> cleared) {

    static Decision<Issuance> refused(Refusal refusal) {
      return Decision.nothing(new Issuance(new Outcome.Refused(refusal), List.of()));
    }
  }

  /**
   * The data of a creation.
   *
   * @param login who the key is for
   * @param request what is asked for
   * @param actor who asks
   */
  record CreationRequest(Login login, KeyRequest request, Actor actor) {}

  Decision<Issuance> create(
      CreationRequest creation,
      GeneratedKeyFactory.GeneratedKey fresh,
      OwnerRecord account,
      Instant now) {
    Login login = creation.login();
    KeyRequest request = creation.request();
    List<StoredKey> existing = account.keys();
    Optional<StoredKey> before = madeBefore(request, existing);
    if (before.isPresent()) {
      return Decision.nothing(new Issuance(new Outcome.Repeated(before.get()), List.of()));
    }
    Expiry expiry = Expiry.of(policy, login, request.requestedExpiry(), now);
    KeyQuota quota = KeyQuota.forNewKey(existing, policy, login, now);
    StoredKey key = newStoredKey(creation, fresh, account.login(), now)
        .expiresAt(end(creation, expiry).orElse(null))
        .slot(quota.slot())
        .build();
    Optional<Refusal> refusal = expiry
        .refusal()
        .or(quota::refusal)
        .or(() -> creation.actor().exceededByNew(key))
        .or(() -> KeyTexts.checkUnique(
            login, request.name().orElse(""), policy.naming(), remaining(existing, quota)))
        .or(() -> askRules(login, request, existing, now));
    if (refusal.isPresent()) {
      return Issuance.refused(refusal.get());
    }
    List<KeyId> replaced = quota.replaced().stream().map(StoredKey::id).toList();
    Outcome issued = new Outcome.Issued(key, fresh.secret(), replaced);
    return issuance(key, retire(quota, now), issued, account, now);
  }

  private static Optional<StoredKey> madeBefore(KeyRequest request, List<StoredKey> existing) {
    return existing.stream()
        .filter(key -> request.idempotencyKey().isPresent()
            && key.idempotencyKey().equals(request.idempotencyKey()))
        .findFirst();
  }

  /** An end that the request states is not brought forward: it is taken or refused. */
  private static Optional<Instant> end(CreationRequest creation, Expiry expiry) {
    return creation.request().requestedExpiry() instanceof RequestedExpiry.Unspecified
        ? end(creation.actor(), expiry)
        : expiry.at();
  }

  /** Nothing that a key makes outlives it. */
  private static Optional<Instant> end(Actor actor, Expiry expiry) {
    return actor.limits().map(limits -> limits.end(expiry.at())).orElse(expiry.at());
  }

  private Decision<Issuance> issuance(
      StoredKey key, List<StoredKey> updates, Outcome outcome, OwnerRecord account, Instant now) {
    DeadKeyRetention retention = DeadKeyRetention.of(account, updates, policy.keysPerOwner(), now);
    return new Decision<>(
        List.of(key),
        retention.updates(),
        retention.removed(),
        Optional.empty(),
        new Issuance(outcome, retention.cleared()));
  }

  /**
   * The data of a rotation.
   *
   * @param login the owner, who is there or for whom somebody acts
   * @param key the key that gets a successor
   * @param overlap how long the old secret still works; zero or more
   * @param actor who asks
   */
  record RotationRequest(Login login, StoredKey key, Duration overlap, Actor actor) {}

  /**
   * An old secret that works on keeps its slot, so its successor needs one of its own; else it
   * inherits the old one's.
   */
  Decision<Issuance> rotate(
      RotationRequest rotation,
      GeneratedKeyFactory.GeneratedKey fresh,
      OwnerRecord account,
      Instant now) {
    StoredKey old = rotation.key();
    Expiry expiry = Expiry.of(policy, rotation.login(), sameLife(rotation.login(), old), now);
    boolean overlaps = !rotation.overlap().isZero();
    KeyQuota quota = overlaps
        ? KeyQuota.forOneMore(
            account.keys(), policy, now, "Rotate without overlap, or delete one first.")
        : KeyQuota.of(old.slot());
    Optional<Instant> end =
        AdministrativeLock.boundedEnd(old, end(rotation.actor(), expiry), rotation.actor());
    StoredKey successor =
        successor(rotation, fresh, end, now).toBuilder().slot(quota.slot()).build();
    Optional<Refusal> refusal =
        expiry.refusal().or(quota::refusal).or(() -> rotation.actor().exceededByNew(successor));
    if (refusal.isPresent()) {
      return Issuance.refused(refusal.get());
    }
    Instant lastDay = now.plus(rotation.overlap());
    List<StoredKey> updates = new ArrayList<>(retire(quota, now));
    updates.add(old.toBuilder()
        .supersededBy(fresh.id())
        .expiresAt(old.expiresAt().filter(until -> until.isBefore(lastDay)).orElse(lastDay))
        .slot(overlaps ? old.slot() : StoredKey.NO_SLOT)
        .build());
    return issuance(
        successor, updates, new Outcome.Issued(successor, fresh.secret(), List.of()), account, now);
  }

  private StoredKey successor(
      RotationRequest rotation,
      GeneratedKeyFactory.GeneratedKey fresh,
      Optional<Instant> end,
      Instant now) {
    Login login = rotation.login();
    StoredKeyBuilder successor = rotation.key().toBuilder()
        .id(fresh.id())
        .digest(fresh.digest())
        .sealed(fresh.sealed().orElse(null))
        .loginSource(login.source())
        .roles(rolesNow(login, rotation.key().ownerLogin()))
        .requester(requester(rotation.actor()))
        .createdAt(now)
        .rotatedAt(now)
        .expiresAt(end.orElse(null))
        .sessionEnd(pending.sessionEnd(login))
        .activation(
            login.source() == rotation.key().loginSource()
                ? pending.afterRotation(rotation.key(), login)
                : pending.activation(login))
        .usage(KeyUsage.NONE)
        .idempotencyKey(null)
        .row(RowState.NEW);
    AdministrativeLock.rotated(rotation.key(), successor, rotation.actor(), now);
    return successor.build();
  }

  /** The same key with another secret: the old one ends at once. */
  Decision<Issuance> rotateInPlace(
      RotationRequest rotation, GeneratedKeyFactory.GeneratedKey fresh, Instant now) {
    Login login = rotation.login();
    StoredKey rotated = rotation.key().toBuilder()
        .digest(fresh.digest())
        .sealed(fresh.sealed().orElse(null))
        .requester(requester(rotation.actor()))
        .roles(rolesNow(login, rotation.key().ownerLogin()))
        .rotatedAt(now)
        .activation(pending.afterRotation(rotation.key(), login))
        .build();
    return rotation
        .actor()
        .exceededByNew(rotated)
        .map(Issuance::refused)
        .orElseGet(() -> new Decision<>(
            List.of(),
            List.of(rotated),
            new Issuance(new Outcome.Issued(rotated, fresh.secret(), List.of()), List.of())));
  }

  private static List<StoredKey> remaining(List<StoredKey> existing, KeyQuota quota) {
    return existing.stream().filter(key -> !quota.replaced().contains(key)).toList();
  }

  private StoredKeyBuilder newStoredKey(
      CreationRequest creation,
      GeneratedKeyFactory.GeneratedKey fresh,
      Optional<LastLogin> latest,
      Instant now) {
    Login login = creation.login();
    KeyRequest request = creation.request();
    return StoredKey.builder()
        .id(fresh.id())
        .digest(fresh.digest())
        .sealed(fresh.sealed().orElse(null))
        .owner(login.owner())
        .ownerId(login.ownerId().orElse(null))
        .organisation(organisationNow(login, latest).orElse(null))
        .createdBy(creation.actor().name())
        .requester(requester(creation.actor()))
        .loginSource(login.source())
        .name(request
            .name()
            .map(String::strip)
            .orElseGet(() -> policy.naming().generatedStart() + fresh.id()))
        .description(request.description().filter(text -> !text.isBlank()).orElse(null))
        .roles(rolesNow(login, latest))
        .scopes(request.scopes())
        .networks(request.networks())
        .createdAt(now.truncatedTo(ChronoUnit.MILLIS))
        .idempotencyKey(request.idempotencyKey().orElse(null))
        .service(request.service())
        .sessionEnd(pending.sessionEnd(login))
        .activation(pending.activation(login));
  }

  /**
   * Returns the roles that are written into a key. An older session may have more than the latest
   * login told: the key would have them as soon as somebody takes the row of that login away.
   */
  private Set<String> rolesNow(Login login, Optional<LastLogin> latest) {
    Set<String> now = policy.preconditions().owners().roles(login.roles(), latest);
    return login.roles().stream().filter(now::contains).collect(Collectors.toSet());
  }

  /**
   * Returns the organisation that is written into a key: an older session may be of one that the
   * owner has left.
   */
  private static Optional<String> organisationNow(Login login, Optional<LastLogin> latest) {
    Optional<LoginProfile> later = latest
        .filter(
            last -> login.authenticatedAt().filter(at -> at.isBefore(last.at())).isPresent())
        .flatMap(LastLogin::profile);
    return later.isPresent() ? later.get().organisation() : login.organisation();
  }

  private static Requester requester(Actor actor) {
    return new Requester(actor.name(), actor.id());
  }

  /**
   * The key of an account that now logs in in another way, as if that login had made it, but never
   * longer than before.
   */
  Decision<Outcome> confirm(Login login, StoredKey key, Instant now) {
    if (key.loginSource() == login.source()) {
      return Decision.nothing(new Outcome.Refused(new Refusal(
          Refusal.Code.CONFLICT,
          "This key already belongs to your current sign-in method; it" + " needs no confirmation.",
          List.of(key.id()))));
    }
    Expiry expiry = Expiry.of(policy, login, sameLife(login, key), now);
    if (expiry.refusal().isPresent()) {
      return Decision.nothing(new Outcome.Refused(expiry.refusal().get()));
    }
    Optional<Instant> end =
        Stream.of(expiry.at(), key.expiresAt()).flatMap(Optional::stream).min(Instant::compareTo);
    StoredKey confirmed = key.toBuilder()
        .loginSource(login.source())
        .roles(rolesNow(login, key.ownerLogin()))
        .activation(key.activation().withoutPending(PendingCondition.CONFIRM))
        .expiresAt(end.orElse(null))
        .sessionEnd(pending.sessionEnd(login))
        .build();
    return new Decision<>(List.of(), List.of(confirmed), new Outcome.Changed(confirmed));
  }

  private Optional<Refusal> askRules(
      Login login, KeyRequest request, List<StoredKey> existing, Instant now) {
    List<ApiKey> keys = existing.stream()
        .map(key -> key.toApiKey(now, policy.preconditions().suspension()))
        .toList();
    return rules.stream()
        .flatMap(rule -> rule.check(login, request, keys, now).stream())
        .findFirst();
  }

  private static List<StoredKey> retire(KeyQuota quota, Instant now) {
    List<StoredKey> updates = new ArrayList<>();
    quota.replaced().forEach(key -> updates.add(revoked(key, now)));
    quota
        .released()
        .forEach(key -> updates.add(key.toBuilder().slot(StoredKey.NO_SLOT).build()));
    return updates;
  }

  static StoredKey revoked(StoredKey key, Instant now) {
    return key.toBuilder().revokedAt(now).slot(StoredKey.NO_SLOT).build();
  }

  /**
   * A successor lives as long as the key it follows was meant to live, unless the login or the
   * maximum says less.
   */
  private RequestedExpiry sameLife(Login login, StoredKey old) {
    Validity validity = policy.rules(login.source()).validity();
    if (validity instanceof Validity.Chosen chosen && old.expiresAt().isPresent()) {
      Duration life = Duration.between(old.createdAt(), old.expiresAt().get());
      return new RequestedExpiry.For(
          life.compareTo(chosen.maximum()) < 0 ? life : chosen.maximum());
    }
    return new RequestedExpiry.Unspecified();
  }
}
