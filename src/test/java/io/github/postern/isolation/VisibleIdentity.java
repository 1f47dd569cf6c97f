package io.github.postern.isolation;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;

/** What a request shows of identities, in one line. */
final class VisibleIdentity {

    /** What a request with alice's key shows, whatever came beside it: nothing of anybody else. */
    static final String ALICE_ALONE = "user=alice cookies=0 credentials=[] session=null requested=null";

    private VisibleIdentity() {
    }

    static String of(ServletRequest given) {
        if (!(given instanceof HttpServletRequest request)) {
            return String.valueOf(given);
        }
        HttpSession session = request.getSession(false);
        return "user=" + request.getRemoteUser()
                + " cookies=" + (request.getCookies() == null ? 0 : request.getCookies().length)
                + " credentials=" + Collections.list(request.getHeaderNames()).stream().map(String::toLowerCase)
                        .filter(name -> name.matches("authorization|cookie|x-api-key")).sorted().toList()
                + " session=" + (session == null ? null : session.getAttribute("user"))
                + " requested=" + request.getRequestedSessionId();
    }
}
