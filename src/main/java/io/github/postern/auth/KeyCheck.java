package io.github.postern.auth;

import io.github.postern.http.RequestAttributes;
import io.github.postern.key.KeyEvent;
import io.github.postern.key.KeyEvents;
import io.github.postern.key.KeyFormat;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.LogText;
import io.github.postern.key.Secret;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Safeguards;
import io.github.postern.store.StoredKey;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the key of a request and judges it, once in the life of the request; what is wrong with a key is answered here.
 * The filter asks it, and so does the module for Jakarta Authentication, whichever sees the request first. Safe for use
 * by many threads.
 */
public final class KeyCheck {

    private static final System.Logger LOG = System.getLogger("io.github.postern.auth");
    /** Where the identity waits for the filter and for the dispatches that follow (async, error, forward, include). */
    private static final String IDENTITY = KeyCheck.class.getName() + ".identity";
    private static final String TOLD = KeyCheck.class.getName() + ".told";

    private final CredentialExtractor extractor;
    private final KeyVerifier verifier;
    private final Answers answers;
    private final Surrender surrender;
    private final SelfPath self;
    private final LoginWatch logins;
    private final boolean loginWins;
    private final Safeguards safeguards;
    private final FilterOptions options;
    private final Exposures exposures;
    private final Transport transport;
    private final KeyEvents events;
    private final Clock clock;

    /**
     * Creates it.
     *
     * @param format how keys look
     * @param policy where a request may carry a key
     * @param verifier judges keys
     * @param surrender ends keys that are given up
     * @param logins knows the logins of the application
     * @param options how refusals look, and what else is said of a key
     * @param exposures takes note of keys that others may have read
     * @param events told of refusals
     * @param clock the time
     */
    public KeyCheck(KeyFormat format, Policy policy, KeyVerifier verifier, Surrender surrender, LoginWatch logins,
            FilterOptions options, Exposures exposures, KeyEvents events, Clock clock) {
        this.extractor = new CredentialExtractor(format, policy.acceptance(), policy.handling().chosenKeys());
        this.verifier = verifier;
        this.answers = new Answers(options.answers());
        this.surrender = surrender;
        this.self = SelfPath.of(options.paths().self());
        this.logins = logins;
        this.loginWins = policy.acceptance().loginWins();
        this.safeguards = policy.safeguards();
        this.options = options;
        this.exposures = exposures;
        this.transport = options.transport();
        this.events = events;
        this.clock = clock;
    }

    /** Notes that the container itself was told who makes a request, as the owner of its key. */
    public static void told(HttpServletRequest request) {
        request.setAttribute(TOLD, Boolean.TRUE);
    }

    /** Returns whether the container itself knows the owner of the key, and so has a principal of its own for that one. */
    static boolean isTold(ServletRequest request) {
        return request.getAttribute(TOLD) != null;
    }

    /** Returns who an earlier look at this request, or at the one that it was dispatched from, found; or null. */
    static ApiKeyPrincipal known(HttpServletRequest request) {
        return request.getAttribute(IDENTITY) instanceof ApiKeyPrincipal principal ? principal : null;
    }

    /**
     * Looks for a key. Where one is found that does not open the request, the answer is written before this returns.
     *
     * @throws IOException if the answer cannot be written
     */
    public Finding look(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ApiKeyPrincipal known = known(request);
        if (known != null) {
            return Finding.of(known);
        }
        if (self.givesUp(request)) {
            return giveUp(extractor.extract(request), request, response);
        }
        if (!options.paths().accepts(request)) {
            return extractor.showsOurs(request) ? Finding.NOBODY : Finding.NOTHING;
        }
        Credential credential = extractor.extract(request);
        if (credential instanceof Credential.Absent) {
            return Finding.NOTHING;
        }
        // A login excuses no key in the URL: logs keep that one, and the application would read it.
        if (loginWins && !(credential instanceof Credential.InUrl) && logins.isLoggedIn(request)) {
            return Finding.NOBODY;
        }
        return decide(credential, request, response);
    }

    private Finding decide(Credential credential, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            if (credential instanceof Credential.Presented presented) {
                return judge(presented, request, response);
            } else if (credential instanceof Credential.InUrl inUrl) {
                verifier.prove(inUrl.secret()).ifPresent(key -> exposures.inUrl(key, request.getRemoteAddr()));
                noteChannel(Optional.of(inUrl.secret()), request);
                answers.inUrl(request, response);
            } else if (credential instanceof Credential.Unreadable unreadable) {
                noteChannel(unreadable.secret(), request);
                answers.unreadable(request, response, unreadable.why());
            }
        } catch (KeysUnavailableException e) {
            LOG.log(Level.WARNING, "A key cannot be checked: {0}", LogText.line(e.getMessage()));
            answers.unavailable(request, response);
        }
        return Finding.ANSWERED;
    }

    /**
     * Whoever holds the secret of a key may end it, whatever else the key may not: so nothing but the secret is looked at, and
     * the application, its own filters and its login are not asked.
     */
    private Finding giveUp(Credential credential, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (credential instanceof Credential.Absent) {
            answers.required(request, response);
            return Finding.ANSWERED;
        }
        if (!(credential instanceof Credential.Presented presented)) {
            return decide(credential, request, response);
        }
        if (presented.user().isPresent()) {
            request.setAttribute(RequestAttributes.SENT_BY_HABIT, Boolean.TRUE);
        }
        MadeSession.endUnserved(request, response);
        try {
            surrender.giveUp(verifier.prove(presented.secret()), request, response);
        } catch (KeysUnavailableException e) {
            LOG.log(Level.WARNING, "A key cannot be given up: {0}", LogText.line(e.getMessage()));
            answers.unavailable(request, response);
        }
        return Finding.ANSWERED;
    }

    /** Takes note that a request is refused though its key works. */
    void noteRefused(ApiKeyPrincipal caller, RejectReason reason, HttpServletRequest request) {
        verifier.noteRefusal(caller.keyId(), request.getRemoteAddr(), reason);
        events.publish(new KeyEvent(KeyEvent.Type.DENIED, clock.instant(), caller.keyId(), caller.keyName(), caller.owner(),
                null, request.getRemoteAddr(), reason.name()));
    }

    private Finding judge(Credential.Presented presented, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Verdict verdict = verifier.verify(presented, use(request));
        if (isRefusedInClear(verdict, request)) {
            if (verdict instanceof Verdict.Accepted accepted) {
                noteRefused(accepted.principal(), RejectReason.UNENCRYPTED, request);
            }
            answers.inClear(request, response, transport.unencrypted() == Transport.Unencrypted.SUSPEND);
            return Finding.ANSWERED;
        }
        if (verdict instanceof Verdict.Accepted accepted) {
            if (Preflight.asks(request)) {
                return Finding.NOBODY;
            }
            tellOfItsEnd(accepted, response);
            if (presented.user().isPresent()) {
                request.setAttribute(RequestAttributes.SENT_BY_HABIT, Boolean.TRUE);
            }
            return remember(accepted.principal(), request);
        }
        Verdict.Rejected rejected = (Verdict.Rejected) verdict;
        if (presented.foreign() && rejected.isOfNoKey()) {
            return Finding.NOTHING;
        }
        publishDenied(rejected, request);
        answers.rejected(request, response, rejected);
        return Finding.ANSWERED;
    }

    private static Finding remember(ApiKeyPrincipal principal, HttpServletRequest request) {
        request.setAttribute(IDENTITY, principal);
        request.setAttribute(RequestAttributes.KEY_ID, principal.keyId().value());
        request.setAttribute(RequestAttributes.KEY_NAME, principal.keyName());
        request.setAttribute(RequestAttributes.SCOPES, principal.scopes());
        request.setAttribute(RequestAttributes.ROLES, principal.roles());
        return Finding.of(principal);
    }

    /** A key in the wrong dress can be read on its way as well as one in the right dress. */
    private void noteChannel(Optional<Secret> secret, HttpServletRequest request) {
        if (secret.isPresent() && transport.isSeenInClear(request)) {
            verifier.prove(secret.get()).ifPresent(key -> exposures.inClear(key, request.getRemoteAddr()));
        }
    }

    /** Returns whether a request is refused because its key, which is proven, came over an unencrypted connection. */
    private boolean isRefusedInClear(Verdict verdict, HttpServletRequest request) {
        if (verdict.proven().isEmpty() || !transport.isSeenInClear(request)) {
            return false;
        }
        exposures.inClear(verdict.proven().get(), request.getRemoteAddr());
        return transport.refuses();
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
        String path = RequestPath.of(request);
        return new KeyVerifier.Use(request, path, options.paths().self().admits(path));
    }
}
