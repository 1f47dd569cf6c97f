package io.github.postern.store;

import java.util.Objects;

/**
 * Where a row of a key is from. The store knows it; a new key has none.
 *
 * @param application the application that the key belongs to
 * @param presumed whether that is presumed only: the row is older than that was kept, so the application that upgraded the
 *     tables has it until another one proves by its prefix that the key is its own
 * @param trust whether what the row says is what Postern wrote
 */
public record Origin(String application, boolean presumed, Trust trust) {

    /** What a key has that is not in the database yet. */
    static final Origin NEW = new Origin("", false, Trust.BOUND);

    /** Creates the value. */
    public Origin {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(trust, "trust");
    }

    /** Returns whether the first use has something to write. */
    public boolean isOpen() {
        return presumed || trust == Trust.UNBOUND;
    }
}
