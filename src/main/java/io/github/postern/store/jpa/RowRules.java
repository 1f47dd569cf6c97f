package io.github.postern.store.jpa;

import io.github.postern.keyring.RowBinder;
import java.util.Objects;
import java.util.Optional;

/**
 * Which rows the store works with, and which of them it believes. Immutable.
 *
 * @param application the application whose rows these are; rows of others are never read nor
 *     changed. Applications that share their keys on purpose have the same
 * @param binder authenticates rows; empty where there is no pepper
 * @param unbound what becomes of rows that are older than that
 * @param plainUnbound whether rows of before there was a pepper are taken and bound, too: a
 *     migration is under way
 */
record RowRules(
    String application, Optional<RowBinder> binder, Unbound unbound, boolean plainUnbound) {

  /** The form of an application's name: 2 to 64 characters. */
  static final String APPLICATION_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{1,63}";

  /** How rows are handled that are older than their authentication. */
  enum Unbound {
    /**
     * They are taken and bound at their first use where this application itself upgraded the tables
     * from a version that bound none, which who only writes rows cannot pretend.
     */
    AUTOMATIC,
    /**
     * They are taken likewise where somebody else did it: what was there at the application's first
     * start.
     */
    UPGRADED,
    /** They are taken and bound at their first use. */
    BIND,
    /** They are refused. */
    REFUSE
  }

  /**
   * Creates the rules.
   *
   * @throws IllegalArgumentException if the application cannot be called so
   */
  RowRules {
    Objects.requireNonNull(binder, "binder");
    Objects.requireNonNull(unbound, "unbound");
    if (!application.matches(APPLICATION_PATTERN)) {
      throw new IllegalArgumentException(
          "An application is called by 2 to 64 characters of A-Za-z0-9._-, and starts"
              + " with a letter or a digit, but not '"
              + application
              + "'");
    }
  }
}
