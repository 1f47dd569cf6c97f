package sample.saml;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import sample.login.LocalPath;

/**
 * A cookie by which the browser that began a login is known again, so that nobody can finish a
 * login of theirs in somebody else's browser. It is not the session, and worth nothing without the
 * rest of the login. It remembers too where the person wanted to go, for the latest {@value #PATHS}
 * logins: {@code mark.login.path.login.path}, paths in base64.
 */
final class BrowserBinding {

  private static final String NAME = "saml-login";
  private static final String SECURE_NAME = "__Host-" + NAME;
  private static final int LOGIN_LENGTH = 12;

  /** Cookies may have 4096 bytes, and a path 501. */
  private static final int PATHS = 4;

  private static final String VALUE = "[A-Za-z0-9_-]{43}(\\.[A-Za-z0-9_-]{"
      + LOGIN_LENGTH
      + "}\\.[A-Za-z0-9_-]{1,700}){0,"
      + PATHS
      + "}";
  private static final String START = "/";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random;
  private final Duration life;
  private final boolean secure;

  BrowserBinding(SecureRandom random, Duration life, boolean secure) {
    this.random = random;
    this.life = life;
    this.secure = secure;
  }

  /**
   * Marks the browser, for a login by this request, and answers what to remember of it. Logins in
   * two tabs share the mark.
   */
  byte[] mark(
      HttpServletRequest request,
      HttpServletResponse response,
      String requestId,
      String returnPath) {
    String[] before =
        of(request).orElseGet(() -> OneTimeStore.randomName(random)).split("\\.");
    StringBuilder value = new StringBuilder(before[0]);
    int kept = PATHS;
    if (!returnPath.equals(START)) {
      value
          .append('.')
          .append(login(requestId))
          .append('.')
          .append(BASE64.encodeToString(returnPath.getBytes(StandardCharsets.US_ASCII)));
      kept--;
    }
    for (int i = 1; i < Math.min(before.length, 1 + 2 * kept); i++) {
      value.append('.').append(before[i]);
    }
    response.addCookie(cookie(value.toString()));
    return hash(before[0]);
  }

  private Cookie cookie(String value) {
    Cookie cookie = new Cookie(secure ? SECURE_NAME : NAME, value);
    cookie.setHttpOnly(true);
    cookie.setSecure(secure);
    cookie.setPath("/");
    cookie.setMaxAge((int) life.toSeconds());
    cookie.setAttribute("SameSite", "Lax");
    return cookie;
  }

  /** Whether this is the browser of which that was remembered. */
  boolean matches(HttpServletRequest request, byte[] remembered) {
    return of(request)
        .filter(value -> MessageDigest.isEqual(hash(value.split("\\.")[0]), remembered))
        .isPresent();
  }

  /**
   * Where the person wanted to go with the login by this request, as the browser remembers it; else
   * the start page.
   */
  String returnPath(HttpServletRequest request, String requestId) {
    String[] parts = of(request).orElse("").split("\\.");
    for (int i = 1; i + 1 < parts.length; i += 2) {
      if (parts[i].equals(login(requestId))) {
        return LocalPath.of(decoded(parts[i + 1]));
      }
    }
    return START;
  }

  private static String decoded(String path) {
    try {
      return new String(Base64.getUrlDecoder().decode(path), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException changed) {
      return START;
    }
  }

  private static String login(String requestId) {
    return BASE64.encodeToString(hash(requestId)).substring(0, LOGIN_LENGTH);
  }

  private Optional<String> of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
    return Stream.of(cookies)
        .filter(cookie -> cookie.getName().equals(secure ? SECURE_NAME : NAME))
        .map(Cookie::getValue)
        .filter(value -> value.matches(VALUE))
        .findFirst();
  }

  private static byte[] hash(String value) {
    try {
      return Arrays.copyOf(
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII)),
          PendingLogin.BROWSER_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }
}
