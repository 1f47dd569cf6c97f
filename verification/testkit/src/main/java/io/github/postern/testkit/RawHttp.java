package io.github.postern.testkit;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** HTTP by hand, for what a proper client refuses to send. */
public final class RawHttp {

  private static final String HOST = "127.0.0.1";
  private static final int PATIENCE = 30_000;

  private RawHttp() {}

  /**
   * Asks for a WebSocket (RFC 6455 section 4.1) by a request target as it is, in ISO-8859-1.
   *
   * @param headers complete lines, each with its end
   * @return the status; 0 if the server closed the connection without an answer
   */
  public static int handshake(int port, String target, String headers) throws IOException {
    try (Socket socket = open(HOST, port)) {
      socket
          .getOutputStream()
          .write(("GET "
                  + target
                  + " HTTP/1.1\r\nHost: "
                  + HOST
                  + ":"
                  + port
                  + "\r\n"
                  + "Upgrade: websocket\r\n"
                  + "Connection: Upgrade\r\n"
                  + "Sec-WebSocket-Version: 13\r\n"
                  + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                  + headers
                  + "\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      // Not to its end: who is asked for another protocol keeps the connection, whatever the
      // answer is.
      return status(
          new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1));
    } catch (SocketTimeoutException e) {
      throw new IOException("No answer to a request for a WebSocket at " + target, e);
    } catch (SocketException e) {
      return 0;
    }
  }

  /**
   * Announces a body, waits for {@code 100 Continue} (RFC 9110 section 10.1.1), and then sends it,
   * or keeps it.
   *
   * @param request method and target
   * @param headers complete lines, each with its end
   * @param sends whether it sends the body when it is told to
   * @return the status of the answer, after those that are not final; 0 if the server closed the
   *     connection without one
   */
  public static int expecting(int port, String request, String headers, int length, boolean sends)
      throws IOException {
    try (Socket socket = open(HOST, port)) {
      String head = request
          + " HTTP/1.1\r\nHost: "
          + HOST
          + ":"
          + port
          + "\r\nExpect: 100-continue\r\nContent-Length: "
          + length
          + "\r\n"
          + headers
          + "\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      int status = status(head(socket));
      if (status == 100 && sends) {
        write(socket, new byte[length]);
      }
      while (status >= 100 && status < 200) {
        status = status(head(socket));
      }
      return status;
    } catch (SocketTimeoutException e) {
      throw new IOException("No answer to " + request, e);
    } catch (SocketException e) {
      return 0;
    }
  }

  /** Reads up to the empty line behind a head, or to the end. */
  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    int c = socket.getInputStream().read();
    while (c >= 0) {
      head.append((char) c);
      if (head.length() > 3 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
        break;
      }
      c = socket.getInputStream().read();
    }
    return head.toString();
  }

  /**
   * Asks for another protocol, and sends no more.
   *
   * @param headers complete lines, each with its end
   * @return all that comes back, in whichever protocol
   */
  public static String upgrade(int port, String target, String protocol, String headers)
      throws IOException {
    try (Socket socket = open(HOST, port)) {
      socket
          .getOutputStream()
          .write(("GET "
                  + target
                  + " HTTP/1.1\r\nHost: h\r\nUpgrade: "
                  + protocol
                  + "\r\nConnection: Upgrade\r\n"
                  + headers
                  + "\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * Sends a request line as it is, byte by byte in ISO-8859-1.
   *
   * @param headers complete lines, each with its end
   * @return an answer whose body is all that came, the head too; status 0 if the server closed the
   *     connection without one
   */
  public static Reply send(int port, String requestLine, String headers) throws IOException {
    String answer;
    try (Socket socket = open(HOST, port)) {
      answer = exchange(
          socket,
          requestLine
              + "\r\nHost: "
              + HOST
              + ":"
              + port
              + "\r\nConnection: close\r\n"
              + headers
              + "\r\n",
          StandardCharsets.ISO_8859_1);
    } catch (SocketTimeoutException e) {
      throw new IOException("No end of the answer to " + requestLine, e);
    } catch (SocketException e) {
      answer = "";
    }
    return new Reply(status(answer), headers(""), answer);
  }

  /**
   * Sends a request to an application, its path and its header lines as they are, in UTF-8.
   *
   * @param url of the application, without a slash at its end
   * @param lines header lines without their ends; one for {@code Connection} takes the place of
   *     {@code close}
   */
  public static Reply send(String url, String method, String path, List<String> lines, String body)
      throws IOException {
    URI base = URI.create(url);
    StringBuilder request = new StringBuilder(method
        + " "
        + base.getPath()
        + path
        + " HTTP/1.1\r\nHost: "
        + base.getAuthority()
        + "\r\n");
    if (lines.stream().noneMatch(line -> line.startsWith("Connection:"))) {
      request.append("Connection: close\r\n");
    }
    lines.forEach(line -> request.append(line).append("\r\n"));
    try (Socket socket = open(base.getHost(), base.getPort())) {
      String answer = exchange(socket, request + "\r\n" + body, StandardCharsets.UTF_8);
      int end = answer.indexOf("\r\n\r\n");
      String head = end < 0 ? answer : answer.substring(0, end);
      return new Reply(
          Integer.parseInt(head.substring(9, 12)),
          headers(head),
          end < 0 ? "" : answer.substring(end + 4));
    }
  }

  private static Socket open(String host, int port) throws IOException {
    Socket socket = new Socket(host, port);
    socket.setSoTimeout(PATIENCE);
    return socket;
  }

  private static String exchange(Socket socket, String request, Charset charset)
      throws IOException {
    write(socket, request.getBytes(charset));
    return new String(socket.getInputStream().readAllBytes(), charset);
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (SocketException e) {
      // The server may have answered and closed before all of it was sent; the answer is what
      // counts.
    }
  }

  private static int status(String answer) {
    return answer.startsWith("HTTP/1.") && answer.length() >= 12
        ? Integer.parseInt(answer.substring(9, 12))
        : 0;
  }

  private static HttpHeaders headers(String head) {
    return HttpHeaders.of(
        head.lines()
            .skip(1)
            .filter(line -> line.contains(":"))
            .map(line -> line.split(":", 2))
            .collect(Collectors.groupingBy(
                line -> line[0], Collectors.mapping(line -> line[1].strip(), Collectors.toList()))),
        (name, value) -> true);
  }
}
