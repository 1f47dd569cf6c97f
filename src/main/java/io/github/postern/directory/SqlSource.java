package io.github.postern.directory;

import io.github.postern.database.Database;
import io.github.postern.directory.DirectoryException.Kind;
import io.github.postern.key.Owner;
import io.github.postern.spi.OwnerStatus;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Looks owners up by queries in the settings. */
final class SqlSource implements OwnerSource {

  /** Nobody has this name; it is asked for to find out whether the queries fit the database. */
  private static final Owner NOBODY = Owner.of("postern-checks-its-queries");

  /** More are no owner's, but a query without its condition. */
  private static final int MOST_ROWS = 1000;

  private final Database database;
  private final SqlQuery query;
  private final Optional<SqlQuery> rolesQuery;
  private final Duration timeout;

  SqlSource(Database database, SqlQuery query, Optional<SqlQuery> rolesQuery, Duration timeout) {
    this.database = database;
    this.query = query;
    this.rolesQuery = rolesQuery;
    this.timeout = timeout;
  }

  @Override
  public OwnerStatus lookUp(Owner owner) throws DirectoryException {
    try (ReadOnlyConnection connection = connect()) {
      Optional<OwnerStatus> found = row(connection, owner);
      if (found.isEmpty()) {
        return OwnerStatus.gone();
      }
      OwnerStatus owned = found.get();
      return owned.active()
          ? new OwnerStatus(
              owned.presence(),
              false,
              roles(connection, owner),
              owned.organisation(),
              owned.source(),
              owned.id())
          : owned;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  @Override
  public void check() throws DirectoryException {
    try (ReadOnlyConnection connection = connect()) {
      row(connection, NOBODY);
      roles(connection, NOBODY);
    } catch (SQLException e) {
      DirectoryException failure = failure(e);
      // A query that makes a number of the name cannot be tried with this one.
      if (failure.kind() != Kind.BAD_RESPONSE) {
        throw failure;
      }
    }
  }

  @Override
  public void close() {
    database.close();
  }

  @Override
  public String toString() {
    return database.toString();
  }

  private ReadOnlyConnection connect() throws SQLException {
    try {
      return ReadOnlyConnection.of(database.dataSource().getConnection(), timeout);
    } catch (RuntimeException e) { // pools of servers do that
      throw new SQLTransientConnectionException(e.getMessage(), e);
    }
  }

  private Optional<OwnerStatus> row(ReadOnlyConnection connection, Owner owner)
      throws SQLException, DirectoryException {
    try (PreparedStatement statement = connection.prepare(query, owner, MOST_ROWS);
        ResultSet rows = statement.executeQuery()) {
      OwnerColumns columns = OwnerColumns.of(rows);
      Optional<OwnerStatus> found = Optional.empty();
      for (int read = 1; rows.next(); read++) {
        boolean about = columns.isAbout(owner.name());
        if (about && found.isPresent() || read == MOST_ROWS) {
          throw DirectoryException.badResponse(
              "The query postern.owners.query returns more than one row for some"
                  + " owner. It must find exactly one user for a user name.");
        }
        found = about ? Optional.of(columns.read(Set.of())) : found;
      }
      return found;
    }
  }

  private Set<String> roles(ReadOnlyConnection connection, Owner owner)
      throws SQLException, DirectoryException {
    Set<String> roles = new HashSet<>();
    if (rolesQuery.isEmpty()) {
      return roles;
    }
    try (PreparedStatement statement = connection.prepare(rolesQuery.get(), owner, MOST_ROWS);
        ResultSet rows = statement.executeQuery()) {
      if (rows.getMetaData().getColumnCount() != 1) {
        throw DirectoryException.misconfigured("The query postern.owners.roles-query returns "
            + rows.getMetaData().getColumnCount()
            + " columns; it has to return one, with the name of a role.");
      }
      SqlText.check(rows.getMetaData(), 1, "postern.owners.roles-query", true);
      while (rows.next()) {
        SqlText.all(rows, 1, "postern.owners.roles-query").stream()
            .filter(role -> role != null && !role.isBlank())
            .map(String::strip)
            .forEach(roles::add);
      }
    }
    if (roles.size() >= MOST_ROWS) {
      throw DirectoryException.badResponse("The query postern.owners.roles-query returns "
          + MOST_ROWS
          + " roles or more for"
          + " some owner. Look at its condition.");
    }
    return roles;
  }

  private DirectoryException failure(SQLException failure) {
    SQLException safe = database.withoutSecrets(failure);
    String state = safe.getSQLState() == null ? "" : safe.getSQLState();
    // Classes of SQLSTATE: 42 is a table or column that is not there, or may not be read; 21
    // and 22 are about values.
    Kind kind = state.startsWith("42")
        ? Kind.MISCONFIGURED
        : state.startsWith("21") || state.startsWith("22") ? Kind.BAD_RESPONSE : Kind.UNREACHABLE;
    String remedy = kind == Kind.MISCONFIGURED
        ? " Look at postern.owners.query and postern.owners.roles-query."
        : "";
    return new DirectoryException(
        kind,
        "Owners cannot be looked up in "
            + database
            + ": "
            + String.valueOf(safe.getMessage()).strip()
            + remedy,
        safe);
  }
}
