package sample.factor;

import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import sample.data.Database;

/** The second factors of all users, by the lasting ids of these. Safe for many threads. */
public final class SecondFactors {

  /** How long a secret can be looked at before it has to be confirmed. */
  static final Duration ENROLMENT = Duration.ofMinutes(15);

  private final Database database;
  private final SecretSealer safe;
  private final Clock clock;
  private final SecureRandom random;
  private final Totp totp = new Totp();

  /** The key that seals the secrets is a file in this folder. */
  public SecondFactors(Database database, Path folder, Clock clock, SecureRandom random) {
    this.database = database;
    this.safe = SecretSealer.in(folder);
    this.clock = clock;
    this.random = random;
  }

  /** Those of this application, for its servlets. */
  public static SecondFactors of(ServletContext context) {
    return (SecondFactors) context.getAttribute(SecondFactors.class.getName());
  }

  public void publish(ServletContext context) {
    context.setAttribute(SecondFactors.class.getName(), this);
  }

  /** Whether this user has to give a code to log in. */
  public boolean isOn(long user) {
    return database.call(connection -> find(connection, user)).filter(Row::on).isPresent();
  }

  /** How many recovery codes are left. */
  public int recoveryCodes(long user) {
    return database.call(connection -> {
      try (PreparedStatement count =
          connection.prepareStatement("SELECT COUNT(*) FROM recovery_code WHERE user_id = ?")) {
        count.setLong(1, user);
        try (ResultSet rows = count.executeQuery()) {
          rows.next();
          return rows.getInt(1);
        }
      }
    });
  }

  /**
   * Makes a secret that waits for its confirmation. Where the second factor is on already, nothing
   * happens.
   */
  public void enrol(long user) {
    byte[] secret = new byte[Totp.SECRET_BYTES];
    random.nextBytes(secret);
    database.call(connection -> {
      if (find(connection, user).filter(Row::on).isEmpty()) {
        delete(connection, user);
        insert(connection, user, secret, false);
      }
      return null;
    });
  }

  /** The secret that waits for its confirmation; empty if there is none or it waited too long. */
  public Optional<Enrolment> enrolment(long user) {
    return database
        .call(connection -> find(connection, user))
        .filter(this::isPending)
        .map(row -> new Enrolment(safe.open(row.sealed(), user)));
  }

  /**
   * Turns the second factor on if this is a right code, and answers the recovery codes, which
   * nobody can see again.
   */
  public Optional<List<String>> confirm(long user, String code) {
    return database.call(connection -> {
      Optional<Row> row = find(connection, user).filter(this::isPending);
      if (row.isEmpty() || !useCode(connection, user, row.get(), code)) {
        return Optional.empty();
      }
      try (PreparedStatement update = connection.prepareStatement(
          "UPDATE second_factor SET confirmed = TRUE WHERE user_id =" + " ?")) {
        update.setLong(1, user);
        update.executeUpdate();
      }
      List<String> codes = RecoveryCodes.fresh(random);
      insert(connection, user, codes);
      return Optional.of(codes);
    });
  }

  /** Whether this is a code that is right now, or a recovery code. Either is used up by this. */
  public boolean accepts(long user, String code) {
    return database.call(connection -> {
      Optional<Row> row = find(connection, user).filter(Row::on);
      return row.isPresent()
          && (useCode(connection, user, row.get(), code)
              || useRecoveryCode(connection, user, code));
    });
  }

  /** Turns the second factor off, or drops a secret that waits for its confirmation. */
  public void remove(long user) {
    database.call(connection -> {
      delete(connection, user);
      return null;
    });
  }

  /**
   * Turns the second factor on with this secret, in Base32. Only for users of the sample, whom
   * everybody may be.
   */
  public void addSample(long user, String secret) {
    database.call(connection -> {
      insert(connection, user, Base32.decode(secret), true);
      return null;
    });
  }

  private boolean isPending(Row row) {
    return !row.on() && clock.instant().isBefore(row.createdAt().plus(ENROLMENT));
  }

  /**
   * The database decides which of two requests with the same code comes first: the other one finds
   * it used.
   */
  private boolean useCode(Connection connection, long user, Row row, String code)
      throws SQLException {
    OptionalLong step =
        totp.step(safe.open(row.sealed(), user), code.replaceAll("\\s", ""), clock.instant());
    if (step.isEmpty()) {
      return false;
    }
    try (PreparedStatement update = connection.prepareStatement(
        "UPDATE second_factor SET last_step = ? WHERE user_id = ? AND last_step" + " < ?")) {
      update.setLong(1, step.getAsLong());
      update.setLong(2, user);
      update.setLong(3, step.getAsLong());
      return update.executeUpdate() == 1;
    }
  }

  private static boolean useRecoveryCode(Connection connection, long user, String code)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM recovery_code WHERE user_id = ? AND digest = ?")) {
      delete.setLong(1, user);
      delete.setString(2, RecoveryCodes.digest(code));
      return delete.executeUpdate() == 1;
    }
  }

  private static Optional<Row> find(Connection connection, long user) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(
        "SELECT sealed, confirmed, created_at FROM second_factor WHERE user_id" + " = ?")) {
      select.setLong(1, user);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(new Row(
                rows.getString(1), rows.getBoolean(2), Instant.ofEpochMilli(rows.getLong(3))))
            : Optional.empty();
      }
    }
  }

  private void insert(Connection connection, long user, byte[] secret, boolean on)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(
        "INSERT INTO second_factor (user_id, sealed, confirmed, created_at,"
            + " last_step) VALUES (?, ?, ?, ?, 0)")) {
      insert.setLong(1, user);
      insert.setString(2, safe.seal(secret, user));
      insert.setBoolean(3, on);
      insert.setLong(4, clock.millis());
      insert.executeUpdate();
    }
  }

  private static void insert(Connection connection, long user, List<String> recoveryCodes)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO recovery_code (user_id, digest) VALUES (?, ?)")) {
      for (String code : recoveryCodes) {
        insert.setLong(1, user);
        insert.setString(2, RecoveryCodes.digest(code));
        insert.executeUpdate();
      }
    }
  }

  private static void delete(Connection connection, long user) throws SQLException {
    for (String table : List.of("recovery_code", "second_factor")) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM " + table + " WHERE user_id = ?")) {
        delete.setLong(1, user);
        delete.executeUpdate();
      }
    }
  }

  private record Row(String sealed, boolean on, Instant createdAt) {}
}
