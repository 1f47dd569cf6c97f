package io.github.postern.store.jpa;

import io.github.postern.key.Activation;
import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.keyring.Digest;
import io.github.postern.keyring.RowBinder;
import io.github.postern.store.BindingState;
import io.github.postern.store.DisabledBy;
import io.github.postern.store.KeyUsage;
import io.github.postern.store.RefusedUses;
import io.github.postern.store.Requester;
import io.github.postern.store.RowState;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code POSTERN_KEY}. Strings and numbers only: those are the types that every provider
 * stores alike in every database. Instants are milliseconds since 1970.
 *
 * <p>A column that is not {@code updatable} has statements of its own in {@link KeyStatements}:
 * writing a change back must not undo a concurrent statement.
 */
@Entity
@Table(
    name = KeyRow.TABLE,
    uniqueConstraints = {
      @UniqueConstraint(name = "POSTERN_KEY_DIGEST_UK", columnNames = "DIGEST"),
      @UniqueConstraint(name = "POSTERN_KEY_REQUEST_UK", columnNames = "REQUEST_SLOT"),
      @UniqueConstraint(name = "POSTERN_KEY_PLACE_UK", columnNames = "PLACE")
    },
    indexes = {
      @Index(name = "POSTERN_KEY_OWNER_IX", columnList = "OWNER_HASH, CREATED_AT"),
      @Index(name = "POSTERN_KEY_APPLICATION_IX", columnList = "APPLICATION, CREATED_AT, KEY_ID")
    })
@Cacheable(false)
class KeyRow {

  static final String TABLE = "POSTERN_KEY";

  /**
   * Of a row that is never to be believed again: nobody brings back what was revoked with many
   * others.
   */
  static final String NO_BINDING = "-";

  @Id
  @Column(name = "KEY_ID", updatable = false)
  private String id;

  @Column(name = "APPLICATION")
  private String application;

  @Column(name = "PRESUMED")
  private int presumed;

  @Column(name = "BINDING")
  private @Nullable String binding;

  @Column(name = "DIGEST")
  private String digest;

  @Column(name = "DIGEST_ALGORITHM")
  private String digestAlgorithm;

  /** The secret, encrypted; only where the policy reveals secrets. */
  @Column(name = "SEALED")
  private @Nullable String sealed;

  @Column(name = "OWNER_HASH", updatable = false)
  private String ownerHash;

  @Column(name = "OWNER_REALM", updatable = false)
  private @Nullable String ownerRealm;

  @Column(name = "OWNER_NAME", updatable = false)
  private String ownerName;

  @Column(name = "OWNER_ID")
  private @Nullable String ownerId;

  @Column(name = "ORGANISATION")
  private @Nullable String organisation;

  @Column(name = "CREATED_BY")
  private String createdBy;

  @Column(name = "REQUESTED_BY")
  private @Nullable String requestedBy;

  @Column(name = "REQUESTED_BY_ID")
  private @Nullable String requestedById;

  @Column(name = "LOGIN_SOURCE")
  private String loginSource;

  @Column(name = "KEY_NAME")
  private @Nullable String name;

  @Column(name = "DESCRIPTION")
  private @Nullable String description;

  @Column(name = "ROLES")
  private @Nullable String roles;

  @Column(name = "SCOPES")
  private @Nullable String scopes;

  @Column(name = "NETWORKS")
  private @Nullable String networks;

  @Column(name = "CREATED_AT", updatable = false)
  private long createdAt;

  @Column(name = "EXPIRES_AT")
  private @Nullable Long expiresAt;

  @Column(name = "SESSION_END")
  private @Nullable Long sessionEnd;

  @Column(name = "SERVICE")
  private int service;

  @Column(name = "ACTIVE")
  private int active;

  @Column(name = "DISABLED_BY")
  private @Nullable String disabledBy;

  @Column(name = "DISABLED_AT")
  private @Nullable Long disabledAt;

  @Column(name = "AWAITS")
  private @Nullable String awaits;

  @Column(name = "APPROVED_BY")
  private @Nullable String approvedBy;

  @Column(name = "APPROVED_AT")
  private @Nullable Long approvedAt;

  @Column(name = "REVOKED_AT")
  private @Nullable Long revokedAt;

  @Column(name = "SUPERSEDED_BY")
  private @Nullable String supersededBy;

  @Column(name = "ROTATED_AT")
  private @Nullable Long rotatedAt;

  @Column(name = "USED_AT", updatable = false)
  private @Nullable Long usedAt;

  @Column(name = "USED_FROM", updatable = false)
  private @Nullable String usedFrom;

  @Column(name = "REFUSED_AT", updatable = false)
  private @Nullable Long refusedAt;

  @Column(name = "REFUSED_FROM", updatable = false)
  private @Nullable String refusedFrom;

  @Column(name = "REFUSED_REASON", updatable = false)
  private @Nullable String refusedReason;

  @Column(name = "REFUSED_DAY", updatable = false)
  private @Nullable Long refusedDay;

  @Column(name = "REFUSED_COUNT", updatable = false)
  private @Nullable Long refusedCount;

  @Column(name = "SEEN_IN_URL_AT", updatable = false)
  private @Nullable Long seenInUrlAt;

  @Column(name = "SEEN_IN_CLEAR_AT", updatable = false)
  private @Nullable Long seenInClearAt;

  @Column(name = "REQUEST_TOKEN")
  private @Nullable String idempotencyKey;

  @Column(name = "REQUEST_SLOT")
  private String requestSlot;

  @Column(name = "PLACE")
  private String slot;

  @Version
  @Column(name = "ROW_VERSION")
  private long version;

  /** For the persistence provider. */
  protected KeyRow() {}

  /** Creates the row of a new key. */
  KeyRow(StoredKey key, RowRules rules) {
    application = rules.application();
    id = key.id().value();
    updateFrom(key.digest());
    ownerHash = Slots.of(key.owner());
    ownerRealm = key.owner().realm();
    ownerName = key.owner().name();
    createdAt = key.createdAt().toEpochMilli();
    updateFrom(key.usage());
    updateFrom(key);
    rules.binder().ifPresent(this::bind);
  }

  private void updateFrom(KeyUsage usage) {
    usedAt = Columns.millis(usage.usedAt());
    usedFrom = usage.usedFrom().map(Slots::address).orElse(null);
    refusedAt = Columns.millis(usage.refusedAt());
    refusedFrom = usage.refusedFrom().map(Slots::address).orElse(null);
    refusedReason = usage.refusedUses().map(RefusedUses::reason).orElse(null);
    refusedDay = usage.refusedUses().map(uses -> uses.day().toEpochDay()).orElse(null);
    refusedCount = usage.refusedUses().map(RefusedUses::count).orElse(null);
    seenInUrlAt = Columns.millis(usage.seenInUrlAt());
    seenInClearAt = Columns.millis(usage.seenInClearAt());
  }

  /**
   * Takes over a change. A row that is bound stays so; one that is not is not made trustworthy by a
   * change. Of one whose binding cannot be verified here only the slot changes, until it is
   * revoked: the pepper that it is bound under may come back, and what decides in it with it. The
   * same of one that cannot be read: it does not become readable by a change.
   */
  final void change(StoredKey key, RowRules rules) {
    if (key.altered()
        && key.revokedAt().isEmpty()
        && (isBound() || toKey(null, BindingState.BOUND).altered())) {
      slot = Slots.slot(application, key);
      return;
    }
    updateFrom(key.digest());
    updateFrom(key);
    rules
        .binder()
        .filter(binder -> key.row().bindingState() == BindingState.BOUND)
        .ifPresent(this::bind);
  }

  /**
   * Makes the row of a proven key what rows are now: of this application, with a digest under the
   * current pepper, and bound.
   */
  final void upgradeDigest(Digest current, RowRules rules) {
    application = rules.application();
    presumed = 0;
    updateFrom(current);
    rules.binder().ifPresent(this::bind);
  }

  private void updateFrom(Digest current) {
    digest = current.hex();
    digestAlgorithm = current.algorithm();
  }

  private void bind(RowBinder binder) {
    binding = binder.bind(fields());
  }

  /**
   * Returns what decides whether the key lets somebody in, who that is, and what they may do: what
   * is authenticated.
   */
  final List<@Nullable String> fields() {
    return Arrays.asList(
        "key",
        application,
        id,
        digestAlgorithm,
        digest,
        Columns.orEmpty(ownerRealm),
        ownerName,
        ownerId,
        organisation,
        createdBy,
        requestedBy,
        requestedById,
        loginSource,
        Columns.orEmpty(roles),
        Columns.orEmpty(scopes),
        Columns.orEmpty(networks),
        String.valueOf(createdAt),
        String.valueOf(expiresAt),
        String.valueOf(service),
        String.valueOf(active),
        disabledBy,
        awaits,
        String.valueOf(revokedAt),
        supersededBy,
        String.valueOf(disabledAt),
        String.valueOf(rotatedAt),
        String.valueOf(sessionEnd),
        approvedBy,
        String.valueOf(approvedAt));
  }

  /** Takes over what is written back with the row. */
  private void updateFrom(StoredKey key) {
    ownerId = key.ownerId().orElse(null);
    organisation = key.organisation().orElse(null);
    createdBy = key.createdBy();
    requestedBy = key.requester().map(Requester::name).orElse(null);
    requestedById = key.requester().flatMap(Requester::id).orElse(null);
    loginSource = key.loginSource().text();
    sealed = key.sealed().orElse(null);
    name = key.name();
    description = key.description().orElse(null);
    roles = StringSetColumn.join("roles", key.roles());
    scopes = StringSetColumn.join("scopes", key.scopes());
    networks = StringSetColumn.join("networks", key.networks());
    expiresAt = Columns.millis(key.expiresAt());
    sessionEnd = Columns.millis(key.sessionEnd());
    service = key.service() ? 1 : 0;
    rotatedAt = Columns.millis(key.rotatedAt());
    idempotencyKey = key.idempotencyKey().orElse(null);
    requestSlot = Slots.requestSlot(application, key);
    slot = Slots.slot(application, key);
    updateStateFrom(key);
  }

  /** Takes over whether the key works. */
  private void updateStateFrom(StoredKey key) {
    active = key.active() ? 1 : 0;
    disabledBy = key.disabledBy().map(DisabledBy::text).orElse(null);
    disabledAt = Columns.millis(key.disabledBy().map(DisabledBy::at));
    awaits = key.activation().pending().isEmpty()
        ? null
        : StringSetColumn.join(
            "conditions",
            key.activation().pending().stream()
                .map(PendingCondition::text)
                .collect(Collectors.toSet()));
    approvedBy = key.activation().approvedBy().orElse(null);
    approvedAt = Columns.millis(key.activation().approvedAt());
    revokedAt = Columns.millis(key.revokedAt());
    supersededBy = key.supersededBy().map(KeyId::value).orElse(null);
  }

  /**
   * Returns the row as the value that others see. Of a row with something that no Postern writes,
   * that is something else, and the key opens nothing.
   *
   * @param login the last login of the owner; null if there is none that can be trusted
   * @param bindingState whether the row can be trusted
   */
  StoredKey toKey(@Nullable LastLogin login, BindingState bindingState) {
    ColumnReader reader = new ColumnReader();
    StoredKeyBuilder key = withOwner(StoredKey.builder(), reader)
        .id(keyId())
        .digest(reader.digest(digestAlgorithm, digest, id))
        .sealed(sealed)
        .loginSource(reader.read(() -> LoginSource.of(loginSource), LoginSource.LOCAL))
        .name(Columns.orEmpty(name))
        .description(description)
        .roles(StringSetColumn.split(roles))
        .scopes(StringSetColumn.split(scopes))
        .networks(StringSetColumn.split(networks))
        .createdAt(Instant.ofEpochMilli(createdAt))
        .expiresAt(Columns.instant(expiresAt))
        .sessionEnd(Columns.instant(sessionEnd))
        .service(service != 0)
        .rotatedAt(Columns.instant(rotatedAt))
        .idempotencyKey(idempotencyKey)
        .slot(reader.read(() -> Slots.slot(slot), StoredKey.NO_SLOT))
        .usage(reader.read(this::usage, KeyUsage.NONE));
    return withState(key, reader)
        .ownerLogin(login)
        .row(new RowState(
            version,
            application,
            isPresumed(),
            reader.hasFailed() ? BindingState.BROKEN : bindingState))
        .build();
  }

  private StoredKeyBuilder withOwner(StoredKeyBuilder key, ColumnReader reader) {
    return key.owner(reader.owner(ownerRealm, ownerName))
        .ownerId(ownerId)
        .organisation(organisation)
        .createdBy(createdBy)
        .requester(requester());
  }

  private StoredKeyBuilder withState(StoredKeyBuilder key, ColumnReader reader) {
    return key.active(active != 0)
        .disabledBy(disabledBy(reader))
        .activation(reader.read(this::activation, Activation.NONE))
        .revokedAt(Columns.instant(revokedAt))
        .supersededBy(supersededBy(reader));
  }

  private @Nullable DisabledBy disabledBy(ColumnReader reader) {
    String who = disabledBy;
    Instant when = Columns.instant(disabledAt);
    return who == null || when == null ? null : reader.readOrNull(() -> DisabledBy.of(who, when));
  }

  private @Nullable KeyId supersededBy(ColumnReader reader) {
    String successor = supersededBy;
    return successor == null ? null : reader.readOrNull(() -> new KeyId(successor));
  }

  private @Nullable Requester requester() {
    return requestedBy == null
        ? null
        : new Requester(requestedBy, Optional.ofNullable(requestedById));
  }

  private KeyUsage usage() {
    return new KeyUsage(
        Optional.ofNullable(Columns.instant(usedAt)),
        Optional.ofNullable(usedFrom),
        Optional.ofNullable(Columns.instant(refusedAt)),
        Optional.ofNullable(refusedFrom),
        refusedReason == null || refusedDay == null || refusedCount == null
            ? Optional.empty()
            : Optional.of(
                new RefusedUses(refusedReason, LocalDate.ofEpochDay(refusedDay), refusedCount)),
        Optional.ofNullable(Columns.instant(seenInUrlAt)),
        Optional.ofNullable(Columns.instant(seenInClearAt)));
  }

  /** Exactly this id: a database may compare without regard to case. */
  boolean hasId(KeyId wanted) {
    return id.equals(wanted.value());
  }

  /** Returns the column as it is; {@link #keyId()} demands that it is an id. */
  String id() {
    return id;
  }

  KeyId keyId() {
    return new KeyId(id);
  }

  boolean isRevoked() {
    return revokedAt != null;
  }

  boolean isOf(String wanted) {
    return application.equals(wanted);
  }

  boolean isPresumed() {
    return presumed != 0;
  }

  /** Returns whether something authenticates the row, if it can be verified. */
  boolean isBound() {
    return binding != null && !binding.equals(NO_BINDING);
  }

  /** Returns what authenticates the row; null if nothing does. */
  @Nullable
  String binding() {
    return binding;
  }

  long createdAt() {
    return createdAt;
  }

  Digest digest() {
    return new ColumnReader().digest(digestAlgorithm, digest, id);
  }

  boolean belongsTo(Owner owner) {
    return owner().equals(owner);
  }

  /**
   * Returns whether the row is found by the owner that it names: the hash alone decides what it is
   * read with.
   */
  boolean hasMatchingOwnerHash() {
    return ownerHash.equals(Slots.of(owner()));
  }

  final Owner owner() {
    return new ColumnReader().owner(ownerRealm, ownerName);
  }

  /**
   * Returns whether the row still says of the key what it said when it was read.
   *
   * @param bindingState whether the row can be trusted now
   */
  boolean matches(StoredKey key, BindingState bindingState) {
    StoredKey now = toKey(null, bindingState);
    return !now.altered()
        && now.row().equals(key.row())
        && now.owner().equals(key.owner())
        && now.ownerId().equals(key.ownerId())
        && now.organisation().equals(key.organisation())
        && now.roles().equals(key.roles())
        && now.scopes().equals(key.scopes())
        && now.networks().equals(key.networks())
        && now.expiresAt().equals(key.expiresAt())
        && now.active() == key.active()
        && now.service() == key.service()
        && now.activation().equals(key.activation())
        && now.revokedAt().equals(key.revokedAt())
        && now.supersededBy().equals(key.supersededBy())
        && now.loginSource() == key.loginSource();
  }

  long version() {
    return version;
  }

  private Activation activation() {
    return new Activation(
        StringSetColumn.split(awaits).stream()
            .map(PendingCondition::of)
            .collect(Collectors.toSet()),
        Optional.ofNullable(approvedBy),
        Optional.ofNullable(Columns.instant(approvedAt)));
  }
}
