package io.github.postern.auth;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;

/**
 * A browser's question whether it may ask (Fetch standard, CORS-preflight fetch): it carries no
 * credential and no body.
 */
final class Preflight {

  private Preflight() {}

  /**
   * Returns whether a request asks what a preflight asks, whoever made it: any client can write
   * these headers.
   */
  static boolean asks(HttpServletRequest request) {
    return "OPTIONS".equals(request.getMethod())
        && request.getHeader("Origin") != null
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  /**
   * Returns whether a request is all that a browser sends, and nothing that an application could
   * take for more. In a dispatch inside of the application there is none.
   */
  static boolean is(HttpServletRequest request) {
    return asks(request)
        && request.getDispatcherType() == DispatcherType.REQUEST
        && Stream.of("Authorization", "Cookie", "Transfer-Encoding")
            .allMatch(name -> request.getHeader(name) == null)
        && request.getContentLengthLong() <= 0
        && MethodOverride.in(request).isEmpty();
  }
}
