package io.github.postern.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "P30D, PT720H",
    "30d, PT720H",
    "24h, PT24H",
    "PT12H, PT12H",
    "P1DT2H, PT26H",
    "PT1S, PT1S",
    "90m, PT90M",
    "9999h, PT9999H",
    "P36525D, PT876600H"
  })
  void daysHoursMinutesAndSecondsAreTaken(String text, Duration expected) {
    assertEquals(expected, Durations.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "30",
        "P",
        "PT",
        "P1Y",
        "P1M",
        "P1W",
        "-P1D",
        "P-1D",
        "+P1D",
        "PT0.5S",
        "1.5h",
        "P0D",
        "PT0S",
        "0d",
        "1 d",
        "thirty days",
        "P36526D",
        "P999999999999999999D",
        "9999999999999999999d",
        "１d",
        "pt1s"
      })
  void everythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Durations.parse(text));
  }
}
