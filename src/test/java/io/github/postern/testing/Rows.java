package io.github.postern.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks into a database past everything that Postern does. */
public final class Rows {

    private Rows() {
    }

    /** Returns the rows of every table that the database has, by the names of the tables, as {@link #of} does. */
    public static Map<String, List<String>> all(String jdbcUrl) throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                ResultSet tables = connection.getMetaData().getTables(null, null, null, new String[] {"TABLE"})) {
            while (tables.next()) {
                all.put(tables.getString("TABLE_NAME"), of(jdbcUrl, tables.getString("TABLE_NAME")));
            }
        }
        return all;
    }

    /** Returns the rows of a table as text, each with all its columns, in the order of the first. */
    public static List<String> of(String jdbcUrl, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.append(rows.getMetaData().getColumnName(i)).append('=').append(rows.getString(i)).append('\n');
                }
                all.add(row.toString());
            }
            return all;
        }
    }
}
