package io.github.postern.constraint;

import io.github.postern.policy.PathPattern;
import io.github.postern.policy.PathSpelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The security constraints of an application, combined as the container combines them (Servlet 6.0
 * section 13.8). Immutable.
 */
final class SecurityConstraints {

  /** None: every path is as open as the application leaves it. */
  public static final SecurityConstraints NONE = new SecurityConstraints(List.of(), false);

  /** By pattern: the constraints that name it. */
  private final Map<PathPattern, List<SecurityConstraint>> here;

  private final boolean denyUncovered;

  /**
   * Creates them.
   *
   * @param all the constraints
   * @param denyUncovered whether methods are closed that no constraint of a path is about
   */
  public SecurityConstraints(List<SecurityConstraint> all, boolean denyUncovered) {
    Map<String, List<SecurityConstraint>> byText = new LinkedHashMap<>();
    all.forEach(constraint -> Set.copyOf(constraint.patterns())
        .forEach(text -> byText.computeIfAbsent(text, it -> new ArrayList<>()).add(constraint)));
    Map<PathPattern, List<SecurityConstraint>> patterns = new LinkedHashMap<>();
    byText.forEach((text, constraints) ->
        patterns.put(PathPattern.ofUrlPattern(text), List.copyOf(constraints)));
    this.here = Collections.unmodifiableMap(patterns);
    this.denyUncovered = denyUncovered;
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return here.isEmpty();
  }

  /** Returns what they are about, each pattern once. */
  public List<PathPattern> patterns() {
    return List.copyOf(here.keySet());
  }

  /**
   * Returns who may make a request. The best pattern decides, as in the container; but a path that
   * can be read in another way closes as generously as {@link PathPattern#covers}, and of all ways
   * to read it the strictest counts, so that no weak pattern opens by it what a strict one closes.
   *
   * @param path the path below the context, as the container understood it
   */
  public Access on(String method, String path) {
    if (PathSpelling.isAmbiguous(path)) {
      return strictest(method, here.keySet());
    }
    return strictest(method, best(pattern -> pattern.matches(path)))
        .and(strictest(method, best(pattern -> pattern.matchesLeniently(path))));
  }

  /**
   * Returns those that rank highest among the patterns that fit: the best one, and what is written
   * in another way only.
   */
  private List<PathPattern> best(Predicate<PathPattern> fits) {
    List<PathPattern> best = new ArrayList<>();
    for (PathPattern pattern : here.keySet()) {
      if (fits.test(pattern)) {
        int more =
            best.isEmpty() ? 0 : Integer.compare(pattern.rank(), best.get(0).rank());
        if (more > 0) {
          best.clear();
        }
        if (more >= 0) {
          best.add(pattern);
        }
      }
    }
    return best;
  }

  private Access strictest(String method, Collection<PathPattern> patterns) {
    Access access = Access.OPEN;
    for (PathPattern pattern : patterns) {
      access = access.and(access(method, here.getOrDefault(pattern, List.of())));
    }
    return access;
  }

  private Access access(String method, List<SecurityConstraint> constraints) {
    List<SecurityConstraint> covering =
        constraints.stream().filter(constraint -> constraint.covers(method)).toList();
    if (covering.isEmpty()) {
      return denyUncovered ? Access.CLOSED : Access.OPEN;
    }
    return combine(covering);
  }

  /**
   * One that lets nobody in wins over all; then one that lets everybody in; else the roles add up.
   */
  private static Access combine(List<SecurityConstraint> covering) {
    Set<String> roles = new HashSet<>();
    boolean open = false;
    for (SecurityConstraint constraint : covering) {
      if (constraint.roles().isEmpty()) {
        open = true;
      } else if (constraint.roles().get().isEmpty()) {
        return Access.CLOSED;
      } else {
        roles.addAll(constraint.roles().get());
      }
    }
    return open ? Access.OPEN : Access.of(roles);
  }
}
