package sample.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sample.Authenticator;
import sample.MovingClock;
import sample.data.Database;
import sample.factor.SecondFactors;
import sample.login.Entry.Outcome;

final class GateTest {

    private static final String HOME = "192.0.2.1";
    private static final String ATTACKER = "198.51.100.9";

    @TempDir
    Path folder;
    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final Authenticator grace = new Authenticator(SampleUsers.SECRET_OF_GRACE);
    private Database database;
    private Users users;
    private Gate gate;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        users = new Users(database);
        SecondFactors factors = new SecondFactors(database, folder, clock, new SecureRandom());
        SampleUsers.add(users, factors);
        gate = new Gate(users, factors, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aPasswordIsEnoughWithoutASecondFactorOnly() {
        assertEquals(Outcome.IN, password("alice", "alice", HOME));
        assertEquals(Outcome.CODE_NEEDED, password("grace", "grace", HOME));
        assertEquals(Outcome.IN, gate.code("grace", grace.at(clock.instant()), HOME).outcome());
    }

    @Test
    void wrongPasswordsCausePausesThatEnd() {
        guess("alice", 6, ATTACKER);
        Entry paused = gate.password("alice", "alice", ATTACKER);
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
        assertEquals(Outcome.PAUSE, password("alice", "alice", ATTACKER), "which lets the guessing one in no sooner");
    }

    @Test
    void whoHasGivenThePasswordGivesTheCodeWhateverOthersGuess() {
        assertEquals(Outcome.CODE_NEEDED, password("grace", "grace", HOME));
        guess("grace", 6, ATTACKER);

        assertEquals(Outcome.IN, gate.code("grace", grace.at(clock.instant()), HOME).outcome());
    }

    @Test
    void wrongCodesCausePausesFromWhereverTheyCome() {
        for (int i = 0; i < 6; i++) {
            assertEquals(Outcome.WRONG, gate.code("grace", "000000", "192.0.2." + i).outcome());
        }
        Entry paused = gate.code("grace", grace.at(clock.instant()), HOME);
        assertEquals(Outcome.PAUSE, paused.outcome());

        clock.move(paused.delay());

        assertEquals(Outcome.IN, gate.code("grace", grace.at(clock.instant()), HOME).outcome());
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
        assertEquals(LoginThrottle.network("2001:db8:1:2::1"), LoginThrottle.network("[2001:db8:1:2:ffff::9]"));
        assertTrue(!LoginThrottle.network("2001:db8:1:2::1").equals(LoginThrottle.network("2001:db8:1:3::1")));
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
        assertEquals(Outcome.DISABLED, gate.code("grace", grace.at(clock.instant()), HOME).outcome());
    }

    @Test
    void whoIsInProvesItByACodeWhereThereIsOneAndByThePasswordElsewhere() {
        User alice = users.find("alice").orElseThrow();
        User withCode = users.find("grace").orElseThrow();

        assertEquals(Outcome.IN, gate.again(alice, "alice", HOME).outcome());
        assertEquals(Outcome.WRONG, gate.again(alice, "wrong", HOME).outcome());
        assertEquals(Outcome.WRONG, gate.again(withCode, "grace", HOME).outcome());
        assertEquals(Outcome.IN, gate.again(withCode, grace.at(clock.instant()), HOME).outcome());
    }

    @Test
    void aUserOfTheSingleSignOnHasNoPassword() {
        users.remember("carol", "Carol", Set.of("user"), Login.Source.SAML);

        assertEquals(Outcome.WRONG, password("carol", "carol", HOME));
        assertEquals(Outcome.WRONG, password("carol", "", HOME));
        assertEquals(Outcome.WRONG, password("carol", "null", HOME));
    }

    private void guess(String name, int times, String address) {
        for (int i = 0; i < times; i++) {
            assertEquals(Outcome.WRONG, password(name, "wrong", address));
        }
    }

    private Outcome password(String name, String password, String address) {
        return gate.password(name, password, address).outcome();
    }
}
