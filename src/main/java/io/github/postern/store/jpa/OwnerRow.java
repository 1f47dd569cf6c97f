package io.github.postern.store.jpa;

import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginProfile;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code POSTERN_OWNER}: an owner, or somebody who may become one, as the last login told.
 */
@Entity
@Table(
    name = OwnerRow.TABLE,
    indexes = {
      @Index(name = "POSTERN_OWNER_HASH_IX", columnList = "OWNER_HASH, APPLICATION"),
      @Index(name = "POSTERN_OWNER_ID_IX", columnList = "OWNER_ID, APPLICATION")
    })
@Cacheable(false)
class OwnerRow {

  static final String TABLE = "POSTERN_OWNER";

  /** Of application and owner: two nodes that insert one owner at once meet it. */
  @Id
  @Column(name = "OWNER_KEY", updatable = false)
  private String ownerKey;

  @Column(name = "APPLICATION", updatable = false)
  private String application;

  @Column(name = "OWNER_HASH", updatable = false)
  private String ownerHash;

  @Column(name = "OWNER_REALM", updatable = false)
  private @Nullable String ownerRealm;

  @Column(name = "OWNER_NAME", updatable = false)
  private String ownerName;

  @Column(name = "OWNER_ID")
  private @Nullable String ownerId;

  @Column(name = "DISPLAY_NAME")
  private @Nullable String displayName;

  @Column(name = "MAIL")
  private @Nullable String mail;

  @Column(name = "ORGANISATION")
  private @Nullable String organisation;

  @Column(name = "ROLES")
  private @Nullable String roles;

  @Column(name = "KNOWN")
  private int known;

  @Column(name = "LOGIN_SOURCE")
  private String source;

  @Column(name = "LOGIN_AT")
  private long at;

  @Column(name = "SAML_LOGIN_AT")
  private @Nullable Long samlAt;

  @Column(name = "RESUMED_AT")
  private @Nullable Long resumedAt;

  @Column(name = "SEEN_AT")
  private long seenAt;

  @Column(name = "BINDING")
  private @Nullable String binding;

  @Version
  @Column(name = "ROW_VERSION")
  private long version;

  /** For the persistence provider. */
  protected OwnerRow() {}

  OwnerRow(Owner owner, LastLogin login, RowRules rules) {
    ownerHash = Slots.of(owner);
    application = rules.application();
    ownerKey = application + '/' + ownerHash;
    ownerRealm = owner.realm();
    ownerName = owner.name();
    updateFrom(login, rules);
  }

  final void updateFrom(LastLogin login, RowRules rules) {
    Optional<LoginProfile> profile = login.profile();
    ownerId = profile.flatMap(LoginProfile::ownerId).orElse(null);
    displayName = profile.flatMap(LoginProfile::displayName).orElse(null);
    mail = profile.flatMap(LoginProfile::mail).orElse(null);
    organisation = profile.flatMap(LoginProfile::organisation).orElse(null);
    roles = StringSetColumn.join("roles", profile.map(LoginProfile::roles).orElse(Set.of()));
    known = profile.isPresent() ? 1 : 0;
    source = login.source().text();
    at = login.at().toEpochMilli();
    samlAt = Columns.millis(login.samlAt());
    resumedAt = Columns.millis(login.resumedAt());
    seenAt = at;
    binding = rules.binder().map(binder -> binder.bind(fields())).orElse(null);
  }

  /** Returns what is authenticated: whether a key works, and what it opens, may depend on it. */
  final List<@Nullable String> fields() {
    return Arrays.asList(
        "owner",
        application,
        Columns.orEmpty(ownerRealm),
        ownerName,
        ownerId,
        organisation,
        Columns.orEmpty(roles),
        String.valueOf(known),
        source,
        String.valueOf(at),
        String.valueOf(samlAt),
        String.valueOf(resumedAt));
  }

  /** Returns what authenticates the row; null if nothing does. */
  @Nullable
  String binding() {
    return binding;
  }

  /**
   * Returns whether the row is found by the owner that it names, and read with the owner's keys.
   */
  boolean hasMatchingOwnerHash() {
    return ownerHash.equals(Slots.of(owner()));
  }

  /** Returns whether the row says more of the owner than that and how they logged in. */
  boolean hasProfile() {
    return known != 0;
  }

  /** Returns when the login was, in milliseconds since 1970. */
  long at() {
    return at;
  }

  boolean belongsTo(Owner owner) {
    return owner().equals(owner);
  }

  Owner owner() {
    return new ColumnReader().owner(ownerRealm, ownerName);
  }

  boolean hasOwnerId(String id) {
    return id.equals(ownerId);
  }

  LastLogin toLogin() {
    return new LastLogin(
        LoginSource.of(source),
        Instant.ofEpochMilli(at),
        Optional.ofNullable(Columns.instant(samlAt)),
        Optional.ofNullable(Columns.instant(resumedAt)),
        hasProfile()
            ? Optional.of(new LoginProfile(
                StringSetColumn.split(roles),
                Optional.ofNullable(ownerId),
                Optional.ofNullable(displayName),
                Optional.ofNullable(mail),
                Optional.ofNullable(organisation)))
            : Optional.empty());
  }
}
