package io.github.postern.cli;

import io.github.postern.Postern;
import io.github.postern.PosternBuilder;
import io.github.postern.spi.OwnerStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * An application with Postern on a free port. Alice and Carol are users, Bob is an administrator; a
 * password is the name. {@code /api/me} tells who asks and whether in the role of ?role=.
 */
final class TestApp implements AutoCloseable {

  private static final Map<String, Set<String>> ROLES = Map.of(
      "alice", Set.of("user"), "bob", Set.of("administrator"), "carol", Set.of("user", "auditor"));

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Postern postern;

  private TestApp(Postern postern) {
    this.postern = postern;
  }

  /** Starts an application with settings: name, value, name, value, … */
  static TestApp start(String... settings) throws Exception {
    PosternBuilder builder = Postern.builder()
        .setting("postern.prefix", "test")
        .setting("postern.pepper", "p1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
        .setting("postern.jdbc-url", "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true")
        .setting("postern.schema", "create")
        .setting("postern.login", "session")
        .setting("postern.login.user", "user")
        .setting("postern.login.roles", "roles")
        .setting("postern.admin-roles", "administrator")
        .ownerDirectory(owner -> ROLES.containsKey(owner.name())
            ? OwnerStatus.active(ROLES.get(owner.name()))
            : OwnerStatus.gone());
    for (int i = 0; i < settings.length; i += 2) {
      builder.setting(settings[i], settings[i + 1]);
    }
    TestApp app = new TestApp(builder.build("/app"));
    app.start();
    return app;
  }

  private void start() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/app", true, false);
    context.addServletContainerInitializer(
        (classes, servletContext) -> postern.install(servletContext));
    context.addServlet(new ServletHolder(new LoginServlet(ROLES, 401)), "/login");
    context.addServlet(new ServletHolder(new LoginServlet(ROLES, 200)), "/polite-login");
    context.addServlet(new ServletHolder(new MeServlet()), "/api/me");
    server.setHandler(context);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + connector.getLocalPort() + "/app";
  }

  /** Returns what {@code /api/me} answers to a key; the status where that is no 200. */
  String me(String key) throws Exception {
    HttpResponse<String> response = http.send(
        HttpRequest.newBuilder(URI.create(url() + "/api/me?role=auditor"))
            .header("Authorization", "Bearer " + key)
            .build(),
        HttpResponse.BodyHandlers.ofString());
    return response.statusCode() == 200 ? response.body() : String.valueOf(response.statusCode());
  }

  /** Signs in as a browser does, and returns the cookie. */
  String sessionCookie(String user) throws Exception {
    HttpResponse<String> response = http.send(
        HttpRequest.newBuilder(URI.create(url() + "/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("username=" + user + "&password=" + user))
            .build(),
        HttpResponse.BodyHandlers.ofString());
    return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  /** Makes it unreachable. */
  void stop() {
    LifeCycle.stop(server);
  }

  @Override
  public void close() {
    stop();
    postern.close();
  }
}
