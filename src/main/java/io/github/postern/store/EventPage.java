package io.github.postern.store;

import io.github.postern.spi.KeyEvent;
import java.util.List;
import java.util.Optional;

/**
 * Some events of a key.
 *
 * @param events newest first
 * @param next where the next page begins; empty if this is the last one
 */
public record EventPage(List<KeyEvent> events, Optional<EventQuery.Position> next) {

  /** Creates a page; the list is copied. */
  public EventPage {
    events = List.copyOf(events);
  }
}
