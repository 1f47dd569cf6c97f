package io.github.postern.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * In-memory databases of Derby. They stay when they are closed, and hundreds of them fill the memory; so those that were
 * closed are dropped, but for the latest, which a test may look into or open again.
 */
final class MemoryDatabases {

    private static final int KEPT = 8;
    private static final String URL = "jdbc:derby:memory:";
    private static final String CREATE = ";create=true";
    private static final Deque<String> CLOSED = new ArrayDeque<>();

    private MemoryDatabases() {
    }

    /** Returns the JDBC URL of an empty one, which is made when it is opened. */
    static String newUrl() {
        return URL + UUID.randomUUID() + CREATE;
    }

    /** Takes note that the application that had this one is closed. */
    static synchronized void closed(String url) {
        CLOSED.addLast(url.replace(CREATE, ";drop=true"));
        if (CLOSED.size() > KEPT) {
            drop(CLOSED.removeFirst());
        }
    }

    private static void drop(String url) {
        try {
            DriverManager.getConnection(url).close();
        } catch (SQLException e) {
            // The way in which Derby says that it is done; or there never was one.
        }
    }
}
