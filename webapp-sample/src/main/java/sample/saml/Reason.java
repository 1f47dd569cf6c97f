package sample.saml;

import jakarta.servlet.http.HttpServletResponse;

/** Why a login by single sign-on did not work, and what a person is told about it. */
enum Reason {

  /** No metadata, or it makes no sense. */
  IDP_UNAVAILABLE(
      HttpServletResponse.SC_SERVICE_UNAVAILABLE,
      "The identity provider cannot be reached, or does not say how to sign in there. Please"
          + " try again in a moment; if it stays like this, tell your administrator."),
  IDP_CERTIFICATE_EXPIRED(
      HttpServletResponse.SC_SERVICE_UNAVAILABLE,
      "The certificate of the identity provider has expired, so its answers cannot be"
          + " trusted. Please tell your administrator."),

  UNKNOWN_REQUEST(
      HttpServletResponse.SC_BAD_REQUEST,
      "This sign-in was not begun here, took longer than ten minutes, or"
          + " is finished already. Please begin again."),
  OTHER_BROWSER(
      HttpServletResponse.SC_FORBIDDEN,
      "This sign-in was begun in another browser. Please begin again in this"
          + " one, with cookies allowed."),
  UNREADABLE(
      HttpServletResponse.SC_BAD_REQUEST, "The answer of the identity provider cannot be read."),

  STATUS(HttpServletResponse.SC_FORBIDDEN, "The identity provider did not sign you in."),
  UNSIGNED(
      HttpServletResponse.SC_FORBIDDEN,
      "The answer of the identity provider is not signed as it must be."),
  SIGNATURE(
      HttpServletResponse.SC_FORBIDDEN,
      "The signature of the identity provider's answer is not right."),
  WEAK_ALGORITHM(
      HttpServletResponse.SC_FORBIDDEN,
      "The identity provider's answer is signed with an outdated method."),
  WRAPPED(
      HttpServletResponse.SC_FORBIDDEN,
      "The answer of the identity provider says more than was signed."),
  ISSUER(
      HttpServletResponse.SC_FORBIDDEN,
      "The answer comes from an identity provider that this application does not" + " know."),
  AUDIENCE(
      HttpServletResponse.SC_FORBIDDEN,
      "The answer of the identity provider was made for another application."),
  RECIPIENT(
      HttpServletResponse.SC_FORBIDDEN,
      "The answer of the identity provider was made for another address."),
  OTHER_REQUEST(
      HttpServletResponse.SC_FORBIDDEN,
      "The answer of the identity provider belongs to another sign-in."),
  REPLAYED(
      HttpServletResponse.SC_FORBIDDEN, "This answer of the identity provider was used before."),
  EXPIRED(
      HttpServletResponse.SC_FORBIDDEN,
      "The answer of the identity provider is no longer good. Please begin again."),
  NOT_YET_VALID(
      HttpServletResponse.SC_FORBIDDEN, "The answer of the identity provider is not good yet."),
  CLOCKS_DIFFER(
      HttpServletResponse.SC_FORBIDDEN,
      "The clock of the identity provider and the clock of this application differ by about"
          + " %s, so you cannot be signed in. Please tell your administrator."),
  AUTHENTICATIONS(
      HttpServletResponse.SC_FORBIDDEN,
      "The answer of the identity provider must say exactly once how you" + " signed in."),
  SESSION_OVER(
      HttpServletResponse.SC_FORBIDDEN,
      "Your session at the identity provider is over already. Please sign out"
          + " there and begin again."),
  TIME_WITHOUT_ZONE(
      HttpServletResponse.SC_FORBIDDEN,
      "The answer of the identity provider has a time without a time zone, so nobody can tell"
          + " when your session ends. Please tell your administrator."),
  NOT_FRESH(
      HttpServletResponse.SC_FORBIDDEN,
      "You had to sign in anew, but the identity provider did not ask you to."),
  USER_NAME(
      HttpServletResponse.SC_FORBIDDEN,
      "The user name that the identity provider gave cannot be used here: it has 1 to 100"
          + " letters and digits, and . _ - + @ between them. Please tell your"
          + " administrator."),
  INVALID(
      HttpServletResponse.SC_FORBIDDEN,
      "The answer of the identity provider breaks the rules of SAML."),
  BUSY(
      HttpServletResponse.SC_SERVICE_UNAVAILABLE,
      "Too many people sign in at the moment. Please try again later.");

  private final int status;
  private final String message;

  Reason(int status, String message) {
    this.status = status;
    this.message = message;
  }

  int status() {
    return status;
  }

  String message() {
    return message;
  }
}
