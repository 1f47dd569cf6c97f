package io.github.postern.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Reads what is left of the body of a request that has its answer: a client that is still sending
 * would see a broken connection in place of the answer. Within limits, and a slow sender is given
 * up: bytes, time, and how many threads do this at once. A single read takes as long as the
 * container lets it. Safe for use by many threads.
 */
public final class UnreadBody {

  private static final String BEGUN = UnreadBody.class.getName() + ".begun";
  private static final long MOST_BYTES = 32L << 20;
  private static final long MOST_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int MOST_THREADS = 32;
  private static final int BUFFER = 16 * 1024;

  /**
   * The beginnings of the names of servers that say 100 Continue before they call any filter:
   * Tomcat with its {@code continueResponseTiming}, and those on Grizzly.
   */
  private static final Pattern CONTINUES_AT_ONCE =
      Pattern.compile("Apache Tomcat.*|.*GlassFish.*|.*Payara.*");

  private final Semaphore threads = new Semaphore(MOST_THREADS);
  private final LongSupplier nanoTime;

  /**
   * Creates it.
   *
   * @param nanoTime the time, as {@code System.nanoTime()} gives it
   */
  public UnreadBody(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Notes that somebody reads the body of a request, so that a client that waited for 100 Continue
   * is sending by now.
   */
  public static void begun(HttpServletRequest request) {
    request.setAttribute(BEGUN, true);
  }

  /**
   * Sends the answer and reads the rest of the body. That the client is gone is no error any more.
   */
  public void drain(HttpServletRequest request, HttpServletResponse response) {
    if (!mayBeOnItsWay(request) || !threads.tryAcquire()) {
      return;
    }
    try {
      response.flushBuffer();
      Rest.read(request, nanoTime);
    } catch (IOException | IllegalStateException e) {
      // The client is gone, or the application reads the body in its own way.
    } finally {
      threads.release();
    }
  }

  /**
   * To a client that waits for 100 Continue (RFC 9110 section 10.1.1) the response itself says that
   * it need not send the body, unless the server has told it to go on.
   */
  private static boolean mayBeOnItsWay(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    if (length == 0
        || length > MOST_BYTES
        || request.getDispatcherType() != DispatcherType.REQUEST) {
      return false;
    }
    boolean waits = request.getHeader("Expect") != null
        && request.getAttribute(BEGUN) == null
        && !CONTINUES_AT_ONCE
            .matcher(request.getServletContext().getServerInfo())
            .matches();
    boolean chunked = request.getHeader("Transfer-Encoding") != null
        || !request.getProtocol().startsWith("HTTP/1");
    return !waits && (length > 0 || chunked);
  }

  /** Apart, so that settings can be checked by tools that have no servlet API. */
  private static final class Rest {

    static void read(HttpServletRequest request, LongSupplier nanoTime) throws IOException {
      UnreadBody.read(request.getInputStream(), nanoTime);
    }
  }

  private static void read(InputStream in, LongSupplier nanoTime) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long start = nanoTime.getAsLong();
    long left = MOST_BYTES;
    while (left > 0 && nanoTime.getAsLong() - start < MOST_NANOS) {
      int read = in.read(buffer);
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }
}
