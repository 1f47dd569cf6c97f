package io.github.postern.store;

import jakarta.persistence.Column;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** The tables: creates them by the script for the database, or says what is missing. */
final class Schema {

    private static final System.Logger LOG = System.getLogger("io.github.postern.store");
    private static final String SCRIPTS = "io/github/postern/store/schema/";
    /** Products, as their drivers name them, and the scripts for them. */
    private static final Map<String, String> PRODUCTS = Map.of(
            "Apache Derby", "derby.sql", "PostgreSQL", "postgresql.sql", "H2", "h2.sql");
    /** How databases say that there is no such table. */
    private static final Set<String> NO_TABLE = Set.of("42X05", "42P01", "42S02", "42S03", "42S04");
    /** How databases say that the table or the index is there already. */
    private static final Set<String> EXISTS = Set.of("X0Y32", "42P07", "42710", "42S01", "42S11");
    private static final Object CREATION = new Object();
    private static final String DUPLICATE_ROW = "23";
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*");

    private final DataSource source;

    Schema(DataSource source) {
        this.source = source;
    }

    /**
     * Makes sure that the tables are there.
     *
     * @param createTables whether to create what is missing
     * @throws IllegalStateException if they are not
     * @throws SQLException if the database cannot be asked
     */
    void prepare(boolean createTables) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                prepare(connection, createTables);
            } finally {
                connection.setAutoCommit(autoCommit); // servers do not like to get it back changed
            }
        }
    }

    private static void prepare(Connection connection, boolean createTables) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        Optional<String> missing = missing(connection);
        if (missing.isPresent() && createTables) {
            // Derby deadlocks if two threads create tables, and finds out after twenty seconds.
            synchronized (CREATION) {
                create(connection, product);
            }
            missing = missing(connection);
        }
        if (missing.isPresent()) {
            throw new IllegalStateException("The database (" + product + ") has no " + missing.get() + ". "
                    + remedy(product, missing.get()));
        }
    }

    /** Returns what is missing, in words, or empty. */
    private static Optional<String> missing(Connection connection) throws SQLException {
        for (Class<?> row : UnitInfo.ROWS) {
            String table = row.getAnnotation(jakarta.persistence.Table.class).name();
            Optional<Set<String>> present = columns(connection, table);
            if (present.isEmpty()) {
                return Optional.of("table " + table);
            }
            for (Field field : row.getDeclaredFields()) {
                Column column = field.getAnnotation(Column.class);
                if (column != null && !present.get().contains(column.name())) {
                    return Optional.of("column " + column.name() + " in the table " + table);
                }
            }
        }
        return hasEpoch(connection) ? Optional.empty() : Optional.of("row in the table " + EpochRow.TABLE);
    }

    /** By a query, because that finds the table exactly where the persistence provider will look for it. */
    private static Optional<Set<String>> columns(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            ResultSetMetaData data = none.getMetaData();
            Set<String> names = new HashSet<>();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                names.add(data.getColumnName(i).toUpperCase(Locale.ROOT));
            }
            return Optional.of(names);
        } catch (SQLException e) {
            if (NO_TABLE.contains(String.valueOf(e.getSQLState()))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean hasEpoch(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNTER FROM " + EpochRow.TABLE
                        + " WHERE EPOCH_ID = " + EpochRow.ONLY_ID)) {
            return row.next();
        }
    }

    /**
     * Runs the script. What is there already stays, so two nodes may do this at once and an attempt that was cut off
     * can be made again: the script writes the row of the counter last.
     */
    private static void create(Connection connection, String product) throws SQLException {
        String script = PRODUCTS.get(product);
        if (script == null) {
            throw new IllegalStateException("There is no script that creates the tables in " + product + "; there is"
                    + " one for each of " + PRODUCTS.keySet().stream().sorted().toList() + ". Create the tables"
                    + " yourself after the model of " + SCRIPTS + "postgresql.sql in the jar, and set"
                    + " postern.schema=validate.");
        }
        LOG.log(Level.INFO, () -> "Creating the tables for keys in " + product);
        for (String command : commands(script)) {
            try {
                execute(connection, command);
            } catch (SQLException e) {
                // Databases have odd words for what another node is creating just now; the second time it is there.
                execute(connection, command);
            }
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (!EXISTS.contains(state) && !state.startsWith(DUPLICATE_ROW)) {
                throw e;
            }
        }
    }

    static List<String> commands(String script) {
        try (InputStream in = Schema.class.getClassLoader().getResourceAsStream(SCRIPTS + script)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(COMMENT.matcher(text).replaceAll("").split(";"))
                    .map(String::strip)
                    .filter(command -> !command.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The script " + script + " is in our own jar", e);
        }
    }

    private static String remedy(String product, String missing) {
        String script = PRODUCTS.get(product);
        if (missing.startsWith("column")) {
            return "The tables are of another version of Postern. Add to them what the script " + SCRIPTS
                    + PRODUCTS.getOrDefault(product, "postgresql.sql") + " in the jar has more, or drop them, which loses"
                    + " their keys.";
        }
        return script == null
                ? "Create the tables after the model of " + SCRIPTS + "postgresql.sql in the jar."
                : "Run the script " + SCRIPTS + script + " from the jar, or set postern.schema=create.";
    }
}
