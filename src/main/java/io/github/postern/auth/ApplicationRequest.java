package io.github.postern.auth;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;

/** A request as the application is handed it, in the place of the container's own. */
interface ApplicationRequest extends HttpServletRequest {

  /** Returns whether it is its key's owner's, so that nothing of another login is shown. */
  boolean isOfOwner();

  /** Returns whether a request is one of these, or wraps one. */
  static boolean isIn(ServletRequest request) {
    return isIn(request, shown -> true);
  }

  /** Returns whether a request is one that is its key's owner's, or wraps one. */
  static boolean isOfOwnerIn(ServletRequest request) {
    return isIn(request, ApplicationRequest::isOfOwner);
  }

  private static boolean isIn(ServletRequest request, Predicate<ApplicationRequest> kind) {
    ServletRequest inner = request;
    while (!(inner instanceof ApplicationRequest shown && kind.test(shown))) {
      if (!(inner instanceof ServletRequestWrapper wrapper)) {
        return false;
      }
      inner = wrapper.getRequest();
    }
    return true;
  }
}
