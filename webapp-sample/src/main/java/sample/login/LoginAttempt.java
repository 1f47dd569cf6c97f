package sample.login;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * The result of an attempt to log in.
 *
 * @param outcome what
 * @param user who, unless the outcome is wrong or a pause
 * @param delay how long to wait, for a pause
 */
record LoginAttempt(Outcome outcome, Optional<User> user, Duration delay) {

  /** The possible results. */
  enum Outcome {
    IN,
    CODE_NEEDED,
    WRONG,
    DISABLED,
    PAUSE
  }

  static LoginAttempt of(Outcome outcome, User user) {
    return new LoginAttempt(outcome, Optional.of(user), Duration.ZERO);
  }

  static LoginAttempt wrong() {
    return new LoginAttempt(Outcome.WRONG, Optional.empty(), Duration.ZERO);
  }

  static LoginAttempt pause(Duration delay) {
    return new LoginAttempt(Outcome.PAUSE, Optional.empty(), delay);
  }

  boolean isIn() {
    return outcome == Outcome.IN;
  }

  /**
   * Sets the status of the refusal, and answers it in words; {@code wrong} is what to say of a
   * wrong attempt.
   */
  String refuse(HttpServletResponse response, String wrong) {
    switch (outcome) {
      case PAUSE -> {
        long seconds = Math.max(1, delay.plusMillis(999).toSeconds());
        response.setStatus(429);
        response.setHeader("Retry-After", String.valueOf(seconds));
        return "There were too many attempts. Please try again in " + inWords(seconds) + ".";
      }
      case DISABLED -> {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        return "This account is disabled. Please ask an administrator.";
      }
      default -> {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        return wrong;
      }
    }
  }

  private static String inWords(long seconds) {
    if (seconds < 60) {
      return seconds == 1 ? "1 second" : seconds + " seconds";
    }
    long minutes = (seconds + 59) / 60;
    return minutes == 1 ? "1 minute" : minutes + " minutes";
  }
}
