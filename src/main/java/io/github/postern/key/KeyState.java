package io.github.postern.key;

import java.util.Locale;

/**
 * The state of a key at an instant. Only {@link #ACTIVE}, and {@link #SUPERSEDED} during its
 * overlap, let anyone in.
 */
public enum KeyState {
  /** Works. */
  ACTIVE,
  /** Its time is over. */
  EXPIRED,
  /**
   * Disabled by its owner or an administrator, or with a blocking condition; can become active
   * again.
   */
  INACTIVE,
  /** Waits for its owner to log in again. */
  SUSPENDED,
  /** Has a successor with a new secret; works until the overlap is over. */
  SUPERSEDED,
  /** Gone for good. */
  REVOKED;

  /** Returns the name in JSON. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
