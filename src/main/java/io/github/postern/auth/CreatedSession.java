package io.github.postern.auth;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/**
 * The session that the container made during a request that is made by key, or refused: for a listener, a bean, or other code
 * that has the container's own request. It belongs to nobody, and there would be one for each call of a script.
 */
final class CreatedSession {

    private CreatedSession() {
    }

    /** Returns it; empty if there is none, or if it is the one that the client came with. */
    static Optional<HttpSession> in(HttpServletRequest request) {
        if (request.isRequestedSessionIdValid()) {
            return Optional.empty();
        }
        return Optional.ofNullable(request.getSession(false)).filter(HttpSession::isNew);
    }

    /**
     * Ends it, and takes its cookie back, where the request is answered without the application. To be called before the
     * answer is written. In a dispatch that follows, the application has acted by then, and the session may be a person's.
     */
    static void invalidateUnserved(HttpServletRequest request, HttpServletResponse response) {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            in(request).ifPresent(made -> {
                SetCookies cookies = new SetCookies(request, response);
                made.invalidate();
                cookies.restore();
            });
        }
    }
}
