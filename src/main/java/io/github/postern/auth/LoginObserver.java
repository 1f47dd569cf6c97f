package io.github.postern.auth;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Connects the filter with the application's own logins: the filter asks for them and reports them.
 * Called by many threads at once.
 */
public interface LoginObserver {

  /** Returns whether somebody is logged in to the application in a request. */
  boolean isLoggedIn(HttpServletRequest request);

  /**
   * A request without a key was answered by the application, which may have logged somebody in by
   * it. Must not throw: the answer is on its way.
   */
  void afterRequest(HttpServletRequest request);
}
