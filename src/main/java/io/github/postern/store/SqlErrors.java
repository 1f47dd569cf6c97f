package io.github.postern.store;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/**
 * What databases mean by their errors. Standard states where there are any; Oracle, SQL Server and MariaDB have numbers
 * of their own for many.
 */
final class SqlErrors {

    private static final Set<String> NO_TABLE = Set.of("42X05", "42P01", "42S02", "42S03", "42S04", "S0002");
    /** A table, an index, a column or a constraint of this name. */
    private static final Set<String> EXISTS =
            Set.of("X0Y32", "42P07", "42710", "42701", "42S01", "42S11", "42S21", "90045");
    /** Oracle: 955 a name, 1408 an index, 1430 a column. SQL Server: 2714, 1913, 2705. MariaDB: 1061 an index. */
    private static final Set<Integer> EXISTS_NUMBERS = Set.of(955, 1408, 1430, 2714, 1913, 2705, 1061);
    private static final int ORACLE_NO_TABLE = 942;
    /** Oracle and MariaDB file many errors under the first, SQL Server under the others. */
    private static final Set<String> UNTOLD = Set.of("42000", "S0001", "S0004");
    private static final String DUPLICATE_ROW = "23";
    /** The connection is lost, a transaction was rolled back, resources are short, an operator intervenes. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private SqlErrors() {
    }

    static boolean saysThatThereIsNoTable(SQLException e) {
        return NO_TABLE.contains(state(e)) || state(e).equals("42000") && e.getErrorCode() == ORACLE_NO_TABLE;
    }

    /** Returns whether what a script makes is there already, be it a table or a row. */
    static boolean saysThatItIsThere(SQLException e) {
        return EXISTS.contains(state(e)) || state(e).startsWith(DUPLICATE_ROW)
                || UNTOLD.contains(state(e)) && EXISTS_NUMBERS.contains(e.getErrorCode());
    }

    /** Returns whether it may work later without anybody doing something about the database's content or rights. */
    static boolean passes(SQLException e) {
        return e instanceof SQLTransientException || e instanceof SQLRecoverableException
                || state(e).length() == 5 && PASSING.contains(state(e).substring(0, 2));
    }

    private static String state(SQLException e) {
        return String.valueOf(e.getSQLState());
    }
}
