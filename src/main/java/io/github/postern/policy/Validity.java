package io.github.postern.policy;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The rule that decides the expiry of a key. */
public sealed interface Validity {

  /** Returns the longest life of a key; empty if it has no end. */
  Optional<Duration> longest();

  /**
   * The owner chooses.
   *
   * @param required whether a key must expire; if not, an owner who chooses nothing gets one that
   *     never does
   * @param byDefault the validity of a key whose owner chooses none
   * @param maximum the longest that can be chosen
   */
  record Chosen(boolean required, Duration byDefault, Duration maximum) implements Validity {

    /**
     * Creates the rule.
     *
     * @throws IllegalArgumentException if the default is longer than the maximum
     */
    public Chosen {
      Objects.requireNonNull(byDefault, "byDefault");
      Objects.requireNonNull(maximum, "maximum");
      if (byDefault.compareTo(maximum) > 0) {
        throw new IllegalArgumentException(
            "The default validity " + byDefault + " is longer than the maximum " + maximum);
      }
    }

    @Override
    public Optional<Duration> longest() {
      return Optional.of(maximum);
    }
  }

  /** A key has no end; nobody can choose one. */
  record Endless() implements Validity {

    @Override
    public Optional<Duration> longest() {
      return Optional.empty();
    }
  }

  /**
   * The login session decides: a key ends with it (SAML 2.0 core section 2.7.2,
   * {@code SessionNotOnOrAfter}).
   *
   * @param maximum the longest life, however long the session is
   * @param withoutEnd what happens when the identity provider states no end
   * @param administratorsEdit whether administrators may move the end of such a key, even past the
   *     session's
   * @param addedKeysAwaitSignIn whether a key that an administrator makes for somebody waits for
   *     that person's next login, which then decides when it ends
   */
  record SessionEnd(
      Duration maximum,
      WithoutEnd withoutEnd,
      boolean administratorsEdit,
      boolean addedKeysAwaitSignIn)
      implements Validity {

    /** Creates the rule. */
    public SessionEnd {
      Objects.requireNonNull(maximum, "maximum");
      Objects.requireNonNull(withoutEnd, "withoutEnd");
    }

    /** Creates the rule in which nobody but the session decides. */
    public SessionEnd(Duration maximum, WithoutEnd withoutEnd) {
      this(maximum, withoutEnd, false, false);
    }

    @Override
    public Optional<Duration> longest() {
      return Optional.of(maximum);
    }
  }

  /** The rule for a login whose identity provider states no end of the session. */
  enum WithoutEnd {
    /** No key is issued. */
    REFUSE,
    /** The key gets the maximum. */
    MAXIMUM
  }
}
