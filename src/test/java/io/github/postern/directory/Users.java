package io.github.postern.directory;

import io.github.postern.database.Database;
import io.github.postern.testing.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A real database with the tables of an application's users, and directories on it. */
record Users(String url) {

  static final String QUERY =
      "SELECT id, name, active, organisation, source FROM users WHERE name = ?";
  static final String ROLES = "SELECT role FROM user_roles WHERE name = ?";
  static final Duration TIMEOUT = Duration.ofSeconds(1);

  static Users derby() {
    return new Users("jdbc:derby:memory:" + UUID.randomUUID() + ";create=true").create();
  }

  static Users h2() {
    return new Users("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1").create();
  }

  static Users h2IgnoringCase() {
    return new Users("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;IGNORECASE=TRUE")
        .create();
  }

  static Users postgres() {
    return new Users(PostgresServer.newDatabase()).create();
  }

  private Users create() {
    execute("CREATE TABLE users (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(255) NOT NULL,"
        + " active BOOLEAN, organisation VARCHAR(50), source VARCHAR(10), word"
        + " VARCHAR(20))");
    execute("CREATE TABLE user_roles (name VARCHAR(255) NOT NULL, role VARCHAR(50))");
    execute("INSERT INTO users VALUES (1, 'alice', TRUE, 'north', 'saml', 'yes'), (2, 'bob',"
        + " FALSE, NULL, NULL, 'no'), (3, 'o''brien', TRUE, NULL, 'local', 'yes')");
    execute("INSERT INTO user_roles VALUES ('alice', 'user'), ('alice', 'editor'), ('bob',"
        + " 'user')");
    return this;
  }

  int execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  ConfiguredDirectory directory() {
    return directory(QUERY);
  }

  ConfiguredDirectory directory(String query) {
    return on(Database.jdbc(url, null, null), query, Optional.of(ROLES));
  }

  static ConfiguredDirectory on(Database database, String query, Optional<String> roles) {
    return ConfiguredDirectory.sql(
        database, SqlQuery.parse(query), roles.map(SqlQuery::parse), TIMEOUT);
  }
}
