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
  private KeyUsage usage = KeyUsage.NONE;
  private String idempotencyKey;
  private LastLogin ownerLogin;
  private int slot = StoredKey.NO_SLOT;
  private RowState row = RowState.NEW;

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
    usage = key.usage();
    idempotencyKey = key.idempotencyKey().orElse(null);
    ownerLogin = key.ownerLogin().orElse(null);
    slot = key.slot();
    row = key.row();
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

  /** For the store, and for a key with another secret, which has none yet. */
  public StoredKeyBuilder usage(KeyUsage usage) {
    this.usage = usage;
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

  /** For the store, and for a new key that starts with the data of another. */
  public StoredKeyBuilder row(RowState row) {
    this.row = row;
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
        usage,
        Optional.ofNullable(idempotencyKey),
        Optional.ofNullable(ownerLogin),
        slot,
        row);
  }
}
