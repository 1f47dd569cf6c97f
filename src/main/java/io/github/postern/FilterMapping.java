package io.github.postern;

import io.github.postern.policy.PathPattern;
import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Set;

/**
 * A {@code <filter-mapping>}: which dispatches to which paths a filter sees (Servlet 6.0 section
 * 6.2.5).
 *
 * @param filter the name of the filter
 * @param patterns the paths, with those of the servlets that it is mapped to
 * @param dispatchers the kinds of dispatch
 */
record FilterMapping(String filter, List<PathPattern> patterns, Set<DispatcherType> dispatchers) {

  FilterMapping {
    patterns = List.copyOf(patterns);
    dispatchers = Set.copyOf(dispatchers);
  }

  /** Returns whether the filter sees every dispatch of a kind to what a pattern closes. */
  boolean sees(PathPattern closed, DispatcherType type) {
    return dispatchers.contains(type)
        && patterns.stream().anyMatch(pattern -> pattern.contains(closed));
  }
}
