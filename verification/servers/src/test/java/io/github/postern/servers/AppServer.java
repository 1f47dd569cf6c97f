package io.github.postern.servers;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Polling;
import io.github.postern.testkit.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server distribution with an instance of its own, on the loopback address and a free port, used
 * as its operators do: a WAR is put into the directory that the server watches, replaced there, or
 * taken away.
 */
abstract class AppServer implements AutoCloseable {

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Path TARGET = Path.of(System.getProperty("servers.target"));

  /** Tests run in several JVMs, and two of them may want the same server. */
  private static final Path INSTANCES =
      TARGET.resolve("instances").resolve(System.getProperty("tests.fork", "fork-1"));

  final Path base;
  final int port;
  private final Path javaHome;
  private ServerProcess process;

  /**
   * Prepares an instance.
   *
   * @param name names the directory of the instance
   * @param javaHome the JDK that it runs on
   */
  AppServer(String name, Path javaHome) throws IOException {
    this.base = fresh(INSTANCES.resolve(name));
    this.port = freePort();
    this.javaHome = javaHome;
  }

  /** Returns the JDK that servers run on unless they need another. */
  static Path usualJavaHome() {
    return Path.of(System.getProperty("servers.java-home"));
  }

  /** Returns where a distribution was unpacked. */
  static Path home(String directory) {
    return Path.of(System.getProperty("servers.home")).resolve(directory);
  }

  /** Returns the product, for the table. */
  abstract ServerProduct product();

  /** Writes what an operator would: configuration with our address and port. */
  abstract void layOut() throws IOException;

  /** The command that runs it in the foreground. */
  abstract List<String> command();

  /** The directory that it watches. */
  abstract Path deployments();

  /** Where it says why a deployment failed. */
  List<Path> logs() {
    return List.of();
  }

  /** The environment of the server. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", javaHome.toString());
    // Softly held is not leaked, but would look so: let each collection clear it.
    // They live for a minute or two: the second compiler would cost more than it gives back.
    environment.put(
        "JDK_JAVA_OPTIONS",
        "-XX:TieredStopAtLevel=1 -XX:SoftRefLRUPolicyMSPerMB=0"
            + " -Djava.net.preferIPv4Stack=true -Dpostern.data-directory="
            + data()
            + " -Dpostern.pepper=p1:"
            + "cGVwcGVy".repeat(6));
    return environment;
  }

  final Path data() {
    return base.resolve("postern-data");
  }

  final Path javaHome() {
    return javaHome;
  }

  final void start() throws Exception {
    layOut();
    process = ServerProcess.start(command(), base, environment());
    Polling.until(PATIENCE, this::answers, () -> product() + " does not answer:\n" + log());
    admitPeople();
  }

  final String url(String application) {
    return "http://127.0.0.1:" + port + "/" + application;
  }

  /** Deploys or replaces an application, and waits until it is the new one that answers. */
  final void deploy(String application, Path war) throws Exception {
    String before = ping(application);
    put(application, war);
    Polling.until(
        PATIENCE,
        () -> isAnother(ping(application), before),
        () -> application + " does not start on " + product() + ":\n" + log());
  }

  private static boolean isAnother(String now, String before) {
    return now != null && !now.equals(before);
  }

  /**
   * Deploys what cannot start, and waits until the server said so in words of its own or of ours.
   */
  final void deployInVain(String application, Path war, String says) throws Exception {
    String refusal = putInVain(application, war);
    Polling.until(
        PATIENCE,
        () -> refusal.contains(says) || log().contains(says),
        () -> product() + " does not say '" + says + "':\n" + refusal + log());
  }

  private String putInVain(String application, Path war) throws Exception {
    try {
      put(application, war);
      return "";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  final void undeploy(String application) throws Exception {
    remove(application);
    Polling.until(
        PATIENCE,
        () -> ping(application) == null,
        () -> application + " is still there on " + product() + ":\n" + log());
  }

  void put(String application, Path war) throws Exception {
    Path part = deployments().resolve(application + ".part");
    Files.copy(war, part, StandardCopyOption.REPLACE_EXISTING);
    Files.move(
        part, deployments().resolve(application + ".war"), StandardCopyOption.REPLACE_EXISTING);
  }

  void remove(String application) throws Exception {
    Files.delete(deployments().resolve(application + ".war"));
  }

  /** Takes away what could not be deployed. */
  void forget(String application) throws Exception {
    remove(application);
  }

  /** Makes {@link ServerUsers} known to a server that has to run for that. */
  void admitPeople() throws IOException {}

  /**
   * Returns whether a cookie that the container itself has set past every wrapper can be taken
   * back, so that the answer has no {@code Set-Cookie} with a value. Each server says so by itself,
   * for docs/isolation.md lists them.
   */
  abstract boolean takesCookiesBack();

  /** Returns whether the connection that an upgrade gets leads to the request of the container. */
  boolean connectionsLeadToRequests() {
    return false;
  }

  /**
   * Returns whether an application with beans (CDI) has them here: what the server is, and not what
   * Postern finds out.
   */
  abstract boolean hasBeans();

  /** Returns what is answered at the path of an application whose start was refused. */
  int answersForAbsent() {
    return 404;
  }

  /**
   * Returns whether WebSocket end-points see the headers of the handshake as the client sent them.
   */
  boolean showsHandshakes() {
    return false;
  }

  /** Returns whether applications see the trailer fields of a request (RFC 9110 section 6.5). */
  boolean handsTrailersOn() {
    return true;
  }

  /**
   * Returns whether whoever logs in by other means has the groups of the server's realm for that
   * name as well.
   */
  boolean addsGroupsOfRealm() {
    return false;
  }

  /** Returns whether applications can register modules for Jakarta Authentication. */
  boolean takesModules() {
    return true;
  }

  /**
   * Returns whether keys can stand before Jakarta Security, with EJBs: on servers of the profile
   * all-servers.
   */
  boolean hasJakartaSecurity() {
    return product().heavy();
  }

  /**
   * Returns whether its Jakarta Security asks a mechanism that stands before another by the rules
   * of CDI.
   */
  boolean asksAlternatives() {
    return true;
  }

  /**
   * Returns whether a request that authenticates gets its session a new id, whoever authenticates
   * it.
   */
  boolean changesSessionIds() {
    return false;
  }

  /**
   * Returns whether it forgets a login that a module of Jakarta Authentication has just made, where
   * it knew the person by a login of its own; the next browser gets in.
   */
  boolean forgetsALogin() {
    return false;
  }

  /** How many class loaders it holds for reasons that only applications with Derby meet. */
  int pinnedClassLoaders() {
    return 0;
  }

  /**
   * The provider of Jakarta Persistence that a WAR can use that brings none; null if there is none.
   */
  String ownProvider() {
    return null;
  }

  /**
   * Whether the provider of the server supports the embedded Derby: Hibernate 7 leaves that to a
   * jar of its own.
   */
  boolean ownProviderKnowsDerby() {
    return true;
  }

  /** The provider that a WAR gets which brings EclipseLink. */
  String defaultProvider() {
    return "EclipseLink in the WAR";
  }

  final String jcmd(String... question) throws IOException {
    return process.jcmd(javaHome, question);
  }

  /** Writes down what lives in the server, and returns where. */
  final Path dump() {
    Path file = base.resolve("kept.hprof");
    try {
      Files.deleteIfExists(file);
      jcmd("GC.heap_dump", file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** Everything that the server wrote. */
  final String log() {
    return Stream.concat(Stream.of(base.resolve("output.log")), logs().stream())
        .filter(Files::exists)
        .map(AppServer::read)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }

  /** Which deployment answers; null if none does. */
  private String ping(String application) throws Exception {
    Reply reply = new Client(url(application)).get("/ping");
    return reply.status() == 200 ? reply.body() : null;
  }

  private boolean answers() throws Exception {
    if (!process.isAlive()) {
      throw new AssertionError(product() + " ended:\n" + log());
    }
    return new Client(url("")).reaches();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /**
   * Returns a port that is free, and another one each time: the system may name one again that
   * nobody listens on yet.
   */
  static int freePort() throws IOException {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (GIVEN.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      }
    }
  }

  private static Path fresh(Path directory) throws IOException {
    Trees.delete(directory);
    return Files.createDirectories(directory);
  }
}
