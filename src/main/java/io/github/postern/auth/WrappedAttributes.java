package io.github.postern.auth;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestAttributeEvent;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.PushBuilder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of attributes of a request that lead past its wrapper: what a listener, or a filter in
 * front of ours, kept of the container's. Each is shown as what the wrapper has in its place, or
 * not at all. Values of the application's own classes are its own affair. For use by as many
 * threads as the request.
 */
final class WrappedAttributes {

  private final ApplicationRequest request;
  private final HttpServletResponse response;

  /**
   * The values that were set through the wrapper: code behind the filter made them from the objects
   * that it was given.
   */
  private volatile Map<String, Object> own = Map.of();

  /**
   * Creates it.
   *
   * @param request what is shown: where it is its key's owner's, no session, cookie or response of
   *     before is; else its session is its own
   */
  WrappedAttributes(ApplicationRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
  }

  /** Remembers what the application sets. */
  void set(String name, @Nullable Object value) {
    if (value instanceof HttpSession
        || value instanceof ServletResponse
        || value instanceof AsyncContext) {
      own().put(name, value);
    } else if (!own.isEmpty()) {
      own.remove(name);
    }
  }

  /** Few requests need the map, and each with a key has one of these. */
  private synchronized Map<String, Object> own() {
    if (!(own instanceof ConcurrentHashMap)) {
      own = new ConcurrentHashMap<>();
    }
    return own;
  }

  /** Returns whether a value is not shown at all: nothing of the wrapper's could stand for it. */
  boolean hides(@Nullable Object value) {
    return value instanceof PushBuilder
        || request.isOfOwner()
            && (value instanceof Cookie
                || value instanceof Cookie[]
                || value instanceof HttpSessionEvent);
  }

  /** Returns what is shown of a value; null if nothing is. */
  @Nullable
  Object shown(String name, @Nullable Object value) {
    if (hides(value)) {
      return null;
    }
    if (value instanceof ServletRequest kept) {
      return isOurs(kept) ? kept : request;
    }
    if (value instanceof ServletRequestEvent event) {
      return shown(event);
    }
    if (value instanceof AsyncEvent event) {
      return new AsyncEvent(
          StrippedAsyncContext.over(event.getAsyncContext(), request, response),
          request,
          response,
          event.getThrowable());
    }
    return value == null || own.get(name) == value ? value : replaced(value);
  }

  private @Nullable Object replaced(Object value) {
    if (value instanceof AsyncContext begun) {
      return StrippedAsyncContext.over(begun, request, response);
    }
    if (request.isOfOwner()
        && value instanceof HttpSession
        && !(value instanceof ThrowawaySession)) {
      return request.getSession();
    }
    return request.isOfOwner() && value instanceof ServletResponse kept && !isOurs(kept)
        ? response
        : value;
  }

  private ServletRequestEvent shown(ServletRequestEvent event) {
    if (event instanceof ServletRequestAttributeEvent change) {
      return new ServletRequestAttributeEvent(
          change.getServletContext(),
          request,
          change.getName(),
          shown(change.getName(), change.getValue()));
    }
    return isOurs(event.getServletRequest())
        ? event
        : new ServletRequestEvent(event.getServletContext(), request);
  }

  private boolean isOurs(ServletRequest kept) {
    return request.isOfOwner()
        ? ApplicationRequest.isOfOwnerIn(kept)
        : ApplicationRequest.isIn(kept);
  }

  private static boolean isOurs(ServletResponse kept) {
    return ResponseWrappers.isIn(kept, CookielessResponse.class);
  }
}
