package io.github.postern.auth;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/**
 * Ends the session that the container made during a request with a key, for code that got hold of the container's own
 * request: it belongs to nobody, and there would be one for each call of a script. A session that the client came with is
 * not touched.
 */
final class SessionEnd implements AsyncListener {

    private final HttpServletRequest request;
    private final CookielessResponse answer;

    private SessionEnd(HttpServletRequest request, CookielessResponse answer) {
        this.request = request;
        this.answer = answer;
    }

    /** Ends it now, or when the asynchronous part is over. */
    static void after(HttpServletRequest request, CookielessResponse answer) {
        SessionEnd end = new SessionEnd(request, answer);
        if (!end.waits()) {
            end.now();
        }
    }

    private boolean waits() {
        try {
            if (!request.isAsyncStarted()) {
                return false;
            }
            request.getAsyncContext().addListener(this);
            return true;
        } catch (IllegalStateException e) {
            return false; // it was over in the meantime
        }
    }

    private void now() {
        answer.finish();
        if (!request.isRequestedSessionIdValid()) {
            HttpSession made = request.getSession(false);
            if (made != null && made.isNew()) {
                made.invalidate();
                answer.finish();
            }
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        now();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // completes next
    }

    @Override
    public void onError(AsyncEvent event) {
        // completes next
    }

    /** Listeners are forgotten when a dispatch begins another asynchronous part (Servlet 6.0 section 2.3.3.3). */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
