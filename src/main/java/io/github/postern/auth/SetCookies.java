package io.github.postern.auth;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Field;
import java.util.List;

/**
 * The {@code Set-Cookie} fields of the container's own response. A container that makes a session
 * puts one there past every wrapper; it is taken back as long as the response is not on its way. A
 * cookie that was set before the filter ran stays, unless it is that of a {@link CreatedSession}.
 * One response each, so for use by one thread at a time, as the response is.
 */
final class SetCookies {

  /** RFC 6265 section 4.1. */
  static final String NAME = "Set-Cookie";

  private final HttpServletResponse response;
  private final List<String> before;

  /** Whether nothing can be taken back any more. */
  private boolean removed;

  SetCookies(HttpServletRequest request, HttpServletResponse response) {
    this.response = response;
    this.before = response.containsHeader(NAME) ? whatStays(request, response) : List.of();
  }

  private static List<String> whatStays(HttpServletRequest request, HttpServletResponse response) {
    List<String> all = List.copyOf(response.getHeaders(NAME));
    String made = CreatedSession.in(request).map(HttpSession::getId).orElse(null);
    return made == null
        ? all
        : all.stream().filter(cookie -> !isOf(made, cookie)).toList();
  }

  /** Clusters put the name of a node behind the id. */
  private static boolean isOf(String session, String cookie) {
    return cookie.startsWith(session, cookie.indexOf('=') + 1);
  }

  /** Takes back what came since. To be called before anything that may send the response off. */
  void restore() {
    if (removed
        || !response.containsHeader(NAME)
        || before.equals(List.copyOf(response.getHeaders(NAME)))) {
      return;
    }
    removed = response.isCommitted();
    remove();
    before.forEach(value -> response.addHeader(NAME, value));
  }

  /**
   * By Servlet 6.1, null removes a header; Jetty did so before. Tomcat 10.1 has no way of the API
   * for it.
   */
  private void remove() {
    response.setHeader(NAME, null);
    if (response.containsHeader(NAME)) {
      removeFromTomcat();
    }
  }

  private void removeFromTomcat() {
    ServletResponse inner = response;
    while (inner instanceof ServletResponseWrapper wrapper) {
      inner = wrapper.getResponse();
    }
    try {
      Field field = inner.getClass().getDeclaredField("response");
      field.setAccessible(true);
      Object headers = invoke(invoke(field.get(inner), "getCoyoteResponse"), "getMimeHeaders");
      headers.getClass().getMethod("removeHeader", String.class).invoke(headers, NAME);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Neither of the two: a field without a value sets nothing (RFC 6265 section 5.2).
      response.setHeader(NAME, "");
    }
  }

  private static Object invoke(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }
}
