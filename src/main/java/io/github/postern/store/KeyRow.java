package io.github.postern.store;

import io.github.postern.key.Digest;
import io.github.postern.key.KeyId;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.key.Release;
import io.github.postern.key.Release.Awaited;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A row of {@code POSTERN_KEY}. Strings and numbers only: those are the types that every provider stores alike in every
 * database. Instants are milliseconds since 1970.
 *
 * <p>What is not {@code updatable} has statements of its own in {@link KeyRows}: writing a change back must not undo
 * what such a statement wrote meanwhile.
 */
@Entity
@Table(name = KeyRow.TABLE, uniqueConstraints = {
    @UniqueConstraint(name = "POSTERN_KEY_DIGEST_UK", columnNames = "DIGEST"),
    @UniqueConstraint(name = "POSTERN_KEY_REQUEST_UK", columnNames = "REQUEST_SLOT"),
    @UniqueConstraint(name = "POSTERN_KEY_PLACE_UK", columnNames = "PLACE")
}, indexes = {
    @Index(name = "POSTERN_KEY_OWNER_IX", columnList = "OWNER_HASH, CREATED_AT"),
    @Index(name = "POSTERN_KEY_PAGE_IX", columnList = "CREATED_AT, KEY_ID")
})
@Cacheable(false)
class KeyRow {

    static final String TABLE = "POSTERN_KEY";

    @Id
    @Column(name = "KEY_ID", updatable = false)
    private String id;
    @Column(name = "DIGEST", updatable = false)
    private String digest;
    @Column(name = "DIGEST_ALGORITHM", updatable = false)
    private String digestAlgorithm;
    /** The secret, encrypted; only where the policy shows secrets again. */
    @Column(name = "SEALED")
    private String sealed;
    @Column(name = "OWNER_HASH", updatable = false)
    private String ownerHash;
    @Column(name = "OWNER_REALM", updatable = false)
    private String ownerRealm;
    @Column(name = "OWNER_NAME", updatable = false)
    private String ownerName;
    @Column(name = "OWNER_ID", updatable = false)
    private String ownerId;
    @Column(name = "ORGANISATION")
    private String organisation;
    @Column(name = "CREATED_BY")
    private String createdBy;
    @Column(name = "LOGIN_SOURCE")
    private String loginSource;
    @Column(name = "KEY_NAME")
    private String name;
    @Column(name = "DESCRIPTION")
    private String description;
    @Column(name = "ROLES")
    private String roles;
    @Column(name = "SCOPES")
    private String scopes;
    @Column(name = "NETWORKS")
    private String networks;
    @Column(name = "CREATED_AT", updatable = false)
    private long createdAt;
    @Column(name = "EXPIRES_AT")
    private Long expiresAt;
    @Column(name = "SESSION_END")
    private Long sessionEnd;
    @Column(name = "SERVICE")
    private int service;
    @Column(name = "ACTIVE")
    private int active;
    @Column(name = "AWAITS")
    private String awaits;
    @Column(name = "APPROVED_BY")
    private String approvedBy;
    @Column(name = "APPROVED_AT")
    private Long approvedAt;
    @Column(name = "REVOKED_AT")
    private Long revokedAt;
    @Column(name = "SUPERSEDED_BY")
    private String supersededBy;
    @Column(name = "ROTATED_AT")
    private Long rotatedAt;
    @Column(name = "USED_AT", updatable = false)
    private Long usedAt;
    @Column(name = "USED_FROM", updatable = false)
    private String usedFrom;
    @Column(name = "REFUSED_AT", updatable = false)
    private Long refusedAt;
    @Column(name = "REFUSED_FROM", updatable = false)
    private String refusedFrom;
    @Column(name = "SEEN_IN_URL_AT", updatable = false)
    private Long seenInUrlAt;
    @Column(name = "REQUEST_TOKEN")
    private String requestToken;
    @Column(name = "REQUEST_SLOT")
    private String requestSlot;
    @Column(name = "PLACE")
    private String place;
    @Version
    @Column(name = "ROW_VERSION")
    private long version;

    /** For the persistence provider. */
    protected KeyRow() {
    }

    /** Creates the row of a new key. */
    KeyRow(StoredKey key) {
        id = key.id().value();
        digest = key.digest().hex();
        digestAlgorithm = key.digest().algorithm();
        ownerHash = Slots.of(key.owner());
        ownerRealm = key.owner().realm();
        ownerName = key.owner().name();
        ownerId = key.ownerId().orElse(null);
        createdAt = key.createdAt().toEpochMilli();
        usedAt = millis(key.usedAt());
        usedFrom = key.usedFrom().map(Slots::address).orElse(null);
        seenInUrlAt = millis(key.seenInUrlAt());
        take(key);
    }

    /** Takes over what is written back with the row. */
    final void take(StoredKey key) {
        sealed = key.sealed().orElse(null);
        organisation = key.organisation().orElse(null);
        createdBy = key.createdBy();
        loginSource = key.loginSource().text();
        name = key.name();
        description = key.description().orElse(null);
        roles = Lines.join("roles", key.roles());
        scopes = Lines.join("scopes", key.scopes());
        networks = Lines.join("networks", key.networks());
        expiresAt = millis(key.expiresAt());
        sessionEnd = millis(key.sessionEnd());
        service = key.service() ? 1 : 0;
        active = key.active() ? 1 : 0;
        awaits = key.release().awaits().isEmpty() ? null : Lines.join("conditions",
                key.release().awaits().stream().map(Awaited::text).collect(Collectors.toSet()));
        approvedBy = key.release().approvedBy().orElse(null);
        approvedAt = millis(key.release().approvedAt());
        revokedAt = millis(key.revokedAt());
        supersededBy = key.supersededBy().map(KeyId::value).orElse(null);
        rotatedAt = millis(key.rotatedAt());
        requestToken = key.requestToken().orElse(null);
        requestSlot = Slots.requestSlot(key);
        place = Slots.place(key);
    }

    /**
     * Returns the row as the value that others see.
     *
     * @param login the row of the owner's last login; null if there is none
     */
    StoredKey toKey(LoginRow login) {
        return StoredKey.builder()
                .id(new KeyId(id)).digest(digest()).sealed(sealed)
                .owner(new Owner(orEmpty(ownerRealm), ownerName)).ownerId(ownerId).organisation(organisation)
                .ownerLogin(login == null ? null : login.toLogin())
                .createdBy(createdBy).loginSource(LoginSource.of(loginSource))
                .name(orEmpty(name)).description(description)
                .roles(Lines.split(roles)).scopes(Lines.split(scopes)).networks(Lines.split(networks))
                .createdAt(Instant.ofEpochMilli(createdAt)).expiresAt(instant(expiresAt))
                .sessionEnd(instant(sessionEnd)).service(service != 0)
                .active(active != 0).release(release()).revokedAt(instant(revokedAt))
                .supersededBy(supersededBy == null ? null : new KeyId(supersededBy)).rotatedAt(instant(rotatedAt))
                .usedAt(instant(usedAt)).usedFrom(usedFrom).refused(instant(refusedAt), refusedFrom)
                .seenInUrlAt(instant(seenInUrlAt))
                .requestToken(requestToken).place(Slots.place(place))
                .version(version)
                .build();
    }

    /** Exactly this id: a database may compare without regard to case. */
    boolean hasId(KeyId wanted) {
        return id.equals(wanted.value());
    }

    Digest digest() {
        return Digest.of(digestAlgorithm, digest);
    }

    boolean belongsTo(Owner owner) {
        return orEmpty(ownerRealm).equals(owner.realm()) && ownerName.equals(owner.name());
    }

    long version() {
        return version;
    }

    private Release release() {
        return new Release(Lines.split(awaits).stream().map(Awaited::of).collect(Collectors.toSet()),
                Optional.ofNullable(approvedBy), Optional.ofNullable(instant(approvedAt)));
    }

    /** To Oracle an empty text is null. */
    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    static Long millis(Optional<Instant> instant) {
        return instant.map(Instant::toEpochMilli).orElse(null);
    }
}
