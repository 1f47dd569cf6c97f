package io.github.postern.auth;

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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hands a request on to the application as the owner of its key, in the first dispatch and in those that follow. Safe for
 * use by many threads.
 */
public final class Identification {

    private final Set<String> hiddenHeaders;
    private final Set<String> credentials;
    private final SessionBridge bridge;
    private final FrameworkBridge framework;
    private final Clock clock;

    /**
     * Creates it.
     *
     * @param carriers where keys are, which the application does not get to see
     * @param bridge fills the throw-away session; null if nothing has to be in it
     * @param framework tells a framework that does not ask the request
     * @param clock tells when a throw-away session was made
     */
    public Identification(List<Carrier> carriers, SessionBridge bridge, FrameworkBridge framework, Clock clock) {
        this.credentials = names(Stream.concat(carriers.stream().map(Carrier::header), Stream.of("Authorization")));
        this.hiddenHeaders = names(Stream.concat(credentials.stream(), Stream.of("Cookie")));
        this.bridge = bridge;
        this.framework = Objects.requireNonNull(framework, "framework");
        this.clock = clock;
    }

    /** Returns a request without its key, for one that carries a key and is nobody's, or a login's, all the same. */
    HttpServletRequest nobody(HttpServletRequest request) {
        return new StrippedRequest(request, credentials);
    }

    private static Set<String> names(Stream<String> headers) {
        return headers.map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** An async or error dispatch starts from the container's own request; a forward brings our wrapper along. */
    void handOn(HttpServletRequest request, HttpServletResponse response, ApiKeyPrincipal principal, FilterChain chain)
            throws IOException, ServletException {
        if (isWrapped(request)) {
            chain.doFilter(request, response);
        } else {
            framework.identified(request, principal);
            chain.doFilter(wrap(request, principal), new CookielessResponse(response));
        }
    }

    /** Tells a framework that a request looks after itself. */
    void guarded(HttpServletRequest request) {
        framework.guarded(request);
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
