package io.github.postern.cli.war;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a library. Only its numbers count: {@code 6.6.1.Final} and {@code 6.6.1} are the
 * same, and so are {@code 4.0} and {@code 4.0.0}.
 *
 * @param text as it was written
 */
public record Version(String text) implements Comparable<Version> {

  private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,9}(?:[._][0-9]{1,9})*");
  private static final Pattern IN_FILE_NAME = Pattern.compile("-([0-9][0-9A-Za-z._+-]*)\\.jar$");

  /** Returns the version, or empty if the text begins with no number. */
  public static Optional<Version> of(String text) {
    return text != null && NUMBERS.matcher(text.strip()).lookingAt()
        ? Optional.of(new Version(text.strip()))
        : Optional.empty();
  }

  /** Returns the version in the name of a jar, such as {@code caffeine-3.2.4.jar}. */
  static Optional<Version> ofFile(String name) {
    Matcher matcher = IN_FILE_NAME.matcher(name);
    return matcher.find() ? of(matcher.group(1)) : Optional.empty();
  }

  @Override
  public int compareTo(Version other) {
    long[] mine = numbers();
    long[] others = other.numbers();
    int length = Math.max(mine.length, others.length);
    return Arrays.compare(Arrays.copyOf(mine, length), Arrays.copyOf(others, length));
  }

  private long[] numbers() {
    Matcher matcher = NUMBERS.matcher(text);
    return matcher.lookingAt()
        ? Arrays.stream(matcher.group().split("[._]"))
            .mapToLong(Long::parseLong)
            .toArray()
        : new long[0];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Version version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    long[] numbers = numbers();
    int end = numbers.length;
    while (end > 0 && numbers[end - 1] == 0) {
      end--;
    }
    return Arrays.hashCode(Arrays.copyOf(numbers, end));
  }

  @Override
  public String toString() {
    return text;
  }
}
