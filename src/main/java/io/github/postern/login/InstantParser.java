package io.github.postern.login;

import java.security.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.datatype.XMLGregorianCalendar;

/**
 * Instants as applications and proxies keep them. A time without a zone is as bad as none: guessing
 * could make a key outlive its session.
 */
final class InstantParser {

  private static final Pattern HARMLESS = Pattern.compile("[-0-9TtZz:.+ ]{1,40}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{10}");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{13}");

  /**
   * September 2001 to November 2286: what has 13 digits as milliseconds and 10 digits as seconds.
   */
  private static final long EARLIEST = 1_000_000_000_000L;

  private static final long LATEST = 9_999_999_999_999L;

  private static final String RULE =
      "a java.time.Instant, another type of java.time with a zone, a Date, a Calendar,"
          + " milliseconds since 1970, or ISO-8601 with a zone such as 2026-11-21T10:15:30Z";
  private static final String TEXT_RULE =
      "ISO-8601 with a zone such as 2026-11-21T10:15:30Z, or the seconds (10 digits)"
          + " or milliseconds (13 digits) since 1970";

  private InstantParser() {}

  /**
   * Returns the instant that a value of an application is.
   *
   * @param setting the setting that leads there, for the message
   * @param path the way there that it states
   * @throws IllegalStateException if it is none, or has no zone
   */
  static Instant of(String setting, String path, Object value) {
    if (value instanceof Instant instant) {
      return instant;
    } else if (value instanceof Date date) {
      return Instant.ofEpochMilli(date.getTime()); // the dates of JDBC refuse toInstant()
    } else if (value instanceof Calendar calendar) {
      return calendar.toInstant();
    }
    String text = text(value)
        .orElseThrow(() -> new IllegalStateException(setting
            + " leads to "
            + ObjectDescription.of(value)
            + ", which is no instant. It must be "
            + RULE
            + ". "
            + ObjectDescription.remedy(List.of(), setting, path, value)));
    if (MILLIS.matcher(text).matches()
        && (value instanceof Number || value instanceof CharSequence)) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    if (value instanceof Number || SECONDS.matcher(text).matches()) {
      throw noMillis(setting, text);
    }
    return parse(setting, value.getClass().getName(), text, RULE);
  }

  private static IllegalStateException noMillis(String setting, String number) {
    return new IllegalStateException(setting
        + " leads to the number "
        + LoginTexts.shown(HARMLESS, number)
        + ", which is no instant in milliseconds since 1970"
        + (SECONDS.matcher(number).matches()
            ? "; are these seconds? Then multiply them by 1000"
            : "")
        + ". It must be "
        + RULE
        + ".");
  }

  /** As {@link #of(String, String, Object)}, of what no path leads to. */
  static Instant of(String setting, Object value) {
    return of(setting, "", value);
  }

  /**
   * Of the types that are times, their text is the form of ISO 8601; of others it may be anything.
   */
  private static Optional<String> text(Object value) {
    boolean time = value instanceof TemporalAccessor
        || value instanceof XMLGregorianCalendar
        || Getters.isA(value, "org.joda.time.ReadableInstant")
        || Getters.isA(value, "org.joda.time.ReadablePartial");
    return (time
            ? Optional.of(value.toString())
            : value instanceof Principal || value instanceof Enum
                ? Optional.<String>empty()
                : PlainText.of(value))
        .map(String::strip);
  }

  /**
   * Returns the instant that a text of a proxy or of an assertion is.
   *
   * @param where what it was read from, for the message
   * @throws IllegalStateException if it is none, or has no zone
   */
  static Instant ofText(String where, String text) {
    if (SECONDS.matcher(text).matches()) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    if (MILLIS.matcher(text).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    return parse(where, "text", text, TEXT_RULE);
  }

  /**
   * Parses the common part of the lexical forms of xs:dateTime, java.time and Joda, and the date of
   * HTTP.
   */
  private static Instant parse(String where, String type, String text, String rule) {
    for (DateTimeFormatter format : new DateTimeFormatter[] {
      DateTimeFormatter.ISO_ZONED_DATE_TIME, DateTimeFormatter.RFC_1123_DATE_TIME
    }) {
      try {
        Instant instant = ZonedDateTime.parse(text, format).toInstant();
        if (instant.getEpochSecond() >= EARLIEST / 1000
            && instant.getEpochSecond() <= LATEST / 1000) {
          return instant;
        }
      } catch (DateTimeException e) {
        continue; // what it is in no format is said below
      }
    }
    throw new IllegalStateException(where
        + " leads to "
        + LoginTexts.shown(HARMLESS, text)
        + " ("
        + type
        + "), which is no"
        + " instant. It must be "
        + rule
        + "; a time without a zone is not guessed.");
  }
}
