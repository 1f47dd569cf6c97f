package io.github.postern.store;

import io.github.postern.key.Activation;
import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.keyring.Digest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the data of a {@link StoredKey}, whose page says what each of them is; what a key need
 * not have may be null. Not safe for use by many threads.
 */
public final class StoredKeyBuilder {

  private @Nullable KeyId id;
  private @Nullable Digest digest;
  private @Nullable String sealed;
  private @Nullable Owner owner;
  private @Nullable String ownerId;
  private @Nullable String organisation;
  private @Nullable String createdBy;
  private @Nullable Requester requester;
  private @Nullable LoginSource loginSource;
  private @Nullable String name;
  private @Nullable String description;
  private Set<String> roles = Set.of();
  private Set<String> scopes = Set.of();
  private Set<String> networks = Set.of();
  private @Nullable Instant createdAt;
  private @Nullable Instant expiresAt;
  private @Nullable Instant sessionEnd;
  private boolean service;
  private boolean active = true;
  private @Nullable DisabledBy disabledBy;
  private Activation activation = Activation.NONE;
  private @Nullable Instant revokedAt;
  private @Nullable KeyId supersededBy;
  private @Nullable Instant rotatedAt;
  private KeyUsage usage = KeyUsage.NONE;
  private @Nullable String idempotencyKey;
  private @Nullable LastLogin ownerLogin;
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

  public StoredKeyBuilder sealed(@Nullable String sealed) {
    this.sealed = sealed;
    return this;
  }

  public StoredKeyBuilder owner(Owner owner) {
    this.owner = owner;
    return this;
  }

  public StoredKeyBuilder ownerId(@Nullable String ownerId) {
    this.ownerId = ownerId;
    return this;
  }

  public StoredKeyBuilder organisation(@Nullable String organisation) {
    this.organisation = organisation;
    return this;
  }

  public StoredKeyBuilder createdBy(String createdBy) {
    this.createdBy = createdBy;
    return this;
  }

  public StoredKeyBuilder requester(@Nullable Requester requester) {
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

  public StoredKeyBuilder description(@Nullable String description) {
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

  public StoredKeyBuilder expiresAt(@Nullable Instant expiresAt) {
    this.expiresAt = expiresAt;
    return this;
  }

  public StoredKeyBuilder sessionEnd(@Nullable Instant sessionEnd) {
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

  public StoredKeyBuilder disabledBy(@Nullable DisabledBy disabledBy) {
    this.disabledBy = disabledBy;
    return this;
  }

  public StoredKeyBuilder activation(Activation activation) {
    this.activation = activation;
    return this;
  }

  public StoredKeyBuilder revokedAt(@Nullable Instant revokedAt) {
    this.revokedAt = revokedAt;
    return this;
  }

  public StoredKeyBuilder supersededBy(@Nullable KeyId supersededBy) {
    this.supersededBy = supersededBy;
    return this;
  }

  public StoredKeyBuilder rotatedAt(@Nullable Instant rotatedAt) {
    this.rotatedAt = rotatedAt;
    return this;
  }

  /** For the store, and for a key with another secret, which has none yet. */
  public StoredKeyBuilder usage(KeyUsage usage) {
    this.usage = usage;
    return this;
  }

  public StoredKeyBuilder idempotencyKey(@Nullable String idempotencyKey) {
    this.idempotencyKey = idempotencyKey;
    return this;
  }

  public StoredKeyBuilder ownerLogin(@Nullable LastLogin ownerLogin) {
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
        Objects.requireNonNull(id, "id"),
        Objects.requireNonNull(digest, "digest"),
        Optional.ofNullable(sealed),
        Objects.requireNonNull(owner, "owner"),
        Optional.ofNullable(ownerId),
        Optional.ofNullable(organisation),
        Objects.requireNonNull(createdBy, "createdBy"),
        Optional.ofNullable(requester),
        Objects.requireNonNull(loginSource, "loginSource"),
        Objects.requireNonNull(name, "name"),
        Optional.ofNullable(description),
        roles,
        scopes,
        networks,
        Objects.requireNonNull(createdAt, "createdAt"),
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
