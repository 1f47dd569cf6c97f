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
import org.jspecify.annotations.Nullable;

/**
 * A request without its credentials: what the application does not see, it cannot log, forward or
 * take for its own. None of its methods leads to the container's own request; what else could is
 * listed in docs/isolation.md.
 */
class StrippedRequest extends HttpServletRequestWrapper implements ApplicationRequest {

  private final HiddenNames hidden;
  private final HttpServletResponse response;
  private final WrappedAttributes kept;

  /**
   * Wraps a request.
   *
   * @param response what it is answered by, in its async part too
   */
  StrippedRequest(HttpServletRequest request, HttpServletResponse response, HiddenNames hidden) {
    super(request);
    this.hidden = hidden;
    this.response = response;
    this.kept = new WrappedAttributes(this, response);
  }

  @Override
  public boolean isOfOwner() {
    return false;
  }

  @Override
  public @Nullable String getHeader(String name) {
    Enumeration<String> values = getHeaders(name);
    return values.hasMoreElements() ? values.nextElement() : null;
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
    names.removeIf(name -> !getHeaders(name).hasMoreElements());
    return Collections.enumeration(names);
  }

  @Override
  public int getIntHeader(String name) {
    return getHeader(name) == null ? -1 : super.getIntHeader(name);
  }

  @Override
  public long getDateHeader(String name) {
    return getHeader(name) == null ? -1 : super.getDateHeader(name);
  }

  /**
   * A value that code in front of our filter kept from the container's request is replaced by that
   * of this request.
   */
  @Override
  public @Nullable Object getAttribute(String name) {
    return kept.shown(name, super.getAttribute(name));
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    List<String> names = Collections.list(super.getAttributeNames());
    names.removeIf(name -> kept.hides(super.getAttribute(name)));
    return Collections.enumeration(names);
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    kept.set(name, value);
    super.setAttribute(name, value);
  }

  /**
   * A header that comes after the body (RFC 9110 section 6.5) is none that counts, but somebody may
   * read it as one.
   */
  @Override
  public Map<String, String> getTrailerFields() {
    Map<String, String> fields = new HashMap<>(super.getTrailerFields());
    fields
        .entrySet()
        .removeIf(
            field -> hidden.hidesHeader(field.getKey()) || hidden.hidesValue(field.getValue()));
    return fields;
  }

  /** The container would begin with its own request, which has everything that this one has not. */
  @Override
  public AsyncContext startAsync() {
    return super.startAsync(this, response);
  }

  /** A filter in front of ours may have begun it, with the container's request. */
  @Override
  public AsyncContext getAsyncContext() {
    return StrippedAsyncContext.of(super.getAsyncContext(), this, response);
  }

  /** A push is a request that the container makes up of the headers and the session of this one. */
  @Override
  public @Nullable PushBuilder newPushBuilder() {
    return null;
  }
}
