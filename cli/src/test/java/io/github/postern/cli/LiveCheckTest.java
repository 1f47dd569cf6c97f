package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another answer in place of the filter's is recognised. GraftIT asks a real one. */
class LiveCheckTest {

  private HttpServer server;
  private volatile int status = 200;
  private volatile String challenge;
  private volatile boolean everywhere;
  private volatile boolean served;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | | ignores keys",
        "403 | | ignores keys",
        "302 | | something before it wants a login",
        "401 | Basic realm=x | something before it wants a login",
        "401 | Bearer error=\"invalid_token\", error_description=\"Malformed token\" |"
            + " something before it wants a login",
        "503 | | its store is unreachable"
      })
  void whatIsNoRefusalByTheFilterIsAnAlarm(int answer, String header, String words) {
    status = answer;
    challenge = header;
    Run run = doctor().ends(ExitCode.REFUSED);
    List<String> keys =
        run.lines().stream().filter(line -> line.contains("with a key")).toList();
    assertTrue(
        keys.stream().allMatch(line -> line.startsWith("ALARM") && line.contains(words)),
        run.out());
    assertEquals(2, keys.size(), run.out());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 401, 404})
  void whereNothingOfPosternAnswersThatIsSaidFirstAndNoOtherCauseIsNamed(int answer) {
    status = answer;
    Run run = doctor().ends(ExitCode.REFUSED);
    assertTrue(
        run.lines()
            .get(0)
            .startsWith(
                "ALARM   Postern does not seem to be in this application, or is" + " disabled."),
        run.out());
    assertFalse(run.out().contains("--header") || run.out().contains("--api-path"), run.out());
  }

  /** To an application, a key with another prefix is no key of its own. */
  @ParameterizedTest
  @ValueSource(ints = {302, 401})
  void wherePosternIsThereALoginThatIsWantedMayComeFromAnotherPrefix(int answer) {
    status = answer;
    served = true;
    List<String> keys = doctor().ends(ExitCode.REFUSED).lines().stream()
        .filter(line -> line.contains("with a key"))
        .toList();
    assertEquals(2, keys.size(), keys.toString());
    assertTrue(
        keys.stream()
            .allMatch(line -> line.startsWith("ALARM")
                && line.contains("omething before it wants a login")
                && line.contains("begin with something else than jobs_")),
        keys.toString());
  }

  /** A page for whatever is asked for is neither the API nor the script. */
  @Test
  void anApplicationThatAnswersEverythingWithAPageHasNoPostern() {
    everywhere = true;
    assertTrue(
        doctor().ends(ExitCode.REFUSED).lines().get(0).contains("Postern does not seem to be"));
  }

  /** Some styles of errors have another status, but all have the challenge. */
  @Test
  void theRefusalIsKnownByItsChallenge() {
    status = 403;
    challenge = "Bearer realm=\"jobs\", error=\"invalid_token\", error_description=\"The API key is"
        + " not valid\"";
    List<String> lines = doctor().ok().lines();
    assertTrue(lines.get(0).startsWith("OK") && lines.get(1).startsWith("OK"), lines.toString());
    assertTrue(
        lines.get(2).startsWith("WARNING") && lines.get(3).startsWith("WARNING"),
        "no pages are there");
  }

  @Test
  void aServerThatIsNotThereIsNoAlarmButUnreachable() {
    new Commands()
        .run("doctor", "--url", "http://127.0.0.1:1", "--prefix", "jobs")
        .ends(ExitCode.UNREACHABLE);
  }

  private Run doctor() {
    return new Commands()
        .run(
            "doctor",
            "--url",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "--prefix",
            "jobs");
  }

  /** Without a key all is well, except that a page that is not there is not. */
  private void answer(HttpExchange exchange) throws IOException {
    boolean asked = exchange.getRequestHeaders().containsKey("Authorization");
    if (asked && challenge != null) {
      exchange
          .getResponseHeaders()
          .add("WWW-Authenticate", "Basic realm=\"jobs\", charset=\"UTF-8\"");
      exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
    }
    if (asked && status == 503) {
      exchange.getResponseHeaders().set("Retry-After", "5");
    }
    boolean script = served && exchange.getRequestURI().getPath().endsWith("/postern-keys.js");
    if (script) {
      exchange.getResponseHeaders().set("Content-Type", "text/javascript");
    }
    exchange.sendResponseHeaders(
        asked
            ? status
            : script || everywhere || exchange.getRequestURI().getPath().equals("/") ? 200 : 404,
        -1);
    exchange.close();
  }
}
