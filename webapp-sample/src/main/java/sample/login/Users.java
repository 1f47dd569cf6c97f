package sample.login;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import sample.data.Database;
import sample.web.RefusedException;

/**
 * The users of the application: those with a password, and those who sign in through single
 * sign-on. Safe for many threads.
 */
public final class Users {

  private static final int LONGEST_FULL_NAME = 120;
  private static final int LONGEST_PASSWORD = 200;
  private static final String COLUMNS = "id, name, full_name, source, password, enabled";

  private final Database database;

  /**
   * Matches no password. Checked for an unknown name, so that an answer takes as long as for a
   * known one.
   */
  private final String nobodysPassword = Password.hash("");

  private final BiPredicate<String, String> matches;

  public Users(Database database) {
    this(database, Password::matches);
  }

  /** With a look at each password that is derived, which is what an answer takes its time for. */
  Users(Database database, BiPredicate<String, String> matches) {
    this.database = database;
    this.matches = matches;
  }

  /** The users of this application, for its filters and servlets. */
  public static Users of(ServletContext context) {
    return (Users) context.getAttribute(Users.class.getName());
  }

  public void publish(ServletContext context) {
    context.setAttribute(Users.class.getName(), this);
  }

  /** The user of exactly this name. */
  public Optional<User> find(String name) {
    return database.call(connection -> row(connection, name)).map(Row::user);
  }

  /** The id of the user of exactly this name; takes as long for one that nobody has. */
  OptionalLong id(String name) {
    return database.call(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement("SELECT id, name FROM app_user WHERE name = ?")) {
        select.setString(1, UserName.toLookFor(name));
        try (ResultSet rows = select.executeQuery()) {
          return rows.next() && rows.getString("name").equals(name)
              ? OptionalLong.of(rows.getLong("id"))
              : OptionalLong.empty();
        }
      }
    });
  }

  /** By name, no more than 500. */
  List<User> list() {
    return database.call(connection -> {
      List<User> users = new ArrayList<>();
      try (PreparedStatement select = connection.prepareStatement(
              "SELECT " + COLUMNS + " FROM app_user ORDER BY name FETCH FIRST 500" + " ROWS ONLY");
          ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          users.add(Row.read(rows, roles(connection, rows.getLong("id"))).user());
        }
      }
      return users;
    });
  }

  /** The user, when name and password are right; also one who is disabled. */
  Optional<User> check(String name, String password) {
    if (password.isEmpty() || password.length() > LONGEST_PASSWORD) {
      return Optional.empty();
    }
    Optional<Row> row = database.call(connection -> row(connection, name)).filter(Row::hasPassword);
    boolean right = matches.test(password, row.map(Row::password).orElse(nobodysPassword));
    Optional<Row> found = row.filter(known -> right);
    found
        .filter(known -> !Password.isCurrent(known.password()))
        .ifPresent(known -> replacePassword(known.user().id(), password));
    return found.map(Row::user);
  }

  /**
   * Keeps what the single sign-on says of somebody: a new row at the first login, the newest name
   * and roles at each later one. A row that is disabled stays disabled.
   *
   * @param source never {@link Login.Source#LOCAL}
   * @throws RefusedException if a user with a password has this name already (409), or the name is
   *     no user name (403)
   */
  public synchronized User remember(
      String name, String fullName, Set<String> roles, Login.Source source) {
    if (source == Login.Source.LOCAL) {
      throw new IllegalArgumentException("A user with a password is not made by a login");
    }
    if (!UserName.isFit(name)) {
      throw new RefusedException(
          HttpServletResponse.SC_FORBIDDEN,
          "The single sign-on sent a user name of "
              + name.length()
              + " characters. It must have 1 to "
              + UserName.LONGEST
              + ", without spaces at its ends or invisible characters, in the usual"
              + " form (Unicode NFKC). Please ask its administrator.");
    }
    String shown = fullName.isBlank()
        ? name
        : fullName.substring(0, Math.min(fullName.length(), LONGEST_FULL_NAME));
    return database.call(connection -> {
      Optional<User> known = row(connection, name).map(Row::user);
      known.ifPresent(user -> refuseUnless(
          user.source() == source,
          HttpServletResponse.SC_CONFLICT,
          "The user name "
              + name
              + " belongs to somebody who signs in with a"
              + " password here. Please ask an administrator"
              + " to rename one of the two."));
      if (known.isPresent()) {
        rename(connection, known.get().id(), shown);
        replaceRoles(connection, known.get().id(), roles);
      } else {
        insert(connection, name, shown, roles, source, null);
      }
      return row(connection, name).orElseThrow().user();
    });
  }

  /**
   * The user whom this login is for.
   *
   * @throws RefusedException if it is for nobody who may be logged in that way
   */
  User admit(Login login) {
    User user = find(login.user())
        .filter(known -> known.source() == login.source())
        .orElseGet(() -> {
          refuseUnless(
              login.source() != Login.Source.LOCAL,
              HttpServletResponse.SC_FORBIDDEN,
              "There is no such user");
          return remember(login.user(), login.user(), login.roles(), login.source());
        });
    refuseUnless(
        user.enabled(),
        HttpServletResponse.SC_FORBIDDEN,
        "This account is disabled. Please ask an administrator.");
    return user;
  }

  /** Lets a user in again, or no more; empty if there is no such user. */
  Optional<User> enable(String name, boolean enabled) {
    return database.call(connection -> {
      Optional<Row> known = row(connection, name);
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE app_user SET enabled = ? WHERE id = ?")) {
        update.setBoolean(1, enabled);
        update.setLong(2, known.map(row -> row.user().id()).orElse(-1L));
        update.executeUpdate();
      }
      return row(connection, name).map(Row::user);
    });
  }

  /** A user with a password, unless there is one of this name; answers the id of a new one. */
  Optional<Long> add(String name, String fullName, String role, String password) {
    String hash = Password.hash(password);
    return database.call(connection -> row(connection, name).isPresent()
        ? Optional.empty()
        : Optional.of(insert(connection, name, fullName, Set.of(role), Login.Source.LOCAL, hash)));
  }

  private static void refuseUnless(boolean fine, int status, String message) {
    if (!fine) {
      throw new RefusedException(status, message);
    }
  }

  private static long insert(
      Connection connection,
      String name,
      String fullName,
      Set<String> roles,
      Login.Source source,
      String password)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(
        "INSERT INTO app_user (name, full_name, source, password) VALUES (?, ?, ?," + " ?)",
        Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, name);
      insert.setString(2, fullName);
      insert.setString(3, source.text());
      insert.setString(4, password);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        long id = keys.getLong(1);
        replaceRoles(connection, id, roles);
        return id;
      }
    }
  }

  private void replacePassword(long id, String password) {
    String hash = Password.hash(password);
    database.call(connection -> {
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE app_user SET password = ? WHERE id = ?")) {
        update.setString(1, hash);
        update.setLong(2, id);
        return update.executeUpdate();
      }
    });
  }

  private static void rename(Connection connection, long id, String fullName) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE app_user SET full_name = ? WHERE id = ?")) {
      update.setString(1, fullName);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  private static void replaceRoles(Connection connection, long id, Set<String> roles)
      throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM app_user_role WHERE user_id = ?");
        PreparedStatement insert = connection.prepareStatement(
            "INSERT INTO app_user_role (user_id, role) VALUES (?, ?)")) {
      delete.setLong(1, id);
      delete.executeUpdate();
      for (String role : roles) {
        insert.setLong(1, id);
        insert.setString(2, role);
        insert.executeUpdate();
      }
    }
  }

  /**
   * The row of exactly this name. Databases find more: Derby pads with spaces, as SQL has it (ISO
   * 9075-2, section 8.2), others know no capitals; whoever counts or compares by the given name
   * would then mean somebody else.
   */
  private static Optional<Row> row(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT " + COLUMNS + " FROM app_user WHERE name = ?")) {
      select.setString(1, UserName.toLookFor(name));
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() && rows.getString("name").equals(name)
            ? Optional.of(Row.read(rows, roles(connection, rows.getLong("id"))))
            : Optional.empty();
      }
    }
  }

  private static Set<String> roles(Connection connection, long id) throws SQLException {
    Set<String> roles = new TreeSet<>();
    try (PreparedStatement select =
        connection.prepareStatement("SELECT role FROM app_user_role WHERE user_id = ?")) {
      select.setLong(1, id);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          roles.add(rows.getString("role"));
        }
      }
    }
    return roles;
  }

  /**
   * A user together with the stored password, which never leaves this class; null for those of the
   * single sign-on.
   */
  private record Row(User user, String password) {

    static Row read(ResultSet row, Set<String> roles) throws SQLException {
      return new Row(
          new User(
              row.getLong("id"),
              row.getString("name"),
              row.getString("full_name"),
              roles,
              Login.Source.of(row.getString("source")),
              row.getBoolean("enabled")),
          row.getString("password"));
    }

    boolean hasPassword() {
      return user.source() == Login.Source.LOCAL && password != null;
    }
  }
}
