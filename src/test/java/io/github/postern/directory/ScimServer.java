package io.github.postern.directory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SCIM service provider on this machine that answers as the examples in RFC 7643 and RFC 7644 do.
 */
final class ScimServer implements AutoCloseable {

  static final String TOKEN = "h480djs93hd8.hunter2_hunter2";

  /** RFC 7643 section 8.3, shortened; the identity of the user is put in. */
  static final String BARBARA = """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
                         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
             "id": "2819c223-7f76-453a-919d-413861904646",
             "externalId": "701984",
             "userName": "bjensen@example.com",
             "name": {"formatted": "Ms. Barbara J Jensen, III", "familyName": "Jensen", "givenName": "Barbara"},
             "emails": [{"value": "bjensen@example.com", "type": "work", "primary": true}],
             "active": true,
             "password": "t1meMa$heen",
             "roles": [{"value": "editor"}, {"value": "user", "primary": true}, {"display": "no value"}],
             "groups": [{"value": "e9e30dba-f08f-4109-8486-d5c6a331660a", "display": "Tour Guides"},
                        {"value": "fc348aa8-3835-40eb-a20b-c726e15c55b5", "display": "Employees"}],
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
               {"employeeNumber": "701984", "costCenter": "4130", "organization": "Universal Studios"},
             "meta": {"resourceType": "User", "version": "W/\\"3694e05e9dff591\\""}}
            """;

  private static final Pattern FILTER = Pattern.compile("userName eq (\".*\")");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> users = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Answer answer = this::list;

  /** How to answer a request. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  ScimServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/scim/v2/Users", this::handle);
    server.setExecutor(threads);
    server.start();
    put("bjensen@example.com", BARBARA);
  }

  void put(String userName, String user) {
    users.put(userName, user);
  }

  void remove(String userName) {
    users.remove(userName);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/scim/v2";
  }

  int requests() {
    return requests.get();
  }

  /** Answers like this from now on; null: as it should. */
  void answer(Answer other) {
    answer = other == null ? this::list : other;
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/scim+json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        send(exchange, 401, error(401));
      } else {
        answer.to(exchange);
      }
    }
  }

  /**
   * The filter is decoded as a URI and its value as JSON, so that what does not arrive whole is
   * found out.
   */
  private void list(HttpExchange exchange) throws IOException {
    Matcher filter =
        Pattern.compile("filter=(.*?)&.*").matcher(exchange.getRequestURI().getRawQuery());
    String text = filter.matches() ? java.net.URI.create("x?" + filter.group(1)).getQuery() : "";
    Matcher value = FILTER.matcher(text);
    if (!value.matches()) {
      send(exchange, 400, error(400));
      return;
    }
    JsonObject name =
        Json.createReader(new StringReader("{\"n\":" + value.group(1) + "}")).readObject();
    String user = users.get(name.getString("n"));
    send(exchange, 200, user == null ? list(0, "") : list(1, ",\"Resources\":[" + user + "]"));
  }

  static String list(int total, String resources) {
    return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":"
        + total
        + resources
        + "}";
  }

  /** RFC 7644 section 3.12. */
  private static String error(int status) {
    return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"detail\":\"No.\",\"status\":\""
        + status
        + "\"}";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
