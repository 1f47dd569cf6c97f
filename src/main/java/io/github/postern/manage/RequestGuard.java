package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.http.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a modifying call through only if the application's own page, or somebody who could read an
 * answer of this API, made it. Safe methods are the exception that is listed; every other method
 * counts as modifying.
 */
final class RequestGuard {

  static final String TOKEN_HEADER = "X-CSRF-Token";

  private static final String TOKEN_ATTRIBUTE = "io.github.postern.csrf";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final int TOKEN_BYTES = 24;

  private static final ApiResponse FOREIGN = ApiResponse.problem(new Problem(
      403,
      "cross-origin",
      "The call comes from another site",
      "Keys are managed from the application's own pages only. Behind a proxy,"
          + " postern.allowed-origins names their origin."));

  private final SecureRandom random;
  private final Set<String> allowedOrigins;

  /**
   * Creates the guard.
   *
   * @param allowedOrigins origins of the application's own pages beside the one that the request
   *     itself names, for applications behind a proxy that the container does not know of
   */
  RequestGuard(SecureRandom random, Set<String> allowedOrigins) {
    this.random = random;
    this.allowedOrigins = allowedOrigins;
  }

  /** Returns why a call must not go on, if it must not. */
  Optional<ApiResponse> check(HttpServletRequest request) {
    if (SAFE.contains(request.getMethod())) {
      return Optional.empty();
    }
    if (!isSameOrigin(request)) {
      return Optional.of(FOREIGN);
    }
    if (!hasToken(request)) {
      return Optional.of(ApiResponse.problem(new Problem(
          403,
          "csrf",
          "The CSRF token is missing or old",
          "Send the value of the header "
              + TOKEN_HEADER
              + " of this API's last answer to your session.")));
    }
    return Optional.empty();
  }

  /**
   * Returns why a call by a key must not go on that browsers send again by themselves, if it must
   * not: a browser tells where such a call comes from (Fetch, sections 3.2 and 3.7), and what is
   * none tells nothing. A key in a header of its own is no cookie: no other site can make a browser
   * send one.
   */
  Optional<ApiResponse> checkAutomaticCredentials(HttpServletRequest request) {
    return request.getAttribute(RequestAttributes.SENT_AUTOMATICALLY) != Boolean.TRUE
            || SAFE.contains(request.getMethod())
            || isSameOrigin(request)
        ? Optional.empty()
        : Optional.of(FOREIGN);
  }

  /** Returns the session's token, which makes the session if need be. */
  String token(HttpServletRequest request) {
    HttpSession session = request.getSession(true);
    if (session.getAttribute(TOKEN_ATTRIBUTE) instanceof String token) {
      return token;
    }
    synchronized (
        this) { // two first calls of a page must not make the token of each other worthless
      if (session.getAttribute(TOKEN_ATTRIBUTE) instanceof String token) {
        return token;
      }
      byte[] bytes = new byte[TOKEN_BYTES];
      random.nextBytes(bytes);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      session.setAttribute(TOKEN_ATTRIBUTE, token);
      return token;
    }
  }

  private static boolean hasToken(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    String sent = request.getHeader(TOKEN_HEADER);
    return session != null
        && sent != null
        && session.getAttribute(TOKEN_ATTRIBUTE) instanceof String token
        && MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A browser tells by Sec-Fetch-Site, an old one by Origin; what is no browser tells nothing and
   * has the token.
   */
  private boolean isSameOrigin(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader("Origin");
    return origin == null
        || origin.equalsIgnoreCase(ownOrigin(request))
        || allowedOrigins.contains(origin.toLowerCase(Locale.ROOT));
  }

  private static String ownOrigin(HttpServletRequest request) {
    String scheme = request.getScheme();
    int port = request.getServerPort();
    boolean usual = scheme.equals("http") && port == 80 || scheme.equals("https") && port == 443;
    return scheme + "://" + request.getServerName() + (usual ? "" : ":" + port);
  }
}
