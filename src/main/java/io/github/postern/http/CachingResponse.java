package io.github.postern.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Optional;

/**
 * An answer that tells caches what they must know, whatever the application says: its own {@code Cache-Control} takes the place
 * of ours, for it knows best what it answers; {@code Vary} is added to, for only we know where keys are.
 */
final class CachingResponse extends HttpServletResponseWrapper {

    private static final String CACHE_CONTROL = "Cache-Control";

    private final Optional<String> cacheControl;
    private final Varies varies;
    private boolean cacheControlIsOurs;

    CachingResponse(HttpServletResponse response, Optional<String> cacheControl, Varies varies) {
        super(response);
        this.cacheControl = cacheControl;
        this.varies = varies;
        tell();
    }

    private void tell() {
        if (cacheControl.isPresent() && !containsHeader(CACHE_CONTROL)) {
            super.setHeader(CACHE_CONTROL, cacheControl.get());
            cacheControlIsOurs = true;
        }
        varies.addTo((HttpServletResponse) getResponse());
    }

    @Override
    public void setHeader(String name, String value) {
        super.setHeader(name, value);
        said(name);
    }

    @Override
    public void addHeader(String name, String value) {
        if (cacheControlIsOurs && CACHE_CONTROL.equalsIgnoreCase(name)) {
            super.setHeader(name, value);
            said(name);
        } else {
            super.addHeader(name, value);
        }
    }

    private void said(String name) {
        if (CACHE_CONTROL.equalsIgnoreCase(name)) {
            cacheControlIsOurs = false;
            tell();
        } else if (Varies.HEADER.equalsIgnoreCase(name)) {
            tell();
        }
    }

    @Override
    public void reset() {
        super.reset();
        cacheControlIsOurs = false;
        tell();
    }
}
