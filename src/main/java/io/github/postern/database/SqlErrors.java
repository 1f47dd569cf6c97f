package io.github.postern.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Map;
import java.util.Set;

/**
 * Classifies the errors of databases. Standard states where there are any; Oracle, SQL Server and
 * MariaDB have numbers of their own for many.
 */
public final class SqlErrors {

  private static final Set<String> NO_TABLE =
      Set.of("42X05", "42P01", "42S02", "42S03", "42S04", "S0002");

  /** A table, an index, a column or a constraint of this name. */
  private static final Set<String> EXISTS =
      Set.of("X0Y32", "42P07", "42710", "42701", "42S01", "42S11", "42S21", "90045");

  /**
   * Oracle: 955 a name, 1408 an index, 1430 a column. SQL Server: 2714, 1913, 2705. MariaDB: 1061
   * an index.
   */
  private static final Set<Integer> EXISTS_NUMBERS =
      Set.of(955, 1408, 1430, 2714, 1913, 2705, 1061);

  private static final int ORACLE_NO_TABLE = 942;

  /** Oracle and MariaDB file many errors under the first, SQL Server under the others. */
  private static final Set<String> UNSPECIFIC = Set.of("42000", "S0001", "S0004");

  private static final String DUPLICATE_ROW = "23";

  /**
   * The connection is lost, a transaction was rolled back, resources are short, an operator
   * intervenes.
   */
  private static final Set<String> TRANSIENT = Set.of("08", "40", "53", "57");

  /**
   * Standard, which PostgreSQL and MySQL's 1792 use; H2; Derby: a read-only transaction,
   * connection, database, file.
   */
  private static final Set<String> READ_ONLY =
      Set.of("25006", "90097", "25501", "25502", "25503", "25505", "40XD1");

  /**
   * MariaDB and MySQL: 1290 and 1836 the server, 1792 the transaction. Oracle: 16000 the database,
   * 1456 the transaction, 16397 a standby. SQL Server: 3906 the database, 978 a secondary replica
   * that is only read.
   */
  private static final Map<String, Set<Integer>> READ_ONLY_NUMBERS = Map.of(
      "HY000",
      Set.of(1290, 1836, 1792),
      "72000",
      Set.of(16000, 1456, 16397),
      "25000",
      Set.of(1456),
      "64000",
      Set.of(16000, 16397),
      "S0001",
      Set.of(3906),
      "S0002",
      Set.of(3906),
      "S0003",
      Set.of(3906, 978));

  private static final String DATA = "22";

  /**
   * MariaDB: 1366 a wrong text, 1267, 1300 and 3988 characters that cannot be converted or
   * compared. Oracle: 12899 too long, 12713 lost.
   */
  private static final Map<String, Set<Integer>> DATA_NUMBERS =
      Map.of("HY000", Set.of(1366, 1267, 1300, 3988), "72000", Set.of(12899, 12713));

  private SqlErrors() {}

  /** Returns whether a table is missing. */
  public static boolean isNoSuchTable(SQLException e) {
    return NO_TABLE.contains(state(e))
        || state(e).equals("42000") && e.getErrorCode() == ORACLE_NO_TABLE;
  }

  /** Returns whether what a script makes is there already, be it a table or a row. */
  public static boolean isAlreadyExists(SQLException e) {
    return EXISTS.contains(state(e))
        || state(e).startsWith(DUPLICATE_ROW)
        || UNSPECIFIC.contains(state(e)) && EXISTS_NUMBERS.contains(e.getErrorCode());
  }

  /**
   * Returns whether it may work later without anybody doing something about the database's content
   * or rights.
   */
  public static boolean isTransient(SQLException e) {
    return e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || state(e).length() == 5 && TRANSIENT.contains(state(e).substring(0, 2));
  }

  /**
   * Returns whether the database, or this connection to it, does not write; another connection may.
   */
  public static boolean isReadOnly(SQLException e) {
    return READ_ONLY.contains(state(e))
        || READ_ONLY_NUMBERS.getOrDefault(state(e), Set.of()).contains(e.getErrorCode());
  }

  /**
   * Returns whether a text cannot be held: class 22 is data that is wrong, in length or characters
   * too.
   */
  public static boolean isUnstorable(SQLException e) {
    return state(e).startsWith(DATA)
        || DATA_NUMBERS.getOrDefault(state(e), Set.of()).contains(e.getErrorCode());
  }

  private static String state(SQLException e) {
    return String.valueOf(e.getSQLState());
  }
}
