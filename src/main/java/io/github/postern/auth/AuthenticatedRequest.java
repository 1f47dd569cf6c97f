package io.github.postern.auth;

import io.github.postern.constraint.ConstraintEnforcer;
import io.github.postern.http.RequestAttributes;
import io.github.postern.spi.ApiKeyPrincipal;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The request as the application sees it once its key was accepted: made by the key's owner and by
 * nobody else. The credential is gone from it, and so is everything that could lend it another
 * identity: cookies, the session behind them, and tokens in {@code Authorization}.
 */
final class AuthenticatedRequest extends StrippedRequest {

  /** By {@code X.FILTERED} a filter of Spring Session says that a request has been through it. */
  private static final String SPRING_SESSION = "org.springframework.session.web.http.";

  private static final String FILTERED = ".FILTERED";

  /**
   * Where the container notes what a dispatch came from (Servlet 6.0 sections 9.3 to 9.5, 9.7 and
   * 10.9).
   */
  private static final Pattern DISPATCHED =
      Pattern.compile("jakarta\\.servlet\\.(forward|include|async|error)\\.request_uri");

  private final ApiKeyPrincipal principal;
  private final Replacements replacements;
  private @Nullable ThrowawaySession session;

  /**
   * Wraps a request.
   *
   * @param response what it is answered by
   */
  AuthenticatedRequest(
      HttpServletRequest request,
      CookielessResponse response,
      ApiKeyPrincipal principal,
      Replacements replacements) {
    super(request, response, replacements.hidden());
    this.principal = principal;
    this.replacements = replacements;
  }

  @Override
  public boolean isOfOwner() {
    return true;
  }

  @Override
  public String getRemoteUser() {
    return principal.getName();
  }

  /**
   * The container's own principal where it knows the owner: servers that find another one here
   * (GlassFish, Payara) call EJBs as somebody of that name who has no roles.
   */
  @Override
  public Principal getUserPrincipal() {
    Principal container =
        KeyAuthenticator.isContainerAuthenticated(getRequest()) ? super.getUserPrincipal() : null;
    return container != null && container.getName().equals(principal.getName())
        ? container
        : principal;
  }

  /**
   * Two stars are everybody who is authenticated (Servlet 6.0 section 13.3), unless that is the
   * name of a role.
   */
  @Override
  public boolean isUserInRole(String role) {
    return principal.roles().contains(role) || ConstraintEnforcer.ANY_CALLER.equals(role);
  }

  @Override
  public String getAuthType() {
    return RequestAttributes.AUTH_TYPE;
  }

  /**
   * There is nothing left to authenticate: a container that looked at the raw request could only
   * disagree.
   */
  @Override
  public boolean authenticate(HttpServletResponse response) {
    return true;
  }

  @Override
  public void login(String username, String password) throws ServletException {
    throw new ServletException(
        "The request is authenticated by an API key; it cannot log in as another user");
  }

  /** A key has no login that could end. */
  @Override
  public void logout() {}

  @Override
  public @Nullable HttpSession getSession(boolean create) {
    boolean isFirst = session == null;
    boolean isLive = session != null && session.isValid();
    return isLive || create || isFirst && replacements.bridge().isPresent() ? getSession() : null;
  }

  @Override
  public HttpSession getSession() {
    ThrowawaySession present = session;
    if (present != null && present.isValid()) {
      return present;
    }
    ThrowawaySession made =
        new ThrowawaySession(getServletContext(), replacements.clock().millis());
    session = made;
    replacements.bridge().ifPresent(bridge -> bridge.fill(principal, made::setAttribute));
    return made;
  }

  @Override
  public String changeSessionId() {
    return getSession().getId();
  }

  @Override
  public @Nullable String getRequestedSessionId() {
    return null;
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    return false;
  }

  @Override
  public boolean isRequestedSessionIdFromCookie() {
    return false;
  }

  @Override
  public boolean isRequestedSessionIdFromURL() {
    return false;
  }

  @Override
  public Cookie @Nullable [] getCookies() {
    return null;
  }

  /**
   * Spring Session is told that the request has been through it: it would make a stored session for
   * each request that asks for one. Values that were kept from the container's request are replaced
   * ({@link WrappedAttributes}).
   */
  @Override
  public @Nullable Object getAttribute(String name) {
    if (replacements.hidden().hidesAttribute(name)) {
      return null;
    }
    if (name.startsWith(SPRING_SESSION) && name.endsWith(FILTERED)) {
      return Boolean.TRUE;
    }
    Object value = super.getAttribute(name);
    if (value instanceof String address && DISPATCHED.matcher(name).matches()) {
      return withoutSession(address);
    }
    return value;
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    List<String> names = Collections.list(super.getAttributeNames());
    names.removeIf(replacements.hidden()::hidesAttribute);
    return Collections.enumeration(names);
  }

  @Override
  public String getRequestURI() {
    return withoutSession(super.getRequestURI());
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer(withoutSession(super.getRequestURL().toString()));
  }

  /**
   * Containers carry a session in a path parameter (Servlet 6.0 section 7.1.3), some by the name of
   * the cookie.
   */
  private String withoutSession(String url) {
    if (url == null || url.indexOf(';') < 0) {
      return url;
    }
    String cookie = getServletContext().getSessionCookieConfig().getName();
    return url.replaceAll(
        "(?i);(jsessionid" + (cookie == null ? "" : "|" + Pattern.quote(cookie)) + ")=[^;/]*", "");
  }
}
