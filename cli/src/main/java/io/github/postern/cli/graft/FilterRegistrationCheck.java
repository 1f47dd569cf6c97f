package io.github.postern.cli.graft;

import io.github.postern.cli.war.WebXml;
import io.github.postern.cli.war.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks whether {@code web.xml} lets the filter stand before everything else, on its own or as it
 * is declared there.
 */
final class FilterRegistrationCheck {

  private static final String EVERYTHING = "/*";

  private final WebXml webXml;
  private final List<String> constraints;
  private final Map<String, List<String>> settings;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private FilterRegistrationCheck(
      WebXml webXml, List<String> constraints, Map<String, List<String>> settings) {
    this.webXml = webXml;
    this.constraints = constraints;
    this.settings = settings;
  }

  /**
   * Looks.
   *
   * @param constraints the patterns of constraints that the filter keeps
   * @param settings what {@code io.github.postern.SettingsCheck} answered
   */
  static List<Diagnostic> of(
      WebXml webXml, List<String> constraints, Map<String, List<String>> settings) {
    FilterRegistrationCheck registration =
        new FilterRegistrationCheck(webXml, constraints, settings);
    List<XmlElement> filters = webXml.filters(DescriptorPlan.FILTER);
    if (filters.isEmpty()) {
      registration.automatic();
    } else {
      filters.forEach(registration::declared);
      registration.reach(filters);
      registration.dispatches(filters);
      registration.servlet();
    }
    return registration.diagnostics;
  }

  private void automatic() {
    if (webXml.leavesOut(DescriptorPlan.FRAGMENT)) {
      alarm("web.xml has an <absolute-ordering> that neither names 'postern' nor has"
          + " <others/>: the jar is disabled, and every request gets in without a"
          + " key. Put <name>postern</name> first in it, or graft the WAR.");
    } else if (webXml.isBeforeFragments()) {
      alarm("web.xml is of a version before 3.0, for which some servers, such as Jetty, let"
          + " no library register anything. Declare the filter in it, as graft"
          + " does.");
    } else {
      diagnostics.add(
          Diagnostic.ok("The jar registers its filter itself, before those of the application."
              + (webXml.isMetadataComplete()
                  ? " It does so in spite of metadata-complete (Servlet" + " 6.0, 8.2.4)."
                  : "")));
    }
  }

  /**
   * Together they see what each of them is mapped to; Servlet 6.0 section 12.2 says how mappings
   * are written.
   */
  private void reach(List<XmlElement> filters) {
    List<String> names =
        filters.stream().map(filter -> filter.text("filter-name")).toList();
    List<String> mapped = webXml
        .root()
        .all("filter-mapping")
        .filter(it -> names.contains(it.text("filter-name")))
        .flatMap(this::mapped)
        .toList();
    List<String> outside = Stream.concat(
            settings.getOrDefault("guarded", List.of()).stream(), constraints.stream())
        .filter(pattern -> mapped.stream().noneMatch(mapping -> contains(mapping, pattern)))
        .distinct()
        .toList();
    if (mapped.isEmpty() || mapped.contains(EVERYTHING)) {
      return;
    }
    String only = "The filter '"
        + String.join("', '", names)
        + "' is mapped to "
        + String.join(", ", mapped)
        + " only, and ";
    if (outside.isEmpty()) {
      diagnostics.add(Diagnostic.warning(only
          + "is not mapped to /*: outside of that no key is accepted, and"
          + " nothing is guarded. postern.url-patterns says where keys"
          + " are accepted."));
    } else {
      alarm(only
          + "does not see "
          + String.join(", ", outside)
          + ", which it has to guard: the application does not start."
          + " Map it to /*; postern.url-patterns says where keys are accepted.");
    }
  }

  private Stream<String> mapped(XmlElement mapping) {
    return Stream.concat(
        mapping.texts("url-pattern").stream(), ofServlets(mapping.texts("servlet-name")));
  }

  private Stream<String> ofServlets(List<String> names) {
    return webXml
        .root()
        .all("servlet-mapping")
        .filter(it -> names.contains("*") || names.contains(it.text("servlet-name")))
        .flatMap(it -> it.texts("url-pattern").stream());
  }

  /** As {@code PathPattern.contains} of the library. */
  private static boolean contains(String mapping, String pattern) {
    return mapping.equals(EVERYTHING)
        || mapping.endsWith(EVERYTHING)
            && pattern.startsWith("/")
            && !pattern.equals("/")
            && (pattern + "/").startsWith(mapping.substring(0, mapping.length() - 1));
  }

  private void declared(XmlElement filter) {
    String name = filter.text("filter-name");
    if (!filter.text("async-supported").equals("true")) {
      alarm("The filter '"
          + name
          + "' is declared without <async-supported>true</async-supported>: what"
          + " the application answers asynchronously fails.");
    }
    List<XmlElement> mappings = webXml.root().all("filter-mapping").toList();
    Optional<XmlElement> own =
        mappings.stream().filter(it -> it.text("filter-name").equals(name)).findFirst();
    if (own.isEmpty()) {
      alarm("The filter '"
          + name
          + "' is declared and mapped to nothing: every request gets in without a"
          + " key. Map it to /*.");
      return;
    }
    if (mappings.indexOf(own.get()) > 0) {
      diagnostics.add(Diagnostic.warning("The filter '"
          + name
          + "' comes after '"
          + mappings.get(0).text("filter-name")
          + "', which sees requests before keys are checked. Put its"
          + " <filter-mapping> first if that is not meant."));
    }
  }

  /**
   * As {@code FilterCoverage} of the library: no dispatch to what is closed may pass the filters
   * by.
   */
  private void dispatches(List<XmlElement> filters) {
    List<String> names =
        filters.stream().map(filter -> filter.text("filter-name")).toList();
    List<XmlElement> mappings = webXml
        .root()
        .all("filter-mapping")
        .filter(it -> names.contains(it.text("filter-name")))
        .toList();
    if (mappings.isEmpty()) {
      return;
    }
    Map<List<String>, List<String>> unseen = new LinkedHashMap<>();
    Stream.concat(settings.getOrDefault("closed", List.of()).stream(), constraints.stream())
        .distinct()
        .forEach(pattern -> unseen
            .computeIfAbsent(
                absent(mappings.stream()
                    .filter(it -> mapped(it).anyMatch(to -> contains(to, pattern)))),
                it -> new ArrayList<>())
            .add(pattern));
    unseen.remove(List.of());
    String who = "The filter '" + String.join("', '", names) + "' has no <dispatcher> ";
    unseen.forEach((types, patterns) -> alarm(who
        + String.join(", ", types)
        + " for "
        + String.join(", ", patterns)
        + ", which is closed: the application does not start. Map"
        + " it to /* with the dispatchers "
        + String.join(", ", DescriptorPlan.DISPATCHERS)
        + "."));
    List<String> absent = absent(mappings.stream());
    if (unseen.isEmpty() && !absent.isEmpty()) {
      diagnostics.add(Diagnostic.warning(who
          + String.join(", ", absent)
          + ": what is reached in this way does not see who"
          + " asks. Add "
          + (absent.size() == 1 ? "it." : "them.")));
    }
  }

  /**
   * Returns the kinds of dispatch that no mapping is for; one that names none is for requests
   * (Servlet 6.0 section 6.2.5).
   */
  private static List<String> absent(Stream<XmlElement> mappings) {
    List<String> present = mappings
        .map(it -> it.texts("dispatcher"))
        .flatMap(types -> types.isEmpty() ? Stream.of("REQUEST") : types.stream())
        .toList();
    return DescriptorPlan.DISPATCHERS.stream()
        .filter(it -> !present.contains(it))
        .toList();
  }

  /** Without a servlet of its own in {@code web.xml} the jar registers it, if it may. */
  private void servlet() {
    if (webXml.servlets(DescriptorPlan.SERVLET).isEmpty()
        && (webXml.leavesOut(DescriptorPlan.FRAGMENT) || webXml.isBeforeFragments())) {
      alarm("The filter is declared, but "
          + DescriptorPlan.SERVLET
          + " is not, and the jar may not register it: nobody"
          + " can make keys. Declare it and map it to "
          + String.join("", settings.get("path"))
          + "/*.");
    }
  }

  private void alarm(String text) {
    diagnostics.add(Diagnostic.alarm(text));
  }
}
