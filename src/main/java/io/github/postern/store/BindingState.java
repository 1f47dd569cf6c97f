package io.github.postern.store;

/**
 * Whether what a row of the database says of a key is what Postern wrote. Where there is no pepper,
 * every row that is not bound is taken for its own.
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
  BROKEN,
  /**
   * It is bound under a pepper that is not set here, so nobody here can tell. The key opens nothing
   * here, and its row is left as it is, for a process that has that pepper.
   */
  FOREIGN
}
