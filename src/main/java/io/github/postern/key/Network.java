package io.github.postern.key;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of network addresses in CIDR notation, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; a bare address is
 * a block of one. An IPv4 address that is written as IPv6 counts as IPv4. Immutable.
 */
public final class Network {

    /** Addresses only: a host name would be looked up in the DNS. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /**
     * Reads a block.
     *
     * @throws IllegalArgumentException if the text is none, or has bits set behind its length: then it is probably a
     *     mistake, and it says what would be right
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> malformed(text));
        int bits = slash < 0 ? address.length * 8 : bits(text, slash, address.length * 8);
        Network network = new Network(masked(address, bits), bits);
        if (!Arrays.equals(network.address, address)) {
            throw new IllegalArgumentException("The network '" + text + "' has bits set behind its length; did you mean '"
                    + network + "'?");
        }
        return network;
    }

    /**
     * Returns whether an address lies in this block.
     *
     * @param text a literal address as {@code getRemoteAddr()} gives it; anything else lies in no block
     */
    public boolean contains(String text) {
        int zone = text.indexOf('%');
        return address(zone < 0 ? text : text.substring(0, zone))
                .filter(other -> other.length == address.length)
                .map(other -> Arrays.equals(masked(other, bits), address))
                .orElse(false);
    }

    /** Returns whether every address of another block lies in this one. */
    public boolean contains(Network other) {
        return other.address.length == address.length && other.bits >= bits
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

    private static int bits(String text, int slash, int maximum) {
        String digits = text.substring(slash + 1);
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > maximum) {
            throw malformed(text);
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("A network is a block of addresses such as 10.0.0.0/8 or 2001:db8::/32,"
                + " but was '" + text + "'");
    }

    private static Optional<byte[]> address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
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
