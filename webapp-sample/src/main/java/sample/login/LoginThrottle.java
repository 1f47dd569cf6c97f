package sample.login;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * Slows down guessing, per user name and per client address. Where a user logged in before, somebody else's guesses do not
 * count against them: nobody can keep another out of an account by typing wrong passwords. Safe for many threads.
 */
final class LoginThrottle {

    private static final int FREE_PER_NAME = 5;
    /** Many people may share an address. */
    private static final int FREE_PER_ADDRESS = 30;
    private static final int NAMES = 10_000;
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final int IPV6_BYTES = 16;

    private final Throttle names;
    private final Throttle codes;
    private final Throttle addresses;
    private final Map<String, Boolean> familiar = new Throttle.Recent<>(NAMES);

    LoginThrottle(Clock clock) {
        Duration longest = Duration.ofMinutes(15);
        names = new Throttle(clock, FREE_PER_NAME, Duration.ofSeconds(2), longest, NAMES);
        // One guess in 15 minutes, with three codes right at a time, finds a code in nine years.
        codes = new Throttle(clock, FREE_PER_NAME, Duration.ofSeconds(10), longest, NAMES);
        addresses = new Throttle(clock, FREE_PER_ADDRESS, Duration.ofSeconds(1), Duration.ofMinutes(1), NAMES);
    }

    /** Counts an attempt with a password. Zero, or how long to wait. */
    Duration password(String name, String address) {
        Duration wait = addresses.attempt(network(address));
        return wait.isZero() ? names.attempt(key(name, address)) : wait;
    }

    /** Counts an attempt with a code, for which the wrong passwords of others are no obstacle. Zero, or how long to wait. */
    Duration code(String name, String address) {
        Duration wait = addresses.attempt(network(address));
        return wait.isZero() ? codes.attempt(name) : wait;
    }

    void rightPassword(String name, String address) {
        addresses.takeBack(network(address));
        names.forget(key(name, address));
    }

    void rightCode(String name, String address) {
        addresses.takeBack(network(address));
        codes.forget(name);
    }

    /** This user is in, from this address. */
    void in(String name, String address) {
        synchronized (familiar) {
            familiar.put(pair(name, address), true);
        }
    }

    private String key(String name, String address) {
        // A longer name is nobody's, and must not fill the memory.
        String known = name.length() > Users.LONGEST_NAME ? "" : name;
        synchronized (familiar) {
            return familiar.get(pair(known, address)) == null ? known : pair(known, address);
        }
    }

    private static String pair(String name, String address) {
        return name + "\n" + network(address);
    }

    /** Who has one address of IPv6 has all of its /64 network. */
    static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address.replaceAll("[\\[\\]]|%.*", "")).getAddress();
            return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
                    : HexFormat.of().formatHex(bytes);
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }
}
