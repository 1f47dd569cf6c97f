package io.github.postern.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * A real PgBouncer in transaction mode before the test server, with few connections. Only where one
 * is installed.
 */
public final class PgBouncer implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(20);

  private final Process process;
  private final int port;

  private PgBouncer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one. */
  public static PgBouncer start() throws Exception {
    assumeTrue(Files.isExecutable(PROGRAM), "PgBouncer is not installed");
    Path folder = Files.createTempDirectory("pgbouncer-");
    Files.setPosixFilePermissions(
        folder, PosixFilePermissions.fromString("rwxrwxrwx")); // it runs as another user
    int port = freePort();
    Path settings = Files.writeString(
        folder.resolve("pgbouncer.ini"),
        "[databases]\n* = host=127.0.0.1 port="
            + PostgresServer.port()
            + " user="
            + PostgresServer.USER
            + "\n[pgbouncer]\nlisten_addr=127.0.0.1\nlisten_port="
            + port
            + "\n"
            + "unix_socket_dir=\n"
            + "auth_type=any\n"
            + "pool_mode=transaction\n"
            + "default_pool_size=3\n"
            + "max_client_conn=100\n"
            + "ignore_startup_parameters=extra_float_digits\n");
    ProcessBuilder command = System.getProperty("user.name").equals("root")
        ? new ProcessBuilder(PROGRAM.toString(), "-u", "nobody", settings.toString())
        : new ProcessBuilder(PROGRAM.toString(), settings.toString());
    Process process = command
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
    PgBouncer started = new PgBouncer(process, port);
    started.await(folder.resolve("log"));
    return started;
  }

  /** Returns a URL of the test server as it is through this. */
  public String through(String url) {
    return url.replace(":" + PostgresServer.port() + "/", ":" + port + "/");
  }

  private void await(Path log) throws Exception {
    long end = System.nanoTime() + DEADLINE;
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IllegalStateException("PgBouncer does not start: " + Files.readString(log), e);
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
