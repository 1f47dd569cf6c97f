package io.github.postern.login;

import io.github.postern.issue.Login;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives an instant to logins that state none: that of the session's beginning. No login is older than it looks by that, since
 * a session begins before or with the login that it holds. Without a session the login is made anew with each request, and
 * no instant is given.
 */
public final class SessionStartFallback implements LoginResolver {

    private final LoginResolver resolver;

    /** Creates the resolver around another. */
    public SessionStartFallback(LoginResolver resolver) {
        this.resolver = Objects.requireNonNull(resolver, "resolver");
    }

    @Override
    public Optional<Login> resolve(HttpServletRequest request) {
        return resolver.resolve(request).map(login -> login.authenticatedAt().isPresent() ? login : dated(login, request));
    }

    private static Login dated(Login login, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? login : login.withAuthenticatedAt(Instant.ofEpochMilli(session.getCreationTime()));
    }
}
