package io.github.postern.auth;

import io.github.postern.key.KeyFormat;
import io.github.postern.key.Secret;
import io.github.postern.policy.Carrier;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/**
 * Finds the one credential in a request. Headers only: never a query parameter, never a body, which stays unread for
 * the application.
 */
final class CredentialExtractor {

    private static final String BEARER = "Bearer";
    private static final Credential TWO = new Credential.Unreadable(
            "The request carries more than one key; send exactly one, in one header");
    private static final Credential EMPTY = new Credential.Unreadable(
            "The header that should carry a key is empty");
    private static final Credential ILL_FORMED = new Credential.Unreadable(
            "The header must be 'Authorization: Bearer', one space, and the key, with nothing after it");

    private final KeyFormat format;
    private final List<Carrier> carriers;

    CredentialExtractor(KeyFormat format, List<Carrier> carriers) {
        this.format = format;
        this.carriers = carriers;
    }

    /** Returns what the request carries; more than one credential is unreadable (RFC 6750 section 2). */
    Credential extract(HttpServletRequest request) {
        Optional<Secret> inUrl = findInUrl(request);
        if (inUrl.isPresent()) {
            return new Credential.InUrl(inUrl.get());
        }
        Credential found = Credential.Absent.INSTANCE;
        for (Carrier carrier : carriers) {
            Credential here = read(request, carrier);
            if (here != Credential.Absent.INSTANCE) {
                if (found != Credential.Absent.INSTANCE) {
                    return TWO;
                }
                found = here;
            }
        }
        return found;
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
            case HEADER -> readHeader(value);
        };
    }

    /** Schemes have no case (RFC 9110 section 11.1). A token that does not claim to be ours is somebody else's. */
    private Credential readBearer(String value) {
        if (!value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
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
            return token.stripLeading().startsWith(format.start()) ? ILL_FORMED : Credential.Absent.INSTANCE;
        }
        return hasSeparator(token) ? ILL_FORMED : new Credential.Presented(new Secret(token));
    }

    private static Credential readHeader(String value) {
        if (value.isBlank()) {
            return EMPTY;
        }
        return hasSeparator(value) ? TWO : new Credential.Presented(new Secret(value));
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
