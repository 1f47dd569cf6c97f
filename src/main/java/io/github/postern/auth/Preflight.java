package io.github.postern.auth;

import jakarta.servlet.http.HttpServletRequest;

/** A browser's question whether it may ask (Fetch standard, CORS-preflight): it never carries a credential. */
final class Preflight {

    private Preflight() {
    }

    static boolean is(HttpServletRequest request) {
        return "OPTIONS".equals(request.getMethod())
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }
}
