package io.github.postern.key;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * A block of network addresses in CIDR notation, such as {@code 10.0.0.0/8} or
 * {@code 2001:db8::/32}; a bare address is a block of one. An IPv4 address that is written as IPv6
 * counts as IPv4, and so does a block of them. Immutable.
 */
public final class Network {

  /**
   * How many bits stand before the IPv4 address in one that is written as IPv6 (RFC 4291 section
   * 2.5.5.2).
   */
  private static final int MAPPED_BITS = 96;

  private static final List<Network> LOOPBACK = List.of(parse("127.0.0.0/8"), parse("::1"));

  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /**
   * Reads a block.
   *
   * @throws IllegalArgumentException if the text is none, or has bits set behind its length: then
   *     it is probably a mistake, and it says what would be right
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    String start = slash < 0 ? text : text.substring(0, slash);
    byte[] address = Address.parse(start).orElseThrow(() -> malformed(text));
    int before = address.length == 4 && start.indexOf(':') >= 0 ? MAPPED_BITS : 0;
    int bits = slash < 0 ? address.length * 8 : bits(text, slash, before, address.length * 8);
    Network network = new Network(masked(address, bits), bits);
    if (!Arrays.equals(network.address, address)) {
      throw new IllegalArgumentException("The network '"
          + text
          + "' has bits set behind its length; did you mean '"
          + network
          + "'?");
    }
    return network;
  }

  /**
   * Returns whether an address lies in this block.
   *
   * @param text an address as {@code getRemoteAddr()} gives it: in brackets or not, with a zone,
   *     with a port behind it; anything else lies in no block, and nothing is looked up in the DNS
   */
  public boolean contains(String text) {
    return Address.ofPeer(text)
        .filter(other -> other.length == address.length)
        .map(other -> Arrays.equals(masked(other, bits), address))
        .orElse(false);
  }

  /**
   * Returns whether an address, in any spelling that {@link #contains(String)} takes, is one of the
   * machine itself.
   */
  public static boolean isLoopback(String text) {
    return text.equals("127.0.0.1")
        || LOOPBACK.stream().anyMatch(network -> network.contains(text));
  }

  /** Returns whether every address of another block lies in this one. */
  public boolean contains(Network other) {
    return other.address.length == address.length
        && other.bits >= bits
        && Arrays.equals(masked(other.address, bits), address);
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(address).getHostAddress() + "/" + bits;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }

  private static int bits(String text, int slash, int before, int maximum) {
    String digits = text.substring(slash + 1);
    int bits = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) - before : -1;
    if (bits < 0 || bits > maximum) {
      throw malformed(text);
    }
    return bits;
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "A network is a block of addresses such as 10.0.0.0/8 or 2001:db8::/32,"
            + " but was '"
            + text
            + "'");
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.max(0, Math.min(8, bits - i * 8));
      masked[i] &= (byte) (0xff << (8 - kept));
    }
    return masked;
  }
}
