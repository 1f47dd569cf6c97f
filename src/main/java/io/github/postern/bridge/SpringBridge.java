package io.github.postern.bridge;

import io.github.postern.auth.FrameworkBridge;
import io.github.postern.spi.ApiKeyPrincipal;
import io.github.postern.spi.SessionBridge;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Makes a request with a key an {@code Authentication} of Spring Security 6 or 7. It is put where
 * Spring's own filter chain loads one from: into the request
 * ({@code RequestAttributeSecurityContextRepository}, which is in every default and the whole of
 * {@code STATELESS}) and into the throw-away session
 * ({@code HttpSessionSecurityContextRepository}). Neither outlives the request. Safe for use by
 * many threads.
 */
final class SpringBridge implements FrameworkBridge, SessionBridge {

  /** The attribute of the session that Spring's default repository reads. */
  private static final String SESSION_ATTRIBUTE = "SPRING_SECURITY_CONTEXT";

  /** The attribute of the request that its other default repository reads. */
  private static final String REQUEST_ATTRIBUTE =
      "org.springframework.security.web.context.RequestAttributeSecurityContextRepository."
          + SESSION_ATTRIBUTE;

  /** The attribute that {@code CsrfFilter.skipRequest} sets. */
  private static final String NO_CSRF_TOKEN =
      "SHOULD_NOT_FILTERorg.springframework.security.web.csrf.CsrfFilter";

  private final SpringContexts contexts;

  /**
   * Creates the bridge.
   *
   * @param contexts makes what Spring keeps
   */
  SpringBridge(SpringContexts contexts) {
    this.contexts = Objects.requireNonNull(contexts, "contexts");
  }

  @Override
  public void authenticated(HttpServletRequest request, ApiKeyPrincipal principal) {
    request.setAttribute(REQUEST_ATTRIBUTE, contexts.of(principal));
    if (!isSentAutomatically(request)) {
      request.setAttribute(NO_CSRF_TOKEN, Boolean.TRUE);
    }
  }

  @Override
  public void csrfHandled(HttpServletRequest request) {
    request.setAttribute(NO_CSRF_TOKEN, Boolean.TRUE);
  }

  @Override
  public void fill(ApiKeyPrincipal principal, BiConsumer<String, Object> session) {
    session.accept(SESSION_ATTRIBUTE, contexts.of(principal));
  }

  /**
   * A browser adds no key to a request by itself, so nobody can forge one, with one exception:
   * passwords of HTTP Basic that it remembers, which may be keys. Browsers tell of themselves in
   * each request that changes something (Fetch, sections 3.2 and 3.7).
   */
  private static boolean isSentAutomatically(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    return authorization != null
        && authorization.toLowerCase(Locale.ROOT).startsWith("basic")
        && (request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null);
  }
}
