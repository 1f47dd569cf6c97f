package io.github.postern.auth;

import io.github.postern.http.RequestAttributes;
import io.github.postern.policy.Carrier;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hands a request on to the application as the owner of its key, in the first dispatch and in those that follow. */
final class Identification {

    private final Set<String> hiddenHeaders;
    private final SessionBridge bridge;
    private final Clock clock;

    /**
     * Creates it.
     *
     * @param bridge fills the throw-away session; null if nothing has to be in it
     */
    Identification(List<Carrier> carriers, SessionBridge bridge, Clock clock) {
        this.hiddenHeaders = Stream.concat(carriers.stream().map(Carrier::header), Stream.of("Authorization", "Cookie"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.bridge = bridge;
        this.clock = clock;
    }

    void begin(HttpServletRequest request, HttpServletResponse response, ApiKeyPrincipal principal, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(RequestAttributes.KEY_ID, principal.keyId().value());
        request.setAttribute(RequestAttributes.KEY_NAME, principal.keyName());
        request.setAttribute(RequestAttributes.SCOPES, principal.scopes());
        request.setAttribute(RequestAttributes.ROLES, principal.roles());
        chain.doFilter(wrap(request, principal), new CookielessResponse(response));
    }

    /** Hands a request on that carries a key and is nobody's all the same. */
    void withoutIdentity(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new StrippedRequest(request, hiddenHeaders), response);
    }

    /** An async or error dispatch starts from the container's own request; a forward brings our wrapper along. */
    void resume(HttpServletRequest request, HttpServletResponse response, ApiKeyPrincipal principal, FilterChain chain)
            throws IOException, ServletException {
        if (isWrapped(request)) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(wrap(request, principal), new CookielessResponse(response));
        }
    }

    private IdentifiedRequest wrap(HttpServletRequest request, ApiKeyPrincipal principal) {
        return new IdentifiedRequest(request, principal, hiddenHeaders, bridge, clock);
    }

    private static boolean isWrapped(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            if (inner instanceof IdentifiedRequest) {
                return true;
            }
            inner = wrapper.getRequest();
        }
        return false;
    }
}
