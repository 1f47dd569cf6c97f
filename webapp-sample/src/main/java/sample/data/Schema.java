package sample.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of the application. */
final class Schema {

    private static final String USERS = """
            CREATE TABLE app_user (
                name VARCHAR(60) PRIMARY KEY,
                full_name VARCHAR(120) NOT NULL,
                password VARCHAR(200) NOT NULL,
                roles VARCHAR(200) NOT NULL)""";

    private static final String JOBS = """
            CREATE TABLE job (
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name VARCHAR(80) NOT NULL,
                source VARCHAR(300) NOT NULL,
                schedule VARCHAR(60) NOT NULL,
                status VARCHAR(20) NOT NULL,
                note VARCHAR(200),
                created_by VARCHAR(60) NOT NULL,
                created_at BIGINT NOT NULL,
                last_run_at BIGINT)""";

    private Schema() {
    }

    /** Answers whether the tables had to be created. */
    static boolean createIfMissing(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "APP_USER", null)) {
            if (tables.next()) {
                return false;
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(USERS);
            statement.execute(JOBS);
        }
        return true;
    }
}
