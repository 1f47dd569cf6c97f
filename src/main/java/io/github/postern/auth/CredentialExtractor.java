package io.github.postern.auth;

import io.github.postern.key.KeyFormat;
import io.github.postern.key.Secret;
import io.github.postern.policy.Acceptance;
import io.github.postern.policy.Carrier;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Enumeration;
import java.util.Optional;

/**
 * Finds the one credential in a request. Headers only: never a query parameter, never a body, which stays unread for
 * the application.
 */
final class CredentialExtractor {

    private static final String BEARER = "Bearer";
    private static final String BASIC = "Basic ";
    private static final Credential TWO = new Credential.Unreadable(
            "The request carries more than one key; send exactly one, in one header");
    private static final Credential EMPTY = new Credential.Unreadable(
            "The header that should carry a key is empty");
    private static final Credential ILL_FORMED = new Credential.Unreadable(
            "The header must be 'Authorization: Bearer', one space, and the key, with nothing after it");

    private final KeyFormat format;
    private final Acceptance acceptance;
    private final boolean chosenKeys;

    /**
     * Creates an extractor.
     *
     * @param chosenKeys whether there are keys that do not look like ours
     */
    CredentialExtractor(KeyFormat format, Acceptance acceptance, boolean chosenKeys) {
        this.format = format;
        this.acceptance = acceptance;
        this.chosenKeys = chosenKeys;
    }

    /** Returns what the request carries; more than one credential is unreadable (RFC 6750 section 2). */
    Credential extract(HttpServletRequest request) {
        Optional<Secret> inUrl = findInUrl(request);
        if (inUrl.isPresent()) {
            return new Credential.InUrl(inUrl.get());
        }
        Credential found = Credential.Absent.INSTANCE;
        for (Carrier carrier : acceptance.carriers()) {
            Credential here = read(request, carrier);
            if (!mayBeForeign(here) && !mayBeForeign(found)) {
                return TWO;
            }
            found = mayBeForeign(found) && here != Credential.Absent.INSTANCE ? here : found;
        }
        return found;
    }

    /** Returns whether a header holds a key of ours, which the application should not see even where no key counts. */
    boolean showsOurs(HttpServletRequest request) {
        for (Carrier carrier : acceptance.carriers()) {
            Enumeration<String> values = request.getHeaders(carrier.header());
            while (values != null && values.hasMoreElements()) {
                String value = values.nextElement();
                if (format.findIn(value).isPresent() || pair(value).flatMap(format::findIn).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What may be the application's own does not count as a second credential. */
    private static boolean mayBeForeign(Credential credential) {
        return credential == Credential.Absent.INSTANCE
                || credential instanceof Credential.Presented presented && presented.foreign();
    }

    private Credential read(HttpServletRequest request, Carrier carrier) {
        Enumeration<String> values = request.getHeaders(carrier.header());
        if (values == null || !values.hasMoreElements()) {
            return Credential.Absent.INSTANCE;
        }
        Credential first = read(values.nextElement(), carrier);
        while (values.hasMoreElements()) {
            Credential next = read(values.nextElement(), carrier);
            if (first != Credential.Absent.INSTANCE || next != Credential.Absent.INSTANCE) {
                return TWO;
            }
        }
        return first;
    }

    private Credential read(String value, Carrier carrier) {
        return switch (carrier.kind()) {
            case BEARER -> readBearer(value);
            case RAW -> readRaw(value);
            case BASIC -> readBasic(value);
            case HEADER -> readHeader(value);
        };
    }

    /** Schemes have no case (RFC 9110 section 11.1). A token that does not claim to be ours is somebody else's. */
    private Credential readBearer(String value) {
        if (!hasScheme(value, BEARER)) {
            return Credential.Absent.INSTANCE;
        }
        int start = BEARER.length();
        while (start < value.length() && value.charAt(start) == ' ') {
            start++;
        }
        String token = value.substring(start);
        if (token.isBlank()) {
            return EMPTY;
        }
        if (start == BEARER.length() || !format.claims(token)) {
            return token.stripLeading().startsWith(format.start()) ? ILL_FORMED : unclaimed(token, Optional.empty());
        }
        return hasSeparator(token) ? ILL_FORMED : ours(token, Optional.empty());
    }

    /** Without a scheme. What has one is for another carrier, or for the application. */
    private Credential readRaw(String value) {
        String token = value.strip();
        if (token.isEmpty() || hasSeparator(token)) {
            return token.startsWith(format.start()) ? TWO : Credential.Absent.INSTANCE;
        }
        return format.claims(token) ? ours(token, Optional.empty()) : unclaimed(token, Optional.empty());
    }

    /** RFC 7617: the first colon divides, so a password may have more of them. */
    private Credential readBasic(String value) {
        String pair = pair(value).orElse("");
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return Credential.Absent.INSTANCE;
        }
        String password = pair.substring(colon + 1);
        Optional<String> user = Optional.of(pair.substring(0, colon));
        return format.claims(password) ? ours(password, user) : Credential.Absent.INSTANCE;
    }

    /** Returns user and password of HTTP Basic, if a value is that. */
    private static Optional<String> pair(String value) {
        if (!hasScheme(value, BASIC)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getDecoder().decode(value.substring(BASIC.length()).strip()),
                    StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Credential ours(String token, Optional<String> user) {
        return new Credential.Presented(new Secret(token), user, false);
    }

    /** A value in a shared header that does not look like a key: a chosen key, or somebody else's token. */
    private Credential unclaimed(String token, Optional<String> user) {
        boolean foreign = !acceptance.refusesForeign();
        return foreign && !chosenKeys ? Credential.Absent.INSTANCE
                : new Credential.Presented(new Secret(token), user, foreign);
    }

    private static boolean hasScheme(String value, String scheme) {
        return value.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static Credential readHeader(String value) {
        if (value.isBlank()) {
            return EMPTY;
        }
        return hasSeparator(value) ? TWO : ours(value, Optional.empty());
    }

    private static boolean hasSeparator(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c == ',' || c == ' ' || c == '\t') {
                return true;
            }
        }
        return false;
    }

    private Optional<Secret> findInUrl(HttpServletRequest request) {
        String query = request.getQueryString();
        Optional<Secret> inQuery = query == null ? Optional.empty() : format.findIn(decoded(query));
        return inQuery.isPresent() ? inQuery : format.findIn(request.getRequestURI());
    }

    /** An encoded underscore must not hide a key. What cannot be decoded is looked at as it is. */
    private static String decoded(String query) {
        if (query.indexOf('%') < 0) {
            return query;
        }
        try {
            return URLDecoder.decode(query, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return query;
        }
    }
}
