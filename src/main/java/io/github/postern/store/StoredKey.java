package io.github.postern.store;

import io.github.postern.key.Activation;
import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeyState;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.key.Suspension;
import io.github.postern.keyring.Digest;
import io.github.postern.spi.ApiKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A key as the store has it: everything but the secret. Immutable; {@link #toBuilder()} makes a
 * changed copy, which {@link KeyStore#change} writes. Owners and administrators write most of it;
 * its {@code usage} is written by its uses, its {@code row} and {@code ownerLogin} by the store
 * alone. Applications see a key as an {@link ApiKey}. Instants are cut to milliseconds.
 *
 * @param id the public id
 * @param digest what is kept of the secret
 * @param sealed the secret, encrypted; only where the policy reveals secrets
 * @param owner whose key it is
 * @param ownerId the owner's immutable ID in the directory, never reassigned; empty if there is
 *     none
 * @param organisation the owner's organisation when the key was created, if there are any
 * @param createdBy the user who created the key: its owner or an administrator
 * @param requester who asked for the secret that the key has now; empty if that was not noted
 * @param loginSource how the owner was logged in when the key was created
 * @param name what the owner calls it
 * @param description what it is for
 * @param roles the owner's roles when the key was created; used where no directory knows the
 *     present ones
 * @param scopes what the key is limited to; empty: everything that its owner may do
 * @param networks the CIDR blocks that the key may be used from; empty: from anywhere
 * @param createdAt when this secret was made
 * @param expiresAt when the key ends; empty: never
 * @param sessionEnd when the SAML session ended, or was to end, that decided about
 *     {@code expiresAt}; empty if none did
 * @param service whether it belongs to a service that never signs in: it is never suspended
 * @param active whether it is enabled
 * @param disabledBy who disabled it, or as an administrator set an earlier expiry; empty if it was
 *     not disabled, or if that was not noted
 * @param activation what must happen before it works
 * @param revokedAt when it was revoked
 * @param supersededBy the successor that a rotation made
 * @param rotatedAt when a rotation made this secret
 * @param usage its recorded uses; read with the key and never written with it
 * @param idempotencyKey the idempotency key of the request that created it, so that the same
 *     request creates one key only
 * @param ownerLogin the owner's last login, read with the key and never written with it
 * @param slot which of its owner's slots the key takes, from 0, or {@link #NO_SLOT}. No two keys of
 *     an owner have the same slot: that is how the database itself keeps the limit when two are
 *     created at once
 * @param row the store's data about its row, written by the store alone
 */
public record StoredKey(
    KeyId id,
    Digest digest,
    Optional<String> sealed,
    Owner owner,
    Optional<String> ownerId,
    Optional<String> organisation,
    String createdBy,
    Optional<Requester> requester,
    LoginSource loginSource,
    String name,
    Optional<String> description,
    Set<String> roles,
    Set<String> scopes,
    Set<String> networks,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> sessionEnd,
    boolean service,
    boolean active,
    Optional<DisabledBy> disabledBy,
    Activation activation,
    Optional<Instant> revokedAt,
    Optional<KeyId> supersededBy,
    Optional<Instant> rotatedAt,
    KeyUsage usage,
    Optional<String> idempotencyKey,
    Optional<LastLogin> ownerLogin,
    int slot,
    RowState row) {

  /** The {@link #slot()} of a key that does not count against its owner's limit. */
  public static final int NO_SLOT = -1;

  /**
   * Creates a key; the sets are copied.
   *
   * @throws NullPointerException if id, digest, owner, creator, login source, name or creation time
   *     is missing
   */
  public StoredKey {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(createdBy, "createdBy");
    Objects.requireNonNull(loginSource, "loginSource");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(requester, "requester");
    Objects.requireNonNull(disabledBy, "disabledBy");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(ownerLogin, "ownerLogin");
    Objects.requireNonNull(row, "row");
    roles = Set.copyOf(roles);
    scopes = Set.copyOf(scopes);
    networks = Set.copyOf(networks);
    // To what the database can keep, so that a key is the same before and after.
    createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    expiresAt = truncated(expiresAt);
    sessionEnd = truncated(sessionEnd);
    revokedAt = truncated(revokedAt);
    rotatedAt = truncated(rotatedAt);
  }

  private static Optional<Instant> truncated(Optional<Instant> instant) {
    return instant.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
  }

  /** Returns a builder of a new, active key. */
  public static StoredKeyBuilder builder() {
    return new StoredKeyBuilder();
  }

  /** Returns a builder that starts with the data of this key. */
  public StoredKeyBuilder toBuilder() {
    return new StoredKeyBuilder(this);
  }

  /** Returns the one of these keys that has an id; empty if none of them has it. */
  public static Optional<StoredKey> find(List<StoredKey> keys, KeyId id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /**
   * Returns what the key is at an instant.
   *
   * @param suspension when keys are suspended
   */
  public KeyState state(Instant now, Suspension suspension) {
    if (revokedAt.isPresent()) {
      return KeyState.REVOKED;
    }
    if (supersededBy.isPresent()) {
      return KeyState.SUPERSEDED;
    }
    if (expired(now)) {
      return KeyState.EXPIRED;
    }
    if (!active || activation.isBlocking() || altered()) {
      return KeyState.INACTIVE;
    }
    return suspended(now, suspension) ? KeyState.SUSPENDED : KeyState.ACTIVE;
  }

  /** Returns what applications are given of the key, as it is at an instant. */
  public ApiKey toApiKey(Instant now, Suspension suspension) {
    return new ApiKey(
        id,
        owner,
        name,
        description,
        state(now, suspension),
        loginSource,
        roles,
        scopes,
        networks,
        createdAt,
        expiresAt,
        usage.usedAt(),
        service);
  }

  /**
   * Returns whether the key lets anyone in at an instant. A superseded key does until its overlap
   * ends it.
   */
  public boolean usable(Instant now, Suspension suspension) {
    return revokedAt.isEmpty()
        && !altered()
        && active
        && !activation.isBlocking()
        && !expired(now)
        && !suspended(now, suspension);
  }

  /**
   * Returns whether its row was changed by something else than Postern, or is bound under a pepper
   * that is not set; then it opens nothing and can only be deleted.
   */
  public boolean altered() {
    return row.bindingState() == BindingState.BROKEN || lacksPepper();
  }

  /** Returns whether its row is bound under a pepper that is not set here. */
  public boolean lacksPepper() {
    return row.bindingState() == BindingState.FOREIGN;
  }

  /** Returns when the key is suspended unless its owner signs in; empty if it is not. */
  public Optional<Instant> suspendsAt(Suspension suspension) {
    return service ? Optional.empty() : suspension.startsAt(loginSource, createdAt, ownerLogin);
  }

  /** Returns whether the key is suspended at an instant. Half open, as {@link #expired}. */
  public boolean suspended(Instant now, Suspension suspension) {
    return suspendsAt(suspension).filter(start -> !now.isBefore(start)).isPresent()
        || !service
            && (suspension.moved(loginSource, ownerLogin)
                || suspension.whenMoved() && activation.isPending(PendingCondition.CONFIRM));
  }

  /**
   * Returns when something was seen of the secret that the key has now; empty if that was before
   * the last rotation.
   */
  public Optional<Instant> sinceRotation(Optional<Instant> seenAt) {
    return seenAt.filter(
        at -> rotatedAt.filter(rotation -> !at.isAfter(rotation)).isEmpty());
  }

  /**
   * Returns whether its time is over. Half open: at the very instant of {@link #expiresAt()} it is.
   */
  public boolean expired(Instant now) {
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }

  /** Returns when it was revoked, or else when its time is over; empty: neither is said. */
  public Optional<Instant> endedAt() {
    return revokedAt.or(() -> expiresAt);
  }

  @Override
  public String toString() {
    return "StoredKey[" + id + " of " + owner + "]";
  }
}
