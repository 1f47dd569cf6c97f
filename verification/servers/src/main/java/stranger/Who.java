package stranger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in lines of {@code name=value} who made a request, as the application sees it. */
final class Who {

  private Who() {}

  static String of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return String.join(
            "\n",
            "user=" + request.getRemoteUser(),
            "principal="
                + (request.getUserPrincipal() == null
                    ? null
                    : request.getUserPrincipal().getName()),
            "roles="
                + Stream.of("user", "admin", "reader")
                    .filter(request::isUserInRole)
                    .collect(Collectors.joining(",")),
            "authType=" + request.getAuthType(),
            "session=" + (session != null),
            "sessionUser=" + (session == null ? null : session.getAttribute("user")),
            "cookies=" + (request.getCookies() == null ? 0 : request.getCookies().length),
            "credentials=" + credentials(request),
            "keyName=" + request.getAttribute("io.github.postern.keyName"),
            "beans=" + Beans.areHere(),
            "dispatch=" + request.getDispatcherType(),
            "instance=" + PingServlet.INSTANCE)
        + "\n";
  }

  private static String credentials(HttpServletRequest request) {
    return Stream.of("Authorization", "X-API-Key", "Cookie")
        .filter(name -> request.getHeader(name) != null)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }
}
