package io.github.postern.auth;

import io.github.postern.constraint.ConstraintEnforcer;
import io.github.postern.http.RequestPath;
import io.github.postern.spi.ApiKeyPrincipal;
import io.github.postern.text.LogText;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Objects;

/**
 * The main path: a request comes in, {@link KeyAuthenticator} finds and judges its key, and it
 * either goes on as the owner of the key or has been answered. A request without a key goes on
 * untouched, unless only a key or a login opens its path.
 *
 * <p>The chain is called outside of every {@code try}, so nothing that the application throws can
 * be taken for a bad key. Safe for use by many threads.
 */
final class ApiKeyFilter implements Filter {

  private static final System.Logger LOG = System.getLogger("io.github.postern.auth");

  private final KeyAuthenticator authenticator;
  private final RequestIdentity requestIdentity;
  private final ConstraintEnforcer enforcer;
  private final LoginObserver logins;
  private final FilterOptions options;
  private final ErrorResponses responses;
  private final Caching caching;
  private final SelfPath self;

  /**
   * Creates the filter.
   *
   * @param authenticator finds and judges keys
   * @param requestIdentity hands requests on as the owners of their keys
   * @param enforcer enforces the security constraints that were moved from web.xml
   * @param logins knows the logins of the application, and is told of them
   * @param options how the filter behaves
   */
  ApiKeyFilter(
      KeyAuthenticator authenticator,
      RequestIdentity requestIdentity,
      ConstraintEnforcer enforcer,
      LoginObserver logins,
      FilterOptions options) {
    this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
    this.requestIdentity = Objects.requireNonNull(requestIdentity, "requestIdentity");
    this.enforcer = Objects.requireNonNull(enforcer, "enforcer");
    this.logins = Objects.requireNonNull(logins, "logins");
    this.options = options;
    this.responses = new ErrorResponses(options.responses());
    this.caching = options.responses().caching();
    this.self = SelfPath.of(options.paths().self());
  }

  @Override
  public void doFilter(ServletRequest plainRequest, ServletResponse plainResponse, FilterChain rest)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) plainRequest;
    HttpServletResponse response = PageHeaders.on((HttpServletResponse) plainResponse, request);
    FilterChain chain = isManagement(request) && options.direct() ? pastTheOthers(request) : rest;
    if (options.paths().hide(request) && !self.is(request)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (request.getDispatcherType() == DispatcherType.INCLUDE) {
      included(request, response, chain);
    } else {
      AuthenticationResult result = authenticator.authenticate(request, response);
      switch (result.kind()) {
        case AUTHENTICATED -> withKey(request, response, result.caller().orElseThrow(), chain);
        case IGNORED ->
          withoutKey(requestIdentity.withoutCredentials(request, response), response, chain);
        case NO_CREDENTIAL -> withoutKey(request, response, chain);
        case RESPONSE_SENT -> {}
      }
    }
  }

  private void withKey(
      HttpServletRequest request,
      HttpServletResponse response,
      ApiKeyPrincipal caller,
      FilterChain chain)
      throws IOException, ServletException {
    if (requestIdentity.isAmbiguous(request)) {
      responses.besideSession(request, response);
      return;
    }
    if (!enforcer.admits(caller.roles()::contains, request)) {
      authenticator.recordRefused(caller, RejectReason.ROLE, request);
      responses.forbidden(request, response);
      return;
    }
    options.responses().cors().accepted(request, response);
    requestIdentity.continueAs(request, caching.forKey(response), caller, chain);
  }

  private void withoutKey(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean preflight = Preflight.is(request);
    if (preflight
        && !options.paths().preflightsPass()
        && (isRequired(request) || enforcer.closes(request))) {
      responses.preflight(request, response);
      return;
    }
    if (!preflight && isRequired(request)) {
      responses.required(request, response);
      return;
    }
    boolean varies = options.paths().accepts(request);
    if (varies) {
      caching.addVary(response);
    }
    if (!enforcer.admits(request, response)) {
      return;
    }
    if (isManagement(request)) {
      requestIdentity.csrfHandled(request);
    }
    chain.doFilter(request, varies ? caching.forAnonymous(response) : response);
    if (request.getDispatcherType() == DispatcherType.REQUEST && !request.isAsyncStarted()) {
      logins.afterRequest(request);
    }
  }

  /**
   * An included resource can set no status and no header (Servlet 6.0 section 9.3), so a path that
   * only a key opens is left out of the page.
   */
  private void included(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ApiKeyPrincipal known = authenticator.authenticatedPrincipal(request);
    if (known != null) {
      requestIdentity.continueAs(request, response, known, chain);
    } else if (isRequired(request)) {
      LOG.log(
          Level.WARNING,
          "{0} was left out of a page that includes it: only a key opens it",
          LogText.quoted(RequestPath.of(request)));
    } else {
      chain.doFilter(request, response);
    }
  }

  /**
   * The container's own decision where a request goes, so no spelling of another path is taken for
   * one to the API.
   */
  private boolean isManagement(HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.REQUEST
        && options.management().isBase(request.getServletPath())
        && options.management().admits(RequestPath.of(request));
  }

  /**
   * By its name, the container calls the servlet that it has found, without any filter that is
   * mapped to paths.
   */
  private static FilterChain pastTheOthers(HttpServletRequest request) {
    String servlet = request.getHttpServletMapping().getServletName();
    return (handed, answer) ->
        request.getServletContext().getNamedDispatcher(servlet).forward(handed, answer);
  }

  private boolean isRequired(HttpServletRequest request) {
    return options.paths().requireKey(request)
        || options.paths().requireLoginOrKey(request) && !logins.isLoggedIn(request);
  }
}
