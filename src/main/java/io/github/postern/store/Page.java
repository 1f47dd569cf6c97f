package io.github.postern.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One page of what a query found.
 *
 * @param <T> what is found
 * @param <P> a place between two pages
 * @param items newest first
 * @param next where the next page begins; empty if this is the last one
 */
public record Page<T, P>(List<T> items, Optional<P> next) {

  /** Creates a page; the list is copied. */
  public Page {
    items = List.copyOf(items);
    Objects.requireNonNull(next, "next");
  }
}
