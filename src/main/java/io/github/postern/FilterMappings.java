package io.github.postern;

import io.github.postern.login.ApplicationDescriptors;
import io.github.postern.policy.PathPattern;
import io.github.postern.xml.Xml;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The mappings of filters with their kinds of dispatch, which a registration does not tell: as
 * {@code web.xml} has them, or else fragments of libraries, or else Jetty itself, where an
 * application is set up in code.
 */
final class FilterMappings {

  private final ServletContext context;

  /**
   * The mappings of each descriptor; what stands in {@code web.xml} counts before fragments
   * (Servlet 6.0 section 8.2.3).
   */
  private final List<FilterMapping> webXml = new ArrayList<>();

  private final List<List<FilterMapping>> fragments = new ArrayList<>();

  private FilterMappings(ServletContext context) {
    this.context = context;
  }

  /**
   * Reads the mappings of an application.
   *
   * @throws SettingsException if a descriptor cannot be read
   */
  static FilterMappings of(ServletContext context) {
    FilterMappings mappings = new FilterMappings(context);
    try {
      Optional<URL> descriptor = ApplicationDescriptors.webXml(context);
      if (descriptor.isPresent()) {
        mappings.webXml.addAll(mappings.read(descriptor.get()));
      }
      for (URL fragment : ApplicationDescriptors.fragments(context)) {
        mappings.fragments.add(mappings.read(fragment));
      }
    } catch (IOException e) {
      throw new SettingsException(
          "The descriptors of the application cannot be read, so Postern cannot tell which"
              + " dispatches "
              + DeclaredNames.FILTER
              + " sees: "
              + e.getMessage(),
          e);
    }
    return mappings;
  }

  /**
   * Returns whether a filter sees every dispatch of a kind to what a pattern closes. Which of
   * several fragments counts is the server's decision, so each of them has to say so.
   *
   * @param filter its name
   */
  boolean sees(String filter, PathPattern closed, DispatcherType type) {
    return descriptions(filter).stream()
        .allMatch(own -> own.stream().anyMatch(mapping -> mapping.sees(closed, type)));
  }

  /**
   * Returns what each place that says something of a filter says; what nobody says anything of is
   * mapped to nothing.
   */
  private List<List<FilterMapping>> descriptions(String filter) {
    List<FilterMapping> own = of(filter, webXml);
    if (!own.isEmpty()) {
      return List.of(own);
    }
    List<List<FilterMapping>> others = fragments.stream()
        .map(all -> of(filter, all))
        .filter(it -> !it.isEmpty())
        .toList();
    return others.isEmpty() ? List.of(ofJetty(filter)) : others;
  }

  private static List<FilterMapping> of(String filter, List<FilterMapping> all) {
    return all.stream().filter(mapping -> mapping.filter().equals(filter)).toList();
  }

  private List<FilterMapping> ofJetty(String filter) {
    if (!JettyFilters.are(context)) {
      return List.of();
    }
    try {
      return JettyFilters.of(context).stream()
          .filter(mapping -> mapping.filter().equals(filter))
          .map(it -> new FilterMapping(
              filter, patterns(context, it.paths(), it.servlets()), it.dispatchers()))
          .toList();
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new SettingsException(
          "Cannot determine which dispatches "
              + DeclaredNames.FILTER
              + " sees, on "
              + context.getServerInfo()
              + ". Declare it in web.xml",
          e);
    }
  }

  private List<FilterMapping> read(URL descriptor) throws IOException {
    try (InputStream in = Xml.open(descriptor)) {
      return Xml.elements(Xml.parseDescriptor(in).getDocumentElement(), "filter-mapping").stream()
          .map(this::mapping)
          .toList();
    } catch (SAXException e) {
      throw new IOException(descriptor + " is no XML: " + e.getMessage(), e);
    }
  }

  private FilterMapping mapping(Element element) {
    Set<DispatcherType> types = EnumSet.noneOf(DispatcherType.class);
    List<String> named = texts(element, "dispatcher");
    Stream.of(DispatcherType.values())
        .filter(type -> named.contains(type.name()))
        .forEach(types::add);
    if (named.isEmpty()) {
      types.add(DispatcherType.REQUEST);
    }
    return new FilterMapping(
        String.join("", texts(element, "filter-name")),
        patterns(context, texts(element, "url-pattern"), texts(element, "servlet-name")),
        types);
  }

  /** Returns the patterns of a mapping, with those of the servlets that it names. */
  static List<PathPattern> patterns(
      ServletContext context, Collection<String> paths, Collection<String> servlets) {
    Stream<ServletRegistration> registered = servlets.stream().map(context::getServletRegistration);
    return Stream.concat(paths.stream(), registered.flatMap(FilterMappings::paths))
        .map(PathPattern::ofUrlPattern)
        .toList();
  }

  private static Stream<String> paths(ServletRegistration servlet) {
    return Optional.ofNullable(servlet).map(ServletRegistration::getMappings).stream()
        .flatMap(Collection::stream);
  }

  private static List<String> texts(Element parent, String name) {
    return Xml.elements(parent, name).stream()
        .map(element -> element.getTextContent().strip())
        .toList();
  }
}
