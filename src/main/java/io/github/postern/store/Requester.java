package io.github.postern.store;

import java.util.Objects;
import java.util.Optional;

/**
 * The user who asked for the current secret of a key.
 *
 * @param name the user name
 * @param id the user's immutable ID in the directory; empty if it was not known
 */
public record Requester(String name, Optional<String> id) {

  /** Creates the value. */
  public Requester {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(id, "id");
  }
}
