package io.github.postern.auth;

import io.github.postern.spi.SessionBridge;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * The values that the application gets in place of those that the client sent.
 *
 * @param hidden what it does not get
 * @param bridge fills the throw-away session; empty if nothing has to be in it
 * @param clock tells when a throw-away session was made
 */
record Replacements(HiddenNames hidden, Optional<SessionBridge> bridge, Clock clock) {

  Replacements {
    Objects.requireNonNull(hidden, "hidden");
    Objects.requireNonNull(clock, "clock");
  }
}
