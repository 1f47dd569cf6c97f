package io.github.postern.constraint;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One web resource collection of a {@code <security-constraint>}, with who may use it (Servlet 6.0
 * section 13.8). Immutable.
 *
 * @param patterns the url-patterns
 * @param methods the HTTP methods that it is about
 * @param methodOmission whether it is about every method but those; with no methods: about all
 * @param roles who may: empty if it has no auth-constraint, so that everybody may; an empty set if
 *     its auth-constraint names no role, so that nobody may
 */
record SecurityConstraint(
    List<String> patterns,
    Set<String> methods,
    boolean methodOmission,
    Optional<Set<String>> roles) {

  /** Creates it; the collections are copied. */
  public SecurityConstraint {
    patterns = List.copyOf(patterns);
    methods = Set.copyOf(methods);
    roles = roles.map(Set::copyOf);
    for (String pattern : patterns) {
      if (!pattern.isEmpty() && !pattern.startsWith("/") && !pattern.startsWith("*.")) {
        throw new IllegalArgumentException(
            "A url-pattern is empty or starts with '/' or '*.', but was '" + pattern + "'");
      }
    }
  }

  /** Returns whether it is about a method; their names have a case (RFC 9110 section 9.1). */
  boolean covers(String method) {
    return methods.contains(method) != methodOmission;
  }
}
