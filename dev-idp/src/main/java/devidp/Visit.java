package devidp;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request and its answer. */
final class Visit {

  private static final Logger LOG = System.getLogger("devidp");
  private static final int LONGEST_BODY = 256 * 1024;

  private final HttpExchange exchange;

  private Visit(HttpExchange exchange) {
    this.exchange = exchange;
  }

  /**
   * The answer. An IOException is a request that makes no sense, and its message is for the person.
   */
  interface Handler {
    void answer(Visit visit) throws IOException;
  }

  static void serve(HttpExchange exchange, Handler handler) throws IOException {
    Visit visit = new Visit(exchange);
    try {
      handler.answer(visit);
    } catch (IOException | IllegalArgumentException senseless) {
      LOG.log(
          Level.WARNING, () -> visit.methodAndPath() + " is refused: " + senseless.getMessage());
      visit.error(400, senseless.getMessage());
    } finally {
      exchange.close();
    }
  }

  String methodAndPath() {
    return exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
  }

  /**
   * Whether the browser was sent to this address, and not to a name that somebody let point here.
   */
  boolean isFor(URI address) {
    return address.getAuthority().equals(exchange.getRequestHeaders().getFirst("Host"));
  }

  boolean isFromOurPages(URI address) {
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    return origin == null || origin.equals("http://" + address.getAuthority());
  }

  Map<String, String> query() {
    return fields(exchange.getRequestURI().getRawQuery());
  }

  Map<String, String> form() throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      throw new IOException("The form is longer than " + LONGEST_BODY + " bytes");
    }
    return fields(new String(body, StandardCharsets.UTF_8));
  }

  private static Map<String, String> fields(String encoded) {
    Map<String, String> fields = new HashMap<>();
    for (String field : encoded == null ? new String[0] : encoded.split("&")) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  Optional<String> cookie(String name) {
    for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
      for (String cookie : header.split(";\\s*")) {
        if (cookie.startsWith(name + "=")) {
          return Optional.of(cookie.substring(name.length() + 1)).filter(value -> !value.isEmpty());
        }
      }
    }
    return Optional.empty();
  }

  /** An empty value takes the cookie away. */
  void setCookie(String name, String value) {
    exchange
        .getResponseHeaders()
        .set(
            "Set-Cookie",
            name
                + "="
                + value
                + "; Path=/; HttpOnly; SameSite=Lax"
                + (value.isEmpty() ? "; Max-Age=0" : ""));
  }

  /** Shows a page. Its forms go to this server, or to the application that is given. */
  void page(String html, Optional<URI> formsTo) throws IOException {
    String origin =
        formsTo.map(uri -> uri.getScheme() + "://" + uri.getAuthority()).orElse("'self'");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self';"
                + " script-src 'self'; img-src data:; form-action "
                + origin
                + "; base-uri 'none'; frame-ancestors 'none'");
    send(200, "text/html", html);
  }

  void error(int status, String message) throws IOException {
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none';"
                + " frame-ancestors 'none'");
    send(status, "text/html", Pages.error(message));
  }

  void seeOther(String path) throws IOException {
    exchange.getResponseHeaders().set("Location", path);
    send(303, "text/plain", "");
  }

  void asset() throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    send(200, name.endsWith(".css") ? "text/css" : "text/javascript", resource(name));
  }

  static String resource(String name) {
    try (InputStream in = Visit.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is missing in the jar", e);
    }
  }

  void send(int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Referrer-Policy", "same-origin");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
