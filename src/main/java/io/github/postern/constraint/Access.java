package io.github.postern.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The roles that may make a request. Immutable.
 *
 * @param needs of each of these one role is needed; {@value #ANY_CALLER} in one stands for
 *     everybody who is authenticated, and one without any role is met by nobody. None at all:
 *     everybody may, known or not
 */
record Access(List<Set<String>> needs) {

  /** The role name that stands for everybody who is authenticated (Servlet 6.0 section 13.8). */
  public static final String ANY_CALLER = "**";

  /** Everybody may. */
  public static final Access OPEN = new Access(List.of());

  /** Nobody may. */
  public static final Access CLOSED = new Access(List.of(Set.of()));

  /** Creates it; the needs are copied. */
  public Access {
    needs = needs.stream().map(Set::copyOf).distinct().toList();
  }

  /** Returns that of whoever has one of these roles. */
  static Access of(Set<String> roles) {
    return new Access(List.of(roles));
  }

  /** Returns the stricter of two: whoever may by both. */
  Access and(Access other) {
    if (other.needs.isEmpty()) {
      return this;
    }
    List<Set<String>> all = new ArrayList<>(needs);
    all.addAll(other.needs);
    return new Access(all);
  }

  /** Returns every role that is needed in some way. */
  public Set<String> roles() {
    return needs.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }

  /** Returns whether everybody may, known or not. */
  public boolean open() {
    return needs.isEmpty();
  }

  /** Returns whether nobody may, whoever it is. */
  public boolean isClosed() {
    return needs.contains(Set.<String>of());
  }

  /**
   * Returns whether somebody who is authenticated may.
   *
   * @param inRole tells whether that one is in a role
   */
  public boolean admits(Predicate<String> inRole) {
    return needs.stream()
        .allMatch(roles -> roles.contains(ANY_CALLER) || roles.stream().anyMatch(inRole));
  }
}
