package io.github.postern.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * An exploded WAR on an embedded Jetty that starts it as a server does: it reads {@code web.xml},
 * finds this library on the class path of the application, and lets it register itself.
 */
public final class DeployedWar implements AutoCloseable {

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final WebAppContext context = new WebAppContext();

  private DeployedWar() {}

  /**
   * Deploys a folder.
   *
   * @param folder the content of the WAR, with {@code WEB-INF/web.xml} if it has one
   * @param parameters context parameters
   */
  public static DeployedWar start(Path folder, Map<String, String> parameters) throws Exception {
    return new DeployedWar().run(folder, parameters);
  }

  /** Deploys a folder after a test has changed the server's side, such as who may log in. */
  public static DeployedWar start(
      Path folder, Map<String, String> parameters, Consumer<WebAppContext> changes)
      throws Exception {
    DeployedWar war = new DeployedWar();
    changes.accept(war.context);
    return war.run(folder, parameters);
  }

  /**
   * Deploys a folder as where the server does not run the initializer of the jar: under an absolute
   * ordering.
   */
  public static DeployedWar startWithoutInitializer(Path folder, Map<String, String> parameters)
      throws Exception {
    DeployedWar war = new DeployedWar();
    war.context.setAttribute(
        "org.eclipse.jetty.containerInitializerExclusionPattern", "io\\.github\\.postern.*");
    return war.run(folder, parameters);
  }

  private DeployedWar run(Path folder, Map<String, String> parameters) throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    context.setContextPath("/app");
    context.setBaseResourceAsString(folder.toString());
    context.addConfiguration(new AnnotationConfiguration());
    context.setParentLoaderPriority(true);
    // The library is on the class path of the tests: a jar, or a directory of classes, as under
    // jetty:run.
    context.setAttribute(
        "org.eclipse.jetty.server.webapp.ContainerIncludeJarPattern",
        ".*/(target/classes/|postern-[^/]*\\.jar).*");
    // As on a server, whose own initializers come before those of an application.
    context.setAttribute(
        "org.eclipse.jetty.containerInitializerOrder", "*,io.github.postern.PosternInitializer");
    parameters.forEach(context::setInitParameter);
    server.setHandler(context);
    server.start();
    return this;
  }

  /** Writes a file below a folder, making the folders between. */
  public static void write(Path folder, String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /**
   * Puts class files of a package of the tests among the classes of the application.
   *
   * @param neighbour a class of that package
   * @param files the names of the files, as {@code A$B.class}
   */
  public static void writeClasses(Path folder, Class<?> neighbour, String... files)
      throws IOException {
    Path classes = Files.createDirectories(
        folder.resolve("WEB-INF/classes").resolve(neighbour.getPackageName().replace('.', '/')));
    for (String file : files) {
      try (InputStream content = neighbour.getResourceAsStream(file)) {
        Files.copy(content, classes.resolve(file));
      }
    }
  }

  /** Returns whether the application is up; if not, the server answers 503 for it. */
  public boolean isAvailable() {
    return context.isAvailable();
  }

  /** Returns why the application did not start, if it did not. */
  public Throwable failure() {
    return context.getUnavailableException();
  }

  public Script script() {
    return new Script(
        HttpClient.newHttpClient(), "http://127.0.0.1:" + connector.getLocalPort() + "/app");
  }

  public Browser browser() {
    return new Browser("http://127.0.0.1:" + connector.getLocalPort() + "/app");
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty did not stop", e);
    }
  }
}
