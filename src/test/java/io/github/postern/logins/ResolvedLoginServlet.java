package io.github.postern.logins;

import io.github.postern.login.LoginSettings;
import io.github.postern.settings.Settings;
import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Tells what a resolver says of the request, in one line: name, source, instant. */
final class ResolvedLoginServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient LoginResolver resolver;

  private ResolvedLoginServlet(LoginResolver resolver) {
    this.resolver = resolver;
  }

  /** Makes one that asks what {@code postern.login} names. */
  static ResolvedLoginServlet of(String login) {
    return new ResolvedLoginServlet(resolver(login));
  }

  static LoginResolver resolver(String login) {
    Settings settings = Settings.of(Map.of("postern.login", login), Map.of(), Map.of());
    return LoginSettings.of(settings).loginResolver();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String line = resolver.resolve(request).map(ResolvedLoginServlet::line).orElse("nobody");
    response.setContentType("application/json");
    response.getWriter().print(Json.createObjectBuilder().add("login", line).build());
  }

  private static String line(Login login) {
    return login.owner().name()
        + " "
        + login.source()
        + " "
        + login.authenticatedAt().map(Instant::toString).orElse("unknown");
  }
}
