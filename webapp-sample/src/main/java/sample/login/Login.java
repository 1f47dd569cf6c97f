package sample.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who is logged in, as the session remembers it: attributes {@code user} and {@code roles}. */
public record Login(String user, Set<String> roles) {

    private static final String USER = "user";
    private static final String ROLES = "roles";

    public Login {
        roles = Set.copyOf(roles);
    }

    /** The login of this request's session. */
    public static Optional<Login> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(USER) instanceof String user)) {
            return Optional.empty();
        }
        return Optional.of(new Login(user, rolesIn(session)));
    }

    private static Set<String> rolesIn(HttpSession session) {
        return session.getAttribute(ROLES) instanceof Set<?> roles
                ? roles.stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
    }

    /** Begins a new session: nothing of an old one is left, and an id that somebody planted is worth nothing. */
    static void begin(HttpServletRequest request, User user) {
        end(request);
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setAttribute(USER, user.name());
        session.setAttribute(ROLES, new HashSet<>(user.roles()));
    }

    static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
