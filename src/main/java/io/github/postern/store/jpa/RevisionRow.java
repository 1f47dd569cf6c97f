package io.github.postern.store.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code POSTERN_EPOCH}: the counter that tells nodes that keys were changed. */
@Entity
@Table(name = RevisionRow.TABLE)
@Cacheable(false)
class RevisionRow {

  static final String TABLE = "POSTERN_EPOCH";
  static final int ONLY_ID = 1;

  /** Finds the row. */
  static final String FIND = "SELECT COUNTER FROM " + TABLE + " WHERE EPOCH_ID = " + ONLY_ID;

  /** A change that changes nothing: whether the tables can be written. */
  static final String TOUCH =
      "UPDATE " + TABLE + " SET COUNTER = COUNTER WHERE EPOCH_ID = " + ONLY_ID;

  @Id
  @Column(name = "EPOCH_ID")
  private int id;

  @Column(name = "COUNTER")
  private long counter;

  /** For the persistence provider. */
  protected RevisionRow() {}
}
