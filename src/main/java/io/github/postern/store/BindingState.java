package io.github.postern.store;

/**
 * Whether what a row of the database says of a key is what Postern wrote. Where there is no pepper,
 * nobody can tell, and every row is taken for its own.
 */
public enum BindingState {
  /** It is. */
  BOUND,
  /**
   * It is from before rows were authenticated, and such rows are taken for a while: the first use
   * binds them.
   */
  UNBOUND,
  /** It is not: the row was made or changed by something else. The key opens nothing. */
  BROKEN
}
