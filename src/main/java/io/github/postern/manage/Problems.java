package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.key.KeyId;
import io.github.postern.spi.Refusal;
import io.github.postern.store.UnstorableTextException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refusals of the key service as problems (RFC 9457). */
final class Problems {

  private static final int QUOTED_LENGTH = 60;

  private Problems() {}

  static Problem of(Refusal refusal) {
    Problem problem = switch (refusal.code()) {
      case INVALID_NAME -> problem(400, "invalid-name", "The name is not allowed", refusal);
      case NAME_TAKEN -> problem(409, "name-taken", "The name is taken", refusal);
      case INVALID_KEY -> problem(400, "invalid-key", "The value is not allowed as a key", refusal);
      case INVALID_REQUEST ->
        problem(400, "invalid-request", "The request is not allowed", refusal);
      case INVALID_VALIDITY -> invalidValidity(refusal.detail());
      case VALIDITY_NOT_YOURS ->
        problem(400, "validity-not-yours", "You cannot choose the expiry", refusal);
      case TOO_MANY_KEYS -> problem(409, "too-many-keys", "There are too many keys", refusal);
      case EXPIRED_KEY_EXISTS ->
        problem(409, "expired-key-exists", "An expired key must be deleted first", refusal);
      case SESSION_OVER -> problem(403, "session-over", "The login session is over", refusal);
      case SESSION_END_UNKNOWN ->
        problem(403, "session-end-unknown", "The session has no known end", refusal);
      case LOGIN_SOURCE_REFUSED ->
        problem(403, "login-source-refused", "No keys for this kind of login", refusal);
      case EXPIRED_KEY -> problem(409, "expired-key", "The key has expired", refusal);
      case WAITING -> problem(409, "waiting", "The key does not work yet", refusal);
      case SUPERSEDED ->
        problem(409, "superseded", "The key was rotated", refusal)
            .withMember(
                "supersededBy", refusal.keys().get(refusal.keys().size() - 1).value());
      case CONFLICT -> problem(409, "conflict", "The key is not in a state for this", refusal);
      case NOT_FOUND -> problem(404, "not-found", "There is no such key", refusal);
      case NOT_REVEALABLE -> problem(403, "not-revealable", "Secrets are shown once", refusal);
      case FORBIDDEN -> problem(403, "forbidden", "Not allowed", refusal);
    };
    return problem.withKeys(refusal.keys().stream().map(KeyId::value).toList());
  }

  static Problem invalidValidity(String detail) {
    return new Problem(400, "invalid-validity", "The validity is not allowed", detail);
  }

  static Problem notFound() {
    return new Problem(404, "not-found", "There is no such key", "You have no key with this id.");
  }

  static Problem noSuchValue() {
    return new Problem(
        404, "not-found", "There is no such key", "You have no key with this value.");
  }

  /** To an administrator: they do not ask for a key of their own. */
  static Problem notAdministered() {
    return new Problem(
        404,
        "not-found",
        "There is no such key",
        "There is no key with this id that you administer.");
  }

  /** Without a directory a typing error would be an owner. */
  static Problem unknownOwner(String name) {
    return new Problem(
        404,
        "not-found",
        "There is no such owner",
        "No user called '"
            + quoted(name)
            + "' is known here: no such user has signed in yet, and there is no directory"
            + " of owners. Let the user sign in once, then create the key. Or set"
            + " postern.owners to a directory, or postern.unknown-owners to allow.");
  }

  /**
   * It could not be told from another name in a list or a log, and a login of this name has no keys
   * either.
   */
  static Problem oddOwner() {
    return new Problem(
        400,
        "invalid-request",
        "No user is called so",
        "The name of the owner has a character that cannot be seen or turns the text around"
            + " it, or a space at one end. Look at how the name is spelt.");
  }

  static Problem noSuchOwner() {
    return new Problem(
        404,
        "not-found",
        "There is no such owner",
        "There is no active owner of this name whom you administer.");
  }

  static Problem notLoggedIn() {
    return new Problem(
        401,
        "not-logged-in",
        "You are not signed in",
        "Sign in to the application, then try again.");
  }

  static Problem ownerDisabled() {
    return new Problem(
        403,
        "owner-disabled",
        "Your account is disabled",
        "Your account is disabled or gone, so it has no API keys. Ask your administrator.");
  }

  static Problem loginUnclear(@Nullable String why) {
    return new Problem(
        500,
        "login-unclear",
        "Your login could not be determined",
        String.valueOf(why).replaceFirst("(?<![.?!])$", ".")
            + " Nothing was done; tell the administrator of this application.");
  }

  /** A bug, of which the caller is told nothing: its message may hold anything. */
  static Problem internal() {
    return new Problem(
        500,
        "internal",
        "The call failed",
        "An unexpected error occurred; the server log has its cause. Tell the administrator"
            + " of this application.");
  }

  /**
   * A text that the database cannot hold: the answer says what the user can change, or whom to ask.
   */
  static Problem unstorable(UnstorableTextException.Field field) {
    return switch (field) {
      case NAME, DESCRIPTION ->
        new Problem(
            400,
            "invalid-name",
            "The text cannot be stored",
            "The "
                + field.name().toLowerCase(Locale.ROOT)
                + " has characters that the database of this application cannot"
                + " store. Use others, such as Latin letters without accents;"
                + " nothing was changed.");
      case PERSON ->
        loginUnclear("The database of this application cannot store your user name, or what"
            + " else it knows of the owner of the key, because of its"
            + " characters");
      case OTHER ->
        new Problem(
            400,
            "invalid-request",
            "The text cannot be stored",
            "A text has characters that the database of this application cannot"
                + " store. Use others, such as Latin letters without accents;"
                + " nothing was changed.");
    };
  }

  static Problem keyNotAcceptedHere() {
    return new Problem(
        403,
        "key-not-accepted-here",
        "Keys cannot manage keys",
        "Sign in to the application to manage keys; this request carries an API key.");
  }

  static Problem noKey() {
    return new Problem(
        404,
        "no-key",
        "There is no key",
        "There is no key to show. Ask an administrator to create one.");
  }

  static Problem noSuchPath() {
    return new Problem(
        404, "not-found", "There is nothing here", "This path is not part of the key API.");
  }

  static Problem forbidden(String detail) {
    return new Problem(403, "forbidden", "Not allowed", detail);
  }

  static Problem unavailable() {
    return new Problem(
        503,
        "unavailable",
        "Keys cannot be managed now",
        "The key store is temporarily unreachable; nothing was changed. Try again in a few"
            + " seconds.");
  }

  /** Returns a short, printable piece of what was sent. */
  static String quoted(String text) {
    String start = text.length() <= QUOTED_LENGTH ? text : text.substring(0, QUOTED_LENGTH) + "…";
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  private static Problem problem(int status, String code, String title, Refusal refusal) {
    return new Problem(status, code, title, refusal.detail());
  }
}
