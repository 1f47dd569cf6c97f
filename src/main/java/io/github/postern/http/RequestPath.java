package io.github.postern.http;

import io.github.postern.policy.PathSpelling;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** Where a request goes inside the application. */
public final class RequestPath {

  private RequestPath() {}

  /**
   * Returns the path as the container understood it, decoded: what it mapped the request by. In an
   * include that is the path of what is included; the methods of the request tell that of the page
   * around it (Servlet 6.0 section 9.3.1).
   *
   * <p>Where the client itself wrote {@code .}, {@code ..} or a parameter within the path, it is
   * what the client sent: the container resolves these, and what reads the line by itself, as some
   * frameworks and WebSockets do, may go elsewhere. No pattern admits that, and every one covers
   * it.
   */
  public static String of(HttpServletRequest request) {
    DispatcherType dispatch = request.getDispatcherType();
    if (dispatch == DispatcherType.REQUEST && isAmbiguous(request.getRequestURI())) {
      return request.getRequestURI();
    }
    if (dispatch == DispatcherType.INCLUDE
        && request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH)
            instanceof String included) {
      return join(included, (String) request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO));
    }
    return mapped(request);
  }

  /**
   * Returns the path that the container maps the request by, however the client wrote it. Most have
   * resolved it by then; Undertow does so later.
   */
  public static String mapped(HttpServletRequest request) {
    return join(request.getServletPath(), request.getPathInfo());
  }

  private static boolean isAmbiguous(String sent) {
    return PathSpelling.hasDots(sent) || PathSpelling.hasInnerParameter(sent);
  }

  private static String join(String servletPath, String pathInfo) {
    String start = servletPath == null ? "" : servletPath;
    return pathInfo == null ? start : start + pathInfo;
  }
}
