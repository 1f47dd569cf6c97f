package io.github.postern.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends one request again and again on some connections that stay open, each by a thread of its
 * own. It does next to nothing, because on a small machine the time of the client is taken from the
 * server.
 */
final class KeepAliveClient {

  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

  private final int port;
  private final byte[] request;
  private final int connections;

  KeepAliveClient(int port, byte[] request, int connections) {
    this.port = port;
    this.request = request;
    this.connections = connections;
  }

  /** Returns how many requests were answered in a second, while it lasted. */
  double perSecond(int millis) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      Callable<Double> one = () -> rate(millis);
      List<Future<Double>> rates = threads.invokeAll(Collections.nCopies(connections, one));
      double sum = 0;
      for (Future<Double> rate : rates) {
        sum += rate.get();
      }
      return sum;
    } finally {
      threads.shutdown();
    }
  }

  private double rate(int millis) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      byte[] buffer = new byte[4096];
      int length = exchange(socket, buffer, 0);
      long start = System.nanoTime();
      long now = start;
      long count = 0;
      while (now - start < millis * 1_000_000L) {
        exchange(socket, buffer, length);
        count++;
        now = System.nanoTime();
      }
      return count * 1e9 / (now - start);
    }
  }

  /**
   * Sends the request and reads the answer.
   *
   * @param expected how long the answer is; 0 if that is to be found out
   * @return how long it was
   */
  private int exchange(Socket socket, byte[] buffer, int expected) throws IOException {
    socket.getOutputStream().write(request);
    InputStream in = socket.getInputStream();
    int length = 0;
    do {
      int read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        throw new EOFException("The server closed the connection");
      }
      length += read;
    } while (length < expected);
    if (expected != 0 && length != expected
        || !Arrays.equals(OK, 0, OK.length, buffer, 0, OK.length)) {
      throw new IOException(
          "Not the expected answer: " + new String(buffer, 0, length, StandardCharsets.US_ASCII));
    }
    return length;
  }
}
