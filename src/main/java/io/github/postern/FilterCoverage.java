package io.github.postern;

import io.github.postern.policy.PathPattern;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The coverage of a filter that the application declares itself: nobody guards the paths outside of its mappings.
 *
 * @param guarded what it has to see
 */
record FilterCoverage(List<PathPattern> guarded) {

    private static final System.Logger LOG = System.getLogger("io.github.postern");

    FilterCoverage {
        guarded = List.copyOf(guarded);
    }

    /**
     * Refuses mappings that leave out what has to be guarded. Those of one path alone count for nothing: a slash behind it
     * is outside.
     *
     * @throws SettingsException if there are such
     */
    void require(ServletContext context) {
        List<PathPattern> mappings = mappings(context);
        List<PathPattern> outside = guarded.stream()
                .filter(pattern -> mappings.stream().noneMatch(mapping -> mapping.contains(pattern))).distinct().toList();
        if (!mappings.isEmpty() && !outside.isEmpty()) {
            throw new SettingsException("The filter " + PosternFilter.class.getName() + " is mapped to " + list(mappings)
                    + " only, and does not see " + list(outside) + ", which it has to guard. Map it to /* in web.xml;"
                    + " postern.url-patterns says where keys are accepted.");
        }
    }

    /** Says what a filter does not see that has all it has to see. */
    void logUncovered(ServletContext context) {
        List<PathPattern> mappings = mappings(context);
        if (mappings.stream().noneMatch(PathPattern::isEverything)) {
            LOG.log(Level.WARNING, "The filter {0} is mapped to {1} only. Outside of that no key is accepted, and nothing is"
                    + " guarded. Map it to /* in web.xml if that is not meant; postern.url-patterns says where keys are"
                    + " accepted.", PosternFilter.class.getName(), mappings.isEmpty() ? "nothing" : list(mappings));
        }
    }

    private static List<PathPattern> mappings(ServletContext context) {
        return context.getFilterRegistrations().values().stream()
                .filter(registration -> PosternFilter.class.getName().equals(registration.getClassName()))
                .flatMap(registration -> mappings(registration, context)).map(PathPattern::ofUrlPattern).toList();
    }

    private static Stream<String> mappings(FilterRegistration registration, ServletContext context) {
        return Stream.concat(all(registration.getUrlPatternMappings()), all(registration.getServletNameMappings())
                .map(context::getServletRegistration).filter(servlet -> servlet != null)
                .flatMap(servlet -> all(servlet.getMappings())));
    }

    /** Open Liberty returns null where the API has an empty collection. */
    private static Stream<String> all(Collection<String> mappings) {
        return mappings == null ? Stream.empty() : mappings.stream();
    }

    private static String list(List<PathPattern> patterns) {
        return patterns.stream().map(PathPattern::toString).collect(Collectors.joining(", "));
    }
}
