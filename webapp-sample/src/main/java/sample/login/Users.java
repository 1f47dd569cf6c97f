package sample.login;

import jakarta.servlet.ServletContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import sample.data.Database;

/** The users of the application. */
public final class Users {

    private static final int LONGEST_PASSWORD = 200;

    private final Database database;
    /** Matches no password. Checked for an unknown name, so that an answer takes as long as for a known one. */
    private final String nobodysPassword = Password.hash("");

    public Users(Database database) {
        this.database = database;
    }

    /** The users of this application, for its filters and servlets. */
    public static Users of(ServletContext context) {
        return (Users) context.getAttribute(Users.class.getName());
    }

    public void publish(ServletContext context) {
        context.setAttribute(Users.class.getName(), this);
    }

    public Optional<User> find(String name) {
        return database.call(connection -> row(connection, name)).map(Row::user);
    }

    /** The user, when name and password are right. */
    Optional<User> check(String name, String password) {
        if (password.isEmpty() || password.length() > LONGEST_PASSWORD) {
            return Optional.empty();
        }
        Optional<Row> row = database.call(connection -> row(connection, name));
        boolean right = Password.matches(password, row.map(Row::password).orElse(nobodysPassword));
        return row.filter(found -> right).map(Row::user);
    }

    /** The two users that everybody may try the sample with. */
    public void addSamples() {
        if (find("alice").isEmpty()) {
            add(new User("alice", "Alice Moreau", Set.of("user")), "alice");
            add(new User("bob", "Bob Lindqvist", Set.of("administrator")), "bob");
        }
    }

    private void add(User user, String password) {
        database.call(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO app_user (name, full_name, password, roles) VALUES (?, ?, ?, ?)")) {
                insert.setString(1, user.name());
                insert.setString(2, user.fullName());
                insert.setString(3, Password.hash(password));
                insert.setString(4, String.join(",", new TreeSet<>(user.roles())));
                return insert.executeUpdate();
            }
        });
    }

    private static Optional<Row> row(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT name, full_name, password, roles FROM app_user WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(Row.read(rows)) : Optional.empty();
            }
        }
    }

    /** A user together with the stored password, which never leaves this class. */
    private record Row(User user, String password) {

        static Row read(ResultSet row) throws SQLException {
            Set<String> roles = Set.of(row.getString("roles").split(","));
            User user = new User(row.getString("name"), row.getString("full_name"), roles);
            return new Row(user, row.getString("password"));
        }
    }
}
