package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.cli.app.JettyServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A WAR on a server that has Jetty and nothing else on its class path: no part of this library, and
 * none of its companions.
 */
final class DeployedWar implements AutoCloseable {

  private static final String NOT_OF_THE_SERVER =
      ".*(/target/classes/?|postern|persistence|derby|parsson|jakarta\\.json"
          + "|caffeine|agroal|picocli|junit|opentest4j|apiguardian|surefire)[^/]*$";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URLClassLoader loader;
  private final Runnable server;
  private final String url;

  private DeployedWar(URLClassLoader loader, Runnable server, String url) {
    this.loader = loader;
    this.server = server;
    this.url = url;
  }

  static DeployedWar start(Path war) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!part.replace('\\', '/').matches(NOT_OF_THE_SERVER)) {
        urls.add(Path.of(part).toUri().toURL());
      }
    }
    URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      Object server = loader
          .loadClass(JettyServer.class.getName())
          .getConstructor(Path.class, Path.class)
          .newInstance(war, Files.createTempDirectory(war.toAbsolutePath().getParent(), "jetty"));
      return new DeployedWar(loader, (Runnable) server, (String) ((Supplier<?>) server).get());
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  String url() {
    assertTrue(url.startsWith("http"), url);
    return url;
  }

  /** Returns the body of an answer, or the status if it is no 200. */
  String get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return response.statusCode() == 200 ? response.body() : String.valueOf(response.statusCode());
  }

  /**
   * Makes a key as a user does, and expects that it opens what the application's own filter guards,
   * and garbage does not.
   */
  void assertKeysWork() throws Exception {
    assertEquals("403", get("/api/me"), "the application's own filter decides without a key");
    String key = create().key();
    assertTrue(key.startsWith("jobs_"), "the setting counts");
    assertEquals("alice API_KEY", get("/api/me", "Authorization", "Bearer " + key));
    assertEquals("alice API_KEY", get("/api/me", "X-API-Key", key));
    assertEquals("401", get("/api/me", "X-API-Key", key.replace("jobs_", "jobs_a")));
    assertTrue(
        get("/postern/postern-keys.js").contains("customElements"), "the page's element is served");
  }

  /** On a busy machine the database may not be there at once; until then the answer is 503. */
  private Run create() throws Exception {
    Instant deadline = Instant.now().plusSeconds(60);
    Run run = Commands.of("alice", url()).run("create", "-n", "n", "-d", "1d");
    while (run.code() == ExitCode.UNREACHABLE && Instant.now().isBefore(deadline)) {
      Thread.sleep(200);
      run = Commands.of("alice", url()).run("create", "-n", "n", "-d", "1d");
    }
    return run;
  }

  @Override
  public void close() {
    server.run();
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
