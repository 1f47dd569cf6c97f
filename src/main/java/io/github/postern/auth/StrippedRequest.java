package io.github.postern.auth;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.PushBuilder;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request without its credentials: what the application does not see, it cannot log, forward or take for its own. None
 * of its methods leads to the container's own request; what else could is listed in docs/isolation.md.
 */
class StrippedRequest extends HttpServletRequestWrapper {

    private final HiddenNames hidden;
    private final HttpServletResponse response;

    /**
     * Wraps a request.
     *
     * @param response what it is answered by, in its async part too
     */
    StrippedRequest(HttpServletRequest request, HttpServletResponse response, HiddenNames hidden) {
        super(request);
        this.hidden = hidden;
        this.response = response;
    }

    @Override
    public String getHeader(String name) {
        String value = hidden.hidesHeader(name) ? null : super.getHeader(name);
        return hidden.hidesValue(value) ? null : value;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (hidden.hidesHeader(name)) {
            return Collections.emptyEnumeration();
        }
        List<String> values = Collections.list(super.getHeaders(name));
        values.removeIf(hidden::hidesValue);
        return Collections.enumeration(values);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(hidden::hidesHeader);
        return Collections.enumeration(names);
    }

    @Override
    public int getIntHeader(String name) {
        return hidden.hidesHeader(name) ? -1 : super.getIntHeader(name);
    }

    @Override
    public long getDateHeader(String name) {
        return hidden.hidesHeader(name) ? -1 : super.getDateHeader(name);
    }

    /** A header that comes after the body (RFC 9110 section 6.5) is none that counts, but somebody may read it as one. */
    @Override
    public Map<String, String> getTrailerFields() {
        Map<String, String> fields = new HashMap<>(super.getTrailerFields());
        fields.keySet().removeIf(hidden::hidesHeader);
        return fields;
    }

    /** The container would begin with its own request, which has everything that this one has not. */
    @Override
    public AsyncContext startAsync() {
        return super.startAsync(this, response);
    }

    /** A push is a request that the container makes up of the headers and the session of this one. */
    @Override
    public PushBuilder newPushBuilder() {
        return null;
    }
}
