package io.github.postern.store.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code POSTERN_APPLICATION}: an application that has worked with these tables, and which
 * old rows it takes.
 */
@Entity
@Table(name = ApplicationRow.TABLE)
@Cacheable(false)
class ApplicationRow {

  static final String TABLE = "POSTERN_APPLICATION";

  @Id
  @Column(name = "APPLICATION")
  private String application;

  @Column(name = "UNBOUND_UNTIL")
  private long unboundUntil;

  @Column(name = "BINDING")
  private @Nullable String binding;

  /** For the persistence provider. */
  protected ApplicationRow() {}

  /**
   * Creates the row.
   *
   * @param unboundUntil when the last row was made that is taken although it is not authenticated;
   *     0: none is; negative: of that instant only where the settings say so, for nobody here saw
   *     that the tables were upgraded
   */
  ApplicationRow(RowRules rules, long unboundUntil) {
    this.application = rules.application();
    set(unboundUntil, rules);
  }

  private void set(long until, RowRules rules) {
    unboundUntil = until;
    binding = rules.binder().map(binder -> binder.bind(fields())).orElse(null);
  }

  /** Takes what waits for the settings, because this node saw that the tables were upgraded. */
  void confirm(RowRules rules) {
    if (waits(rules)) {
      set(-unboundUntil, rules);
    }
  }

  /** Returns whether there are rows that are taken only where the settings say so. */
  boolean waits(RowRules rules) {
    return trusted(rules) && unboundUntil < 0;
  }

  /**
   * Refuses to take the row of another application for its own.
   *
   * @throws IllegalStateException if the database found it by another spelling: the rows of the two
   *     would be one there
   */
  void require(RowRules rules) {
    if (!application.equals(rules.application())) {
      throw new IllegalStateException("An application called '"
          + application
          + "' keeps its keys here, and this database"
          + " takes '"
          + rules.application()
          + "' for the same name. Set postern.application to a name that differs"
          + " by more than the case of its letters.");
    }
  }

  /**
   * Returns until when rows were made that are taken unbound; 0 if this row is not one that Postern
   * wrote.
   */
  long unboundUntil(RowRules rules) {
    if (!trusted(rules) || unboundUntil < 0 && rules.unbound() != RowRules.Unbound.UPGRADED) {
      return 0;
    }
    return Math.abs(unboundUntil);
  }

  private boolean trusted(RowRules rules) {
    return rules.binder().isEmpty()
        ? binding == null
        : binding != null && rules.binder().get().verifies(binding, fields());
  }

  private List<String> fields() {
    return List.of("application", application, String.valueOf(unboundUntil));
  }
}
