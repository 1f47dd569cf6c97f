package io.github.postern.directory;

import io.github.postern.directory.DirectoryException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.BasicAttribute;
import javax.naming.directory.DirContext;
import javax.naming.ldap.LdapName;

/**
 * Fetches the rest of attributes of which Active Directory sends a part at a time, such as
 * {@code memberOf;range=0-1499} (MS-ADTS section 3.1.1.3.1.3.3). Half of somebody's groups would be
 * as wrong as none.
 */
final class RangedValues {

  private static final Pattern RANGE = Pattern.compile(
      "([^;]+)((?:;[^;]+)*?);range=([0-9]{1,9})-([0-9]{1,9}|\\*)((?:;[^;]+)*)",
      Pattern.CASE_INSENSITIVE);

  /**
   * Active Directory sends 1500 or 5000 values at a time, old ones 1000; nobody has as many roles
   * as these are.
   */
  private static final int MOST_PARTS = 100;

  private final DirContext connection;
  private final LdapName entry;
  private final Duration timeout;
  private final Clock clock;

  /**
   * Creates it.
   *
   * @param entry whose attributes they are
   * @param timeout how long all parts together may take
   */
  RangedValues(DirContext connection, LdapName entry, Duration timeout, Clock clock) {
    this.connection = connection;
    this.entry = entry;
    this.timeout = timeout;
    this.clock = clock;
  }

  /**
   * Puts what was sent in parts into an entry as whole attributes, under the names that were asked
   * for.
   */
  void complete(Attributes found) throws NamingException, DirectoryException {
    Instant end = clock.instant().plus(timeout);
    for (String id : ids(found)) {
      Matcher range = RANGE.matcher(id);
      if (range.matches()) {
        Attribute whole = new BasicAttribute(range.group(1) + range.group(2) + range.group(5));
        add(found.remove(id), whole);
        follow(whole, range, end);
        found.put(whole);
      }
    }
  }

  private void follow(Attribute whole, Matcher first, Instant end)
      throws NamingException, DirectoryException {
    long next = next(first, 0, whole);
    for (int part = 1; next >= 0; part++) {
      if (part == MOST_PARTS) {
        throw tooMany(whole);
      }
      if (clock.instant().isAfter(end)) {
        throw new DirectoryException(
            Kind.UNREACHABLE,
            "Owners cannot be looked up: the values of "
                + whole.getID()
                + " took longer than "
                + timeout,
            null);
      }
      Attributes answer =
          connection.getAttributes(entry, new String[] {whole.getID() + ";range=" + next + "-*"});
      Optional<Matcher> range = ids(answer).stream()
          .map(RANGE::matcher)
          .filter(Matcher::matches)
          .filter(matcher -> matcher.group(1).equalsIgnoreCase(whole.getID().split(";")[0]))
          .findFirst();
      if (range.isEmpty()) {
        throw unfinished(whole);
      }
      add(answer.get(range.get().group()), whole);
      next = next(range.get(), next, whole);
    }
  }

  private static DirectoryException tooMany(Attribute whole) {
    return DirectoryException.badResponse("Some owner's entry has more values of "
        + whole.getID()
        + " than are read ("
        + whole.size()
        + "); narrow postern.owners.ldap-roles to an attribute with"
        + " fewer.");
  }

  /** Returns where the next part starts, or -1 if this was the last one. */
  private static long next(Matcher range, long expected, Attribute whole)
      throws DirectoryException {
    if (Long.parseLong(range.group(3)) != expected) {
      throw unfinished(whole);
    }
    if (range.group(4).equals("*")) {
      return -1;
    }
    long last = Long.parseLong(range.group(4));
    if (last < expected) {
      throw unfinished(whole);
    }
    return last + 1;
  }

  private static void add(Attribute part, Attribute whole) throws NamingException {
    NamingEnumeration<?> values = part.getAll();
    while (values.hasMore()) {
      whole.add(values.next());
    }
  }

  private static List<String> ids(Attributes attributes) throws NamingException {
    List<String> ids = new ArrayList<>();
    NamingEnumeration<String> names = attributes.getIDs();
    while (names.hasMore()) {
      ids.add(names.next());
    }
    Collections.sort(ids);
    return ids;
  }

  private static DirectoryException unfinished(Attribute whole) {
    return DirectoryException.badResponse("The directory sends the values of "
        + whole.getID().toLowerCase(Locale.ROOT)
        + " in parts, and does not send the next part of some owner's. Nothing is"
        + " known of that owner's roles.");
  }
}
