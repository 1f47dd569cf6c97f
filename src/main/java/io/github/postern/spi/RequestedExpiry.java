package io.github.postern.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** How long somebody wants a key to live. */
public sealed interface RequestedExpiry {

  /** Nothing was said: the policy decides. */
  record Unspecified() implements RequestedExpiry {}

  /** For ever, said in so many words. */
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
