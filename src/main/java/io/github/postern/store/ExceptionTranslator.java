package io.github.postern.store;

import io.github.postern.key.KeysUnavailableException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Sorts what databases and persistence providers throw. */
final class ExceptionTranslator {

  /** The codes of H2 for a row that another transaction has changed, and for a lock timeout. */
  private static final Set<String> CONFLICTS_OF_H2 = Set.of("90131", "HYT00");

  /**
   * The codes of MariaDB for a lock timeout, and for a row that changed since the transaction
   * began.
   */
  private static final Set<Integer> CONFLICTS_OF_MARIADB = Set.of(1205, 1020);

  private static final String DERBY_LOGIN_REFUSED = "08004";

  private ExceptionTranslator() {}

  /**
   * Returns what to throw instead.
   *
   * @param what what was tried, as the end of "The store could not"
   * @return a {@link ConflictException} if trying again helps, a {@link ReadOnlyException} if
   *     another connection may, the exception itself if the caller is wrong, an
   *     {@link UnstorableTextException} if a text is, else a {@link KeysUnavailableException}
   */
  static RuntimeException translate(String what, Exception failure) {
    if (failure instanceof ConflictException conflict) {
      return conflict;
    }
    if (failure instanceof KeysUnavailableException unavailable) {
      return unavailable;
    }
    Set<Throwable> chain = chain(failure);
    if (sql(chain).anyMatch(SqlErrors::isReadOnly)) {
      return new ReadOnlyException(new KeysUnavailableException(
          "The store could not " + what + ", because its database is read-only: " + reason(failure),
          failure));
    }
    Optional<String> conflict = conflict(chain);
    if (conflict.isPresent()) {
      return new ConflictException(conflict.get());
    }
    Optional<SQLException> unfit = sql(chain).filter(SqlErrors::isUnstorable).findFirst();
    if (unfit.isPresent()) {
      return UnstorableText.exception(what, unfit.get());
    }
    boolean isOfTheDatabase = chain.stream().anyMatch(SQLException.class::isInstance);
    if (failure instanceof IllegalArgumentException wrong && !isOfTheDatabase) {
      return wrong;
    }
    return new KeysUnavailableException(
        "The store could not " + what + ": " + reason(failure), failure);
  }

  /** Returns the message at the bottom: what the driver said, not what was wrapped around it. */
  static String reason(Throwable failure) {
    Throwable root = failure;
    for (Throwable t : chain(failure)) {
      root = t.getCause() == null ? t : root;
    }
    return root.getMessage() == null
        ? root.getClass().getName()
        : root.getMessage().strip();
  }

  /**
   * Returns what to look at, as a sentence after the message, or nothing where the database says it
   * best.
   */
  static String remedy(Throwable failure) {
    for (Throwable t : chain(failure)) {
      String state = t instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
      if (state.startsWith("28") || state.equals(DERBY_LOGIN_REFUSED)) {
        return " Check the user of the database and the password.";
      }
      if (state.startsWith("08")) {
        return " Check that the database runs, and its host, port and name.";
      }
    }
    return "";
  }

  /** Returns an exception with everything behind it: causes, and what drivers chain beside them. */
  static Set<Throwable> chain(Throwable failure) {
    Set<Throwable> chain = new LinkedHashSet<>();
    collect(failure, chain);
    return chain;
  }

  private static void collect(Throwable failure, Set<Throwable> chain) {
    if (failure == null || !chain.add(failure)) {
      return;
    }
    if (failure instanceof SQLException sql) {
      collect(sql.getNextException(), chain);
    }
    collect(failure.getCause(), chain);
  }

  private static Stream<SQLException> sql(Set<Throwable> chain) {
    return chain.stream().filter(SQLException.class::isInstance).map(SQLException.class::cast);
  }

  private static Optional<String> conflict(Set<Throwable> chain) {
    return chain.stream()
        .filter(ExceptionTranslator::isConflict)
        .findFirst()
        .map(ExceptionTranslator::name);
  }

  /**
   * Class 23 is a row that exists already, class 40 a transaction that was rolled back for
   * another's sake.
   */
  private static boolean isConflict(Throwable failure) {
    if (failure instanceof SQLException sql && sql.getSQLState() != null) {
      String state = sql.getSQLState();
      return state.startsWith("23")
          || state.startsWith("40")
          || CONFLICTS_OF_H2.contains(state)
          || state.equals("HY000") && CONFLICTS_OF_MARIADB.contains(sql.getErrorCode());
    }
    return failure instanceof OptimisticLockException
        || failure instanceof PessimisticLockException
        || failure instanceof LockTimeoutException;
  }

  private static String name(Throwable conflict) {
    return conflict instanceof SQLException sql
        ? "SQLState " + sql.getSQLState()
        : conflict.getClass().getSimpleName();
  }
}
