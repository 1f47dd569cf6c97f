package sample.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is remembered of logins, how long and how much of it. */
class MemoryTest {

    private final SettableClock clock = new SettableClock();
    private final OneTime<String> logins = new OneTime<>(new SecureRandom(), clock, Duration.ofMinutes(10), 3);
    private final UsedAssertions used = new UsedAssertions(clock, 2);

    @Test
    void whatIsKeptIsGivenOutOnce() {
        String name = logins.put("carol");

        assertEquals(Optional.of("carol"), logins.take(name));
        assertEquals(Optional.empty(), logins.take(name));
        assertEquals(Optional.empty(), logins.take("guessed"));
    }

    @Test
    void whatIsOldIsNotGivenOut() {
        String name = logins.put("carol");
        clock.advance(Duration.ofMinutes(10));

        assertEquals(Optional.empty(), logins.take(name));
    }

    @Test
    void theOldestGoesWhenThereAreTooMany() {
        String first = logins.put("1");
        String second = logins.put("2");
        logins.put("3");
        String last = logins.put("4");

        assertEquals(3, logins.size());
        assertEquals(Optional.empty(), logins.take(first));
        assertEquals(Optional.of("2"), logins.take(second));
        assertEquals(Optional.of("4"), logins.take(last));
        assertNotEquals(second, last);
    }

    @Test
    void whatNobodyCameBackForIsForgotten() {
        logins.put("1");
        logins.put("2");
        clock.advance(Duration.ofMinutes(11));
        logins.put("3");

        assertEquals(1, logins.size());
    }

    @Test
    void anAssertionIsRememberedUntilItsEndAndNothingIsForgottenBefore() {
        used.use("one", clock.instant().plusSeconds(60));
        assertEquals(Reason.REPLAYED, refused("one"));
        used.use("two", clock.instant().plusSeconds(90));
        assertEquals(Reason.BUSY, refused("three"));

        clock.advance(Duration.ofSeconds(60));

        used.use("three", clock.instant().plusSeconds(60));
        assertEquals(Reason.REPLAYED, refused("two"));
    }

    private Reason refused(String id) {
        return assertThrows(Refusal.class, () -> used.use(id, clock.instant().plusSeconds(60))).reason();
    }

    private static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2026-11-21T10:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
