package sample.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sample.Authenticator;
import sample.MovingClock;
import sample.data.Database;

final class SecondFactorsTest {

  private static final Duration STEP = Duration.ofSeconds(30);

  @TempDir
  Path folder;

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-01T12:00:00Z"));
  private Database database;
  private SecondFactors factors;
  private long user;

  @BeforeEach
  void open() {
    database = Database.open(folder);
    factors = new SecondFactors(database, folder, clock, new SecureRandom());
    user = database.call(connection -> {
      try (Statement insert = connection.createStatement()) {
        insert.executeUpdate(
            "INSERT INTO app_user (name, full_name, source) VALUES" + " ('u', 'U', 'local')",
            Statement.RETURN_GENERATED_KEYS);
        try (ResultSet keys = insert.getGeneratedKeys()) {
          keys.next();
          return keys.getLong(1);
        }
      }
    });
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void itIsOnOnceARightCodeConfirmsIt() {
    factors.enrol(user);
    Authenticator app = app();
    assertFalse(factors.isOn(user));
    assertFalse(factors.accepts(user, app.at(clock.instant())), "not confirmed yet");

    assertTrue(factors.confirm(user, "000000").isEmpty());
    assertFalse(factors.isOn(user));
    assertEquals(8, factors.confirm(user, app.at(clock.instant())).orElseThrow().size());

    assertTrue(factors.isOn(user));
    assertTrue(factors.enrolment(user).isEmpty(), "the secret is not shown again");
  }

  @Test
  void aCodeIsAcceptedOnceAndNoneBeforeItAnyMore() {
    Authenticator app = on();
    clock.move(STEP.multipliedBy(3));
    Instant now = clock.instant();

    assertTrue(factors.accepts(user, app.at(now)));
    assertFalse(factors.accepts(user, app.at(now)), "the same code again");
    assertFalse(factors.accepts(user, app.at(now.minus(STEP))), "an older one");
    assertTrue(factors.accepts(user, app.at(now.plus(STEP))));
  }

  @Test
  void theCodeThatConfirmedIsUsedUp() {
    Authenticator app = on();

    assertFalse(factors.accepts(user, app.at(clock.instant())));
  }

  @Test
  void ofManyRequestsWithTheSameCodeOneGetsIn() throws Exception {
    Authenticator app = on();
    clock.move(STEP);
    String code = app.at(clock.instant());
    ExecutorService crowd = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> attempt = () -> factors.accepts(user, code);
      long in = 0;
      for (Future<Boolean> answer :
          crowd.invokeAll(List.of(attempt, attempt, attempt, attempt, attempt, attempt))) {
        in += answer.get() ? 1 : 0;
      }
      assertEquals(1, in);
    } finally {
      crowd.shutdownNow();
    }
  }

  @Test
  void aRecoveryCodeWorksOnceHoweverItIsTyped() {
    factors.enrol(user);
    List<String> codes = factors.confirm(user, app().at(clock.instant())).orElseThrow();

    assertTrue(factors.accepts(user, codes.get(0)));
    assertFalse(factors.accepts(user, codes.get(0)));
    assertTrue(
        factors.accepts(user, " " + codes.get(1).toUpperCase(Locale.ROOT).replace('-', ' ')));
    assertEquals(6, factors.recoveryCodes(user));
  }

  @Test
  void aSecretThatNobodyConfirmsIsGoneAfterAQuarterOfAnHour() {
    factors.enrol(user);
    Authenticator app = app();
    clock.move(SecondFactors.ENROLMENT.minusMillis(1));
    assertTrue(factors.enrolment(user).isPresent());
    clock.move(Duration.ofMillis(1));

    assertTrue(factors.enrolment(user).isEmpty());
    assertTrue(factors.confirm(user, app.at(clock.instant())).isEmpty());
  }

  @Test
  void anEnrolmentDoesNotReplaceOneThatIsOn() {
    Authenticator app = on();
    factors.enrol(user);
    clock.move(STEP);

    assertTrue(factors.accepts(user, app.at(clock.instant())));
  }

  @Test
  void afterItIsTurnedOffANewSecretIsMade() {
    factors.enrol(user);
    String first = factors.enrolment(user).orElseThrow().key();
    factors.remove(user);
    assertFalse(factors.isOn(user));
    assertEquals(0, factors.recoveryCodes(user));

    factors.enrol(user);

    assertNotEquals(first, factors.enrolment(user).orElseThrow().key());
  }

  @Test
  void theDatabaseHoldsNeitherTheSecretNorARecoveryCode() {
    factors.enrol(user);
    String secret = factors.enrolment(user).orElseThrow().key().replace(" ", "");
    List<String> codes = factors.confirm(user, app().at(clock.instant())).orElseThrow();

    String stored = database.call(connection -> {
      StringBuilder all = new StringBuilder();
      try (Statement select = connection.createStatement();
          ResultSet rows = select.executeQuery(
              "SELECT sealed FROM second_factor UNION ALL" + " SELECT digest FROM recovery_code")) {
        while (rows.next()) {
          all.append(rows.getString(1)).append('\n');
        }
      }
      return all.toString();
    });

    assertEquals(9, stored.lines().count());
    assertFalse(stored.contains(secret));
    codes.forEach(code -> assertFalse(stored.contains(code.replace("-", ""))));
  }

  private Authenticator on() {
    factors.enrol(user);
    Authenticator app = app();
    assertTrue(factors.confirm(user, app.at(clock.instant())).isPresent());
    return app;
  }

  private Authenticator app() {
    return new Authenticator(factors.enrolment(user).orElseThrow().key());
  }
}
