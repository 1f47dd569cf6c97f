package devidp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who is signed in here.
 *
 * @param user who
 * @param since when they signed in, sent as AuthnInstant
 * @param length how long a session is that an application is told of
 * @param sendsEnd whether SessionNotOnOrAfter is sent at all
 * @param index sent as SessionIndex
 */
record SsoSession(TestUser user, Instant since, Duration length, boolean sendsEnd, String index) {

  static SsoSession begin(TestUser person, Instant now, Duration length, boolean sendsEnd) {
    return new SsoSession(person, now, length, sendsEnd, "_" + UUID.randomUUID());
  }

  /** The end that is promised now: each login slides it, as with Keycloak. */
  Optional<Instant> end(Instant now) {
    return sendsEnd ? Optional.of(now.plus(length)) : Optional.empty();
  }
}
