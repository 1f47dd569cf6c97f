package io.github.postern.policy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The security constraints of an application, combined as the container combines them (Servlet 6.0 section 13.8).
 * Immutable.
 */
public final class Constraints {

    /** None: every path is as open as the application leaves it. */
    public static final Constraints NONE = new Constraints(List.of(), false);

    private final List<Constraint> all;
    private final boolean denyUncovered;

    /**
     * Creates them.
     *
     * @param all the constraints
     * @param denyUncovered whether methods are closed that no constraint of a path is about
     */
    public Constraints(List<Constraint> all, boolean denyUncovered) {
        this.all = List.copyOf(all);
        this.denyUncovered = denyUncovered;
    }

    /** Returns whether there is none. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Returns who may make a request.
     *
     * @param path the path below the context, as the container understood it
     */
    public Access on(String method, String path) {
        Optional<String> best = all.stream().flatMap(constraint -> constraint.patterns().stream())
                .filter(pattern -> Constraint.fit(pattern, path) > 0)
                .max(Comparator.comparingInt(pattern -> Constraint.fit(pattern, path)));
        if (best.isEmpty()) {
            return Access.OPEN;
        }
        List<Constraint> here = all.stream().filter(constraint -> constraint.patterns().contains(best.get())).toList();
        List<Constraint> covering = here.stream().filter(constraint -> constraint.covers(method)).toList();
        if (covering.isEmpty()) {
            return denyUncovered ? Access.CLOSED : Access.OPEN;
        }
        return combine(covering);
    }

    /** One that lets nobody in wins over all; then one that lets everybody in; else the roles add up. */
    private static Access combine(List<Constraint> covering) {
        Set<String> roles = new HashSet<>();
        boolean open = false;
        for (Constraint constraint : covering) {
            if (constraint.roles().isEmpty()) {
                open = true;
            } else if (constraint.roles().get().isEmpty()) {
                return Access.CLOSED;
            } else {
                roles.addAll(constraint.roles().get());
            }
        }
        return open ? Access.OPEN : new Access(false, roles);
    }
}
