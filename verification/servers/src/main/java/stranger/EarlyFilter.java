package stranger;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.PushBuilder;
import java.io.IOException;
import java.lang.reflect.Proxy;

/**
 * Put in front of all other filters by the tests. At {@code /early/} it begins the asynchronous
 * part with the request of the container, and keeps that in attributes; at {@code /asked/} it
 * stands for a container that logs in, logs out and pushes, and tells in the header {@code Asked}
 * what it was asked for.
 */
public final class EarlyFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getServletPath().equals("/asked")) {
      chain.doFilter(new Asked(request, response), response);
      return;
    }
    AsyncContext async = request.startAsync();
    request.setAttribute("kept.async", async);
    request.setAttribute("kept.asyncEvent", new AsyncEvent(async, request, response));
    request.setAttribute("kept.response", response);
    chain.doFilter(request, response);
    if (response.getStatus() != HttpServletResponse.SC_OK) {
      async.complete(); // refused behind it
    }
  }

  private static final class Asked extends HttpServletRequestWrapper {

    private final HttpServletResponse told;

    Asked(HttpServletRequest request, HttpServletResponse told) {
      super(request);
      this.told = told;
    }

    @Override
    public boolean authenticate(HttpServletResponse response) {
      told.addHeader("Asked", "authenticate");
      return false;
    }

    @Override
    public void login(String name, String password) {
      told.addHeader("Asked", "login");
    }

    @Override
    public void logout() {
      told.addHeader("Asked", "logout");
    }

    @Override
    public PushBuilder newPushBuilder() {
      told.addHeader("Asked", "push");
      return (PushBuilder) Proxy.newProxyInstance(
          PushBuilder.class.getClassLoader(),
          new Class<?>[] {PushBuilder.class},
          (proxy, method, given) -> "a builder");
    }
  }
}
