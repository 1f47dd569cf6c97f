package io.github.postern.store;

import java.util.Objects;

/**
 * The store's data about the row of a key, set by the store alone when it reads the row.
 *
 * @param version how often the row was changed; a change of an older version is refused and tried
 *     again
 * @param application the application that the key belongs to
 * @param presumed whether that is presumed only: the row is older than that was kept, so the
 *     application that upgraded the tables has it until another one proves by its prefix that the
 *     key is its own
 * @param bindingState whether what the row says is what Postern wrote
 */
public record RowState(
    long version, String application, boolean presumed, BindingState bindingState) {

  /** Of a key that is not in the database yet. */
  public static final RowState NEW = new RowState(0, "", false, BindingState.BOUND);

  /** Creates the value. */
  public RowState {
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(bindingState, "bindingState");
  }

  /** Returns whether the first use has something to write. */
  public boolean isOpen() {
    return presumed || bindingState == BindingState.UNBOUND;
  }
}
