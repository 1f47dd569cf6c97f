package io.github.postern.store;

import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Optional;

/** A row of {@code POSTERN_LOGIN}: the last login of an owner. */
@Entity
@Table(name = LoginRow.TABLE)
@Cacheable(false)
class LoginRow {

    static final String TABLE = "POSTERN_LOGIN";

    @Id
    @Column(name = "OWNER_HASH", updatable = false)
    private String ownerHash;
    @Column(name = "OWNER_REALM", updatable = false)
    private String ownerRealm;
    @Column(name = "OWNER_NAME", updatable = false)
    private String ownerName;
    @Column(name = "LOGIN_SOURCE")
    private String source;
    @Column(name = "LOGIN_AT")
    private long at;
    @Column(name = "SAML_LOGIN_AT")
    private Long samlAt;
    @Column(name = "RESUMED_AT")
    private Long resumedAt;
    @Version
    @Column(name = "ROW_VERSION")
    private long version;

    /** For the persistence provider. */
    protected LoginRow() {
    }

    LoginRow(Owner owner, LastLogin login) {
        ownerHash = Slots.of(owner);
        ownerRealm = owner.realm();
        ownerName = owner.name();
        take(login);
    }

    final void take(LastLogin login) {
        source = login.source().text();
        at = login.at().toEpochMilli();
        samlAt = KeyRow.millis(login.samlAt());
        resumedAt = KeyRow.millis(login.resumedAt());
    }

    LastLogin toLogin() {
        return new LastLogin(LoginSource.of(source), KeyRow.instant(at), Optional.ofNullable(KeyRow.instant(samlAt)),
                Optional.ofNullable(KeyRow.instant(resumedAt)));
    }
}
