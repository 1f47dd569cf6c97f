package sample.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sample.Authenticator;
import sample.MovingClock;
import sample.data.Database;
import sample.factor.SecondFactors;
import sample.login.LoginAttempt.Outcome;

final class LoginServiceTest {

  private static final String HOME = "192.0.2.1";
  private static final String ATTACKER = "198.51.100.9";

  @TempDir
  Path folder;

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-01T12:00:00Z"));
  private final Authenticator grace = new Authenticator(SampleUsers.SECRET_OF_GRACE);
  private Database database;
  private Users users;
  private LoginService loginService;

  @BeforeEach
  void open() {
    database = Database.open(folder);
    users = new Users(database);
    SecondFactors factors = new SecondFactors(database, folder, clock, new SecureRandom());
    SampleUsers.add(users, factors);
    loginService = new LoginService(users, factors, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aPasswordIsEnoughWithoutASecondFactorOnly() {
    assertEquals(Outcome.IN, password("alice", "alice", HOME));
    assertEquals(Outcome.CODE_NEEDED, password("grace", "grace", HOME));
    assertEquals(
        Outcome.IN, loginService.code("grace", grace.at(clock.instant()), HOME).outcome());
  }

  @Test
  void wrongPasswordsCausePausesThatEnd() {
    guess("alice", 6, ATTACKER);
    LoginAttempt paused = loginService.password("alice", "alice", ATTACKER);
    assertEquals(Outcome.PAUSE, paused.outcome());
    assertEquals(Duration.ofSeconds(2), paused.delay());

    clock.move(Duration.ofSeconds(2));

    assertEquals(Outcome.IN, password("alice", "alice", ATTACKER));
  }

  @Test
  void anUnknownNameIsPausedLikeAKnownOne() {
    guess("nobody", 6, ATTACKER);

    assertEquals(Outcome.PAUSE, password("nobody", "x", ATTACKER));
  }

  @Test
  void nobodyIsKeptOutByTheGuessesOfAnother() {
    assertEquals(Outcome.IN, password("alice", "alice", HOME));
    for (int round = 0; round < 50; round++) {
      password("alice", "wrong", ATTACKER);
      clock.move(Duration.ofSeconds(20));
    }
    assertEquals(Outcome.PAUSE, password("alice", "wrong", ATTACKER));

    assertEquals(Outcome.IN, password("alice", "alice", HOME));
    assertEquals(
        Outcome.PAUSE,
        password("alice", "alice", ATTACKER),
        "which lets the guessing one in no sooner");
  }

  @Test
  void whoHasGivenThePasswordGivesTheCodeWhateverOthersGuess() {
    assertEquals(Outcome.CODE_NEEDED, password("grace", "grace", HOME));
    guess("grace", 6, ATTACKER);

    assertEquals(
        Outcome.IN, loginService.code("grace", grace.at(clock.instant()), HOME).outcome());
  }

  @Test
  void wrongCodesCausePausesFromWhereverTheyCome() {
    for (int i = 0; i < 6; i++) {
      assertEquals(
          Outcome.WRONG, loginService.code("grace", "000000", "192.0.2." + i).outcome());
    }
    LoginAttempt paused = loginService.code("grace", grace.at(clock.instant()), HOME);
    assertEquals(Outcome.PAUSE, paused.outcome());

    clock.move(paused.delay());

    assertEquals(
        Outcome.IN, loginService.code("grace", grace.at(clock.instant()), HOME).outcome());
  }

  @Test
  void anAddressThatTriesManyNamesIsPausedToo() {
    for (int i = 0; i < 31; i++) {
      assertEquals(Outcome.WRONG, password("name" + i, "", ATTACKER));
    }

    assertEquals(Outcome.PAUSE, password("another", "", ATTACKER));
    assertEquals(Outcome.IN, password("alice", "alice", HOME));
  }

  @Test
  void allAddressesOfAnIpv6NetworkCountAsOne() {
    assertEquals(
        LoginThrottle.network("2001:db8:1:2::1"), LoginThrottle.network("[2001:db8:1:2:ffff::9]"));
    assertTrue(
        !LoginThrottle.network("2001:db8:1:2::1").equals(LoginThrottle.network("2001:db8:1:3::1")));
    assertEquals("fe80000000000000", LoginThrottle.network("fe80::1%eth0"));
    assertEquals(HOME, LoginThrottle.network(HOME));
  }

  @Test
  void aDisabledUserIsToldSoAfterTheRightPasswordOnly() {
    users.enable("alice", false);
    users.enable("grace", false);

    assertEquals(Outcome.WRONG, password("alice", "wrong", HOME));
    assertEquals(Outcome.DISABLED, password("alice", "alice", HOME));
    assertEquals(Outcome.DISABLED, password("grace", "grace", HOME));
    assertEquals(
        Outcome.DISABLED,
        loginService.code("grace", grace.at(clock.instant()), HOME).outcome());
  }

  @Test
  void whoIsInProvesItByACodeWhereThereIsOneAndByThePasswordElsewhere() {
    User alice = users.find("alice").orElseThrow();
    User withCode = users.find("grace").orElseThrow();

    assertEquals(Outcome.IN, loginService.again(alice, "alice", HOME).outcome());
    assertEquals(Outcome.WRONG, loginService.again(alice, "wrong", HOME).outcome());
    assertEquals(Outcome.WRONG, loginService.again(withCode, "grace", HOME).outcome());
    assertEquals(
        Outcome.IN,
        loginService.again(withCode, grace.at(clock.instant()), HOME).outcome());
  }

  @Test
  void aUserOfTheSingleSignOnHasNoPassword() {
    users.remember("carol", "Carol", Set.of("user"), Login.Source.SAML);

    assertEquals(Outcome.WRONG, password("carol", "carol", HOME));
    assertEquals(Outcome.WRONG, password("carol", "", HOME));
    assertEquals(Outcome.WRONG, password("carol", "null", HOME));
  }

  @Test
  @DisplayName("S-26: a thousand guesses with other spellings of a name are compared no more often"
      + " than with the name itself")
  void otherSpellingsOfANameBringNoFurtherGuesses() {
    List<String> compared = new ArrayList<>();
    String stored = database.call(connection -> {
      try (Statement select = connection.createStatement();
          ResultSet row =
              select.executeQuery("SELECT password FROM app_user WHERE name =" + " 'alice'")) {
        row.next();
        return row.getString(1);
      }
    });
    Users watched = new Users(database, (password, of) -> {
      if (of.equals(stored)) {
        compared.add(password);
      }
      return false;
    });
    LoginService guarded = new LoginService(
        watched, new SecondFactors(database, folder, clock, new SecureRandom()), clock);
    List<String> spellings = List.of(
        "alice",
        "alice ",
        "alice  ",
        "alice\u0020\u0020\u0020",
        "alice\t",
        "alice\u0000",
        "Alice",
        "ALICE",
        " alice",
        "\uff41lice",
        "alice\u00a0",
        "ali\u0000ce",
        "alice\u200b",
        "alice" + " ".repeat(55),
        "alice" + " ".repeat(56),
        "alice" + " ".repeat(400));

    for (int round = 0; round < 7; round++) {
      for (int i = 0; i < spellings.size(); i++) {
        guarded.password(spellings.get(i), "guess", "2001:db8:" + round + ":" + i + "::1");
      }
    }

    assertEquals(6, compared.size());
  }

  @Test
  @DisplayName(
      "S-26: a spelling that the database takes for a name is nobody's name, with the right"
          + " password too")
  void aSpellingThatTheDatabaseTakesForANameIsNobodys() {
    for (String name : List.of(
        "alice ", "alice   ", "Alice", " alice", "\uff41lice", "alice\u0000", "alice\u00a0")) {
      assertEquals(Outcome.WRONG, password(name, "alice", HOME), name);
    }
    assertEquals(
        Outcome.WRONG,
        loginService.code("grace ", grace.at(clock.instant()), HOME).outcome());
    assertEquals(Outcome.IN, password("alice", "alice", HOME));
  }

  @Test
  @DisplayName("S-26: names of nobody push no name of a user out of the count")
  void namesOfNobodyPushNoUserOut() {
    guess("alice", 6, ATTACKER);
    for (int i = 0; i < 10_001; i++) {
      password("nobody" + i, "", "2001:db8:" + Integer.toHexString(i) + "::1");
    }

    assertEquals(Outcome.PAUSE, password("alice", "wrong", "192.0.2.77"));
  }

  @Test
  @DisplayName("S-26: a name with a line break and an address in it counts against nobody at that"
      + " address")
  void aNameThatLooksLikeANameAndAnAddressCountsAgainstNobody() {
    assertEquals(Outcome.IN, password("alice", "alice", HOME));
    guess("alice\n" + HOME, 6, ATTACKER);

    assertEquals(Outcome.IN, password("alice", "alice", HOME));
  }

  @Test
  @DisplayName("S-26: one client address counts as one, however it is written")
  void oneAddressCountsAsOneHoweverItIsWritten() {
    for (String written : List.of(
        "192.0.2.1:40001", "::ffff:192.0.2.1", "::FFFF:c000:201", "[::ffff:192.0.2.1]:443")) {
      assertEquals(LoginThrottle.network(HOME), LoginThrottle.network(written), written);
    }
    for (String written :
        List.of("2001:db8:1:2::1", "2001:DB8:1:2:0::9", "[2001:db8:1:2::1]:40001")) {
      assertEquals(
          LoginThrottle.network("2001:db8:1:2::"), LoginThrottle.network(written), written);
    }
  }

  private void guess(String name, int times, String address) {
    for (int i = 0; i < times; i++) {
      assertEquals(Outcome.WRONG, password(name, "wrong", address));
    }
  }

  private Outcome password(String name, String password, String address) {
    return loginService.password(name, password, address).outcome();
  }
}
