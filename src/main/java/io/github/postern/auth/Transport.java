package io.github.postern.auth;

import io.github.postern.key.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How keys are handled that others may have read: those sent over an unencrypted connection, or in
 * a URL. Immutable.
 *
 * @param unencrypted how a key is handled that came over an unencrypted connection
 * @param suspendsInUrl whether a key that was found in a URL waits until its owner rotates it
 * @param proxies the proxies that are believed when they tell how a request came to them
 */
record Transport(Unencrypted unencrypted, boolean suspendsInUrl, List<Network> proxies) {

  /** How a key is handled that came over an unencrypted connection. */
  public enum Unencrypted {
    /** It works. */
    ALLOW,
    /** It works, and is marked. */
    FLAG,
    /** The request is refused, and the key is marked. */
    REFUSE,
    /** The request is refused, and the key waits until its owner rotates it. */
    SUSPEND
  }

  /** The parameter {@code proto} of the header of RFC 7239 section 5.4. */
  private static final Pattern PROTO = Pattern.compile("(?i)(?:^|[;,\\s])proto=\"?([a-z]+)");

  private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

  /** Creates it; the list is copied. */
  Transport {
    Objects.requireNonNull(unencrypted, "unencrypted");
    proxies = List.copyOf(proxies);
  }

  /** Returns whether requests with a key are refused that came unencrypted. */
  boolean refuses() {
    return unencrypted == Unencrypted.REFUSE || unencrypted == Unencrypted.SUSPEND;
  }

  /**
   * Returns whether it matters that a request came over an unencrypted connection, and it did. The
   * container says so, or a proxy that is believed; what comes from the machine itself passed no
   * network.
   */
  boolean isSeenInClear(HttpServletRequest request) {
    if (unencrypted == Unencrypted.ALLOW) {
      return false;
    }
    if (proxies.isEmpty() && request.isSecure()) {
      return false;
    }
    String peer = request.getRemoteAddr();
    if (peer != null && proxies.stream().anyMatch(proxy -> proxy.contains(peer))) {
      List<String> schemes = schemes(request);
      return schemes.isEmpty()
          ? !request.isSecure()
          : !schemes.stream().allMatch(Transport::isEncrypted);
    }
    return !request.isSecure() && peer != null && !peer.isEmpty() && !Network.isLoopback(peer);
  }

  /**
   * All that proxies have said: one that adds to what a client sent has the last word, and only the
   * worst counts.
   */
  private static List<String> schemes(HttpServletRequest request) {
    Stream<String> forwarded = Collections.list(request.getHeaders("Forwarded")).stream()
        .flatMap(line -> PROTO.matcher(line).results().map(found -> found.group(1)));
    Stream<String> plain = Collections.list(request.getHeaders("X-Forwarded-Proto")).stream()
        .flatMap(line -> WORD.matcher(line).results().map(found -> found.group()));
    return Stream.concat(forwarded, plain).toList();
  }

  private static boolean isEncrypted(String scheme) {
    return scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("wss");
  }
}
