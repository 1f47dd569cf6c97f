package io.github.postern.auth;

import io.github.postern.http.Challenge;
import io.github.postern.http.ErrorStyle;
import io.github.postern.http.Problem;
import io.github.postern.store.StoredKey;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * The answers that the filter itself gives. Outwardly one answer for everything that is wrong with a key: an attacker
 * must not learn whether an id exists, and only who holds the whole secret is told that it expired.
 */
final class Answers {

    private static final String RETRY_SECONDS = "5";

    private final String realm;
    private final boolean strict;
    private final ErrorStyle style;

    /**
     * Creates the answers.
     *
     * @param options how they look, and what they tell
     */
    Answers(FilterOptions options) {
        this.realm = options.realm();
        this.strict = options.strictErrors();
        this.style = options.errorStyle();
    }

    /** No credential where one is required: a challenge without an error code (RFC 6750 section 3.1). */
    void required(HttpServletResponse response) throws IOException {
        response.setHeader(Challenge.HEADER, Challenge.realm(realm).toString());
        new Problem(401, "key-required", "An API key is required",
                "Send an API key with this request.").write(response, style);
    }

    /** No servlet has seen the question, and nothing is allowed: a browser asks no further (Fetch standard, CORS check). */
    void preflight(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    void unreadable(HttpServletResponse response, String why) throws IOException {
        response.setHeader(Challenge.HEADER, Challenge.realm(realm).error("invalid_request", why).toString());
        new Problem(400, "invalid-request", "The credential cannot be read", why + ".").write(response, style);
    }

    void inUrl(HttpServletResponse response) throws IOException {
        String why = "An API key was sent in the URL, where logs and histories keep it";
        response.setHeader(Challenge.HEADER, Challenge.realm(realm).error("invalid_request", why).toString());
        new Problem(400, "key-in-url", "API keys do not belong in URLs",
                why + ". Replace this key by a new one and send that in a header.").write(response, style);
    }

    /** Two identities in one request, of which some parts of the application would see the one and some the other. */
    void besideSession(HttpServletResponse response) throws IOException {
        String why = "An API key and a session came in one request";
        response.setHeader(Challenge.HEADER, Challenge.realm(realm).error("invalid_request", why).toString());
        new Problem(400, "key-beside-session", "An API key does not go with a session", why + ", and parts of this application"
                + " would act for the session. Send the key without the cookie of a login; in a page by fetch(…, {credentials:"
                + " \"omit\"}).").write(response, style);
    }

    void rejected(HttpServletResponse response, Verdict.Rejected verdict) throws IOException {
        if (verdict.reason() == RejectReason.SCOPE) {
            insufficientScope(response, verdict.key().orElseThrow(), verdict.needed());
        } else if (verdict.key().isPresent() && !strict && verdict.reason() == RejectReason.EXPIRED) {
            invalid(response, "The API key expired", "Create a new key; this one has expired.");
        } else if (verdict.key().isPresent() && !strict && verdict.reason() == RejectReason.SUSPENDED) {
            invalid(response, "The API key is suspended", "It works again after its owner's next login.");
        } else {
            invalid(response, "The API key is not valid", "The API key is not valid.");
        }
    }

    /** The owner of the key lacks the role that the path asks for: another key of the same owner would not help. */
    void forbidden(HttpServletResponse response) throws IOException {
        new Problem(403, "insufficient-role", "Not allowed",
                "The owner of this API key has none of the roles that are needed here.").write(response, style);
    }

    void unavailable(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", RETRY_SECONDS);
        new Problem(503, "unavailable", "API keys cannot be checked now",
                "The key store is away. Try again in a few seconds.").write(response, style);
    }

    private void invalid(HttpServletResponse response, String description, String detail) throws IOException {
        response.setHeader(Challenge.HEADER, Challenge.realm(realm).error("invalid_token", description).toString());
        new Problem(401, "invalid-token", description, detail).write(response, style);
    }

    /** Names the scopes that would do (RFC 6750 section 3.1); of several, any one is enough. */
    private void insufficientScope(HttpServletResponse response, StoredKey key, Set<String> needed) throws IOException {
        String why = "The API key is limited to other requests than this";
        Challenge challenge = Challenge.realm(realm).error("insufficient_scope", why);
        if (!needed.isEmpty()) {
            challenge.scope(String.join(" ", needed));
        }
        response.setHeader(Challenge.HEADER, challenge.toString());
        new Problem(403, "insufficient-scope", "Not allowed with this API key",
                why + ". Its scopes are: " + String.join(", ", key.scopes()) + ". "
                        + (needed.isEmpty() ? "No scope allows this request." : "One of these is needed: "
                        + String.join(", ", needed) + ".")).write(response, style);
    }
}
