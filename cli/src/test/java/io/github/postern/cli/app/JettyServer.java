package io.github.postern.cli.app;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * A Jetty with one WAR. It is loaded apart from the tests, so that the WAR finds nothing but what
 * is in it.
 */
public final class JettyServer implements Supplier<String>, Runnable {

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final WebAppContext context = new WebAppContext();

  /** Starts it. */
  public JettyServer(Path war, Path temporary) throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    context.setContextPath("/app");
    context.setWar(war.toString());
    context.setTempDirectory(temporary.toFile());
    context.addConfiguration(new AnnotationConfiguration());
    // A server knows where its users are; without that Jetty starts no application that has a
    // login.
    HashLoginService users = new HashLoginService();
    users.setUserStore(new UserStore());
    context.getSecurityHandler().setLoginService(users);
    server.setHandler(context);
    server.start();
  }

  /** Returns the address of the application, or why it does not run. */
  @Override
  public String get() {
    return context.isAvailable()
        ? "http://127.0.0.1:" + connector.getLocalPort() + "/app"
        : "unavailable: " + context.getUnavailableException();
  }

  /** Stops it. */
  @Override
  public void run() {
    LifeCycle.stop(server);
  }
}
