package sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A Keycloak of its own process, on a free port of 127.0.0.1, with the realms of
 * {@code src/test/resources/keycloak}.
 */
final class Keycloak implements AutoCloseable {

  /** The first start builds it and may take minutes on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(240);

  private static final int END_SECONDS = 20;
  private static final Path REALMS = Path.of("src", "test", "resources", "keycloak");
  private static final Path OUTPUT = Path.of("target", "keycloak.log").toAbsolutePath();
  private static final String ADMIN = "proof";

  private final URI uri;
  private final Process process;
  private final KeycloakAdmin admin;

  /** For a test run that is cut off; a kill that nobody can catch leaves the process there. */
  private final Thread onExit = new Thread(this::kill, "stop Keycloak");

  private Keycloak(URI uri, Process process, KeycloakAdmin admin) {
    this.uri = uri;
    this.process = process;
    this.admin = admin;
  }

  /** Where one may start. */
  static URI freeAddress() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return URI.create("http://127.0.0.1:" + free.getLocalPort());
    }
  }

  /** Starts one there, in which the sample at this other address is known. */
  static Keycloak start(URI uri, URI sample) throws Exception {
    Path home = home();
    Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
    for (String realm : List.of("backup.json", "backup-short.json")) {
      Files.copy(REALMS.resolve(realm), realms.resolve(realm), StandardCopyOption.REPLACE_EXISTING);
    }
    String password = UUID.randomUUID().toString();
    ProcessBuilder command = new ProcessBuilder(
        "sh",
        home.resolve("bin").resolve("kc.sh").toString(),
        "start-dev",
        "--http-host=127.0.0.1",
        "--http-port=" + uri.getPort(),
        "--db=dev-mem",
        "--import-realm");
    command
        .environment()
        .putAll(Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "JAVA_OPTS_KC_HEAP",
            "-Xms64m -Xmx512m",
            "SAMPLE_URL",
            sample.toString(),
            "KC_BOOTSTRAP_ADMIN_USERNAME",
            ADMIN,
            "KC_BOOTSTRAP_ADMIN_PASSWORD",
            password));
    Process process = command
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(OUTPUT.toFile())
        .start();
    Keycloak keycloak = new Keycloak(uri, process, new KeycloakAdmin(uri, ADMIN, password));
    Runtime.getRuntime().addShutdownHook(keycloak.onExit);
    try {
      keycloak.waitUntilReady();
    } catch (Exception | AssertionError failed) {
      keycloak.close();
      throw failed;
    }
    return keycloak;
  }

  private static Path home() throws IOException {
    String home = System.getProperty("keycloak.home", "");
    if (home.isEmpty() || !Files.exists(Path.of(home, "bin", "kc.sh"))) {
      throw new IOException("There is no Keycloak in keycloak.home, which is '"
          + home
          + "'; the Maven profile keycloak unpacks one and sets it");
    }
    return Path.of(home).toAbsolutePath();
  }

  private void waitUntilReady() throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!isReady()) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        throw new IOException("Keycloak is not ready, and its process "
            + (process.isAlive() ? "still runs after " + PATIENCE.toSeconds() + " s" : "has ended")
            + ": see "
            + OUTPUT);
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return new Visitor(uri).get(metadata("backup").getPath()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Where this realm describes itself. */
  URI metadata(String realm) {
    return metadata(uri, realm);
  }

  static URI metadata(URI uri, String realm) {
    return uri.resolve("/realms/" + realm + "/protocol/saml/descriptor");
  }

  KeycloakAdmin admin() {
    return admin;
  }

  /** A browser in which nobody has signed in yet. */
  KeycloakVisit visit() {
    return new KeycloakVisit(uri);
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> all = all();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle one : all) {
      try {
        one.onExit().get(END_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        one.destroyForcibly();
      } catch (InterruptedException e) {
        all.forEach(ProcessHandle::destroyForcibly);
        Thread.currentThread().interrupt();
      }
    }
    Runtime.getRuntime().removeShutdownHook(onExit);
  }

  private void kill() {
    all().forEach(ProcessHandle::destroyForcibly);
  }

  /** The script starts the server, and in some versions becomes it. */
  private List<ProcessHandle> all() {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }
}
