package io.github.postern.store;

import java.util.Objects;

/**
 * Where a row of a key is from. The store knows it; a new key has none.
 *
 * @param application the application that the key belongs to
 * @param presumed whether that is presumed only: the row is older than that was kept, so the
 *     application that upgraded the tables has it until another one proves by its prefix that the
 *     key is its own
 * @param bindingState whether what the row says is what Postern wrote
 */
public record RowOrigin(String application, boolean presumed, BindingState bindingState) {

  /** The origin of a key that is not in the database yet. */
  static final RowOrigin NEW = new RowOrigin("", false, BindingState.BOUND);

  /** Creates the value. */
  public RowOrigin {
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(bindingState, "bindingState");
  }

  /** Returns whether the first use has something to write. */
  public boolean isOpen() {
    return presumed || bindingState == BindingState.UNBOUND;
  }
}
