package io.github.postern.policy;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The scopes that keys of this application can be limited to, and what each of them opens.
 * Immutable.
 *
 * <p>A scope opens requests by method and path. A key without scopes may do what its owner may; a
 * key with scopes may do only what at least one of them opens, and a scope that is no longer
 * defined opens nothing.
 */
public final class Scopes {

  private static final Scopes NONE = new Scopes(Map.of());

  private final Map<String, List<Opening>> openings;

  private Scopes(Map<String, List<Opening>> openings) {
    this.openings = openings;
  }

  /** Returns no scopes at all. */
  public static Scopes none() {
    return NONE;
  }

  /**
   * Reads scopes as settings write them: {@code name: METHODS path; name: METHODS path}, for
   * example {@code read: GET,HEAD /api/*; jobs: * /api/jobs/*}. A name may stand several times.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static Scopes parse(String text) {
    Map<String, List<Opening>> openings = new LinkedHashMap<>();
    for (String entry : text.split(";")) {
      if (!entry.isBlank()) {
        String[] parts = entry.strip().split(":\\s*|\\s+");
        if (parts.length != 3 || !parts[0].matches("[A-Za-z0-9._-]{1,64}")) {
          throw new IllegalArgumentException(
              "A scope is 'name: METHODS path', such as 'read: GET,HEAD /api/*',"
                  + " but was '"
                  + entry.strip()
                  + "'");
        }
        openings.merge(parts[0], List.of(Opening.parse(parts[1], parts[2])), Scopes::join);
      }
    }
    return new Scopes(Collections.unmodifiableMap(openings));
  }

  /** Returns the names, in the order of the settings. */
  public Set<String> names() {
    return openings.keySet();
  }

  /**
   * Returns whether a key with these scopes may make a request. They open narrowly: see
   * {@link PathPattern#admits}.
   *
   * @param granted the key's scopes; empty: everything
   * @param method the method of the request
   * @param path its path below the context, decoded by the container
   */
  public boolean allow(Set<String> granted, String method, String path) {
    if (granted.isEmpty()) {
      return true;
    }
    return granted.stream()
        .flatMap(name -> openings.getOrDefault(name, List.of()).stream())
        .anyMatch(opening -> opening.covers(method, path));
  }

  /** Returns the scopes any of which opens a request, in the order of the settings. */
  public Set<String> opening(String method, String path) {
    return openings.entrySet().stream()
        .filter(
            scope -> scope.getValue().stream().anyMatch(opening -> opening.covers(method, path)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<Opening> join(List<Opening> some, List<Opening> more) {
    return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
  }

  private record Opening(Set<String> methods, PathPattern path) {

    static Opening parse(String methods, String path) {
      List<String> names = Arrays.asList(methods.split(","));
      if (!names.stream().allMatch(name -> name.matches("\\*|[A-Z]{1,20}"))) {
        throw new IllegalArgumentException(
            "Methods of a scope are '*' or names such as GET,HEAD, but were '" + methods + "'");
      }
      return new Opening(Set.copyOf(names), PathPattern.parse(path));
    }

    boolean covers(String method, String requestPath) {
      return (methods.contains("*") || methods.contains(method)) && path.admits(requestPath);
    }
  }
}
