package io.github.postern.auth;

import io.github.postern.http.RequestPath;
import io.github.postern.policy.PathPattern;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Where a key asks about itself, and where whoever holds it gives it up. Each is one path in one
 * spelling.
 *
 * @param self asked by GET, and given up by DELETE
 * @param report given up by POST
 */
record SelfPath(PathPattern self, PathPattern report) {

  /** Returns both, of which the second is below the first. */
  static SelfPath of(PathPattern self) {
    return new SelfPath(self, PathPattern.parse(self + "/report"));
  }

  /** Returns whether a request is about the key that it carries. */
  boolean is(HttpServletRequest request) {
    String path = RequestPath.of(request);
    return request.getDispatcherType() == DispatcherType.REQUEST
        && (self.admits(path) || report.admits(path));
  }

  /** Returns whether a request gives up the key that it carries. */
  boolean isRevocation(HttpServletRequest request) {
    boolean found = request.getMethod().equals("POST");
    return (found || request.getMethod().equals("DELETE"))
        && request.getDispatcherType() == DispatcherType.REQUEST
        && (found ? report : self).admits(RequestPath.of(request));
  }
}
