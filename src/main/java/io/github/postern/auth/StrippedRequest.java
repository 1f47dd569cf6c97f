package io.github.postern.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A request without its credentials: what the application does not see, it cannot log, forward or take for its own. */
class StrippedRequest extends HttpServletRequestWrapper {

    private final Set<String> hiddenHeaders;

    /**
     * Wraps a request.
     *
     * @param hiddenHeaders names in lower case
     */
    StrippedRequest(HttpServletRequest request, Set<String> hiddenHeaders) {
        super(request);
        this.hiddenHeaders = hiddenHeaders;
    }

    @Override
    public String getHeader(String name) {
        return hidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return hidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
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
        return name != null && hiddenHeaders.contains(name.toLowerCase(Locale.ROOT));
    }
}
