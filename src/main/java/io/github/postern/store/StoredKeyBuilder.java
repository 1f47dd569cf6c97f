package io.github.postern.store;

import io.github.postern.key.Activation;
import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.keyring.Digest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the data of a {@link StoredKey}, whose page says what each of them is; what a key need
 * not have may be null. Not safe for use by many threads.
 */
public final class StoredKeyBuilder {

  private KeyId id;
  private Digest digest;
  private String sealed;
  private Owner owner;
  private String ownerId;
  private String organisation;
  private String createdBy;
  private Requester requester;
  private LoginSource loginSource;
  private String name;
  private String description;
  private Set<String> roles = Set.of();
  private Set<String> scopes = Set.of();
  private Set<String> networks = Set.of();
  private Instant createdAt;
  private Instant expiresAt;
  private Instant sessionEnd;
  private boolean service;
  private boolean active = true;
  private DisabledBy disabledBy;
  private Activation activation = Activation.NONE;
  private Instant revokedAt;
  private KeyId supersededBy;
  private Instant rotatedAt;
  private Instant usedAt;
  private String usedFrom;
  private Instant refusedAt;
  private String refusedFrom;
  private RefusedUses refusedUses;
  private Instant seenInUrlAt;
  private Instant seenInClearAt;
  private String idempotencyKey;
  private LastLogin ownerLogin;
  private int slot = StoredKey.NO_SLOT;
  private long version;
  private RowOrigin origin = RowOrigin.NEW;

  StoredKeyBuilder() {}

  StoredKeyBuilder(StoredKey key) {
    id = key.id();
    digest = key.digest();
    sealed = key.sealed().orElse(null);
    owner = key.owner();
    ownerId = key.ownerId().orElse(null);
    organisation = key.organisation().orElse(null);
    createdBy = key.createdBy();
    requester = key.requester().orElse(null);
    loginSource = key.loginSource();
    name = key.name();
    description = key.description().orElse(null);
    roles = key.roles();
    scopes = key.scopes();
    networks = key.networks();
    createdAt = key.createdAt();
    expiresAt = key.expiresAt().orElse(null);
    sessionEnd = key.sessionEnd().orElse(null);
    service = key.service();
    active = key.active();
    disabledBy = key.disabledBy().orElse(null);
    activation = key.activation();
    revokedAt = key.revokedAt().orElse(null);
    supersededBy = key.supersededBy().orElse(null);
    rotatedAt = key.rotatedAt().orElse(null);
    usedAt = key.usedAt().orElse(null);
    usedFrom = key.usedFrom().orElse(null);
    refusedAt = key.refusedAt().orElse(null);
    refusedFrom = key.refusedFrom().orElse(null);
    refusedUses = key.refusedUses().orElse(null);
    seenInUrlAt = key.seenInUrlAt().orElse(null);
    seenInClearAt = key.seenInClearAt().orElse(null);
    idempotencyKey = key.idempotencyKey().orElse(null);
    ownerLogin = key.ownerLogin().orElse(null);
    slot = key.slot();
    version = key.version();
    origin = key.origin();
  }

  public StoredKeyBuilder id(KeyId id) {
    this.id = id;
    return this;
  }

  public StoredKeyBuilder digest(Digest digest) {
    this.digest = digest;
    return this;
  }

  public StoredKeyBuilder sealed(String sealed) {
    this.sealed = sealed;
    return this;
  }

  public StoredKeyBuilder owner(Owner owner) {
    this.owner = owner;
    return this;
  }

  public StoredKeyBuilder ownerId(String ownerId) {
    this.ownerId = ownerId;
    return this;
  }

  public StoredKeyBuilder organisation(String organisation) {
    this.organisation = organisation;
    return this;
  }

  public StoredKeyBuilder createdBy(String createdBy) {
    this.createdBy = createdBy;
    return this;
  }

  public StoredKeyBuilder requester(Requester requester) {
    this.requester = requester;
    return this;
  }

  public StoredKeyBuilder loginSource(LoginSource loginSource) {
    this.loginSource = loginSource;
    return this;
  }

  public StoredKeyBuilder name(String name) {
    this.name = name;
    return this;
  }

  public StoredKeyBuilder description(String description) {
    this.description = description;
    return this;
  }

  public StoredKeyBuilder roles(Set<String> roles) {
    this.roles = roles;
    return this;
  }

  public StoredKeyBuilder scopes(Set<String> scopes) {
    this.scopes = scopes;
    return this;
  }

  public StoredKeyBuilder networks(Set<String> networks) {
    this.networks = networks;
    return this;
  }

  public StoredKeyBuilder createdAt(Instant createdAt) {
    this.createdAt = createdAt;
    return this;
  }

  public StoredKeyBuilder expiresAt(Instant expiresAt) {
    this.expiresAt = expiresAt;
    return this;
  }

  public StoredKeyBuilder sessionEnd(Instant sessionEnd) {
    this.sessionEnd = sessionEnd;
    return this;
  }

  public StoredKeyBuilder service(boolean service) {
    this.service = service;
    return this;
  }

  public StoredKeyBuilder active(boolean active) {
    this.active = active;
    return this;
  }

  public StoredKeyBuilder disabledBy(DisabledBy disabledBy) {
    this.disabledBy = disabledBy;
    return this;
  }

  public StoredKeyBuilder activation(Activation activation) {
    this.activation = activation;
    return this;
  }

  public StoredKeyBuilder revokedAt(Instant revokedAt) {
    this.revokedAt = revokedAt;
    return this;
  }

  public StoredKeyBuilder supersededBy(KeyId supersededBy) {
    this.supersededBy = supersededBy;
    return this;
  }

  public StoredKeyBuilder rotatedAt(Instant rotatedAt) {
    this.rotatedAt = rotatedAt;
    return this;
  }

  public StoredKeyBuilder usedAt(Instant usedAt) {
    this.usedAt = usedAt;
    return this;
  }

  public StoredKeyBuilder usedFrom(String usedFrom) {
    this.usedFrom = usedFrom;
    return this;
  }

  public StoredKeyBuilder refused(Instant at, String from) {
    this.refusedAt = at;
    this.refusedFrom = from;
    return this;
  }

  public StoredKeyBuilder refusedUses(RefusedUses refusedUses) {
    this.refusedUses = refusedUses;
    return this;
  }

  /** Forgets what was seen of the key's use: another secret has none yet. */
  public StoredKeyBuilder withoutUsage() {
    return usedAt(null)
        .usedFrom(null)
        .refused(null, null)
        .refusedUses(null)
        .seenInUrlAt(null)
        .seenInClearAt(null);
  }

  public StoredKeyBuilder seenInUrlAt(Instant seenInUrlAt) {
    this.seenInUrlAt = seenInUrlAt;
    return this;
  }

  public StoredKeyBuilder seenInClearAt(Instant seenInClearAt) {
    this.seenInClearAt = seenInClearAt;
    return this;
  }

  public StoredKeyBuilder idempotencyKey(String requestToken) {
    this.idempotencyKey = requestToken;
    return this;
  }

  public StoredKeyBuilder ownerLogin(LastLogin ownerLogin) {
    this.ownerLogin = ownerLogin;
    return this;
  }

  public StoredKeyBuilder slot(int slot) {
    this.slot = slot;
    return this;
  }

  public StoredKeyBuilder version(long version) {
    this.version = version;
    return this;
  }

  /** For the store. */
  public StoredKeyBuilder origin(RowOrigin origin) {
    this.origin = origin;
    return this;
  }

  /**
   * Returns the key.
   *
   * @throws NullPointerException if id, digest, owner, creator, login source, name or creation time
   *     is missing
   */
  public StoredKey build() {
    return new StoredKey(
        id,
        digest,
        Optional.ofNullable(sealed),
        owner,
        Optional.ofNullable(ownerId),
        Optional.ofNullable(organisation),
        createdBy,
        Optional.ofNullable(requester),
        loginSource,
        name,
        Optional.ofNullable(description),
        roles,
        scopes,
        networks,
        createdAt,
        Optional.ofNullable(expiresAt),
        Optional.ofNullable(sessionEnd),
        service,
        active,
        Optional.ofNullable(disabledBy),
        activation,
        Optional.ofNullable(revokedAt),
        Optional.ofNullable(supersededBy),
        Optional.ofNullable(rotatedAt),
        Optional.ofNullable(usedAt),
        Optional.ofNullable(usedFrom),
        Optional.ofNullable(refusedAt),
        Optional.ofNullable(refusedFrom),
        Optional.ofNullable(refusedUses),
        Optional.ofNullable(seenInUrlAt),
        Optional.ofNullable(seenInClearAt),
        Optional.ofNullable(idempotencyKey),
        Optional.ofNullable(ownerLogin),
        slot,
        version,
        origin);
  }
}
