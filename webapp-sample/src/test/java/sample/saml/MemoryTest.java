package sample.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import sample.MovingClock;

/** The memory of logins: how long, and how much. */
class MemoryTest {

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-21T10:00:00Z"));
  private final OneTimeStore<String> logins =
      new OneTimeStore<>(new SecureRandom(), clock, Duration.ofMinutes(10), 3);
  private final UsedIds used = new UsedIds(clock, 2, Reason.REPLAYED);

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
    clock.move(Duration.ofMinutes(10));

    assertEquals(Optional.empty(), logins.take(name));
  }

  @Test
  @DisplayName(
      "S-27: when there are too many the new one is refused, and none that is under way goes")
  void noneThatIsUnderWayGoes() {
    String first = logins.put("1");
    String second = logins.put("2");
    String third = logins.put("3");

    assertEquals(Reason.BUSY, assertThrows(Refusal.class, () -> logins.put("4")).reason());

    assertEquals(3, logins.size());
    assertEquals(Optional.of("1"), logins.take(first));
    assertEquals(Optional.of("2"), logins.take(second));
    assertEquals(Optional.of("3"), logins.take(third));
    logins.put("4");
  }

  @Test
  void whatNobodyCameBackForIsForgotten() {
    logins.put("1");
    logins.put("2");
    clock.move(Duration.ofMinutes(11));
    logins.put("3");

    assertEquals(1, logins.size());
  }

  @Test
  void anAssertionIsRememberedUntilItsEndAndNothingIsForgottenBefore() {
    used.use("one", clock.instant().plusSeconds(60));
    assertEquals(Reason.REPLAYED, refused("one"));
    assertEquals(
        Reason.REPLAYED, assertThrows(Refusal.class, () -> used.check("one")).reason());
    used.check("two");
    used.use("two", clock.instant().plusSeconds(90));
    assertEquals(Reason.BUSY, refused("three"));

    clock.move(Duration.ofSeconds(60));

    used.use("three", clock.instant().plusSeconds(60));
    assertEquals(Reason.REPLAYED, refused("two"));
  }

  private Reason refused(String id) {
    return assertThrows(Refusal.class, () -> used.use(id, clock.instant().plusSeconds(60)))
        .reason();
  }
}
