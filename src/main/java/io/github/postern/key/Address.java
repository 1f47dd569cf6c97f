package io.github.postern.key;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads IP addresses in every spelling that servers, proxies and users give. Addresses only:
 * nothing is looked up in the DNS, and what only looks like an address ({@code 300.1.1.1},
 * {@code 010.1.1.1}, {@code 1.1}) is none.
 */
final class Address {

  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final String DOTTED = OCTET + "(?:\\." + OCTET + "){3}";
  private static final Pattern IPV4 = Pattern.compile(DOTTED);
  private static final Pattern IPV6 =
      Pattern.compile("[0-9A-Fa-f:]*:(?:[0-9A-Fa-f]*|" + DOTTED + ")");

  /**
   * A zone names an interface of one machine (RFC 4007 section 11); for where an address lies it is
   * of no account.
   */
  private static final Pattern ZONE = Pattern.compile("%[0-9A-Za-z._~%-]+$");

  private static final Pattern PORT = Pattern.compile("(?::[0-9]{1,5})?");

  private Address() {}

  /** Reads an address that stands alone; one of IPv6 may be in brackets and have a zone. */
  static Optional<byte[]> parse(String text) {
    return isBracketed(text)
        ? ipv6(text.substring(1, text.length() - 1))
        : text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
  }

  /**
   * Reads the address of a peer as {@code getRemoteAddr()} gives it. Jetty puts IPv6 into brackets,
   * and proxies add ports and quotes (RFC 7239 section 6).
   */
  static Optional<byte[]> ofPeer(String text) {
    String bare = unquoted(text.strip());
    int end = bare.startsWith("[") ? bare.indexOf(']') + 1 : bare.indexOf(':');
    boolean hasPort =
        end > 0 && end < bare.length() && (bare.startsWith("[") || bare.indexOf(':', end + 1) < 0);
    if (!hasPort) {
      return parse(bare);
    }
    return PORT.matcher(bare).region(end, bare.length()).matches()
        ? parse(bare.substring(0, end))
        : Optional.empty();
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static boolean isBracketed(String text) {
    return text.startsWith("[") && text.endsWith("]");
  }

  private static Optional<byte[]> ipv4(String text) {
    return IPV4.matcher(text).matches() ? literal(text) : Optional.empty();
  }

  private static Optional<byte[]> ipv6(String text) {
    String bare = ZONE.matcher(text).replaceFirst("");
    return IPV6.matcher(bare).matches() ? literal(bare) : Optional.empty();
  }

  /**
   * The shape is that of an address, so this asks no DNS: what has a colon is read as a literal or
   * not at all.
   */
  private static Optional<byte[]> literal(String text) {
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
