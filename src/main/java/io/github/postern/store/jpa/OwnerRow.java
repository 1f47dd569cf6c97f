package io.github.postern.store.jpa;

import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginProfile;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.keyring.RowBinder;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
  private String ownerRealm;

  @Column(name = "OWNER_NAME", updatable = false)
  private String ownerName;

  @Column(name = "OWNER_ID")
  private String ownerId;

  @Column(name = "DISPLAY_NAME")
  private String displayName;

  @Column(name = "MAIL")
  private String mail;

  @Column(name = "ORGANISATION")
  private String organisation;

  @Column(name = "ROLES")
  private String roles;

  @Column(name = "KNOWN")
  private int known;

  @Column(name = "LOGIN_SOURCE")
  private String source;

  @Column(name = "LOGIN_AT")
  private long at;

  @Column(name = "SAML_LOGIN_AT")
  private Long samlAt;

  @Column(name = "RESUMED_AT")
  private Long resumedAt;

  @Column(name = "SEEN_AT")
  private long seenAt;

  @Column(name = "BINDING")
  private String binding;

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
    samlAt = KeyRow.millis(login.samlAt());
    resumedAt = KeyRow.millis(login.resumedAt());
    seenAt = at;
    binding = rules.binder().map(binder -> binder.bind(fields())).orElse(null);
  }

  /**
   * Whether a key works, and what it opens, may depend on this row, so it has to be one that
   * Postern wrote.
   */
  boolean isTrusted(RowVerifier rowVerifier) {
    if (!ownerHash.equals(Slots.of(owner()))) {
      return false; // it would be read with the keys of somebody else
    }
    Optional<RowBinder> binder = rowVerifier.rules().binder();
    if (binder.isEmpty()) {
      return binding == null;
    }
    return binding == null
        ? known == 0 && rowVerifier.acceptsUnboundLogin(at)
        : binder.get().verifies(binding, fields());
  }

  /**
   * Returns whether the row is bound, and not by what could be verified here: then it is left as it
   * is where keys of the owner are bound likewise. They belong together, and become good again with
   * their pepper. Where there are none, nothing is lost by writing it anew.
   */
  boolean isKeptFor(List<KeyWithLogin> keys, RowVerifier rowVerifier) {
    return binding != null
        && !isTrusted(rowVerifier)
        && keys.stream()
            .map(KeyWithLogin::key)
            .anyMatch(key -> key.isBound() && key.isUnverifiable(rowVerifier));
  }

  private List<String> fields() {
    return Arrays.asList(
        "owner",
        application,
        KeyRow.orEmpty(ownerRealm),
        ownerName,
        ownerId,
        organisation,
        KeyRow.orEmpty(roles),
        String.valueOf(known),
        source,
        String.valueOf(at),
        String.valueOf(samlAt),
        String.valueOf(resumedAt));
  }

  boolean belongsTo(Owner owner) {
    return owner().equals(owner);
  }

  Owner owner() {
    return new Owner(KeyRow.orEmpty(ownerRealm), ownerName);
  }

  boolean hasOwnerId(String id) {
    return id.equals(ownerId);
  }

  LastLogin toLogin() {
    return new LastLogin(
        LoginSource.of(source),
        KeyRow.instant(at),
        Optional.ofNullable(KeyRow.instant(samlAt)),
        Optional.ofNullable(KeyRow.instant(resumedAt)),
        known == 0
            ? Optional.empty()
            : Optional.of(new LoginProfile(
                StringSetColumn.split(roles),
                Optional.ofNullable(ownerId),
                Optional.ofNullable(displayName),
                Optional.ofNullable(mail),
                Optional.ofNullable(organisation))));
  }
}
