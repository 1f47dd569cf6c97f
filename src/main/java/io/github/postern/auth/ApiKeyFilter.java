package io.github.postern.auth;

import io.github.postern.key.KeyEvent;
import io.github.postern.key.KeyEvents;
import io.github.postern.key.KeyFormat;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Secret;
import io.github.postern.policy.PathPattern;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Safeguards;
import io.github.postern.store.StoredKey;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The main path: a request comes in, its key is found and judged, and it either goes on as the owner of the key or is
 * answered here. A request without a key goes on untouched.
 *
 * <p>The chain is called outside of every {@code try}, so nothing that the application throws can be taken for a bad key. Safe for use by many threads.
 */
public final class ApiKeyFilter implements Filter {

    private static final System.Logger LOG = System.getLogger("io.github.postern.auth");
    /** Where the identity waits for the dispatches that follow (async, error, forward). */
    private static final String IDENTITY = ApiKeyFilter.class.getName() + ".identity";

    private final CredentialExtractor extractor;
    private final KeyVerifier verifier;
    private final Answers answers;
    private final Identification identification;
    private final LoginWatch logins;
    private final Safeguards safeguards;
    private final boolean loginWins;
    private final FilterOptions options;
    private final KeyEvents events;
    private final Clock clock;

    /**
     * Creates the filter.
     *
     * @param format how keys look
     * @param policy where a request may carry a key
     * @param verifier judges keys
     * @param logins knows the logins of the application, and is told of them
     * @param bridge fills the throw-away session of a request; null if nothing has to be in it
     * @param options how the filter behaves
     * @param events told of refusals
     * @param clock the time
     */
    public ApiKeyFilter(KeyFormat format, Policy policy, KeyVerifier verifier,
            LoginWatch logins, SessionBridge bridge, FilterOptions options, KeyEvents events, Clock clock) {
        this.extractor = new CredentialExtractor(format, policy.acceptance(), policy.handling().chosenKeys());
        this.verifier = verifier;
        this.answers = new Answers(options.realm(), options.strictErrors(), options.errorStyle());
        this.identification = new Identification(policy.acceptance().carriers(), bridge, clock);
        this.loginWins = policy.acceptance().loginWins();
        this.logins = logins;
        this.safeguards = policy.safeguards();
        this.options = options;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest plainRequest, ServletResponse plainResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) plainRequest;
        HttpServletResponse response = (HttpServletResponse) plainResponse;
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            include(request, response, chain);
            return;
        }
        if (!options.absent().isEmpty() && isIn(options.absent(), request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (request.getAttribute(IDENTITY) instanceof ApiKeyPrincipal known) {
            identification.resume(request, response, known, chain);
            return;
        }
        Credential credential = extractor.extract(request);
        if (credential instanceof Credential.Absent) {
            withoutKey(request, response, chain);
            return;
        }
        if (isPreflight(request) || loginWins && logins.isLoggedIn(request)) {
            identification.withoutIdentity(request, response, chain);
            return;
        }
        Decision decision = decide(credential, request, response);
        if (decision.principal() != null) {
            request.setAttribute(IDENTITY, decision.principal());
            identification.begin(request, response, decision.principal(), chain);
        } else if (decision.foreign()) {
            withoutKey(request, response, chain);
        }
    }

    /** What is included cannot set a status, and its text lands in somebody's page: what is closed leaves a gap there. */
    private void include(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ApiKeyPrincipal known = request.getAttribute(IDENTITY) instanceof ApiKeyPrincipal principal ? principal : null;
        if (isIn(options.absent(), request) || known == null && isRequired(request)) {
            LOG.log(Level.DEBUG, () -> "Not included, as it needs a key: " + path(request));
        } else if (known != null) {
            identification.resume(request, response, known, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void withoutKey(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isPreflight(request) && isRequired(request)) {
            answers.required(response);
            return;
        }
        chain.doFilter(request, response);
        if (request.getDispatcherType() == DispatcherType.REQUEST && !request.isAsyncStarted()) {
            logins.passed(request);
        }
    }

    private boolean isRequired(HttpServletRequest request) {
        return isIn(options.required(), request) || isIn(options.loginOrKey(), request) && !logins.isLoggedIn(request);
    }

    private static boolean isIn(List<PathPattern> paths, HttpServletRequest request) {
        String path = path(request);
        return paths.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private Decision decide(Credential credential, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            if (credential instanceof Credential.Presented presented) {
                return judge(presented, request, response);
            } else if (credential instanceof Credential.InUrl inUrl) {
                flag(inUrl.secret(), request);
                answers.inUrl(response);
            } else if (credential instanceof Credential.Unreadable unreadable) {
                answers.unreadable(response, unreadable.why());
            }
        } catch (KeysUnavailableException e) {
            LOG.log(Level.WARNING, "A key cannot be checked: {0}", e.getMessage());
            answers.unavailable(response);
        }
        return Decision.ANSWERED;
    }

    private Decision judge(Credential.Presented presented, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Verdict verdict = verifier.verify(presented, use(request));
        if (verdict instanceof Verdict.Accepted accepted) {
            tellOfItsEnd(accepted, response);
            return new Decision(accepted.principal(), false);
        }
        Verdict.Rejected rejected = (Verdict.Rejected) verdict;
        if (presented.foreign() && rejected.isOfNoKey()) {
            return Decision.FOREIGN;
        }
        publishDenied(rejected, request);
        answers.rejected(response, rejected);
        return Decision.ANSWERED;
    }

    /** A URL is no way to use a key, but if this is a real one its owner has to know. */
    private void flag(Secret secret, HttpServletRequest request) {
        verifier.prove(secret).ifPresent(key -> {
            verifier.noteSeenInUrl(key);
            events.publish(new KeyEvent(KeyEvent.Type.SEEN_IN_URL, clock.instant(), key.id(), key.name(), key.owner(),
                    key.owner().name(), request.getRemoteAddr(), "a key was sent in a URL; replace it"));
        });
    }

    private void tellOfItsEnd(Verdict.Accepted accepted, HttpServletResponse response) {
        StoredKey key = accepted.key();
        Instant end = key.expiresAt().orElse(Instant.MAX);
        if (!end.minus(options.expiryWarning()).isAfter(accepted.at())) {
            response.setHeader("API-Key-Expires-At", end.toString());
        }
        key.suspendsAt(safeguards.suspension())
                .filter(sleep -> !sleep.minus(safeguards.suspensionWarning()).isAfter(accepted.at()))
                .ifPresent(sleep -> response.setHeader("API-Key-Suspends-At", sleep.toString()));
        key.supersededBy().ifPresent(successor -> response.setHeader("API-Key-Superseded-By", successor.value()));
    }

    private void publishDenied(Verdict.Rejected rejected, HttpServletRequest request) {
        Optional<StoredKey> key = rejected.key();
        events.publish(new KeyEvent(KeyEvent.Type.DENIED, clock.instant(), key.map(StoredKey::id).orElse(null),
                key.map(StoredKey::name).orElse(null), key.map(StoredKey::owner).orElse(null), null,
                request.getRemoteAddr(), rejected.reason().name()));
    }

    private KeyVerifier.Use use(HttpServletRequest request) {
        String path = path(request);
        return new KeyVerifier.Use(request.getMethod(), path, request.getRemoteAddr(),
                options.alwaysAllowed().matches(path));
    }

    /**
     * The path as the container understood it, decoded: what it mapped the request by. An included one is told by
     * attributes (Jakarta Servlet 6.0 section 9.3.1), unless it was asked for by a name.
     */
    private static String path(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.INCLUDE
                && request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH) instanceof String included) {
            Object below = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
            return below == null ? included : included + below;
        }
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    /** A browser's question whether it may ask (Fetch standard, CORS-preflight): it never carries a credential. */
    private static boolean isPreflight(HttpServletRequest request) {
        return "OPTIONS".equals(request.getMethod())
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    /**
     * What becomes of a request that carries something.
     *
     * @param principal who it is made as; null if it goes on as nobody, or was answered
     * @param foreign whether what it carries is the application's own
     */
    private record Decision(ApiKeyPrincipal principal, boolean foreign) {
        static final Decision ANSWERED = new Decision(null, false);
        static final Decision FOREIGN = new Decision(null, true);
    }
}
