package io.github.postern.store.jpa;

import io.github.postern.database.Causes;
import io.github.postern.database.SqlErrors;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.store.UnstorableTextException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
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
    Set<Throwable> chain = Causes.chain(failure);
    if (sql(chain).anyMatch(SqlErrors::isReadOnly)) {
      return new ReadOnlyException(new KeysUnavailableException(
          "The store could not " + what + ", because its database is read-only: "
              + Causes.reason(failure),
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
        "The store could not " + what + ": " + Causes.reason(failure), failure);
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
