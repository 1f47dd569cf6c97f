package io.github.postern.cli.war;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A jar in {@code WEB-INF/lib}, or the folder {@code WEB-INF/classes}.
 *
 * @param path where it is in the WAR
 * @param artifacts what Maven says is in it: versions by artifact; several in a jar that holds
 *     others
 * @param version what its manifest or its name says
 * @param classes the names of its classes, with slashes
 * @param services the services that it has providers for
 * @param uses what its classes use: the servlet API of {@code javax} or {@code jakarta},
 *     {@code ServletSecurity}, {@code HttpAuthenticationMechanism}, {@code WebSocket} for
 *     end-points, {@code user} for asking a request who makes it
 */
public record Library(
    String path,
    Map<String, Version> artifacts,
    Optional<Version> version,
    Set<String> classes,
    Set<String> services,
    Set<String> uses) {

  /** Copies what it is given. */
  public Library {
    artifacts = Map.copyOf(artifacts);
    classes = Set.copyOf(classes);
    services = Set.copyOf(services);
    uses = Set.copyOf(uses);
  }

  /** Returns the name of the file. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns the name of the file without version and ending: {@code caffeine}. */
  public String name() {
    return fileName().replaceFirst("(-[0-9][0-9A-Za-z._+-]*)?\\.jar$", "");
  }

  /**
   * Returns the version of an artifact in it; of the whole jar, if it is that artifact or does not
   * say.
   */
  public Optional<Version> versionOf(String artifact) {
    Version known = artifacts.get(artifact);
    return known != null ? Optional.of(known) : artifacts.size() > 1 ? Optional.empty() : version;
  }

  /** Returns whether both have a class of the same name: then one hides a part of the other. */
  public boolean overlaps(Library other) {
    Set<String> fewer = classes.size() < other.classes.size() ? classes : other.classes;
    Set<String> more = fewer == classes ? other.classes : classes;
    return fewer.stream().anyMatch(more::contains);
  }

  /** Returns its packages, with slashes. */
  public Set<String> packages() {
    return classes.stream()
        .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('/'))))
        .collect(Collectors.toCollection(HashSet::new));
  }
}
