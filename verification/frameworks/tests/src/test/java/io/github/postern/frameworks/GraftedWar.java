package io.github.postern.frameworks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.postern.testkit.Client;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.security.Credential;

/**
 * A WAR as it was built, put through {@code graft} and deployed on a Jetty that knows alice
 * (operator) and root.
 */
final class GraftedWar implements AutoCloseable {

  static final String CONTEXT = "/app";

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final AtomicInteger sessions = new AtomicInteger();

  private GraftedWar() {}

  /**
   * Grafts and starts a WAR.
   *
   * @param name of the module
   * @param settings of Postern, beside the prefix and the place of the keys
   * @param folder for what is written; empty
   */
  static GraftedWar start(String name, Map<String, String> settings, Path folder) throws Exception {
    Path war = withSocket(Path.of(System.getProperty("frameworks.wars"), name + ".war"), folder);
    byte[] before = Files.readAllBytes(war);
    Path grafted = graft(war, settings, folder);
    assertArrayEquals(before, Files.readAllBytes(war), "graft leaves its input as it is");
    return new GraftedWar().run(grafted, folder);
  }

  /** Returns the WAR with a WebSocket end-point in it. */
  private static Path withSocket(Path built, Path folder) throws Exception {
    Path war = Files.copy(built, folder.resolve("with-socket.war"));
    try (FileSystem zip = FileSystems.newFileSystem(war);
        InputStream type = SocketAdded.class.getResourceAsStream("SocketAdded.class")) {
      Path inside =
          zip.getPath("WEB-INF/classes", SocketAdded.class.getName().replace('.', '/') + ".class");
      Files.createDirectories(inside.getParent());
      Files.copy(type, inside);
    }
    return war;
  }

  /**
   * The command line is a process, as for anybody: nothing of it is on the class path of the
   * server.
   */
  private static Path graft(Path war, Map<String, String> settings, Path folder)
      throws IOException, InterruptedException {
    Path grafted = folder.resolve("grafted.war");
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-jar",
        System.getProperty("frameworks.cli"),
        "graft",
        war.toString(),
        "--output",
        grafted.toString(),
        "--set",
        "postern.prefix=jobs",
        "--set",
        "postern.data-directory=" + folder.resolve("data")));
    settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    Path log = folder.resolve("graft.log");
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("graft: " + Files.readString(log));
      }
    } finally {
      process.destroyForcibly();
    }
    return grafted;
  }

  private GraftedWar run(Path war, Path folder) throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.addBean(logins());
    WebAppContext context = new WebAppContext();
    context.setContextPath(CONTEXT);
    context.setWar(war.toString());
    context.setTempDirectory(Files.createDirectory(folder.resolve("jetty")).toFile());
    context.addConfiguration(new AnnotationConfiguration());
    context.setThrowUnavailableOnStartupException(true);
    context.addEventListener(new HttpSessionListener() {
      @Override
      public void sessionCreated(HttpSessionEvent event) {
        sessions.incrementAndGet();
      }
    });
    server.setHandler(context);
    server.start();
    return this;
  }

  private static HashLoginService logins() {
    UserStore users = new UserStore();
    users.addUser("alice", Credential.getCredential("alice"), new String[] {"operator"});
    users.addUser(
        "root", Credential.getCredential("root"), new String[] {"administrator", "operator"});
    HashLoginService logins = new HashLoginService("default");
    logins.setUserStore(users);
    return logins;
  }

  int port() {
    return connector.getLocalPort();
  }

  Client client() {
    return new Client("http://127.0.0.1:" + port() + CONTEXT);
  }

  /** How many sessions have been made since the start. */
  int sessions() {
    return sessions.get();
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }
}
