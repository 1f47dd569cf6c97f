package io.github.postern.auth;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;

/** Ends a {@link MadeSession} when a request with a key is over. A session that the client came with is not touched. */
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
        MadeSession.in(request).ifPresent(made -> {
            made.invalidate();
            answer.finish();
        });
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
