package io.github.postern.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When keys are suspended because of their owner's logins. It follows from the owner's last login;
 * that an account moved is written into its keys too ({@link Activation.PendingCondition#CONFIRM}),
 * so that they stay suspended without that. Immutable.
 *
 * @param freshness how old the owner's last login by SAML may be for keys that came from one;
 *     empty: any age
 * @param whenMoved whether keys of an account that now signs in through another source are
 *     suspended until the owner confirms them
 */
public record Suspension(Optional<Duration> freshness, boolean whenMoved) {

  /** No key is ever suspended. */
  public static final Suspension NEVER = new Suspension(Optional.empty(), false);

  /** Creates the rule. */
  public Suspension {
    Objects.requireNonNull(freshness, "freshness");
  }

  /**
   * Returns when a key is suspended if its owner does not sign in before.
   *
   * @param source the login that the key came from
   * @param createdAt when it was made, which counts where no login was ever seen
   * @param login the owner's last login, if any is known
   * @return empty if it does not because of its age
   */
  public Optional<Instant> startsAt(
      LoginSource source, Instant createdAt, Optional<LastLogin> login) {
    return source == LoginSource.SAML
        ? freshness.map(
            age -> login.flatMap(LastLogin::samlAt).orElse(createdAt).plus(age))
        : Optional.empty();
  }

  /**
   * Returns whether a key is suspended because its owner now signs in through another source than
   * when it was created.
   */
  public boolean moved(LoginSource source, Optional<LastLogin> login) {
    return whenMoved && login.isPresent() && login.get().source() != source;
  }
}
