package io.github.postern.cli.graft;

import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.Version;
import io.github.postern.cli.war.WarFile;
import io.github.postern.cli.war.WebXml;
import io.github.postern.cli.war.XmlDocument;
import io.github.postern.cli.war.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Warnings about parts of a WAR that are left as they are. */
final class Warnings {

  private static final Version HIBERNATE_7 = new Version("7");
  private static final String TOMCAT = "META-INF/context.xml";
  private static final String JETTY = "WEB-INF/jetty-web.xml";
  private static final String JBOSS = "WEB-INF/jboss-deployment-structure.xml";

  private static final String SERVLET_SECURITY = "jakarta/servlet/annotation/ServletSecurity";

  private final WarFile war;
  private final List<String> found = new ArrayList<>();

  private Warnings(WarFile war) {
    this.war = war;
  }

  static List<String> of(WarFile war, Optional<WebXml> webXml) {
    Warnings warnings = new Warnings(war);
    webXml.ifPresent(it -> warnings.found.addAll(ConstraintWarnings.of(it)));
    if (webXml.filter(ConstraintWarnings::openToKeys).isEmpty()) {
      warnings.annotations();
    }
    webXml
        .filter(WebXml::isJavaEe)
        .ifPresent(it -> warnings.found.add("web.xml is written for Java EE or has a document type,"
            + " while the classes are for Jakarta EE. Tomcat and"
            + " Jetty take that; where a server does not, write it"
            + " for https://jakarta.ee/xml/ns/jakartaee."));
    warnings.hibernate();
    warnings.tomcat();
    warnings.jetty();
    warnings.springBoot();
    return warnings.found;
  }

  private void annotations() {
    // This library only reads the annotation of others, and some WARs bring the servlet API,
    // which defines it.
    if (war.code()
        .anyMatch(it -> it.uses().contains("ServletSecurity")
            && !war.postern().contains(it)
            && !it.classes().contains(SERVLET_SECURITY))) {
      found.add("Classes use @ServletSecurity, which is a <security-constraint> in other words:"
          + " the container may turn scripts away before any filter runs.");
    }
  }

  /** Measured on these servers; docs/graft.md has the table. */
  private void hibernate() {
    boolean seven = war.having(LibraryPlan.HIBERNATE)
        .flatMap(library -> library.versionOf("hibernate-core"))
        .filter(version -> version.compareTo(HIBERNATE_7) >= 0)
        .isPresent();
    if (!seven) {
      return;
    }
    boolean excluded = document(JBOSS)
        .filter(it -> descendants(it.root())
            .anyMatch(element -> element.name().equals("subsystem")
                && "jpa".equals(element.attributes().get("name"))))
        .isPresent();
    found.add("The application brings Hibernate 7, which needs Persistence 3.2. Servers of"
        + " Jakarta EE 10 put their older API before it: "
        + (excluded
            ? ""
            : "on WildFly exclude the subsystem jpa and the module"
                + " jakarta.persistence.api in"
                + " jboss-deployment-structure.xml; ")
        + "on Open Liberty set the class loader's delegation to parentLast; Payara"
        + " 6 and GlassFish 7 do not run it. It has no dialect for Derby: name"
        + " another database, or --add hibernate-community-dialects.");
  }

  private void tomcat() {
    Optional<XmlElement> root = document(TOMCAT).map(XmlDocument::root);
    root.filter(it -> "false".equals(it.attributes().get("unpackWAR")))
        .ifPresent(it -> found.add(TOMCAT
            + " says unpackWAR=\"false\": Tomcat then takes"
            + " half a minute or more to start the key store."
            + " Leave it out."));
    root.stream()
        .flatMap(Warnings::descendants)
        .map(it -> it.attributes().get("pluggabilitySkip"))
        .filter(
            skip -> skip != null && Stream.of(skip.split(",")).anyMatch(Warnings::matchesPostern))
        .findFirst()
        .ifPresent(skip -> found.add(TOMCAT
            + " has pluggabilitySkip=\""
            + skip
            + "\": Tomcat then does not ask the jar to register"
            + " its filter, and every request gets in without a"
            + " key. Take the pattern out, or graft with"
            + " --filter declared."));
  }

  private static boolean matchesPostern(String pattern) {
    String regex = Stream.of(pattern.strip().split(""))
        .map(c -> c.equals("*") ? ".*" : c.equals("?") ? "." : Pattern.quote(c))
        .reduce("", String::concat);
    return "postern-0.jar".matches(regex);
  }

  private void jetty() {
    String text =
        new String(war.descriptors().getOrDefault(JETTY, new byte[0]), StandardCharsets.UTF_8);
    Stream.of("containerInitializerExclusionPattern", "configurationDiscovered")
        .filter(text::contains)
        .forEach(name -> found.add(JETTY
            + " sets "
            + name
            + ", which may keep Jetty from asking the jar to"
            + " register its filter. Ask the running"
            + " application with doctor --url, or graft with"
            + " --filter declared."));
  }

  private void springBoot() {
    if (war.names().stream()
        .anyMatch(name -> name.startsWith("org/springframework/boot/loader/"))) {
      found.add("The WAR can start itself (Spring Boot). On a server it accepts keys; with java"
          + " -jar it does not, because its own server lets no library register"
          + " anything: register a FilterRegistrationBean for "
          + DescriptorPlan.FILTER
          + " and a ServletRegistrationBean for "
          + DescriptorPlan.SERVLET
          + " there.");
    }
  }

  /** One that cannot be read is for its server to complain about. */
  private Optional<XmlDocument> document(String name) {
    try {
      return Optional.ofNullable(war.descriptors().get(name))
          .map(bytes -> XmlDocument.parse(name, bytes));
    } catch (RefusedException e) {
      found.add(e.getMessage());
      return Optional.empty();
    }
  }

  private static Stream<XmlElement> descendants(XmlElement element) {
    return Stream.concat(
        Stream.of(element), element.children().stream().flatMap(Warnings::descendants));
  }
}
