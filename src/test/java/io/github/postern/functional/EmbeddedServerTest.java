package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternInitializer;
import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.MirrorServlet;
import io.github.postern.testing.Script;
import io.github.postern.testing.TestApp;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Jetty that is set up in code, without a WAR: nobody gives the application a class loader of its
 * own.
 */
class EmbeddedServerTest {

  @TempDir
  private Path folder;

  @Test
  @DisplayName("an application without a class loader of its own starts, and keys work in it")
  void anApplicationWithoutAClassLoaderStarts() throws Exception {
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    ServletContextHandler context = context(Map.of());
    server.setHandler(context);
    server.start();
    try {
      assertNull(context.getClassLoader(), "it has none");
      String url = server.getURI().resolve("/app").toString();
      Browser alice = new Browser(url).login(Map.of("user", "alice"));
      String key = alice.createKey("embedded");
      Script script = new Script(HttpClient.newHttpClient(), url);
      assertEquals(
          "alice", script.get("/api/me", "Authorization", "Bearer " + key).text("user"));
      assertEquals(401, script.get("/api/me", "X-API-Key", key + "x").status());
    } finally {
      server.stop();
    }
  }

  @Test
  @DisplayName("what is wrong with its settings is said as everywhere")
  void wrongSettingsAreSaid() throws Exception {
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    server.setHandler(context(Map.of("postern.constraints", "nowhere.xml")));
    try (LogCapture log = new LogCapture()) {
      try {
        server.start();
      } catch (Exception expected) {
        // Jetty hands on what the initializer throws; the log is what people read.
      } finally {
        server.stop();
      }
      assertTrue(log.text().contains("nowhere.xml"), log.text());
    }
  }

  private ServletContextHandler context(Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(Map.of(
        "postern.prefix",
        "test",
        "postern.pepper",
        TestApp.PEPPER,
        "postern.login",
        "session",
        "postern.data-directory",
        folder.resolve("data").toString()));
    settings.putAll(more);
    ServletContextHandler context =
        new ServletContextHandler("/app", ServletContextHandler.SESSIONS);
    settings.forEach(context::setInitParameter);
    context.addServlet(new MirrorServlet(), "/api/*");
    context.addServlet(new DemoLogin(), "/login");
    context.addServletContainerInitializer(new PosternInitializer());
    return context;
  }
}
