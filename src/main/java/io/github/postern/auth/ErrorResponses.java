package io.github.postern.auth;

import io.github.postern.http.Challenges;
import io.github.postern.http.ErrorStyle;
import io.github.postern.http.Problem;
import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.store.StoredKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * The answers that the filter itself gives. Outwardly one answer for everything that is wrong with
 * a key: an attacker must not learn whether an id exists, and only who holds the whole secret is
 * told that it expired.
 */
final class ErrorResponses {

  private static final String RETRY_SECONDS = "5";

  private final ResponseOptions options;
  private final Challenges challenges;
  private final ErrorStyle style;

  /**
   * Creates the answers.
   *
   * @param options how they look, and what they tell
   */
  ErrorResponses(ResponseOptions options) {
    this.options = options;
    this.challenges = options.challenges();
    this.style = options.errorStyle();
  }

  /**
   * No credential where one is required: a challenge without an error code (RFC 6750 section 3.1).
   */
  void required(HttpServletRequest request, HttpServletResponse response) throws IOException {
    challenges.challenge(request, response);
    send(
        request,
        response,
        new Problem(
            401,
            "key-required",
            "An API key is required",
            "Send an API key of this application with this request. One of another application"
                + " does not count."));
  }

  /**
   * No servlet has seen the question, and nothing is allowed: a browser asks no further (Fetch
   * standard, CORS check).
   */
  void preflight(HttpServletRequest request, HttpServletResponse response) {
    SessionInvalidator.invalidateUnserved(request, response);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  /**
   * Two identities in one request, of which some parts of the application would see the one and
   * some the other.
   */
  void besideSession(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String why = "The request has both an API key and a session or another login";
    challenges.addErrors(response, "invalid_request", why);
    send(
        request,
        response,
        new Problem(
            400,
            "key-beside-session",
            "An API key does not go with a session or another login",
            why
                + ", and parts of this application would act for that. Send"
                + " the key without the cookie of a login and without a password; in a page by"
                + " fetch(…, {credentials: \"omit\"})."));
  }

  void unreadable(HttpServletRequest request, HttpServletResponse response, String why)
      throws IOException {
    Problem problem = style.malformed(
        new Problem(400, "invalid-request", "The credential cannot be read", why + "."));
    if (problem.status() == 401) {
      challenges.challenge(request, response, "invalid_request", why);
    } else {
      challenges.addErrors(response, "invalid_request", why);
    }
    send(request, response, problem);
  }

  void inUrl(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String why = "An API key was sent in the URL, where logs and histories keep it";
    challenges.addErrors(response, "invalid_request", why);
    send(
        request,
        response,
        new Problem(
            400,
            "key-in-url",
            "API keys do not belong in URLs",
            why + ". Rotate this key and send its successor in a header."));
  }

  /** Never a redirect: a client that followed one would send the key in clear the next time too. */
  void inClear(HttpServletRequest request, HttpServletResponse response, boolean suspended)
      throws IOException {
    send(
        request,
        response,
        new Problem(
            403,
            "insecure-transport",
            "Not over an unencrypted connection",
            "The API key was sent over an unencrypted connection, where others can read"
                + " it, so it is refused. Use https, and rotate this key"
                + (suspended ? "; it does not work until its owner has done so." : ".")));
  }

  void rejected(HttpServletRequest request, HttpServletResponse response, Verdict.Rejected verdict)
      throws IOException {
    boolean tells = verdict.key().isPresent() && !options.strictErrors();
    if (verdict.reason() == RejectReason.SCOPE) {
      insufficientScope(request, response, verdict.key().orElseThrow(), verdict.needed());
    } else if (tells && verdict.reason() == RejectReason.EXPIRED) {
      invalid(request, response, "The API key expired", "Create a new key; this one has expired.");
    } else if (tells && verdict.reason() == RejectReason.SUSPENDED) {
      invalid(
          request,
          response,
          "The API key is suspended",
          "It works again after its owner's next login.");
    } else if (tells
        && verdict.key().orElseThrow().activation().isPending(PendingCondition.ROTATION)) {
      invalid(
          request,
          response,
          "The API key is suspended",
          "It was seen where others may have read it, and does not work until its owner"
              + " rotates it.");
    } else {
      invalid(request, response, "The API key is not valid", "The API key is not valid.");
    }
  }

  /**
   * The owner of the key lacks the role that the path asks for: another key of the same owner would
   * not help.
   */
  void forbidden(HttpServletRequest request, HttpServletResponse response) throws IOException {
    send(
        request,
        response,
        new Problem(
            403,
            "insufficient-role",
            "Not allowed",
            "The owner of this API key has none of the roles that are needed here."));
  }

  void unavailable(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Retry-After", RETRY_SECONDS);
    send(
        request,
        response,
        new Problem(
            503,
            "unavailable",
            "API keys cannot be checked now",
            "The key store is temporarily unreachable. Try again in a few seconds."));
  }

  private void invalid(
      HttpServletRequest request, HttpServletResponse response, String description, String detail)
      throws IOException {
    challenges.challenge(request, response, "invalid_token", description);
    send(request, response, new Problem(401, "invalid-token", description, detail));
  }

  /** Names the scopes that would do (RFC 6750 section 3.1); of several, any one is enough. */
  private void insufficientScope(
      HttpServletRequest request, HttpServletResponse response, StoredKey key, Set<String> needed)
      throws IOException {
    String why = "The API key is limited to other requests than this";
    challenges.addErrors(response, "insufficient_scope", why, needed);
    send(
        request,
        response,
        new Problem(
            403,
            "insufficient-scope",
            "Not allowed with this API key",
            why
                + ". Its scopes are: "
                + String.join(", ", key.scopes())
                + ". "
                + (needed.isEmpty()
                    ? "No scope allows this request."
                    : "One of these is needed: " + String.join(", ", needed) + ".")));
  }

  private void send(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    SessionInvalidator.invalidateUnserved(request, response);
    options.caching().addVary(response);
    options.cors().refused(request, response);
    style.write(response, problem);
    options.body().drain(request, response);
  }
}
