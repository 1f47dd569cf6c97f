package io.github.postern.isolation;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;

/** The identities that a request shows, in one line. */
final class VisibleIdentity {

  /** The identities of a request with alice's key, whatever came beside it: nobody else's. */
  static final String ALICE_ALONE =
      "user=alice cookies=0 credentials=[] session=null requested=null";

  private VisibleIdentity() {}

  static String of(ServletRequest given) {
    if (!(given instanceof HttpServletRequest request)) {
      return String.valueOf(given);
    }
    HttpSession session = request.getSession(false);
    return "user="
        + request.getRemoteUser()
        + " cookies="
        + (request.getCookies() == null ? 0 : request.getCookies().length)
        + " credentials="
        + Collections.list(request.getHeaderNames()).stream()
            .map(String::toLowerCase)
            .filter(name -> name.matches("authorization|cookie|x-api-key"))
            .sorted()
            .toList()
        + " session="
        + (session == null ? null : session.getAttribute("user"))
        + " requested="
        + request.getRequestedSessionId();
  }
}
