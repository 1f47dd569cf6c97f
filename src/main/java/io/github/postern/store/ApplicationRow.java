package io.github.postern.store;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;

/** A row of {@code POSTERN_APPLICATION}: an application that has worked with these tables, and which old rows it takes. */
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
    private String binding;

    /** For the persistence provider. */
    protected ApplicationRow() {
    }

    /**
     * Creates the row.
     *
     * @param unboundUntil when the last row was made that is taken although it is not authenticated; 0: none is
     */
    ApplicationRow(RowRules rules, long unboundUntil) {
        this.application = rules.application();
        this.unboundUntil = unboundUntil;
        this.binding = rules.binder().map(binder -> binder.bind(fields())).orElse(null);
    }

    /**
     * Refuses to take the row of another application for its own.
     *
     * @throws IllegalStateException if the database found it by another spelling: the rows of the two would be one there
     */
    void require(RowRules rules) {
        if (!application.equals(rules.application())) {
            throw new IllegalStateException("An application called '" + application + "' keeps its keys here, and this database"
                    + " takes '" + rules.application() + "' for the same name. Set postern.application to a name that differs by"
                    + " more than the case of its letters.");
        }
    }

    /** Returns until when rows were made that are taken unbound; 0 if this row is not one that Postern wrote. */
    long unboundUntil(RowRules rules) {
        boolean trusted = rules.binder().isEmpty() || binding != null && rules.binder().get().verifies(binding, fields());
        return trusted ? unboundUntil : 0;
    }

    private List<String> fields() {
        return List.of("application", application, String.valueOf(unboundUntil));
    }
}
