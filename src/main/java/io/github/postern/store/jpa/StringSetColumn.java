package io.github.postern.store.jpa;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sets of strings as one column: an entry per line. */
final class StringSetColumn {

  private static final int LENGTH = 4000;

  private StringSetColumn() {}

  /**
   * Joins the entries in their natural order.
   *
   * @param what what they are, for the message
   * @throws IllegalArgumentException if they do not fit, or one has a line break: it would be read
   *     back as two, and two roles are more than one
   */
  static String join(String what, Set<String> entries) {
    String lines = entries.stream().sorted().collect(Collectors.joining("\n"));
    if (entries.stream().anyMatch(entry -> entry.isEmpty() || entry.indexOf('\n') >= 0)) {
      throw new IllegalArgumentException(
          "None of the " + what + " of a key may be empty or have a line break");
    }
    if (lines.length() > LENGTH) {
      throw new IllegalArgumentException("The "
          + what
          + " of a key take "
          + lines.length()
          + " characters; at"
          + " most "
          + LENGTH
          + " can be stored");
    }
    return lines;
  }

  static Set<String> split(@Nullable String lines) {
    return lines == null || lines.isEmpty()
        ? Set.of()
        : Arrays.stream(lines.split("\n")).collect(Collectors.toUnmodifiableSet());
  }
}
