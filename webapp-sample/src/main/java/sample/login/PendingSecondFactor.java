package sample.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody whose password was right and whose code is missing. Not logged in: the session holds
 * nothing else.
 *
 * @param name the user name
 * @param since when the password was given
 * @param attempts how many wrong codes came since
 */
record PendingSecondFactor(String name, Instant since, int attempts) implements Serializable {

  static final Duration LONGEST = Duration.ofMinutes(5);
  static final int MOST_ATTEMPTS = 5;
  private static final String ATTRIBUTE = "halfLogin";

  /** Begins a session that remembers this and nothing of an earlier one. */
  static void begin(HttpServletRequest request, String name, Instant now) {
    Login.end(request);
    HttpSession session = request.getSession();
    request.changeSessionId();
    session.setMaxInactiveInterval((int) LONGEST.toSeconds());
    session.setAttribute(ATTRIBUTE, new PendingSecondFactor(name, now, 0));
  }

  /** The half login of this request's session, unless it is over. */
  static Optional<PendingSecondFactor> of(HttpServletRequest request, Instant now) {
    HttpSession session = request.getSession(false);
    return session != null
            && session.getAttribute(ATTRIBUTE) instanceof PendingSecondFactor half
            && !half.isOver(now)
        ? Optional.of(half)
        : Optional.empty();
  }

  boolean isOver(Instant now) {
    return attempts >= MOST_ATTEMPTS || !now.isBefore(since.plus(LONGEST));
  }

  /** Counts a wrong code; after too many the password is asked for again. */
  void countWrong(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.setAttribute(ATTRIBUTE, new PendingSecondFactor(name, since, attempts + 1));
    }
  }
}
