package io.github.postern.key;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * The recorded data of an owner's logins to the application. Immutable. Instants are cut to
 * milliseconds.
 *
 * @param source how the last login was made
 * @param at when that was, to within an hour
 * @param samlAt when the last login by SAML was, to within an hour; empty if there was none
 * @param resumedAt when a login last resumed suspended keys; empty if none did
 * @param profile the user's data in the last login; empty if it was noted before that was kept
 */
public record LastLogin(
    LoginSource source,
    Instant at,
    Optional<Instant> samlAt,
    Optional<Instant> resumedAt,
    Optional<LoginProfile> profile) {

  /** Creates the value of a login without data of the user. */
  public LastLogin(
      LoginSource source, Instant at, Optional<Instant> samlAt, Optional<Instant> resumedAt) {
    this(source, at, samlAt, resumedAt, Optional.empty());
  }

  /** Creates the value. */
  public LastLogin {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(profile, "profile");
    at = at.truncatedTo(ChronoUnit.MILLIS);
    samlAt = samlAt.map(instant -> instant.truncatedTo(ChronoUnit.MILLIS));
    resumedAt = resumedAt.map(instant -> instant.truncatedTo(ChronoUnit.MILLIS));
  }
}
