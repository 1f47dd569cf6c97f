package io.github.postern.auth;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** The answer to a request with a key: it sets no cookie, because whoever holds the key needs no second identity. */
final class CookielessResponse extends HttpServletResponseWrapper {

    private static final String SET_COOKIE = "Set-Cookie";

    CookielessResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void addCookie(Cookie cookie) {
        // Dropped: see the class.
    }

    @Override
    public void addHeader(String name, String value) {
        if (!SET_COOKIE.equalsIgnoreCase(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        if (!SET_COOKIE.equalsIgnoreCase(name)) {
            super.setHeader(name, value);
        }
    }
}
