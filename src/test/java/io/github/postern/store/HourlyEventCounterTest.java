package io.github.postern.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeyId;
import io.github.postern.key.Owner;
import io.github.postern.spi.KeyEvent;
import io.github.postern.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events that anybody can repeat at will are counted in bounded memory. */
class HourlyEventCounterTest {

  private static final KeyId KEY = new KeyId("abcdefghijklmnop");

  private final MutableClock clock = new MutableClock("2026-11-21T10:00:00Z");
  private final HourlyEventCounter events = new HourlyEventCounter(clock);

  @Test
  void onlyTheFirstOfACauseInAnHourIsTold() {
    assertTrue(events.add(event(KeyEvent.Type.FORBIDDEN, "mallory")));
    assertFalse(events.add(event(KeyEvent.Type.FORBIDDEN, "mallory")));
    assertTrue(events.add(event(KeyEvent.Type.FORBIDDEN, "eve")));
    assertEquals(List.of(1L, 2L), counts());
    assertFalse(events.add(event(KeyEvent.Type.FORBIDDEN, "mallory")), "nor after it was written");
    assertEquals(List.of(1L), counts());
    clock.advance(Duration.ofHours(1));
    assertTrue(events.add(event(KeyEvent.Type.FORBIDDEN, "mallory")));
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenLater() {
    events.add(event(KeyEvent.Type.SEEN_IN_URL, "a"));
    List<KeyEvent> taken = events.drain();
    events.add(event(KeyEvent.Type.SEEN_IN_URL, "a"));
    events.putBack(taken);
    assertEquals(List.of(2L), counts());
    assertEquals(List.of(), counts());
  }

  @Test
  @DisplayName("S-12: memory is bounded, a flood of one type hides no other, what does not fit is"
      + " counted, and an hour later all is free")
  void memoryIsBounded() {
    for (int i = 0; i < 6_000; i++) {
      events.add(event(KeyEvent.Type.FORBIDDEN, "user" + i));
    }
    assertTrue(events.add(event(KeyEvent.Type.DENIED, "x")));
    assertEquals(1_000, events.drainDropped());
    assertEquals(0, events.drainDropped());
    assertEquals(5_001, events.drain().size());
    clock.advance(Duration.ofHours(1));
    events.drain();
    assertTrue(events.add(event(KeyEvent.Type.FORBIDDEN, "late")));
  }

  private List<Long> counts() {
    return events.drain().stream().map(KeyEvent::count).sorted().toList();
  }

  private KeyEvent event(KeyEvent.Type type, String actor) {
    return new KeyEvent(
        type, clock.instant(), KEY, "name", Owner.of("alice"), actor, null, "detail");
  }
}
