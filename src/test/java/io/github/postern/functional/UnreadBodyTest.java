package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.postern.testing.TestApp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Requests that are refused while their body is still on its way. */
class UnreadBodyTest {

  private static final byte[] BODY = new byte[3 << 20];
  private static TestApp app;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.start(builder -> builder.setting("postern.required-paths", "/batch/*"));
  }

  @AfterAll
  static void stop() throws Exception {
    app.close();
  }

  @Test
  @DisplayName(
      "E-12: 40 posts of 3 MB with a bad key are answered 401, none by a broken connection")
  void aBadKeyWithABodyIsAnswered() throws Exception {
    assertEquals(
        Map.of("401", 40), post("/api/jobs", "test_wrong", BodyPublishers.ofByteArray(BODY)));
  }

  @Test
  @DisplayName("E-12: chunked bodies, a missing key and a key in the wrong dress too")
  void otherRefusalsAreAnswered() throws Exception {
    BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BODY));
    assertEquals(Map.of("401", 40), post("/api/jobs", "test_wrong", chunked));
    assertEquals(Map.of("401", 40), post("/batch/x", " ", BodyPublishers.ofByteArray(BODY)));
    assertEquals(
        Map.of("400", 40),
        post("/api/jobs", "\"" + Raw.someKey() + "\"", BodyPublishers.ofByteArray(BODY)));
    assertEquals(Map.of("400", 40), post("/api/jobs?key=" + Raw.someKey(), " ", chunked));
  }

  private static Map<String, Integer> post(String path, String key, BodyPublisher body)
      throws Exception {
    Map<String, Integer> outcomes = new TreeMap<>();
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < 40; i++) {
      String outcome;
      try {
        outcome = ""
            + client
                .send(
                    HttpRequest.newBuilder(URI.create(app.url() + path))
                        .header("X-API-Key", key)
                        .timeout(Duration.ofSeconds(30))
                        .POST(body)
                        .build(),
                    HttpResponse.BodyHandlers.ofString())
                .statusCode();
      } catch (IOException e) {
        outcome = e.toString();
      }
      outcomes.merge(outcome, 1, Integer::sum);
    }
    return outcomes;
  }

  @Test
  @DisplayName(
      "N-14: Python's http.client, which sends all before it reads, sees the refusal of 20 MB"
          + " and no broken pipe")
  void pythonSeesTheRefusal() throws Exception {
    Path python = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(python), "there is no " + python);
    Process process = new ProcessBuilder(python.toString(), "-c", """
                                import http.client, sys, urllib.parse
                                url = urllib.parse.urlsplit(sys.argv[1])
                                seen = set()
                                for i in range(10):
                                    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=30)
                                    try:
                                        connection.request('POST', url.path, bytes(20 << 20), {'X-API-Key': 'test_wrong'})
                                        seen.add(str(connection.getresponse().status))
                                    except OSError as e:
                                        seen.add(repr(e))
                                print(sorted(seen))
                                """, app.url() + "/api/jobs")
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals("['401']", output.strip());
  }

  @Test
  @DisplayName("E-12: who waits for 100 Continue is told the refusal and not to send")
  void whoWaitsIsNotToldToSend() throws Exception {
    for (String path : new String[] {"/api/jobs", "/postern/api/keys"}) {
      String answer = exchange("POST /app"
          + path
          + " HTTP/1.1\r\n"
          + "Host: x\r\n"
          + "X-API-Key: test_wrong\r\n"
          + "Content-Length: 5000000\r\n"
          + "Expect: 100-continue\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
      assertFalse(answer.contains("100 Continue"), answer);
    }
  }

  /** Sends a head and returns the head of the answer. */
  private static String exchange(String head) throws Exception {
    URI url = URI.create(app.url());
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      int c = socket.getInputStream().read();
      while (c >= 0 && answer.indexOf("\r\n\r\n") < 0) {
        answer.append((char) c);
        c = socket.getInputStream().read();
      }
    }
    return answer.toString();
  }
}
