package io.github.postern.directory;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;

/**
 * How an entry of a directory says that its user is disabled.
 *
 * @param attribute the attribute that says it
 * @param test what is looked at
 * @param value what for
 */
record DisabledRule(String attribute, Test test, String value) {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9.;-]+)\\s+(?:(present|past)|bit\\s+([0-9]{1,10})|=\\s*(\\S.*))");
  private static final DateTimeFormatter GENERALIZED =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  /** Milliseconds from 1601, where the times of Active Directory begin, to 1970. */
  private static final long FROM_1601 = 11_644_473_600_000L;

  private static final long TICKS_PER_MILLISECOND = 10_000;

  /** The test of an attribute. */
  enum Test {
    /** Whether it is there. */
    PRESENT,
    /** Whether one of its values is the given one; case does not count. */
    EQUAL,
    /** Whether a bit of a number is set, as in {@code userAccountControl}. */
    BIT,
    /**
     * Whether a time is over: a GeneralizedTime (RFC 4517 section 3.3.13), or one of Active
     * Directory.
     */
    PAST
  }

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException if it is none
   */
  static DisabledRule parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("'" + text + "' is none of them");
    }
    String attribute = form.group(1);
    if (form.group(3) != null) {
      return new DisabledRule(attribute, Test.BIT, form.group(3));
    } else if (form.group(4) != null) {
      return new DisabledRule(attribute, Test.EQUAL, form.group(4));
    }
    return new DisabledRule(attribute, form.group(2).equals("past") ? Test.PAST : Test.PRESENT, "");
  }

  boolean matches(Attributes entry, Instant now) throws NamingException, DirectoryException {
    Attribute found = entry.get(attribute);
    if (found == null || found.size() == 0) {
      if (test == Test.BIT) {
        // A field of bits is always there: whoever does not see it may not read it.
        throw unreadable(
            "is missing; the user that is logged in with may not be allowed to read" + " it");
      }
      return false;
    }
    if (test == Test.PRESENT) {
      return true;
    }
    NamingEnumeration<?> values = found.getAll();
    while (values.hasMore()) {
      if (!(values.next() instanceof String value)) {
        throw unreadable("holds bytes, which cannot be compared");
      }
      if (matches(value.strip(), now)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(String text, Instant now) throws DirectoryException {
    try {
      return switch (test) {
        case PRESENT -> true;
        case EQUAL -> text.equalsIgnoreCase(value);
        case BIT -> new BigInteger(text).and(new BigInteger(value)).signum() != 0;
        case PAST -> past(text, now);
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw unreadable("is '" + text + "', which is no " + (test == Test.BIT ? "number" : "time"));
    }
  }

  private static boolean past(String text, Instant now) {
    if (text.endsWith("Z")) {
      String seconds = text.replaceFirst("([.,][0-9]+)?Z$", "");
      return !LocalDateTime.parse(seconds, GENERALIZED)
          .toInstant(ZoneOffset.UTC)
          .isAfter(now);
    }
    long ticks = Long.parseLong(text);
    boolean never = ticks == 0 || ticks == Long.MAX_VALUE;
    return !never && ticks / TICKS_PER_MILLISECOND - FROM_1601 <= now.toEpochMilli();
  }

  private DirectoryException unreadable(String what) {
    return DirectoryException.badResponse("The attribute "
        + attribute
        + " of postern.owners.ldap-disabled "
        + what
        + ", for some owner.");
  }
}
