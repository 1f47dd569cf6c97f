package io.github.postern.auth;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Where a key asks about itself, and where whoever holds it gives it up. More slashes than needed make no difference: a call
 * that ends a key is never meant for anything else.
 *
 * @param management the servlet path of the management API
 */
record SelfPath(String management) {

    private static final String SELF = "/self";
    private static final String REPORT = "/self/report";

    /** Returns whether a request is about the key that it carries. */
    boolean is(HttpServletRequest request) {
        String path = below(request);
        return path.equals(SELF) || path.equals(REPORT);
    }

    /** Returns whether a request gives up the key that it carries. */
    boolean givesUp(HttpServletRequest request) {
        String path = below(request);
        return path.equals(SELF) && request.getMethod().equals("DELETE")
                || path.equals(REPORT) && request.getMethod().equals("POST");
    }

    private String below(HttpServletRequest request) {
        String path = RequestPath.of(request);
        return request.getDispatcherType() == DispatcherType.REQUEST && path.startsWith(management)
                ? path.substring(management.length()).replaceAll("/+", "/").replaceFirst("/$", "") : "";
    }
}
