package io.github.postern.cli.graft;

import io.github.postern.cli.war.Library;
import io.github.postern.cli.war.LibraryReader;
import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.WarFile;
import io.github.postern.cli.war.WebXml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides what is done to a WAR. Changes nothing. Not safe for use by many threads. */
public final class Planner {

  private final WarFile war;
  private final Bundle bundle;
  private final GraftRequest request;
  private final Map<String, byte[]> added = new TreeMap<>();
  private final List<String> steps = new ArrayList<>();

  private Planner(WarFile war, Bundle bundle, GraftRequest request) {
    this.war = war;
    this.bundle = bundle;
    this.request = request;
  }

  /**
   * Makes the plan.
   *
   * @throws RefusedException if it cannot be done
   */
  public static GraftPlan plan(WarFile war, Bundle bundle, GraftRequest request) {
    return new Planner(war, bundle, request).plan();
  }

  private GraftPlan plan() {
    if (war.isJavax()) {
      throw new RefusedException(war.file()
          + " uses javax.servlet: it is made for servers before Jakarta EE 9, and"
          + " Postern needs Jakarta EE 10. Migrate it first, for example by the"
          + " Apache Tomcat migration tool for Jakarta EE, and graft the"
          + " result.");
    }
    Optional<WebXml> webXml = war.webXml().map(WebXml::parse);
    SettingsPlan settings = SettingsPlan.of(webXml, war, bundle, request);
    LibraryPlan libraries = LibraryPlan.of(war, bundle, request, settings.isOtherDatabase());
    added.putAll(libraries.added());
    steps.addAll(libraries.steps());
    request.add().forEach(jar -> addJar(jar, libraries));
    DescriptorPlan descriptor = DescriptorPlan.of(webXml, settings, request);
    descriptor.content().ifPresent(content -> {
      added.put(WarFile.WEB_XML, content);
      steps.add((webXml.isPresent() ? "~ " : "+ ") + WarFile.WEB_XML);
    });
    descriptor.files().forEach((name, content) -> {
      if (war.names().contains(name)) {
        throw new RefusedException(war.file()
            + " has "
            + name
            + " already: constraints were moved before. Move"
            + " the new ones there manually, or graft the"
            + " original WAR.");
      }
      added.put(name, content);
      steps.add("+ " + name);
    });
    MechanismPlan.of(war, webXml, request).forEach((name, content) -> {
      added.put(name, content);
      steps.add((war.names().contains(name) ? "~ " : "+ ") + name);
    });
    Optional<WebXml> result = descriptor.content().map(WebXml::parse).or(() -> webXml);
    result.ifPresent(it -> WebSocketEndpoints.requireKept(war, it, request));
    if (!descriptor.files().isEmpty()) {
      result.ifPresent(it -> SettingsPlan.requireSound(it, war, added, bundle));
    }
    List<String> warnings = new ArrayList<>(settings.warnings());
    if (!war.asksRequestForUser()) {
      warnings.addAll(settings.hints());
    }
    warnings.addAll(descriptor.warnings());
    warnings.addAll(Warnings.of(war, result));
    return new GraftPlan(added, libraries.removed(), steps, descriptor.diff(), warnings);
  }

  private void addJar(Path file, LibraryPlan libraries) {
    try {
      byte[] content = Files.readAllBytes(file);
      String path = WarFile.LIB + file.getFileName();
      Library library = LibraryReader.read(path, new ByteArrayInputStream(content));
      if (!path.endsWith(".jar") || library.classes().isEmpty()) {
        throw new RefusedException(file + ", which --add names, is no jar with classes.");
      } else if (war.names().contains(path) || added.containsKey(path)) {
        throw new RefusedException(
            file + ", which --add names, would take the place of " + path + ". Rename it.");
      }
      war.code()
          .filter(it -> !libraries.removed().contains(it.path()) && it.overlaps(library))
          .findFirst()
          .ifPresent(it -> {
            throw new RefusedException(file
                + ", which --add names, has the same classes as "
                + it.path()
                + " in the WAR. Leave it out.");
          });
      bundle.jars().stream()
          .filter(it -> added.containsKey(it.library().path()) && it.library().overlaps(library))
          .findFirst()
          .ifPresent(it -> {
            throw new RefusedException(file
                + ", which --add names, has the same classes as "
                + it.library().path()
                + ", which is added anyway. Leave one of them"
                + " out.");
          });
      added.put(path, content);
      steps.add("+ " + path);
    } catch (IOException e) {
      throw new RefusedException(file + ", which --add names, cannot be read: " + e + ".");
    }
  }
}
