package io.github.postern.bench;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * A request that costs next to nothing: fields behind the few methods that the filter calls. Any
 * other method throws, so the benchmark cannot quietly measure something else: an error, for an
 * exception may be taken for a login that cannot be read. For one thread.
 */
final class FakeRequest extends HttpServletRequestWrapper {

  private static final String AUTHORIZATION = "Authorization";
  private static final int ATTRIBUTES = 8;

  /** The application of the request: it has no more than classes. */
  private static final ServletContext APPLICATION =
      ServletContext.class.cast(Proxy.newProxyInstance(
          ServletContext.class.getClassLoader(),
          new Class<?>[] {ServletContext.class},
          (proxy, method, values) -> {
            if (method.getName().equals("getClassLoader")) {
              return FakeRequest.class.getClassLoader();
            }
            throw new AssertionError("The benchmark has no " + method);
          }));

  private final String authorization;
  private final String[] names = new String[ATTRIBUTES];
  private final Object[] values = new Object[ATTRIBUTES];
  private final OneValue oneValue = new OneValue();
  private int attributes;

  /**
   * Creates a request.
   *
   * @param authorization the value of the header; null if it has none
   */
  FakeRequest(String authorization) {
    super(unused(HttpServletRequest.class));
    this.authorization = authorization;
  }

  /** Returns an object of which every method throws. */
  static <T> T unused(Class<T> type) {
    return type.cast(Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
          throw new AssertionError("The benchmark has no " + method);
        }));
  }

  @Override
  public ServletContext getServletContext() {
    return APPLICATION;
  }

  @Override
  public boolean isAsyncStarted() {
    return false;
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    return false;
  }

  @Override
  public HttpSession getSession(boolean create) {
    return null;
  }

  /** Makes this a new request: without attributes. */
  FakeRequest again() {
    attributes = 0;
    return this;
  }

  @Override
  public Object getAttribute(String name) {
    for (int i = 0; i < attributes; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return null;
  }

  @Override
  public void setAttribute(String name, Object value) {
    names[attributes] = name;
    values[attributes++] = value;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return authorization != null && AUTHORIZATION.equalsIgnoreCase(name)
        ? oneValue.again()
        : Collections.emptyEnumeration();
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return authorization == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(List.of(AUTHORIZATION));
  }

  @Override
  public String getHeader(String name) {
    return authorization != null && AUTHORIZATION.equalsIgnoreCase(name) ? authorization : null;
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public boolean isSecure() {
    return true;
  }

  @Override
  public long getContentLengthLong() {
    return 0;
  }

  @Override
  public String getProtocol() {
    return "HTTP/1.1";
  }

  /**
   * The application asks the wrapper that a key puts around this; without a key there is nobody.
   */
  @Override
  public String getRemoteUser() {
    return null;
  }

  @Override
  public Principal getUserPrincipal() {
    return null;
  }

  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getRequestURI() {
    return "/app/api/jobs";
  }

  @Override
  public String getServletPath() {
    return "/api/jobs";
  }

  @Override
  public String getPathInfo() {
    return null;
  }

  @Override
  public String getQueryString() {
    return null;
  }

  @Override
  public String getRemoteAddr() {
    return "192.0.2.17";
  }

  private final class OneValue implements Enumeration<String> {

    private boolean more;

    Enumeration<String> again() {
      more = true;
      return this;
    }

    @Override
    public boolean hasMoreElements() {
      return more;
    }

    @Override
    public String nextElement() {
      more = false;
      return authorization;
    }
  }
}
