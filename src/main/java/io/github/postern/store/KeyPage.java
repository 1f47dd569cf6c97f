package io.github.postern.store;

import java.util.List;
import java.util.Optional;

/**
 * One page of keys.
 *
 * @param keys the keys, newest first
 * @param next where the next page goes on, if there is one
 */
public record KeyPage(List<StoredKey> keys, Optional<KeyQuery.Position> next) {

  /** Creates a page; the list is copied. */
  public KeyPage {
    keys = List.copyOf(keys);
  }
}
