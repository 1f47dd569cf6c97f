package io.github.postern.login;

import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Gives an instant to logins that state none: that of the session's beginning. No login is older
 * than it looks by that, since a session begins before or with the login that it holds. Where none
 * holds it, as behind a proxy that tells it with each request or with the passwords that a browser
 * repeats, a session tells nothing of it: Postern itself may have begun it a moment ago. Then no
 * instant is given.
 */
final class SessionStartFallback implements LoginResolver {

  /**
   * The methods that authenticate each request anew, so that no session holds the login (Servlet
   * 6.0 section 13.6).
   */
  private static final Set<String> WITH_EACH_REQUEST = Set.of(
      HttpServletRequest.BASIC_AUTH,
      HttpServletRequest.DIGEST_AUTH,
      HttpServletRequest.CLIENT_CERT_AUTH);

  private final LoginResolver resolver;

  /** Creates the resolver around another. */
  SessionStartFallback(LoginResolver resolver) {
    this.resolver = Objects.requireNonNull(resolver, "resolver");
  }

  @Override
  public Optional<Login> resolve(HttpServletRequest request) {
    return resolver
        .resolve(request)
        .map(login -> login.authenticatedAt().isPresent() ? login : dated(login, request));
  }

  private Login dated(Login login, HttpServletRequest request) {
    String how = request.getAuthType();
    boolean held =
        !(resolver instanceof ProxyLogin) && (how == null || !WITH_EACH_REQUEST.contains(how));
    HttpSession session = held ? request.getSession(false) : null;
    return session == null
        ? login
        : login.withAuthenticatedAt(Instant.ofEpochMilli(session.getCreationTime()));
  }
}
