package io.github.postern.cli.graft;

import io.github.postern.cli.war.Library;
import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.WarFile;
import io.github.postern.cli.war.WebXml;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * WebSocket end-points in an application that declares the filter. Jetty opens WebSockets in a
 * filter that comes before those of {@code web.xml}. The library stands in front of that, or
 * refuses the start, where a server runs its initializer; where none runs, nobody can.
 */
final class WebSocketEndpoints {

  /** The packages of classes that open WebSockets. */
  private static final String USE = "WebSocket";

  private static final List<String> CLOSING =
      List.of("postern.required-paths", "postern.login-or-key-paths", "postern.constraints");

  private WebSocketEndpoints() {}

  /**
   * Refuses to leave them to a filter that may come after them.
   *
   * @param webXml as it will be
   * @throws RefusedException unless somebody has agreed to that
   */
  static void requireKept(WarFile war, WebXml webXml, GraftRequest request) {
    if (isDeclaredAndClosing(webXml) && !request.allows(GraftRequest.Consent.WEB_SOCKETS)) {
      places(war).ifPresent(places -> {
        throw new RefusedException("The application has WebSocket end-points ("
            + places
            + "), the filter is declared in web.xml, and"
            + " something is opened by keys or logins only."
            + " Jetty opens WebSockets before such a filter"
            + " sees them, where the initializer of the jar"
            + " does not run. Let the jar register the filter"
            + " (--filter automatic), or agree by"
            + " --accept-websockets: the application then does"
            + " not start on a server that would open them.");
      });
    }
  }

  /**
   * Returns what is wrong in a finished WAR: nothing where the initializer runs, for that sees to
   * it.
   */
  static Optional<String> problem(WarFile war, WebXml webXml) {
    boolean initialized = !webXml.isBeforeFragments() && !webXml.leavesOut(DescriptorPlan.FRAGMENT);
    return initialized || !isDeclaredAndClosing(webXml)
        ? Optional.empty()
        : places(war)
            .map(places -> "The application has WebSocket end-points ("
                + places
                + "), the filter is declared in web.xml, and the"
                + " jar may not run its initializer: on Jetty the"
                + " application does not start, for there"
                + " WebSockets would be opened before the filter"
                + " sees them. Write web.xml for version 3.0 or"
                + " newer, with 'postern' in its"
                + " <absolute-ordering> if it has one.");
  }

  private static boolean isDeclaredAndClosing(WebXml webXml) {
    Map<String, String> settings = webXml.parameters();
    return !webXml.filters(DescriptorPlan.FILTER).isEmpty()
        && CLOSING.stream().anyMatch(name -> !settings.getOrDefault(name, "").isBlank());
  }

  private static Optional<String> places(WarFile war) {
    return war.code()
        .filter(it -> it.uses().contains(USE))
        .map(Library::path)
        .reduce((a, b) -> a + ", " + b);
  }
}
