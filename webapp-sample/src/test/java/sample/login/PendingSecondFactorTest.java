package sample.login;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PendingSecondFactorTest {

  private static final Instant SINCE = Instant.parse("2026-11-01T12:00:00Z");

  @Test
  void itIsOverAfterFiveMinutes() {
    PendingSecondFactor half = new PendingSecondFactor("grace", SINCE, 0);

    assertFalse(half.isOver(SINCE.plus(Duration.ofMinutes(5)).minusNanos(1)));
    assertTrue(half.isOver(SINCE.plus(Duration.ofMinutes(5))));
  }

  @Test
  void itIsOverAfterFiveWrongCodes() {
    assertFalse(new PendingSecondFactor("grace", SINCE, 4).isOver(SINCE));
    assertTrue(new PendingSecondFactor("grace", SINCE, 5).isOver(SINCE));
  }
}
