package io.github.postern.constraint;

import io.github.postern.http.RequestPath;
import io.github.postern.policy.PathPattern;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Enforces the security constraints that were moved out of {@code web.xml}: admits keys where their
 * owners are allowed, and sends everybody else to the login of the application, which stays the
 * container's. Safe for use by many threads.
 */
public final class ConstraintEnforcer {

  /**
   * Where the container logs people in: the one path that has to keep a constraint in
   * {@code web.xml}.
   */
  public static final String LOGIN_PATH = LoginServlet.PATH;

  /** The role name that stands for everybody who is authenticated (Servlet 6.0 section 13.8). */
  public static final String ANY_CALLER = Access.ANY_CALLER;

  private final SecurityConstraints constraints;
  private final Optional<String> basicRealm;

  /**
   * Creates it.
   *
   * @param constraints what it keeps; {@link SecurityConstraints#NONE} to keep nothing
   * @param basicRealm the realm of the login, if that is HTTP Basic
   */
  ConstraintEnforcer(SecurityConstraints constraints, Optional<String> basicRealm) {
    this.constraints = Objects.requireNonNull(constraints, "constraints");
    this.basicRealm = basicRealm;
  }

  /**
   * Makes the servlet where people are once the container has logged them in: at
   * {@link #LOGIN_PATH}, and where a form of a login is sent to.
   */
  public static HttpServlet loginServlet() {
    return new LoginServlet();
  }

  /** Remembers where a request wanted to go, in a session, until the login servlet is called. */
  public static void rememberPath(HttpServletRequest request) {
    ReturnPath.remember(request);
  }

  /** Returns whether there is nothing to keep. */
  public boolean isDisabled() {
    return constraints.isEmpty();
  }

  /** Returns what it keeps. */
  public List<PathPattern> patterns() {
    return constraints.patterns();
  }

  /** Returns whether not everybody may make a request. */
  public boolean closes(HttpServletRequest request) {
    return !isDisabled() && !access(request).open();
  }

  /**
   * Returns whether a caller who is authenticated may make a request.
   *
   * @param inRole tells whether the caller is in a role
   */
  public boolean admits(Predicate<String> inRole, HttpServletRequest request) {
    return isDisabled() || access(request).admits(inRole);
  }

  /** Returns whether a request without a key may go on; if not, it has been answered. */
  public boolean admits(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Access access = isDisabled() ? Access.OPEN : access(request);
    if (access.open()) {
      return true;
    }
    if (!access.isClosed() && !isAuthenticated(request, response)) {
      sendToLogin(request, response);
      return false;
    }
    if (access.admits(request::isUserInRole)) {
      return true;
    }
    response.sendError(HttpServletResponse.SC_FORBIDDEN);
    return false;
  }

  /**
   * Asks the container for its login. By an exception it says that the answer is left to us;
   * WildFly does so after it has written a login form that does not get out.
   */
  private static boolean isAuthenticated(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      return request.authenticate(response);
    } catch (ServletException e) {
      if (!response.isCommitted()) {
        response.resetBuffer();
        response.setStatus(HttpServletResponse.SC_OK);
      }
      return false;
    }
  }

  /**
   * Constraints are about what a client asks for, not about forwards and includes (Servlet 6.0
   * section 13.2).
   */
  private Access access(HttpServletRequest request) {
    String path = RequestPath.of(request);
    return request.getDispatcherType() != DispatcherType.REQUEST || LOGIN_PATH.equals(path)
        ? Access.OPEN
        : constraints.on(request.getMethod(), path);
  }

  /**
   * Most containers have answered with their login by now (Servlet 6.0 section 13.10); Jetty 12 and
   * WildFly say no and leave the answer to us.
   */
  private void sendToLogin(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted() || response.getStatus() != HttpServletResponse.SC_OK) {
      return;
    }
    if (basicRealm.isPresent()) {
      response.setHeader(
          "WWW-Authenticate",
          "Basic realm=\"" + basicRealm.get().replaceAll("[\"\\\\\\p{Cntrl}]", "") + '"');
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      response.sendRedirect(
          request.getContextPath() + LOGIN_PATH + "?" + ReturnPath.asParameter(request));
    }
  }
}
