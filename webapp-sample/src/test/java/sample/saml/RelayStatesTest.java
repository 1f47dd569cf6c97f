package sample.saml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import sample.MovingClock;

/** The state that goes to the identity provider and back instead of being stored. */
class RelayStatesTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final PendingLogin LOGIN = new PendingLogin(
      "_01234567-89ab-cdef-8123-456789abcdef",
      new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, -16},
      NOON.plusMillis(123),
      true);

  private final MovingClock clock = new MovingClock(NOON);
  private final RelayStates states =
      new RelayStates(new SecureRandom(), clock, Duration.ofMinutes(10));

  @Test
  @DisplayName("S-27: what is read is what was written, in no more than 80 bytes")
  void whatIsReadIsWhatWasWritten() {
    String state = states.write(LOGIN);

    PendingLogin read = states.read(state).orElseThrow();
    assertTrue(state.length() <= 80, state);
    assertEquals(LOGIN.requestId(), read.requestId());
    assertArrayEquals(LOGIN.browser(), read.browser());
    assertEquals(LOGIN.created(), read.created());
    assertTrue(read.forced());
  }

  @Test
  @DisplayName("S-27: a login is under way for ten minutes and no longer")
  void aLoginIsUnderWayForTenMinutes() {
    String state = states.write(LOGIN);
    clock.move(Duration.ofMinutes(10));
    assertTrue(states.read(state).isPresent());

    clock.move(Duration.ofMillis(123));

    assertEquals(Optional.empty(), states.read(state));
  }

  @Test
  @DisplayName("S-27: what another process wrote, or somebody changed, is no login")
  void whatAnotherWroteIsNoLogin() {
    String state = states.write(LOGIN);
    RelayStates others = new RelayStates(new SecureRandom(), clock, Duration.ofMinutes(10));

    assertEquals(Optional.empty(), others.read(state));
    for (String changed : List.of(
        "",
        state.substring(1),
        state + "A",
        state + "=",
        " " + state,
        state.replace('_', '/') + " ",
        (state.charAt(0) == 'A' ? "B" : "A") + state.substring(1),
        "A".repeat(76),
        "\u00e9".repeat(76))) {
      assertEquals(Optional.empty(), states.read(changed), changed);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> states.write(new PendingLogin("_x", LOGIN.browser(), NOON, false)));
  }
}
