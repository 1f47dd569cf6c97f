package io.github.postern.auth;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous part that was begun in front of our filter, with the container's own request: it
 * shows the request and the response that the application was handed. A dispatch goes through the
 * filter again. For use by as many threads as the container's own.
 */
final class StrippedAsyncContext implements AsyncContext {

  private final AsyncContext container;
  private final ApplicationRequest request;
  private final HttpServletResponse response;

  private StrippedAsyncContext(
      AsyncContext container, ApplicationRequest request, HttpServletResponse response) {
    this.container = container;
    this.request = request;
    this.response = response;
  }

  /** Returns what was begun, or this in its place. */
  static AsyncContext of(
      AsyncContext begun, ApplicationRequest request, HttpServletResponse response) {
    return ApplicationRequest.isIn(begun.getRequest())
        ? begun
        : new StrippedAsyncContext(begun, request, response);
  }

  /**
   * Returns this in the place of what may be over already, so that it cannot be asked what it
   * shows.
   */
  static @Nullable AsyncContext over(
      @Nullable AsyncContext begun, ApplicationRequest request, HttpServletResponse response) {
    return begun instanceof StrippedAsyncContext || begun == null
        ? begun
        : new StrippedAsyncContext(begun, request, response);
  }

  @Override
  public ServletRequest getRequest() {
    return request;
  }

  @Override
  public ServletResponse getResponse() {
    return response;
  }

  @Override
  public boolean hasOriginalRequestAndResponse() {
    return false;
  }

  @Override
  public void dispatch() {
    container.dispatch();
  }

  @Override
  public void dispatch(String path) {
    container.dispatch(path);
  }

  @Override
  public void dispatch(ServletContext context, String path) {
    container.dispatch(context, path);
  }

  @Override
  public void complete() {
    container.complete();
  }

  @Override
  public void start(Runnable run) {
    container.start(run);
  }

  @Override
  public void addListener(AsyncListener listener) {
    container.addListener(new WrappedListener(listener));
  }

  @Override
  public void addListener(AsyncListener listener, ServletRequest supplied, ServletResponse answer) {
    container.addListener(new WrappedListener(listener), supplied, answer);
  }

  @Override
  public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
    return container.createListener(type);
  }

  @Override
  public void setTimeout(long timeout) {
    container.setTimeout(timeout);
  }

  @Override
  public long getTimeout() {
    return container.getTimeout();
  }

  /** A listener of the application, which hears of the request that it was handed. */
  private final class WrappedListener implements AsyncListener {

    private final AsyncListener listener;

    WrappedListener(AsyncListener listener) {
      this.listener = listener;
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
      listener.onComplete(shown(event));
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
      listener.onTimeout(shown(event));
    }

    @Override
    public void onError(AsyncEvent event) throws IOException {
      listener.onError(shown(event));
    }

    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
      listener.onStartAsync(shown(event, of(event.getAsyncContext(), request, response)));
    }

    private AsyncEvent shown(AsyncEvent event) {
      return shown(event, StrippedAsyncContext.this);
    }

    /**
     * Containers supply what was supplied to them; some, where that was nothing, the request of
     * their own.
     */
    private AsyncEvent shown(AsyncEvent event, AsyncContext context) {
      ServletRequest supplied = event.getSuppliedRequest();
      boolean own = supplied != null && !ApplicationRequest.isIn(supplied);
      return new AsyncEvent(
          context,
          own ? request : supplied,
          own ? response : event.getSuppliedResponse(),
          event.getThrowable());
    }
  }
}
