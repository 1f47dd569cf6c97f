package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are not as they should be. */
class TroubleTest {

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/login", 204, "text/plain", "");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aServerThatIsDownIsFour() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Run run =
        Commands.of("alice", "http://127.0.0.1:" + free).run("list").ends(ExitCode.UNREACHABLE);
    assertTrue(run.err().contains("cannot be reached"), run.err());
    Commands.of("alice", "http://no-such-host.invalid").run("list").ends(ExitCode.UNREACHABLE);
  }

  @Test
  void aServerThatSaysNothingIsFour() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run = Commands.of("alice", "http://127.0.0.1:" + silent.getLocalPort())
          .run("list", "--timeout", "1");
      assertTrue(run.ends(ExitCode.UNREACHABLE).err().contains("within 1 seconds"), run.err());
    }
  }

  @Test
  void whatTheServerSaysIsRepeatedWithoutWhatDrivesATerminal() {
    answer(
        "/postern/api",
        503,
        "application/problem+json",
        "{\"detail\":\"The store\\u001b[2J is\\u202e away.\"}");
    assertEquals(
        "The store?[2J is? away.",
        alice().run("list").ends(ExitCode.UNREACHABLE).err().strip());
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 900, 1001, 5000, 500_000})
  @DisplayName(
      "S-21: an answer that is nested deeply is not Postern's, and no failure of the program")
  void deepAnswersAreNotPosterns(int depth) {
    for (String deep : List.of(
        "[".repeat(depth) + "]".repeat(depth), "{\"a\":".repeat(depth) + "1" + "}".repeat(depth))) {
      answer("/postern/api", 200, "application/json", "{\"keys\":" + deep + "}");
      Run run = alice().run("list").ends(ExitCode.UNREACHABLE);
      assertTrue(run.err().contains("does not come from Postern's key API"), run.err());
      answer(
          "/postern/api",
          409,
          "application/problem+json",
          "{\"detail\":\"Too many.\",\"keys\":" + deep + "}");
      assertTrue(
          alice()
              .run("list")
              .ends(ExitCode.UNREACHABLE)
              .err()
              .contains("does not come from Postern's key API"),
          "an error likewise");
    }
  }

  @Test
  void keysInTheWayAreNamed() {
    answer(
        "/postern/api",
        409,
        "application/problem+json",
        "{\"detail\":\"Too many.\",\"keys\":[\"a\",\"b\"]}");
    assertEquals(
        "Too many. Keys: a, b.",
        alice().run("list").ends(ExitCode.REFUSED).err().strip());
  }

  @Test
  void aProxyThatFailsIsFourAndARefusalOfTheServerIsThree() {
    answer("/postern/api", 502, "text/html", "<html>");
    assertTrue(alice().run("list").ends(ExitCode.UNREACHABLE).err().contains("502"));
    answer("/other", 403, "text/html", "<html>");
    assertTrue(alice()
        .run("list", "--api-path", "/other")
        .ends(ExitCode.NOT_ALLOWED)
        .err()
        .contains("403"));
    answer("/teapot", 418, "text/html", "<html>");
    alice().run("list", "--api-path", "teapot/").ends(ExitCode.REFUSED);
  }

  @Test
  void aPageThatIsNoApiIsFour() {
    answer("/postern/api", 200, "text/html", "<html>Welcome</html>");
    assertTrue(alice()
        .run("list")
        .ends(ExitCode.UNREACHABLE)
        .err()
        .contains("does not come from Postern's key API"));
    Run elsewhere = alice().run("list", "--api-path", "/elsewhere").ends(ExitCode.UNREACHABLE);
    assertTrue(elsewhere.err().contains("--api-path"), elsewhere.err());
  }

  @Test
  void aRedirectOfTheApiMeansNoSessionAndIsNotFollowed() {
    redirect("/postern/api", "/stolen");
    answer("/stolen", 200, "application/json", "{\"keys\":[]}");
    asked.set(0);
    alice().run("list").ends(ExitCode.NOT_ALLOWED);
    assertEquals(2, asked.get(), "login and API, nothing else");
    new Commands()
        .set("POSTERN_CLI_URL", url())
        .set("POSTERN_CLI_KEY", "jobs_x")
        .run("whoami")
        .ends(ExitCode.NOT_ALLOWED);
  }

  @Test
  void aLoginThatFailsByItselfIsFour() {
    answer("/broken", 500, "text/plain", "");
    alice().run("list", "--login-path", "/broken").ends(ExitCode.UNREACHABLE);
  }

  @Test
  void aDefectIsNamedWithoutItsMessage() {
    answer("/postern/api", 200, "application/json", "{\"keys\":[{\"geheim\":1}]}");
    Run run = alice().run("delete", "-n", "x");
    assertTrue(run.ends(ExitCode.UNREACHABLE).err().contains("defect"), run.err());
    assertFalse(run.err().contains("geheim"), run.err());
  }

  private Commands alice() {
    return Commands.of("alice", url());
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void redirect(String path, String location) {
    server.createContext(path, exchange -> {
      asked.incrementAndGet();
      exchange.getResponseHeaders().set("Location", url() + location);
      exchange.sendResponseHeaders(303, -1);
      exchange.close();
    });
  }

  private void answer(String path, int status, String type, String body) {
    server.createContext(path, exchange -> {
      asked.incrementAndGet();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    });
  }
}
