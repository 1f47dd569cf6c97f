package io.github.postern.policy;

import java.util.Set;
import java.util.function.Predicate;

/**
 * Who may make a request. Immutable.
 *
 * @param open whether everybody may, known or not
 * @param roles one of these is needed; {@value #ANY_CALLER} stands for everybody who is authenticated; none at all: nobody
 *     may
 */
public record Access(boolean open, Set<String> roles) {

    /** The role name that stands for everybody who is authenticated (Servlet 6.0 section 13.8). */
    public static final String ANY_CALLER = "**";

    /** Everybody may. */
    public static final Access OPEN = new Access(true, Set.of());

    /** Nobody may. */
    public static final Access CLOSED = new Access(false, Set.of());

    /** Creates it; the roles are copied. */
    public Access {
        roles = Set.copyOf(roles);
    }

    /** Returns whether nobody may, whoever it is. */
    public boolean isClosed() {
        return !open && roles.isEmpty();
    }

    /**
     * Returns whether somebody who is authenticated may.
     *
     * @param inRole tells whether that one is in a role
     */
    public boolean admits(Predicate<String> inRole) {
        return open || roles.contains(ANY_CALLER) || roles.stream().anyMatch(inRole);
    }
}
