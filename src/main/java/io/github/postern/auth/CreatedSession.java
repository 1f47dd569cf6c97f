package io.github.postern.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/**
 * The session that the container made during a request that is made by key, or refused: for a
 * listener, a bean, or other code that has the container's own request. It belongs to nobody, and
 * there would be one for each call of a script.
 */
final class CreatedSession {

  private static final String OF_SOMEBODY_ELSE =
      "com.ibm.websphere.servlet.session.UnauthorizedSessionRequestException";

  private CreatedSession() {}

  /**
   * Returns whether the client came with a session that is valid. Where Open Liberty knows the
   * owner of the key, it throws at the session of anybody else (SESN0008E), also when it is only
   * asked whether there is one.
   */
  static boolean cameWithOne(HttpServletRequest request) {
    try {
      return request.isRequestedSessionIdValid();
    } catch (RuntimeException e) {
      if (e.getClass().getName().equals(OF_SOMEBODY_ELSE)) {
        return true;
      }
      throw e;
    }
  }

  /** Returns it; empty if there is none, or if it is the one that the client came with. */
  static Optional<HttpSession> in(HttpServletRequest request) {
    if (cameWithOne(request)) {
      return Optional.empty();
    }
    return Optional.ofNullable(request.getSession(false)).filter(HttpSession::isNew);
  }
}
