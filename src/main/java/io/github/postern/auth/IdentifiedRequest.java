package io.github.postern.auth;

import io.github.postern.http.RequestAttributes;
import io.github.postern.policy.Access;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Clock;
import java.util.Set;

/**
 * The request as the application sees it once its key was accepted: made by the key's owner and by nobody else. The
 * credential is gone from it, and so is everything that could lend it another identity: cookies, the session behind
 * them, and tokens in {@code Authorization}.
 */
final class IdentifiedRequest extends StrippedRequest {

    private final ApiKeyPrincipal principal;
    private final SessionBridge bridge;
    private final Clock clock;
    private ThrowawaySession session;

    /**
     * Wraps a request.
     *
     * @param hiddenHeaders names in lower case
     * @param clock tells when the throw-away session was made, if it is
     */
    IdentifiedRequest(HttpServletRequest request, ApiKeyPrincipal principal, Set<String> hiddenHeaders,
            SessionBridge bridge, Clock clock) {
        super(request, hiddenHeaders);
        this.principal = principal;
        this.bridge = bridge;
        this.clock = clock;
    }

    @Override
    public String getRemoteUser() {
        return principal.getName();
    }

    /**
     * The container's own principal where it knows the owner: servers that find another one here (GlassFish, Payara) call
     * EJBs as somebody of that name who has no roles.
     */
    @Override
    public Principal getUserPrincipal() {
        Principal container = KeyCheck.isTold(getRequest()) ? super.getUserPrincipal() : null;
        return container != null && container.getName().equals(principal.getName()) ? container : principal;
    }

    /** Two stars are everybody who is authenticated (Servlet 6.0 section 13.3), unless that is the name of a role. */
    @Override
    public boolean isUserInRole(String role) {
        return principal.roles().contains(role) || Access.ANY_CALLER.equals(role);
    }

    @Override
    public String getAuthType() {
        return RequestAttributes.AUTH_TYPE;
    }

    /** There is nothing left to authenticate: a container that looked at the raw request could only disagree. */
    @Override
    public boolean authenticate(HttpServletResponse response) {
        return true;
    }

    @Override
    public void login(String username, String password) throws ServletException {
        throw new ServletException("The request is authenticated by an API key; it cannot log in as somebody else");
    }

    /** A key has no login that could end. */
    @Override
    public void logout() {
    }

    @Override
    public HttpSession getSession(boolean create) {
        boolean live = session != null && session.isValid();
        if (!live && (create || session == null && bridge != null)) {
            session = new ThrowawaySession(getServletContext(), clock.millis());
            if (bridge != null) {
                bridge.fill(principal, session::setAttribute);
            }
            return session;
        }
        return live ? session : null;
    }

    @Override
    public HttpSession getSession() {
        return getSession(true);
    }

    @Override
    public String changeSessionId() {
        return getSession(true).getId();
    }

    @Override
    public String getRequestedSessionId() {
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
    public Cookie[] getCookies() {
        return null;
    }
}
