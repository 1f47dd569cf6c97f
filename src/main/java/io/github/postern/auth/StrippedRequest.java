package io.github.postern.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** A request without its credentials: what the application does not see, it cannot log, forward or take for its own. */
class StrippedRequest extends HttpServletRequestWrapper {

    private final HiddenHeaders hiddenHeaders;

    /** Wraps a request. */
    StrippedRequest(HttpServletRequest request, HiddenHeaders hiddenHeaders) {
        super(request);
        this.hiddenHeaders = hiddenHeaders;
    }

    @Override
    public String getHeader(String name) {
        String value = hidden(name) ? null : super.getHeader(name);
        return hiddenHeaders.hidesValue(value) ? null : value;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (hidden(name)) {
            return Collections.emptyEnumeration();
        }
        List<String> values = Collections.list(super.getHeaders(name));
        values.removeIf(hiddenHeaders::hidesValue);
        return Collections.enumeration(values);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(this::hidden);
        return Collections.enumeration(names);
    }

    @Override
    public int getIntHeader(String name) {
        return hidden(name) ? -1 : super.getIntHeader(name);
    }

    @Override
    public long getDateHeader(String name) {
        return hidden(name) ? -1 : super.getDateHeader(name);
    }

    private boolean hidden(String name) {
        return hiddenHeaders.hides(name);
    }
}
