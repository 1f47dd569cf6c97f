package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.http.UnreadBody;
import io.github.postern.testing.TestApp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How much of the body of a refused request is read, for how long, and by how many threads at once.
 */
class UnreadBodyLimitsTest {

  private static final int MEGABYTE = 1 << 20;

  /** The most that the buffers of two sockets and of the server may take. */
  private static final long BUFFERS = 16L * MEGABYTE;

  private static final long BOUND = 32L * MEGABYTE;
  private static final int THREADS = 32;

  private final AtomicLong nanoTime = new AtomicLong();

  /** How often the time was asked for, which is before each read. */
  private final AtomicInteger looks = new AtomicInteger();

  private final Draining draining = new Draining(new UnreadBody(() -> {
    looks.incrementAndGet();
    return nanoTime.get();
  }));
  private final List<Socket> senders = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (Socket sender : senders) {
      sender.close();
    }
  }

  @Test
  @DisplayName(
      "E-12: of a body that is announced larger than the limit nothing is read, however much"
          + " is sent")
  void aHugeBodyIsNotRead() throws Exception {
    try (TestApp app = TestApp.start()) {
      long taken =
          sendUntilClosed(app, "/api/jobs", "Content-Length: 9000000000", new byte[MEGABYTE]);
      assertTrue(taken < BUFFERS, taken + " bytes were taken");
    }
  }

  @Test
  @DisplayName("E-12: of a chunked body no more than the limit is read, while time stands still")
  void aChunkedBodyIsReadUpToTheLimit() throws Exception {
    byte[] chunk =
        ("100000\r\n" + "x".repeat(MEGABYTE) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    try (TestApp app = start()) {
      long taken = sendUntilClosed(app, "/draining", "Transfer-Encoding: chunked", chunk);
      assertTrue(taken >= BOUND && taken < BOUND + BUFFERS, taken + " bytes were taken");
    }
  }

  @Test
  @DisplayName(
      "E-12: a slow sender has the answer at once, and the thread is free after the time that"
          + " is stated")
  void aSlowSenderHoldsNoThread() throws Exception {
    try (TestApp app = start()) {
      Socket slow = sender(app, "/draining", "Content-Length: 1000000");
      assertEquals("HTTP/1.1 401", status(slow));
      await("it waits for the first byte", () -> looks.get() == 2);
      for (int i = 0; i < 3; i++) {
        int before = looks.get();
        slow.getOutputStream().write('x');
        await("the byte is read", () -> looks.get() > before);
        assertEquals(1, draining.inside.get(), "there is time left");
      }
      nanoTime.addAndGet(Duration.ofSeconds(5).toNanos());
      slow.getOutputStream().write('x');
      await("the thread is free", () -> draining.inside.get() == 0);
    }
  }

  @Test
  @DisplayName(
      "E-12: no more than 32 threads read what is left, and further senders have their answer"
          + " all the same")
  void atMostSoManyThreads() throws Exception {
    try (TestApp app = start()) {
      for (int i = 0; i < THREADS + 8; i++) {
        assertEquals("HTTP/1.1 401", status(sender(app, "/draining", "Content-Length: 1000000")));
      }
      await("eight are not waited for", () -> draining.done.get() == 8);
      assertEquals(THREADS, draining.inside.get());
      hangUp();
      await("all threads are free", () -> draining.inside.get() == 0);
      assertEquals("HTTP/1.1 401", status(sender(app, "/draining", "Content-Length: 1000000")));
      await("there is place again", () -> draining.inside.get() == 1);
    }
  }

  @Test
  @DisplayName("E-12: beside many slow senders with a bad key, more than the server has threads,"
      + " others are answered")
  void othersAreAnsweredBesideManySlowSenders() throws Exception {
    try (TestApp app = TestApp.prepare()
        .connector(connector ->
            ((QueuedThreadPool) connector.getServer().getThreadPool()).setMaxThreads(THREADS + 28))
        .run(builder -> {})) {
      for (int i = 0; i < 80; i++) {
        assertEquals("HTTP/1.1 401", status(sender(app, "/api/jobs", "Content-Length: 1000000")));
      }
      HttpClient client = HttpClient.newHttpClient();
      for (int i = 0; i < 20; i++) {
        assertEquals(
            200,
            client
                .send(
                    HttpRequest.newBuilder(URI.create(app.url() + "/api/me"))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                    HttpResponse.BodyHandlers.discarding())
                .statusCode());
      }
    }
  }

  /** The server itself gives up a sender only when the test is over. */
  private TestApp start() throws Exception {
    return TestApp.prepare()
        .servlet("/draining", draining)
        .connector(connector -> connector.setIdleTimeout(120_000))
        .run(builder -> {});
  }

  private Socket sender(TestApp app, String path, String length) throws IOException {
    URI url = URI.create(app.url());
    Socket socket = new Socket(url.getHost(), url.getPort());
    senders.add(socket);
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(("POST /app"
                + path
                + " HTTP/1.1\r\nHost: x\r\n"
                + (path.equals("/draining") ? "" : "X-API-Key: test_wrong\r\n")
                + length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Returns the first words of the answer, which is there although no body was sent. */
  private static String status(Socket socket) throws IOException {
    try {
      return new String(
          socket.getInputStream().readNBytes("HTTP/1.1 401".length()), StandardCharsets.US_ASCII);
    } catch (SocketTimeoutException e) {
      return "no answer";
    }
  }

  /**
   * Sends a part again and again until the server takes no more; returns how many bytes it took,
   * the eightfold limit at most.
   */
  private long sendUntilClosed(TestApp app, String path, String length, byte[] part)
      throws IOException {
    Socket socket = sender(app, path, length);
    assertEquals("HTTP/1.1 401", status(socket));
    long taken = 0;
    try {
      while (taken < 8 * BOUND) {
        socket.getOutputStream().write(part);
        taken += part.length;
      }
    } catch (IOException e) {
      return taken; // the server has closed the connection
    }
    return taken;
  }

  private static void await(String what, BooleanSupplier reached) {
    long start = System.nanoTime();
    while (!reached.getAsBoolean()) {
      assertTrue(
          System.nanoTime() - start < Duration.ofSeconds(60).toNanos(), "not in a minute: " + what);
      Thread.onSpinWait();
    }
  }

  /** Refuses each request and then reads its body, as the filter does. */
  private static final class Draining extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient UnreadBody unread;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    Draining(UnreadBody unread) {
      this.unread = unread;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(401);
      inside.incrementAndGet();
      try {
        unread.drain(request, response);
      } finally {
        inside.decrementAndGet();
        done.incrementAndGet();
      }
    }
  }
}
