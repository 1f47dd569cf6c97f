package io.github.postern.testing;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/**
 * A real HTTP cache in front of an application, with the configuration that people have: nothing is
 * said of keys.
 */
public final class CacheServer implements AutoCloseable {

  private static final String CACHING = """
      location / {
          proxy_pass http://127.0.0.1:%d;
          proxy_cache pages;
          proxy_cache_valid 200 2m;
      }
      """;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** The products; {@code .ci/run} installs both. */
  public enum Kind {
    /** With its built-in rules, which keep an answer for two minutes that says nothing. */
    VARNISH("/usr/sbin/varnishd"),
    /** With {@code proxy_cache_valid}, which keeps what says nothing. */
    NGINX("/usr/sbin/nginx");

    private final Path program;

    Kind(String program) {
      this.program = Path.of(program);
    }

    public void assumeInstalled() {
      Assumptions.assumeTrue(Files.isExecutable(program), program + " is not installed");
    }
  }

  private final Process process;
  private final String url;

  private CacheServer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts a cache.
   *
   * @param application the address of the application, with its context path
   * @param folder where files may be written
   */
  public static CacheServer start(Kind kind, String application, Path folder) throws Exception {
    URI origin = URI.create(application);
    int port = freePort();
    List<String> command = switch (kind) {
      case VARNISH -> varnish(kind, origin, port, folder);
      case NGINX -> nginx(CACHING.formatted(origin.getPort()), port, folder);
    };
    return start(command, "http://127.0.0.1:" + port + origin.getPath(), folder);
  }

  private static CacheServer start(List<String> command, String url, Path folder) throws Exception {
    Path log = folder.resolve("output.log");
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    CacheServer server = new CacheServer(process, url);
    server.awaitStart(log);
    return server;
  }

  private static List<String> varnish(Kind kind, URI origin, int port, Path folder)
      throws IOException {
    Path rules = Files.writeString(folder.resolve("default.vcl"), """
                        vcl 4.1;
                        backend default { .host = "127.0.0.1"; .port = "%d"; }
                        """.formatted(origin.getPort()));
    return List.of(
        kind.program.toString(),
        "-F",
        "-a",
        "127.0.0.1:" + port,
        "-f",
        rules.toString(),
        "-s",
        "default,16m",
        "-n",
        folder.resolve("varnish").toString(),
        "-j",
        "none");
  }

  /**
   * Starts nginx with a location of its own in place of the cache.
   *
   * @param location the block, in which {@code %d} is the port of the application
   * @param application its address, with its context path
   * @param folder where files may be written
   */
  public static CacheServer nginx(String location, String application, Path folder)
      throws Exception {
    URI origin = URI.create(application);
    int port = freePort();
    return start(
        nginx(location.formatted(origin.getPort()), port, folder),
        "http://127.0.0.1:" + port + origin.getPath(),
        folder);
  }

  private static List<String> nginx(String location, int port, Path folder) throws IOException {
    Path rules =
        Files.writeString(folder.resolve("nginx.conf"), """
                        daemon off;
                        master_process off;
                        pid %1$s/nginx.pid;
                        error_log stderr;
                        events { }
                        http {
                            access_log off;
                            client_body_temp_path %1$s/body;
                            proxy_temp_path %1$s/proxy;
                            fastcgi_temp_path %1$s/fastcgi;
                            uwsgi_temp_path %1$s/uwsgi;
                            scgi_temp_path %1$s/scgi;
                            proxy_cache_path %1$s/cache keys_zone=pages:1m;
                            server {
                                listen 127.0.0.1:%2$d;
                                %3$s
                            }
                        }
                        """.formatted(folder, port, location));
    return List.of(Kind.NGINX.program.toString(), "-c", rules.toString(), "-e", "stderr");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart(Path log) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IllegalStateException("The cache did not start: " + Files.readString(log));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url + "/started").toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(1000);
      return connection.getResponseCode() < 500;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the address of the application by way of the cache. */
  public String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
