package io.github.postern.policy;

import java.util.Locale;
import java.util.Objects;

/**
 * A place in a request where a key may be.
 *
 * @param kind how it is written there
 * @param header the name of the header field
 */
public record Carrier(Kind kind, String header) {

  /** How a key is written into a header. */
  public enum Kind {
    /**
     * {@code Authorization: Bearer <key>} (RFC 6750 section 2.1), shared with other people's
     * tokens.
     */
    BEARER,
    /** {@code Authorization: <key>} without a scheme, shared with other people's tokens. */
    RAW,
    /**
     * HTTP Basic (RFC 7617) with the owner's name and the key as password, shared with real
     * passwords.
     */
    BASIC,
    /** {@code <name>: <key>}, a header that carries nothing else. */
    HEADER
  }

  private static final String AUTHORIZATION = "Authorization";
  private static final String HEADER_START = "header:";

  /** Creates a carrier. */
  public Carrier {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(header, "header");
  }

  /**
   * Reads a carrier as settings write it: {@code bearer}, {@code raw}, {@code basic} or
   * {@code header:<name>}.
   *
   * @throws IllegalArgumentException if it is none of them, or the name is no field name (RFC 9110
   *     section 5.1)
   */
  public static Carrier parse(String text) {
    for (Kind kind : new Kind[] {Kind.BEARER, Kind.RAW, Kind.BASIC}) {
      if (text.equalsIgnoreCase(kind.name())) {
        return new Carrier(kind, AUTHORIZATION);
      }
    }
    String name = text.regionMatches(true, 0, HEADER_START, 0, HEADER_START.length())
        ? text.substring(HEADER_START.length())
        : "";
    if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}") || isShared(name)) {
      throw new IllegalArgumentException(
          "A carrier is 'bearer', 'raw', 'basic', or 'header:' and the name of a"
              + " header of its own, such as 'header:X-API-Key', but was '"
              + text
              + "'");
    }
    return new Carrier(Kind.HEADER, name);
  }

  private static boolean isShared(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "authorization", "cookie", "host", "origin" -> true;
      default -> false;
    };
  }

  /**
   * Returns how a script's author would name it, such as {@code Authorization: Bearer} or the name
   * of the header.
   */
  @Override
  public String toString() {
    return switch (kind) {
      case BEARER -> header + ": Bearer";
      case BASIC -> header + ": Basic";
      case RAW, HEADER -> header;
    };
  }
}
