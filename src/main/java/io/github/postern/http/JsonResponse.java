package io.github.postern.http;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes JSON as the body of an answer. */
public final class JsonResponse {

  /**
   * Kept, because {@code Json} looks through the class path for a provider each time it is asked
   * for anything.
   */
  static final JsonProvider JSON = JsonProvider.provider();

  private JsonResponse() {}

  /** Writes an object as {@code application/json}, which no cache may keep. */
  public static void write(HttpServletResponse response, int status, JsonObject json)
      throws IOException {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    write(response, "application/json", json);
  }

  /**
   * The length is told once the content is in the buffer: a response that has as much content as
   * was announced is closed (Servlet 6.0 section 5.7), and Tomcat 11 closes the body of the request
   * with it, of which {@link UnreadBody} is to read what is left.
   */
  static void write(HttpServletResponse response, String mediaType, JsonObject json)
      throws IOException {
    byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
    response.setContentType(mediaType);
    response.setHeader("X-Content-Type-Options", "nosniff");
    boolean buffered = body.length < response.getBufferSize();
    if (!buffered) {
      response.setContentLength(body.length);
    }
    response.getOutputStream().write(body);
    if (buffered) {
      response.setContentLength(body.length);
    }
  }
}
