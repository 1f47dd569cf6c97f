package io.github.postern.auth;

import io.github.postern.spi.ApiKeyPrincipal;
import io.github.postern.spi.SessionBridge;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands a request on to the application as the owner of its key, in the first dispatch and in those
 * that follow. Safe for use by many threads.
 */
final class RequestIdentity {

  private final HiddenNames keys;
  private final Replacements replacements;
  private final FrameworkBridge framework;
  private final Isolation.BesideSession besideSession;

  /** The request holders of the application; null before they were looked for. */
  private volatile @Nullable RequestHolders requestHolders;

  /**
   * Creates it.
   *
   * @param isolation what the application does not get to see
   * @param bridge fills the throw-away session; empty if nothing has to be in it
   * @param framework tells a framework that does not ask the request
   * @param clock tells when a throw-away session was made
   */
  RequestIdentity(
      Isolation isolation, Optional<SessionBridge> bridge, FrameworkBridge framework, Clock clock) {
    this.keys = HiddenNames.ofKeys(isolation.carriers(), isolation.format());
    this.replacements = new Replacements(
        HiddenNames.ofIdentities(
            isolation.carriers(), isolation.format(), isolation.headers(), isolation.attributes()),
        bridge,
        clock);
    this.framework = Objects.requireNonNull(framework, "framework");
    this.besideSession = isolation.besideSession();
  }

  /** Wraps a request whose key is ignored: hides the credential and sets no user. */
  HttpServletRequest withoutCredentials(HttpServletRequest request, HttpServletResponse response) {
    return new StrippedRequest(request, response, keys);
  }

  /**
   * Returns whether a session or a login of the container came beside the key that a part of this
   * application would act for in spite of all.
   */
  boolean isAmbiguous(HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.REQUEST
        && switch (besideSession) {
          case REFUSE -> true;
          case DETECT -> requestHolders(request.getServletContext()).beans();
          case IGNORE -> false;
        }
        && (CreatedSession.cameWithOne(request) || isLoggedIn(request));
  }

  /**
   * Returns whether the container itself takes the request for somebody's by other means than the
   * key: the cookie of its single sign-on (LTPA of Open Liberty), a password or a certificate that
   * comes with each request. No session has to be there for that, and its EJBs and CDI's principal
   * go by it. The answers of wrappers that filters in front of ours made do not count.
   */
  private static boolean isLoggedIn(HttpServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return !KeyAuthenticator.isContainerAuthenticated(request)
        && ((HttpServletRequest) inner).getUserPrincipal() != null;
  }

  /**
   * An async or error dispatch may start from the container's own request; a forward brings our
   * wrapper along.
   */
  void continueAs(
      HttpServletRequest request,
      HttpServletResponse response,
      ApiKeyPrincipal principal,
      FilterChain chain)
      throws IOException, ServletException {
    if (ApplicationRequest.isOfOwnerIn(request)) {
      doFilter(request, response, chain);
      return;
    }
    framework.authenticated(request, principal);
    CookielessResponse answer = new CookielessResponse(request, response);
    try {
      doFilter(new AuthenticatedRequest(request, answer, principal, replacements), answer, chain);
    } finally {
      SessionInvalidator.invalidateAfter(request, answer);
    }
  }

  /** Code that asks Spring for the request of this thread gets this one. */
  private void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<SpringRequests> spring =
        requestHolders(request.getServletContext()).spring();
    Optional<SpringRequests.Kept> kept =
        spring.flatMap(holder -> holder.replace(request, response));
    try {
      chain.doFilter(request, response);
    } finally {
      kept.ifPresent(before -> spring.orElseThrow().restore(before));
    }
  }

  /** Tells the framework that Postern performs its own CSRF check for this request. */
  void csrfHandled(HttpServletRequest request) {
    framework.csrfHandled(request);
  }

  private RequestHolders requestHolders(ServletContext application) {
    RequestHolders found = requestHolders;
    if (found == null) {
      // An embedded Jetty may have no class loader for an application.
      ClassLoader loader =
          Objects.requireNonNullElseGet(application.getClassLoader(), getClass()::getClassLoader);
      found = new RequestHolders(BeanContainer.isIn(loader), SpringRequests.in(loader));
      requestHolders = found;
    }
    return found;
  }

  /**
   * The places of an application that keep the current request.
   *
   * @param beans whether there are beans (CDI)
   * @param spring Spring's holder, where that is
   */
  private record RequestHolders(boolean beans, Optional<SpringRequests> spring) {}
}
