package io.github.postern.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** The expiry that the caller asks for, before the policy decides. */
public sealed interface RequestedExpiry {

  /** The request does not say: the policy decides. */
  record Unspecified() implements RequestedExpiry {}

  /** The request asks explicitly for a key that never expires. */
  record Never() implements RequestedExpiry {}

  /**
   * For some time from now.
   *
   * @param duration how long; positive
   */
  record For(Duration duration) implements RequestedExpiry {

    /** Creates the value. */
    public For {
      Objects.requireNonNull(duration, "duration");
    }
  }

  /**
   * Until an instant.
   *
   * @param instant when the key ends
   */
  record Until(Instant instant) implements RequestedExpiry {

    /** Creates the value. */
    public Until {
      Objects.requireNonNull(instant, "instant");
    }
  }
}
