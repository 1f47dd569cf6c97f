package io.github.postern.cli.graft;

import io.github.postern.cli.war.WarFile;
import io.github.postern.cli.war.WebXml;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names the library's CDI extension in an application that logs people in by Jakarta Security,
 * where the container is to know of keys: the extension puts keys before the application's own
 * mechanism.
 */
final class MechanismPlan {

  /** Where an application names its extensions. */
  static final String PATH =
      "WEB-INF/classes/META-INF/services/jakarta.enterprise.inject.spi.Extension";

  private static final Set<String> BEANS =
      Set.of("WEB-INF/beans.xml", "WEB-INF/classes/META-INF/beans.xml");

  /** The default of an archive without this file. */
  private static final String ANNOTATED = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" \
            bean-discovery-mode="annotated"/>
            """;

  /** The packages of classes that authenticate users through Jakarta Security. */
  static final String USE = "HttpAuthenticationMechanism";

  private static final String SETTING = "postern.authentication";
  private static final String EXTENSION = "io.github.postern.container.KeyMechanismExtension";

  private MechanismPlan() {}

  /**
   * Returns the files that have to be written. An archive with an extension and without
   * {@code beans.xml} is no archive of beans (CDI 4.0, "Bean archives"), and the application would
   * lose all of its own, so it gets one where it had neither.
   */
  static Map<String, byte[]> of(WarFile war, Optional<WebXml> webXml, GraftRequest request) {
    String authentication = request
        .settings()
        .getOrDefault(
            SETTING, webXml.map(WebXml::parameters).orElse(Map.of()).getOrDefault(SETTING, ""));
    if (!authentication.equals("container")
        || war.code().noneMatch(library -> library.uses().contains(USE))) {
      return Map.of();
    }
    String present =
        new String(war.descriptors().getOrDefault(PATH, new byte[0]), StandardCharsets.UTF_8);
    if (present.lines().map(String::strip).anyMatch(EXTENSION::equals)) {
      return Map.of();
    }
    String separator = present.isEmpty() || present.endsWith("\n") ? "" : "\n";
    Map<String, byte[]> files = new TreeMap<>();
    files.put(PATH, bytes(present + separator + EXTENSION + "\n"));
    if (!war.names().contains(PATH) && Collections.disjoint(war.names(), BEANS)) {
      files.put("WEB-INF/beans.xml", bytes(ANNOTATED));
    }
    return files;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
