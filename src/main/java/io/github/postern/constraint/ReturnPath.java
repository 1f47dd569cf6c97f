package io.github.postern.constraint;

import io.github.postern.policy.PathSpelling;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where somebody wanted to go who has to log in first: always a path of this application. */
final class ReturnPath {

  /**
   * The query parameter of {@link ConstraintEnforcer#LOGIN_PATH} with the path below the context.
   */
  static final String TO = "to";

  /** Empty segments, parameters and backslashes, plain or encoded, once or several times. */
  private static final Pattern UNSAFE =
      Pattern.compile("//|[;\\\\]|%(25|2f|3b|5c)", Pattern.CASE_INSENSITIVE);

  private static final String ATTRIBUTE = "io.github.postern.returnPath";

  private ReturnPath() {}

  /** Remembers where a request wanted to go, in a session. */
  static void remember(HttpServletRequest request) {
    request.getSession().setAttribute(ATTRIBUTE, of(request));
  }

  static String asParameter(HttpServletRequest request) {
    return TO + "=" + URLEncoder.encode(of(request), StandardCharsets.UTF_8);
  }

  /** Returns where to go on after a login, with the context path. */
  static String from(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    String to = request.getParameter(TO);
    if (to == null && session != null) {
      to = (String) session.getAttribute(ATTRIBUTE);
      session.removeAttribute(ATTRIBUTE);
    }
    return request.getContextPath() + inside(to);
  }

  /** A request with a body is not made again by a redirect, so it leads to the first page. */
  private static String of(HttpServletRequest request) {
    if (!"GET".equals(request.getMethod())) {
      return "/";
    }
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    return request.getRequestURI().substring(request.getContextPath().length()) + query;
  }

  /**
   * Anything that a browser could take for another host leads to the first page too, also after a
   * server that makes the path of a redirect shorter before it sends it, as Jetty does:
   * {@code /..//host} is {@code //host} then.
   */
  private static String inside(@Nullable String to) {
    return to != null && to.matches("/[\\x21-\\x7e]*") && isPlain(to.split("[?#]", 2)[0])
        ? to
        : "/";
  }

  private static boolean isPlain(String path) {
    return !UNSAFE.matcher(path).find() && !PathSpelling.hasDots(path);
  }
}
