package io.github.postern;

import io.github.postern.auth.KeyAuthentication;
import io.github.postern.policy.PathPattern;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The coverage of a filter that the application declares itself: no filter guards the paths outside
 * of its mappings, nor what is dispatched in a way that they are not for.
 *
 * @param guarded what it has to see
 * @param closed which of that is closed, so that no kind of dispatch may pass the filter by
 */
record FilterCoverage(List<PathPattern> guarded, List<PathPattern> closed) {

  private static final System.Logger LOG = System.getLogger("io.github.postern");

  /** All kinds of dispatch, as administrators write them. */
  private static final List<DispatcherType> DISPATCHERS = List.of(
      DispatcherType.REQUEST,
      DispatcherType.FORWARD,
      DispatcherType.INCLUDE,
      DispatcherType.ASYNC,
      DispatcherType.ERROR);

  FilterCoverage {
    guarded = List.copyOf(guarded);
    closed = List.copyOf(closed);
  }

  /**
   * Refuses what is known of the mappings while initializers run. Some servers, such as Jetty, tell
   * none then.
   *
   * @throws SettingsException if it is less than what has to be guarded
   */
  void requireKnown(ServletContext context) {
    if (!mappings(context).isEmpty()) {
      require(context);
    }
  }

  /**
   * Refuses mappings that leave out what has to be guarded, or that some kind of dispatch to what
   * is closed passes by.
   *
   * @throws SettingsException if there are such
   */
  void require(ServletContext context) {
    requirePaths(context);
    requireDispatches(context);
  }

  /** Mappings to one path alone count for nothing: a slash behind it is outside. */
  private void requirePaths(ServletContext context) {
    List<PathPattern> mappings = mappings(context);
    List<PathPattern> outside = guarded.stream()
        .filter(pattern -> mappings.stream().noneMatch(mapping -> mapping.contains(pattern)))
        .distinct()
        .toList();
    if (!mappings.isEmpty() && !outside.isEmpty()) {
      throw new SettingsException("The filter "
          + DeclaredNames.FILTER
          + " is mapped to "
          + list(mappings)
          + " only, and does not see "
          + list(outside)
          + ", which it has to guard. Map it to /* in web.xml;"
          + " postern.url-patterns says where keys are accepted.");
    }
  }

  private void requireDispatches(ServletContext context) {
    List<String> filters = declared(context).map(FilterRegistration::getName).toList();
    if (closed.isEmpty() || filters.isEmpty() || isRegistered(context)) {
      return;
    }
    FilterMappings mappings = FilterMappings.of(context);
    for (PathPattern pattern : closed) {
      List<DispatcherType> absent = DISPATCHERS.stream()
          .filter(
              type -> filters.stream().noneMatch(filter -> mappings.sees(filter, pattern, type)))
          .toList();
      if (!absent.isEmpty()) {
        String types = absent.stream().map(Enum::name).collect(Collectors.joining(", "));
        throw new SettingsException("The filter "
            + DeclaredNames.FILTER
            + " has no <dispatcher> "
            + types
            + " for "
            + pattern
            + ", which is closed: what is dispatched there in this way would"
            + " not be seen. Map it to /* in web.xml with the dispatchers"
            + " REQUEST, FORWARD, INCLUDE, ASYNC and ERROR. Of a filter that is"
            + " declared in code, only Jetty tells its dispatchers.");
      }
    }
  }

  /** The filter that is not the application's sees everything. */
  private static boolean isRegistered(ServletContext context) {
    return context.getFilterRegistrations().values().stream()
        .anyMatch(
            registration -> KeyAuthentication.FILTER_CLASS.equals(registration.getClassName()));
  }

  /** Says what a filter does not see that has all it has to see. */
  void logUncovered(ServletContext context) {
    List<PathPattern> mappings = mappings(context);
    if (mappings.stream().noneMatch(PathPattern::isEverything)) {
      LOG.log(
          Level.WARNING,
          "The filter {0} is mapped to {1} only. Outside of that no key is accepted, and"
              + " nothing is guarded. Map it to /* in web.xml if that is not meant;"
              + " postern.url-patterns says where keys are accepted.",
          DeclaredNames.FILTER,
          mappings.isEmpty() ? "nothing" : list(mappings));
    }
  }

  private static List<PathPattern> mappings(ServletContext context) {
    return declared(context)
        .flatMap(registration -> FilterMappings.patterns(
            context,
            all(registration.getUrlPatternMappings()),
            all(registration.getServletNameMappings()))
            .stream())
        .toList();
  }

  private static Stream<? extends FilterRegistration> declared(ServletContext context) {
    return context.getFilterRegistrations().values().stream()
        .filter(registration -> DeclaredNames.FILTER.equals(registration.getClassName()));
  }

  /** Open Liberty returns null where the API has an empty collection. */
  private static Collection<String> all(Collection<String> mappings) {
    return mappings == null ? List.of() : mappings;
  }

  private static String list(List<PathPattern> patterns) {
    return patterns.stream().map(PathPattern::toString).collect(Collectors.joining(", "));
  }
}
