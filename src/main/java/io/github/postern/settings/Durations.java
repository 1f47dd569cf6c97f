package io.github.postern.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people write them, strictly. */
public final class Durations {

  /** The accepted form, for messages. */
  public static final String RULE = "a whole, positive number of days, hours, minutes or seconds,"
      + " such as P30D, PT12H, 30d or 12h";

  private static final Pattern SHORT = Pattern.compile("([0-9]{1,18})([dhms])");

  /**
   * ISO-8601 without what has no fixed length (years, months) or no meaning here (signs, fractions,
   * weeks).
   */
  private static final Pattern ISO = Pattern.compile(
      "P(?=[0-9T])([0-9]{1,18}D)?(T(?=[0-9])([0-9]{1,18}H)?([0-9]{1,18}M)?([0-9]{1,18}S)?)?");

  /** About 100 years: beyond it no validity makes sense, and below it no instant overflows. */
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException if it is not {@link #RULE}, or longer than a hundred years;
   *     the message says which, after the caller has said what it is about
   */
  public static Duration parse(String text) {
    Duration duration = parseUnbounded(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException("must be longer than zero; it is " + RULE);
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("must be at most 100 years (P36525D)");
    }
    return duration;
  }

  /** Returns whether a text is a duration of zero, for where zero means "not at all". */
  public static boolean isZero(String text) {
    return text.matches("PT0S|P0D|PT0H|PT0M|0[dhms]");
  }

  private static Duration parseUnbounded(String text) {
    Matcher shortForm = SHORT.matcher(text);
    String iso = text;
    if (shortForm.matches()) {
      String unit = shortForm.group(2).toUpperCase(java.util.Locale.ROOT);
      iso = (unit.equals("D") ? "P" : "PT") + shortForm.group(1) + unit;
    }
    if (ISO.matcher(iso).matches()) {
      try {
        return Duration.parse(iso);
      } catch (DateTimeParseException | ArithmeticException e) {
        throw new IllegalArgumentException("must be at most 100 years (P36525D)", e);
      }
    }
    throw new IllegalArgumentException("must be " + RULE);
  }
}
