package sample.login;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slows down guessing, per user and per client address. Users are counted by their ids, so another
 * spelling of a name is no way around, and apart from the names of nobody, which can be as many as
 * anybody likes. Where a user logged in before, somebody else's guesses do not count against them:
 * nobody can keep another out of an account by typing wrong passwords. Safe for many threads.
 */
final class LoginThrottle {

  private static final int FREE_PER_NAME = 5;

  /** Many people may share an address. */
  private static final int FREE_PER_ADDRESS = 30;

  private static final int MOST = 10_000;
  private static final int IPV6_NETWORK_BYTES = 8;
  private static final int IPV6_BYTES = 16;

  /** As some proxies hand addresses on: {@code 192.0.2.1:40001} and {@code [2001:db8::1]:40001}. */
  private static final Pattern IPV4_AND_PORT = Pattern.compile("([0-9.]+):[0-9]+");

  private static final Pattern IPV6_IN_BRACKETS = Pattern.compile("\\[([^\\]]*)\\](:[0-9]+)?");

  /** Somebody at an address. */
  private record Place(long user, String network) {}

  private final Throttle<Long> users;
  private final Throttle<Place> usersAtHome;
  private final Throttle<String> nobodies;
  private final Throttle<Long> codes;
  private final Throttle<String> addresses;
  private final Map<Place, Boolean> familiar = new Throttle.Recent<>(MOST);

  LoginThrottle(Clock clock) {
    Duration longest = Duration.ofMinutes(15);
    Duration first = Duration.ofSeconds(2);
    // There are as many as there are users, so none has to go.
    users = new Throttle<>(clock, FREE_PER_NAME, first, longest, Integer.MAX_VALUE);
    usersAtHome = new Throttle<>(clock, FREE_PER_NAME, first, longest, MOST);
    nobodies = new Throttle<>(clock, FREE_PER_NAME, first, longest, MOST);
    // One guess in 15 minutes, with three codes right at a time, finds a code in nine years.
    codes =
        new Throttle<>(clock, FREE_PER_NAME, Duration.ofSeconds(10), longest, Integer.MAX_VALUE);
    addresses =
        new Throttle<>(clock, FREE_PER_ADDRESS, Duration.ofSeconds(1), Duration.ofMinutes(1), MOST);
  }

  /** Counts an attempt with a password. Zero, or how long to wait. */
  Duration password(long user, String address) {
    Duration wait = addresses.attempt(network(address));
    if (!wait.isZero()) {
      return wait;
    }
    Place place = place(user, address);
    return isFamiliar(place) ? usersAtHome.attempt(place) : users.attempt(user);
  }

  /** The same with a name that no user has: it must look like one that somebody has. */
  Duration nobody(String name, String address) {
    Duration wait = addresses.attempt(network(address));
    // A longer name must not fill the memory.
    return wait.isZero() ? nobodies.attempt(name.length() > UserName.LONGEST ? "" : name) : wait;
  }

  /**
   * Counts an attempt with a code, for which the wrong passwords of others are no obstacle. Zero,
   * or how long to wait.
   */
  Duration code(long user, String address) {
    Duration wait = addresses.attempt(network(address));
    return wait.isZero() ? codes.attempt(user) : wait;
  }

  void rightPassword(long user, String address) {
    addresses.undo(network(address));
    Place place = place(user, address);
    if (isFamiliar(place)) {
      usersAtHome.forget(place);
    } else {
      users.forget(user);
    }
  }

  void rightCode(long user, String address) {
    addresses.undo(network(address));
    codes.forget(user);
  }

  /** This user is in, from this address. */
  void in(long user, String address) {
    synchronized (familiar) {
      familiar.put(place(user, address), true);
    }
  }

  private boolean isFamiliar(Place place) {
    synchronized (familiar) {
      return familiar.get(place) != null;
    }
  }

  private static Place place(long user, String address) {
    return new Place(user, network(address));
  }

  /**
   * A client with one IPv6 address has all of its /64 network. An address has one spelling here,
   * and no port.
   */
  static String network(String address) {
    String host = withoutPort(address).replaceAll("%.*", "");
    if (!host.contains(":")) {
      return host;
    }
    try {
      InetAddress parsed = InetAddress.getByName(host);
      byte[] bytes = parsed.getAddress();
      // An IPv4 address that is written as one of IPv6 comes out as what it is.
      return bytes.length == IPV6_BYTES
          ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
          : parsed.getHostAddress();
    } catch (UnknownHostException notAnAddress) {
      return address;
    }
  }

  private static String withoutPort(String address) {
    Matcher ipv4 = IPV4_AND_PORT.matcher(address);
    Matcher ipv6 = IPV6_IN_BRACKETS.matcher(address);
    return ipv4.matches() ? ipv4.group(1) : ipv6.matches() ? ipv6.group(1) : address;
  }
}
