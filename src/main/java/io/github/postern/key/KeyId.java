package io.github.postern.key;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The public name of a key: 16 characters of {@code a-z2-7}.
 *
 * <p>It is the only part of a key that may be logged, listed or put into a URL. It has one case on
 * purpose: some databases compare text without regard to case.
 *
 * @param value the 16 characters
 */
public record KeyId(String value) {

  /** How many characters an id has. */
  public static final int LENGTH = 16;

  /** The characters of an id: those of base32, in lower case (RFC 4648 section 6). */
  public static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  /**
   * Creates an id.
   *
   * @throws IllegalArgumentException if {@code value} is not 16 characters of {@code a-z2-7}
   */
  public KeyId {
    Objects.requireNonNull(value, "value");
    if (!isId(value, 0, value.length())) {
      throw new IllegalArgumentException("A key id is 16 characters of a-z2-7");
    }
  }

  /**
   * Reads an id that came from outside.
   *
   * @param text what was sent; may be null
   * @return the id, or empty if the text is none
   */
  public static Optional<KeyId> parse(@Nullable String text) {
    return text != null && isId(text, 0, text.length())
        ? Optional.of(new KeyId(text))
        : Optional.empty();
  }

  /**
   * Returns whether the part of a text from one index up to another, which is not included, is an
   * id.
   */
  public static boolean isId(String text, int from, int to) {
    if (to - from != LENGTH) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= '2' && c <= '7')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
