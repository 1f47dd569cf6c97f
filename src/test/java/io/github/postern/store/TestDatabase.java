package io.github.postern.store;

import io.github.postern.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A real database of its own.
 *
 * @param opener opens it for one more store
 * @param url for plain JDBC beside the stores
 */
record TestDatabase(Supplier<Database> opener, String url) {

    static TestDatabase derby() {
        try {
            Path directory = Files.createTempDirectory(Path.of("target"), "derby-").toAbsolutePath();
            return new TestDatabase(() -> Database.embedded(directory), "jdbc:derby:" + directory.resolve("keys"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestDatabase postgres() {
        return jdbc(PostgresServer.newDatabase());
    }

    static TestDatabase h2IgnoringCase() {
        return jdbc("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;IGNORECASE=TRUE");
    }

    static TestDatabase jdbc(String url) {
        return new TestDatabase(() -> Database.jdbc(url, null, null), url);
    }

    Database open() {
        return opener.get();
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** Changes rows behind the back of the stores. */
    int execute(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** Returns every value of a query as text. */
    List<String> values(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(rows.getString(i));
                }
            }
            return values;
        }
    }
}
