package io.github.postern.store.jpa;

import io.github.postern.store.DailyUsage;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A row of {@code POSTERN_DAY}: how often the keys of an organisation of an application were used
 * on a day. Its numbers are only ever added to, in the database itself.
 */
@Entity
@Table(name = DailyUsageRow.TABLE)
@Cacheable(false)
class DailyUsageRow {

  static final String TABLE = "POSTERN_DAY";

  /** Day, application and organisation in one. */
  @Id
  @Column(name = "DAY_ID")
  private String id;

  @Column(name = "APPLICATION")
  private String application;

  @Column(name = "USE_DAY")
  private long day;

  @Column(name = "ORGANISATION_HASH")
  private String organisation;

  @Column(name = "USES")
  private long uses;

  @Column(name = "REFUSED")
  private long refused;

  /** For the persistence provider. */
  protected DailyUsageRow() {}

  DailyUsageRow(String id, String application, DailyUsage use, String organisationHash) {
    this.id = id;
    this.application = application;
    this.day = use.day().toEpochDay();
    this.organisation = organisationHash;
    this.uses = use.uses();
    this.refused = use.refused();
  }
}
