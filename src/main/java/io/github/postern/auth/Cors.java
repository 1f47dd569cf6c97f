package io.github.postern.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/**
 * The responses that pages of other origins may see (Fetch standard, CORS protocol). Only responses
 * of our own are opened to them: all others are the application's, as is the preflight. Immutable.
 *
 * @param origins exact origins, in lower case
 */
record Cors(Set<String> origins) {

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String EXPOSE = "Access-Control-Expose-Headers";

  /** Creates it; the set is copied. */
  Cors {
    origins = Set.copyOf(origins);
  }

  /**
   * Lets a page see that its request was refused, and why. A filter of the application may have
   * done so already.
   */
  void refused(HttpServletRequest request, HttpServletResponse response) {
    if (isKnown(request) && !response.containsHeader(ALLOW_ORIGIN)) {
      response.setHeader(ALLOW_ORIGIN, request.getHeader("Origin"));
      response.setHeader("Access-Control-Allow-Credentials", "true");
    }
    if (isKnown(request)) {
      response.addHeader(EXPOSE, "WWW-Authenticate, Retry-After, Postern-Problem");
    }
  }

  /** Lets a page read what is said of its key, if the application lets it read the answer. */
  void accepted(HttpServletRequest request, HttpServletResponse response) {
    if (isKnown(request)) {
      response.addHeader(EXPOSE, "API-Key-Expires-At, API-Key-Suspends-At, API-Key-Superseded-By");
    }
  }

  private boolean isKnown(HttpServletRequest request) {
    String origin = origins.isEmpty() ? null : request.getHeader("Origin");
    return origin != null && origins.contains(origin);
  }
}
