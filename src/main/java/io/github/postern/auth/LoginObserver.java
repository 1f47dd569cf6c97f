package io.github.postern.auth;

import jakarta.servlet.http.HttpServletRequest;

/** What the filter wants to know, and tells, of the application's own logins. Called by many threads at once. */
public interface LoginObserver {

    /** Returns whether somebody is logged in to the application in a request. */
    boolean isLoggedIn(HttpServletRequest request);

    /**
     * A request without a key was answered by the application, which may have logged somebody in by it. Must not throw:
     * the answer is on its way.
     */
    void afterRequest(HttpServletRequest request);
}
