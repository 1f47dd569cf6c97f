package io.github.postern.auth;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Ends a {@link CreatedSession} when a request with a key is over or refused. A session that the
 * client came with is not touched.
 */
final class SessionInvalidator implements AsyncListener {

  private final HttpServletRequest request;
  private final CookielessResponse answer;

  private SessionInvalidator(HttpServletRequest request, CookielessResponse answer) {
    this.request = request;
    this.answer = answer;
  }

  /** Ends it now, or when the asynchronous part is over. */
  static void invalidateAfter(HttpServletRequest request, CookielessResponse answer) {
    if (!isDeferred(request, answer)) {
      invalidate(request, answer);
    }
  }

  /**
   * Ends it, and takes its cookie back, where the request is answered without the application. To
   * be called before the answer is written. In a dispatch that follows, the application has acted
   * by then, and the session may be a person's.
   */
  static void invalidateUnserved(HttpServletRequest request, HttpServletResponse response) {
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      CreatedSession.in(request).ifPresent(made -> {
        SetCookies cookies = new SetCookies(request, response);
        made.invalidate();
        cookies.restore();
      });
    }
  }

  private static boolean isDeferred(HttpServletRequest request, CookielessResponse answer) {
    try {
      if (!request.isAsyncStarted()) {
        return false;
      }
      request.getAsyncContext().addListener(new SessionInvalidator(request, answer));
      return true;
    } catch (IllegalStateException e) {
      return false; // it was over in the meantime
    }
  }

  private static void invalidate(HttpServletRequest request, CookielessResponse answer) {
    answer.finish();
    CreatedSession.in(request).ifPresent(made -> {
      made.invalidate();
      answer.finish();
    });
  }

  @Override
  public void onComplete(AsyncEvent event) {
    invalidate(request, answer);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // completes next
  }

  @Override
  public void onError(AsyncEvent event) {
    // completes next
  }

  /**
   * Listeners are forgotten when a dispatch begins another asynchronous part (Servlet 6.0 section
   * 2.3.3.3).
   */
  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
