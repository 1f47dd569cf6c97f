package sample.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sample.MovingClock;

final class ThrottleTest {

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-01T12:00:00Z"));
  private final Throttle<String> throttle =
      new Throttle<>(clock, 3, Duration.ofSeconds(2), Duration.ofSeconds(20), 100);

  @Test
  void thePauseDoublesUpToTheLongest() {
    attempts(3);

    List<Long> pauses = IntStream.range(0, 7)
        .mapToObj(round -> {
          assertEquals(Duration.ZERO, throttle.attempt("alice"));
          Duration pause = throttle.attempt("alice");
          clock.move(pause);
          return pause.toSeconds();
        })
        .toList();

    assertEquals(List.of(2L, 4L, 8L, 16L, 20L, 20L, 20L), pauses);
  }

  @Test
  void anAttemptDuringAPauseDoesNotMakeItLonger() {
    attempts(4);
    clock.move(Duration.ofMillis(500));
    assertEquals(Duration.ofMillis(1500), throttle.attempt("alice"));
    clock.move(Duration.ofMillis(1499));
    assertEquals(Duration.ofMillis(1), throttle.attempt("alice"));
    clock.move(Duration.ofMillis(1));

    assertEquals(Duration.ZERO, throttle.attempt("alice"));
  }

  @Test
  void othersAreNotHeldUp() {
    attempts(4);

    assertEquals(Duration.ZERO, throttle.attempt("bob"));
  }

  @Test
  void whoDoesNothingForLongStartsAfresh() {
    attempts(4);
    clock.move(Duration.ofSeconds(2 + 20));

    attempts(3);
    assertEquals(Duration.ZERO, throttle.attempt("alice"));
  }

  @Test
  void aRightAttemptIsForgottenOrDoesNotCount() {
    attempts(3);
    throttle.forget("alice");
    attempts(4);
    throttle.undo("alice");

    assertEquals(Duration.ZERO, throttle.attempt("alice"));
    assertEquals(
        Duration.ofSeconds(2), throttle.attempt("alice"), "the three wrong ones still count");
  }

  @Test
  void noMoreNamesAreKeptThanAllowed() {
    IntStream.range(0, 100_000).forEach(name -> throttle.attempt("name" + name));

    assertEquals(100, throttle.size());
  }

  @Test
  void aCrowdAtOnceGetsNoMoreAttemptsThanOneAfterTheOther() {
    long made = IntStream.range(0, 1000)
        .parallel()
        .filter(attempt -> throttle.attempt("alice").isZero())
        .count();

    assertEquals(4, made);
    assertTrue(throttle.attempt("alice").compareTo(Duration.ZERO) > 0);
  }

  private void attempts(int count) {
    for (int i = 0; i < count; i++) {
      assertEquals(Duration.ZERO, throttle.attempt("alice"));
    }
  }
}
