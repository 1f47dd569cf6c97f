package io.github.postern.store;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Finds a connection that writes in somebody else's pool, some of whose connections were made while the database was
 * read-only, and stay so. They are not ended: pools differ in what they do with a connection that was aborted.
 */
final class WritingConnection {

    private static final System.Logger LOG = System.getLogger("io.github.postern.store");
    /** As few as there may be idle ones usually: the pool may be the application's, which needs some too. */
    private static final int MOST_HELD = 4;

    private WritingConnection() {
    }

    /**
     * Borrows connections until one writes, and gives the others back. If none of five does, it is the last one: the
     * database itself is read-only then, which the caller will find out.
     */
    static Connection borrow(DataSource pool) throws SQLException {
        List<Connection> held = new ArrayList<>();
        try {
            Connection next = pool.getConnection();
            while (held.size() < MOST_HELD && !held.contains(next) && !writes(next)) {
                held.add(next);
                next = next(pool, held);
            }
            held.remove(next);
            return next;
        } finally {
            held.forEach(WritingConnection::giveBack);
        }
    }

    /** A pool that has no more gives one of those that it gave already. */
    private static Connection next(DataSource pool, List<Connection> held) {
        try {
            return pool.getConnection();
        } catch (SQLException | RuntimeException e) { // pools of servers throw both
            LOG.log(Level.DEBUG, () -> "No other connection: " + Failures.reason(e));
            return held.get(0);
        }
    }

    /** Returns false if it is read-only; whatever else is wrong with it shows when it is used. */
    private static boolean writes(Connection connection) {
        try {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(EpochRow.TOUCH);
            } finally {
                connection.rollback();
                connection.setAutoCommit(autoCommit); // servers do not like to get it back changed
            }
            return true;
        } catch (SQLException e) {
            return !SqlErrors.saysReadOnly(e);
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "Not given back: " + Failures.reason(e));
        }
    }
}
