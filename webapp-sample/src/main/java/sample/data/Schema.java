package sample.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the application. */
final class Schema {

  /**
   * The id is never given to anybody else. A user who signs in through single sign-on has a row
   * too, without a password.
   */
  private static final String USERS = """
            CREATE TABLE app_user (
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name VARCHAR(60) NOT NULL UNIQUE,
                full_name VARCHAR(120) NOT NULL,
                source VARCHAR(10) NOT NULL CHECK (source IN ('local', 'saml')),
                password VARCHAR(200),
                enabled BOOLEAN NOT NULL DEFAULT TRUE)\
            """;

  private static final String ROLES = """
            CREATE TABLE app_user_role (
                user_id BIGINT NOT NULL REFERENCES app_user ON DELETE CASCADE,
                role VARCHAR(60) NOT NULL,
                PRIMARY KEY (user_id, role))\
            """;

  private static final String SECOND_FACTORS = """
            CREATE TABLE second_factor (
                user_id BIGINT PRIMARY KEY REFERENCES app_user ON DELETE CASCADE,
                sealed VARCHAR(200) NOT NULL,
                confirmed BOOLEAN NOT NULL,
                created_at BIGINT NOT NULL,
                last_step BIGINT NOT NULL)\
            """;

  private static final String RECOVERY_CODES = """
            CREATE TABLE recovery_code (
                user_id BIGINT NOT NULL REFERENCES app_user ON DELETE CASCADE,
                digest CHAR(64) NOT NULL,
                PRIMARY KEY (user_id, digest))\
            """;

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
                last_run_at BIGINT)\
            """;

  private Schema() {}

  /** Answers whether tables had to be created. */
  static boolean createIfMissing(Connection connection) throws SQLException {
    if (exists(connection, "APP_USER_ROLE")) {
      return false;
    }
    try (Statement statement = connection.createStatement()) {
      if (exists(connection, "APP_USER")) {
        // An earlier edition of the sample, which knew nobody but the users that come with
        // it.
        statement.execute("DROP TABLE app_user");
      }
      for (String table : List.of(USERS, ROLES, SECOND_FACTORS, RECOVERY_CODES)) {
        statement.execute(table);
      }
      if (!exists(connection, "JOB")) {
        statement.execute(JOBS);
      }
    }
    return true;
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    try (ResultSet tables = connection.getMetaData().getTables(null, null, table, null)) {
      return tables.next();
    }
  }
}
