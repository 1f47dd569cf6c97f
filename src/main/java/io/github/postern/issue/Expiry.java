package io.github.postern.issue;

import io.github.postern.policy.Policy;
import io.github.postern.policy.Validity;
import io.github.postern.spi.Login;
import io.github.postern.spi.Refusal;
import io.github.postern.spi.Refusal.Code;
import io.github.postern.spi.RequestedExpiry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When a key would end: from the policy, the login and the requested expiry.
 *
 * @param at the end; empty: never
 * @param refusal why there is no answer; then {@code at} says nothing
 */
public record Expiry(Optional<Instant> at, Optional<Refusal> refusal) {

  private static Expiry until(Instant end) {
    return new Expiry(Optional.of(end.truncatedTo(ChronoUnit.MILLIS)), Optional.empty());
  }

  private static Expiry refused(Code code, String detail) {
    return new Expiry(Optional.empty(), Optional.of(new Refusal(code, detail)));
  }

  /** Returns the end of a key that this login creates now. */
  static Expiry of(Policy policy, Login login, RequestedExpiry requestedExpiry, Instant now) {
    Validity validity = policy.rules(login.source()).validity();
    if (validity instanceof Validity.SessionEnd sessionEnd) {
      return ofSession(sessionEnd, login, requestedExpiry, now);
    }
    return validity instanceof Validity.Chosen chosen
        ? chosen(chosen, requestedExpiry, now, now)
        : endless(requestedExpiry);
  }

  /**
   * Returns the end of a key that exists already: the maximum counts from when its secret was made.
   */
  static Expiry edited(
      Validity validity,
      Login login,
      RequestedExpiry requestedExpiry,
      Instant createdAt,
      Instant now) {
    if (validity instanceof Validity.Chosen chosen) {
      return chosen(chosen, requestedExpiry, createdAt, now);
    }
    if (validity instanceof Validity.Endless) {
      return endless(requestedExpiry);
    }
    if (validity instanceof Validity.SessionEnd session
        && session.administratorsEdit()
        && !login.present()) {
      return chosen(
          new Validity.Chosen(true, session.maximum(), session.maximum()),
          requestedExpiry,
          createdAt,
          now);
    }
    return refused(
        Code.VALIDITY_NOT_YOURS,
        "The login session decided when this key ends; that cannot be edited.");
  }

  private static Expiry endless(RequestedExpiry requestedExpiry) {
    return requestedExpiry instanceof RequestedExpiry.Unspecified
            || requestedExpiry instanceof RequestedExpiry.Never
        ? new Expiry(Optional.empty(), Optional.empty())
        : refused(
            Code.VALIDITY_NOT_YOURS, "Keys have no end here; leave out validFor and expiresAt.");
  }

  private static Expiry chosen(
      Validity.Chosen validity, RequestedExpiry requestedExpiry, Instant createdAt, Instant now) {
    if (requestedExpiry instanceof RequestedExpiry.Unspecified) {
      return validity.required()
          ? until(now.plus(validity.byDefault()))
          : new Expiry(Optional.empty(), Optional.empty());
    }
    if (requestedExpiry instanceof RequestedExpiry.Never) {
      return validity.required()
          ? refused(
              Code.INVALID_VALIDITY,
              "A key must have an end; choose at most " + words(validity.maximum()) + ".")
          : new Expiry(Optional.empty(), Optional.empty());
    }
    Instant end = requestedExpiry instanceof RequestedExpiry.For wanted
        ? now.plus(wanted.duration())
        : ((RequestedExpiry.Until) requestedExpiry).instant();
    if (!end.isAfter(now)) {
      return refused(
          Code.INVALID_VALIDITY, "The key would end at " + end + ", which is not in the future.");
    }
    Instant latest = createdAt.plus(validity.maximum());
    return end.isAfter(latest) ? tooLate(end, latest, validity) : until(end);
  }

  private static Expiry tooLate(Instant end, Instant latest, Validity.Chosen validity) {
    return refused(
        Code.INVALID_VALIDITY,
        "The key would end at "
            + end.truncatedTo(ChronoUnit.SECONDS)
            + ", but a key lives at most "
            + words(validity.maximum())
            + ", until "
            + latest.truncatedTo(ChronoUnit.SECONDS)
            + ".");
  }

  /** The session is looked at again, at this very moment and without any tolerance for clocks. */
  private static Expiry ofSession(
      Validity.SessionEnd validity, Login login, RequestedExpiry requestedExpiry, Instant now) {
    if (!(requestedExpiry instanceof RequestedExpiry.Unspecified)) {
      return refused(
          Code.VALIDITY_NOT_YOURS,
          (login.present()
                  ? "You are signed in by SSO, so the key ends with your SSO" + " session;"
                  : login.owner().name()
                      + " signs in by SSO, so the key ends with that"
                      + " session;")
              + " leave out validFor and expiresAt.");
    }
    Instant latest = now.plus(validity.maximum());
    if (!login.present() && validity.addedKeysAwaitSignIn()) {
      return until(latest); // until the owner signs in, which decides
    }
    if (login.sessionEnd().isEmpty()) {
      if (validity.withoutEnd() == Validity.WithoutEnd.MAXIMUM) {
        return until(latest);
      }
      return endUnknown(login);
    }
    Instant end = login.sessionEnd().get();
    if (!end.isAfter(now)) {
      return refused(Code.SESSION_OVER, "Your SSO session ended at " + end + ". Sign in again.");
    }
    return until(end.isBefore(latest) ? end : latest);
  }

  private static Expiry endUnknown(Login login) {
    return refused(
        Code.SESSION_END_UNKNOWN,
        login.present()
            ? "Your identity provider does not say when your SSO session ends,"
                + " so a key cannot be given an end. Ask your administrator."
            : login.owner().name()
                + " signs in by SSO, and when their session ends is not known"
                + " here, so a key cannot be given an end. Let them create the"
                + " key.");
  }

  /** Returns a duration in words, for people. */
  static String words(Duration duration) {
    boolean wholeDays = duration.toSeconds() % Duration.ofDays(1).toSeconds() == 0;
    if (wholeDays) {
      return duration.toDays() + (duration.toDays() == 1 ? " day" : " days");
    }
    return duration.toString();
  }
}
