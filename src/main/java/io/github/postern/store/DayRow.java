package io.github.postern.store;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A row of {@code POSTERN_DAY}: how often the keys of an organisation were used on a day. Its numbers are only ever added to,
 * in the database itself.
 */
@Entity
@Table(name = DayRow.TABLE)
@Cacheable(false)
class DayRow {

    static final String TABLE = "POSTERN_DAY";

    /** Day and organisation in one. */
    @Id
    @Column(name = "DAY_ID")
    private String id;
    @Column(name = "USE_DAY")
    private long day;
    @Column(name = "ORGANISATION_HASH")
    private String organisation;
    @Column(name = "USES")
    private long uses;
    @Column(name = "REFUSED")
    private long refused;

    /** For the persistence provider. */
    protected DayRow() {
    }

    DayRow(long day, String organisationHash, long uses, long refused) {
        this.id = day + "/" + organisationHash;
        this.day = day;
        this.organisation = organisationHash;
        this.uses = uses;
        this.refused = refused;
    }
}
