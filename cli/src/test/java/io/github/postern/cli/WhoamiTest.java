package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The holder of a key need not know how the application accepts it. */
class WhoamiTest {

  private static final String REVEAL = "r1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  @ParameterizedTest
  @ValueSource(
      strings = {"netbackup", "netbackup-11", "cohesity", "cloudtower", "cortex", "dataos"})
  @DisplayName(
      "W-4: whoami knows a good key from a bad one in each preset, however that takes keys")
  void whoamiWorksInEachPreset(String preset) throws Exception {
    try (TestApp app = TestApp.start(
        "postern.preset", preset, "postern.reveal-key", REVEAL, "postern.step-up", "off")) {
      String key = preset.equals("cortex")
          ? Commands.of("bob", app.url()).run("create", "--owner", "alice").key()
          : create(Commands.of("alice", app.url()), preset).key();
      assertTrue(whoami(app, key).ok().lines().contains("owner: alice"));
      String slip = key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
      Run refused = whoami(app, slip).ends(ExitCode.NOT_ALLOWED);
      assertFalse(refused.err().contains(slip.substring(30)), refused.err());
    }
  }

  @Test
  @DisplayName("W-4: a header of the application's own is named by --header")
  void headerIsNamed() throws Exception {
    try (TestApp app = TestApp.start("postern.carriers", "header:X-Jobs-Token")) {
      String key = Commands.of("alice", app.url())
          .run("create", "-n", "own", "-d", "30d")
          .key();
      assertTrue(whoami(app, key).ends(ExitCode.NOT_ALLOWED).err().contains("--header"));
      assertTrue(
          whoami(app, key, "--header", "X-Jobs-Token").ok().lines().contains("owner: alice"));
      whoami(app, key, "--header", "Authorization: Bearer").ends(ExitCode.NOT_ALLOWED);
    }
    try (TestApp app = TestApp.start()) {
      String key = Commands.of("alice", app.url())
          .run("create", "-n", "own", "-d", "30d")
          .key();
      whoami(app, key, "--header", "Authorization: Bearer").ok();
      whoami(app, key, "--header", "x-api-key").ok();
      whoami(app, key, "--header", "Authorization").ends(ExitCode.NOT_ALLOWED);
      for (String wrong : List.of(
          "Host",
          "Cookie",
          "X Key",
          "Authorization: " + key,
          "",
          ":",
          "X-API-Key: a b",
          "Content-Length")) {
        Run run = whoami(app, key, "--header", wrong).ends(ExitCode.USAGE);
        assertFalse(run.err().contains(key), run.err());
      }
    }
  }

  @Test
  @DisplayName(
      "W-4: the key goes to the address that was named and to no other, whatever that" + " answers")
  void theKeyGoesToNoOtherAddress() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try {
      for (HttpServer each : List.of(server, other)) {
        each.createContext("/", exchange -> {
          asked.add((each == other ? "other" : "")
              + exchange.getRequestURI()
              + " "
              + exchange.getRequestMethod());
          exchange
              .getResponseHeaders()
              .set("Location", "http://127.0.0.1:" + other.getAddress().getPort() + "/x");
          exchange
              .getResponseHeaders()
              .set("WWW-Authenticate", "Bearer realm=\"x\", ApiKey header=\"X-Other\"");
          exchange.sendResponseHeaders(asked.size() % 2 == 0 ? 401 : 307, -1);
          exchange.close();
        });
        each.start();
      }
      new Commands()
          .set("POSTERN_CLI_URL", "http://127.0.0.1:" + server.getAddress().getPort())
          .set("POSTERN_CLI_KEY", "jobs_secret")
          .run("whoami")
          .ends(ExitCode.NOT_ALLOWED);
      assertEquals(List.of("/postern/api/self GET"), asked.stream().distinct().toList());
      assertEquals(4, asked.size(), "there is an end to it");
    } finally {
      server.stop(0);
      other.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 429, 500, 503})
  @DisplayName("W-4: what another header would not change ends it at once")
  void whatAnotherHeaderWouldNotChange(int status) throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try {
      server.createContext("/", exchange -> {
        asked.add("");
        byte[] body = "{\"detail\":\"No.\"}".getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
      });
      server.start();
      Run run = new Commands()
          .set("POSTERN_CLI_URL", "http://127.0.0.1:" + server.getAddress().getPort())
          .set("POSTERN_CLI_KEY", "jobs_secret")
          .run("whoami")
          .ends(ExitCode.of(status));
      assertTrue(run.err().contains("No."), run.err());
      assertEquals(1, asked.size());
    } finally {
      server.stop(0);
    }
  }

  private static Run create(Commands alice, String preset) {
    return switch (preset) {
      case "netbackup", "netbackup-11" -> alice.run("create", "-d", "30d");
      case "cohesity", "cloudtower" -> alice.run("create", "-n", "n");
      default -> alice.run("create");
    };
  }

  private static Run whoami(TestApp app, String key, String... more) {
    String[] arguments = new String[more.length + 1];
    arguments[0] = "whoami";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return new Commands()
        .set("POSTERN_CLI_URL", app.url())
        .set("POSTERN_CLI_KEY", key)
        .run(arguments);
  }
}
