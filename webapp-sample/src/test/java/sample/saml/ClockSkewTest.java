package sample.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clocks that differ. */
class ClockSkewTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT3H4M, 3 h",
    "PT2H40M, 3 h",
    "PT90M, 2 h",
    "PT89M, 89 min",
    "PT95S, 2 min",
    "PT40S, 40 s",
    "PT720H, 720 h"
  })
  void theDifferenceIsRounded(Duration difference, String words) {
    assertEquals(words, ClockSkew.inWords(difference));
  }

  @Test
  void anAnswerIsMadeBetweenTheQuestionAndNow() {
    Instant asked = NOW.minusSeconds(60);

    ClockSkew.check(asked.minusSeconds(30), asked, NOW);
    ClockSkew.check(NOW.plusSeconds(30), asked, NOW);

    assertThrows(Refusal.class, () -> ClockSkew.check(asked.minusSeconds(31), asked, NOW));
    assertThrows(Refusal.class, () -> ClockSkew.check(NOW.plusSeconds(31), asked, NOW));
  }
}
