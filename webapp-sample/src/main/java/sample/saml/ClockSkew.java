package sample.saml;

import java.time.Duration;
import java.time.Instant;

/** Finds out that the identity provider's clock and ours differ. */
final class ClockSkew {

  private static final Duration DRIFT = Duration.ofSeconds(JavaSaml.DRIFT_SECONDS);
  private static final Duration LONG = Duration.ofMinutes(90);
  private static final Duration MIDDLE = Duration.ofSeconds(90);

  private ClockSkew() {}

  /** An answer is made after it was asked for, and not in the future. */
  static void check(Instant answered, Instant asked, Instant now) {
    if (answered.isBefore(asked.minus(DRIFT))) {
      throw refusal(Duration.between(answered, now), "behind");
    }
    checkNotAhead(answered, now);
  }

  /** Nothing that is said to have happened lies in the future. */
  static void checkNotAhead(Instant happened, Instant now) {
    if (happened.isAfter(now.plus(DRIFT))) {
      throw refusal(Duration.between(now, happened), "ahead of");
    }
  }

  private static Refusal refusal(Duration difference, String direction) {
    String howMuch = inWords(difference);
    return Refusal.clocksDiffer(
        howMuch,
        "The clock of the identity provider is about " + howMuch + " " + direction + " ours");
  }

  /** Rounded, such as {@code 3 h}. */
  static String inWords(Duration difference) {
    if (difference.compareTo(LONG) >= 0) {
      return difference.plusMinutes(30).toHours() + " h";
    }
    return difference.compareTo(MIDDLE) >= 0
        ? difference.plusSeconds(30).toMinutes() + " min"
        : difference.toSeconds() + " s";
  }
}
