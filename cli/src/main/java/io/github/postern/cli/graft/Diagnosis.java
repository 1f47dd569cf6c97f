package io.github.postern.cli.graft;

import io.github.postern.cli.war.Library;
import io.github.postern.cli.war.Version;
import io.github.postern.cli.war.WarFile;
import io.github.postern.cli.war.WebXml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Looks at a finished WAR and says whether keys will work in it. Libraries of the server and
 * settings of its environment are not known here. Not safe for use by many threads.
 */
public final class Diagnosis {

  private final WarFile war;
  private final Bundle bundle;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Diagnosis(WarFile war, Bundle bundle) {
    this.war = war;
    this.bundle = bundle;
  }

  /**
   * Looks.
   *
   * @param bundle knows what should be there, and judges settings
   */
  public static List<Diagnostic> of(WarFile war, Bundle bundle) {
    Diagnosis diagnosis = new Diagnosis(war, bundle);
    diagnosis.look();
    return List.copyOf(diagnosis.diagnostics);
  }

  private void look() {
    Optional<WebXml> webXml = war.webXml().map(WebXml::parse);
    if (war.isJavax()) {
      diagnostics.add(
          Diagnostic.alarm("The application uses javax.servlet: it is made for servers before"
              + " Jakarta EE 9, and Postern needs Jakarta EE 10. Migrate it."));
    }
    if (war.postern().isEmpty()) {
      // All that follows is about what works with it.
      diagnostics.add(
          Diagnostic.alarm("There is no Postern in WEB-INF/lib: without its jar every request gets"
              + " in as before. Add it by graft."));
      return;
    }
    postern();
    Map<String, List<String>> answer = settings(webXml);
    components(answer.get("database").contains("embedded"));
    webXml.ifPresent(it ->
        diagnostics.addAll(FilterRegistrationCheck.of(it, MovedConstraints.patterns(war), answer)));
    webXml
        .flatMap(it -> WebSocketEndpoints.problem(war, it))
        .map(Diagnostic::alarm)
        .ifPresent(diagnostics::add);
    Warnings.of(war, webXml).forEach(text -> diagnostics.add(Diagnostic.warning(text)));
  }

  private void postern() {
    List<Library> present = war.postern();
    if (present.size() > 1) {
      diagnostics.add(Diagnostic.alarm("There are "
          + present.size()
          + " jars of Postern, and which one counts is chance: "
          + paths(present)
          + ". Keep one."));
    } else {
      diagnostics.add(Diagnostic.ok(present.get(0).path()));
    }
  }

  private Map<String, List<String>> settings(Optional<WebXml> webXml) {
    Map<String, String> settings = new TreeMap<>(webXml.map(WebXml::parameters).orElse(Map.of()));
    settings.keySet().removeIf(name -> !name.startsWith("postern."));
    Map<String, List<String>> answer = bundle.check(settings, new WarResources(war, Map.of()));
    answer
        .get("problems")
        .forEach(
            text -> diagnostics.add(Diagnostic.alarm("The application does not start: " + text)));
    answer
        .get("missing")
        .forEach(text -> diagnostics.add(Diagnostic.warning(text
            + " If the environment of the server does"
            + " not set it either, the application does"
            + " not start.")));
    answer
        .get("secrets")
        .forEach(name -> diagnostics.add(Diagnostic.warning(name
            + " is in web.xml, where everybody who gets"
            + " the WAR can read it. Replace it, and"
            + " set the new one as an environment"
            + " variable of the server.")));
    if (!war.asksRequestForUser()) {
      answer
          .getOrDefault("hints", List.of())
          .forEach(text -> diagnostics.add(Diagnostic.warning(text)));
    }
    return answer;
  }

  private void components(boolean embeddedDatabase) {
    Map<Component, List<Library>> components = new LinkedHashMap<>();
    bundle.jars().stream()
        .filter(jar -> !Bundle.isPostern(jar))
        .map(Bundle.Jar::library)
        .forEach(jar -> components
            .computeIfAbsent(Component.of(jar), it -> new ArrayList<>())
            .add(jar));
    components.forEach((component, jars) -> {
      for (Library jar : jars) {
        List<Library> present = war.code().filter(jar::overlaps).toList();
        if (present.isEmpty()) {
          absent(component, jar, embeddedDatabase);
        } else {
          present(component, jar, present);
        }
      }
    });
  }

  private void present(Component component, Library jar, List<Library> present) {
    if (present.size() > 1) {
      diagnostics.add(
          Diagnostic.alarm("There are two libraries with the same classes, and which one counts is"
              + " chance: "
              + paths(present)
              + ". Keep one."));
    }
    for (Library library : present) {
      Optional<Version> version = library.versionOf(jar.name());
      if (version.isPresent() && component.numbers(jar) && !component.accepts(version.get())) {
        diagnostics.add(Diagnostic.alarm(library.path()
            + " is "
            + component.name()
            + " "
            + version.get()
            + ". Postern works"
            + " with "
            + component.oldest()
            + " up to, but not with, "
            + component.before()
            + "."));
      }
    }
  }

  private void absent(Component component, Library jar, boolean embeddedDatabase) {
    String text = jar.name() + " is missing in WEB-INF/lib";
    switch (component.name()) {
      case Component.DERBY -> {
        if (embeddedDatabase) {
          diagnostics.add(Diagnostic.warning(text
              + ": without it no key can be kept unless the"
              + " environment names another database, by"
              + " POSTERN_DATASOURCE or POSTERN_JDBC_URL."));
        }
      }
      case Component.ECLIPSELINK -> {
        boolean asm = !component.numbers(jar)
            && war.having("org/objectweb/asm/ClassReader").isPresent();
        if (!asm && war.having(LibraryPlan.HIBERNATE).isEmpty()) {
          diagnostics.add(Diagnostic.warning(text
              + ", and Hibernate is not there either: that works only"
              + " on a server that has a persistence provider, such"
              + " as Payara, WildFly or Open Liberty."));
        }
      }
      case Component.PARSSON -> {
        if (war.providing(LibraryPlan.JSON_PROVIDER).isEmpty()) {
          diagnostics.add(Diagnostic.warning(text
              + ", and no other provider of jakarta.json: that works"
              + " only on a server that has one."));
        }
      }
      case "persistence-api", "json-api" ->
        diagnostics.add(Diagnostic.warning(text
            + ": that works only on a server that has it, such as"
            + " Payara, WildFly or Open Liberty; Tomcat and Jetty"
            + " have not."));
      default ->
        diagnostics.add(Diagnostic.alarm(text + ": Postern cannot start. Add it by graft."));
    }
  }

  private static String paths(List<Library> libraries) {
    return libraries.stream().map(Library::path).collect(Collectors.joining(", "));
  }
}
