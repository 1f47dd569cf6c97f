package io.github.postern.auth;

import io.github.postern.http.RequestPath;
import io.github.postern.policy.PathPattern;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The rules of the filter for each path. A rule that closes a path covers every spelling of it; a
 * rule that opens it admits one. Immutable.
 *
 * @param accepted where keys are accepted; beside {@code self}
 * @param required what only a key opens
 * @param loginOrKey what only a key or a login opens
 * @param absent what is answered as if nothing were there, but for {@link SelfPath}
 * @param self where a key asks about itself: every working key opens it, whatever its scopes
 * @param preflightsPass whether the application answers preflights to closed paths, and not the
 *     filter
 */
record PathRules(
    List<PathPattern> accepted,
    List<PathPattern> required,
    List<PathPattern> loginOrKey,
    List<PathPattern> absent,
    PathPattern self,
    boolean preflightsPass) {

  /** Creates the rules; the lists are copied. */
  PathRules {
    accepted =
        accepted.stream().anyMatch(PathPattern::isEverything) ? List.of() : List.copyOf(accepted);
    required = List.copyOf(required);
    loginOrKey = List.copyOf(loginOrKey);
    absent = List.copyOf(absent);
    Objects.requireNonNull(self, "self");
  }

  /**
   * Returns whether a key counts in a request. Where it does not everywhere, the path that the
   * client asked for decides.
   */
  boolean accepts(HttpServletRequest request) {
    if (accepted.isEmpty()) {
      return true;
    }
    if (request.getDispatcherType() != DispatcherType.REQUEST) {
      return false;
    }
    String path = RequestPath.of(request);
    return self.admits(path) || accepted.stream().anyMatch(pattern -> pattern.admits(path));
  }

  /** Returns what is closed, so that no kind of dispatch may get there unseen by the filter. */
  List<PathPattern> closed() {
    return Stream.of(required, loginOrKey, absent).flatMap(List::stream).toList();
  }

  /** Returns whether something is open to a key or a login only. */
  boolean areClosing() {
    return !required.isEmpty() || !loginOrKey.isEmpty();
  }

  /**
   * Returns what only a key opens, outside of where keys are accepted: a contradiction, but one
   * that leaves nothing open.
   */
  List<PathPattern> neverOpen() {
    return required.stream()
        .filter(path -> !accepted.isEmpty() && !isAccepted(path))
        .toList();
  }

  private boolean isAccepted(PathPattern path) {
    return accepted.stream()
        .anyMatch(it -> it.contains(path) || it.toString().equals(path.toString()));
  }

  boolean requireKey(HttpServletRequest request) {
    return cover(required, request);
  }

  boolean requireLoginOrKey(HttpServletRequest request) {
    return cover(loginOrKey, request);
  }

  boolean hide(HttpServletRequest request) {
    return cover(absent, request);
  }

  private static boolean cover(List<PathPattern> closed, HttpServletRequest request) {
    if (closed.isEmpty()) {
      return false;
    }
    String path = RequestPath.of(request);
    return closed.stream().anyMatch(pattern -> pattern.covers(path));
  }
}
