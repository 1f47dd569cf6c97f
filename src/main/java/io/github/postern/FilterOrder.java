package io.github.postern;

import io.github.postern.auth.KeyAuthentication;
import jakarta.servlet.ServletContext;
import java.util.Set;

/**
 * The order of the filters of an application, which the API of servlets does not tell. Asked of
 * Jetty, the one server known whose WebSockets are answered by a filter that may come before ours.
 * Registrations cannot be asked while listeners of libraries are told of the start (Servlet 6.0
 * section 4.4).
 */
final class FilterOrder {

  private static final String UPGRADES = "WebSocketUpgradeFilter";
  private static final Set<String> OURS =
      Set.of(KeyAuthentication.FILTER_CLASS, UpgradeFilter.class.getName(), DeclaredNames.FILTER);

  private FilterOrder() {}

  /**
   * Refuses to go on where a WebSocket would be opened before the filter sees the request.
   *
   * @throws SettingsException if it would
   */
  static void requireFirst(ServletContext context) {
    if (!isFirst(context)) {
      throw new SettingsException("Jetty's "
          + UPGRADES
          + " stands before the filter of Postern, so a WebSocket would be opened"
          + " without the key or the login that postern.required-paths,"
          + " postern.login-or-key-paths or postern.constraints ask for. Make the"
          + " initializer of the postern jar run after that of Jetty's"
          + " WebSockets: with web.xml of version 3.0 or newer, and 'postern' in"
          + " its <absolute-ordering> if it has one; in an embedded Jetty, set up"
          + " WebSockets before Postern.");
    }
  }

  private static boolean isFirst(ServletContext context) {
    if (!JettyFilters.are(context)) {
      return true;
    }
    try {
      return JettyFilters.of(context).stream()
          .map(JettyFilters.Mapping::type)
          .filter(filter -> OURS.contains(filter) || filter.endsWith(UPGRADES))
          .findFirst()
          .filter(filter -> !OURS.contains(filter))
          .isEmpty();
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new SettingsException(
          "Cannot determine whether Jetty's "
              + UPGRADES
              + " stands before the filter of"
              + " Postern, on "
              + context.getServerInfo(),
          e);
    }
  }
}
