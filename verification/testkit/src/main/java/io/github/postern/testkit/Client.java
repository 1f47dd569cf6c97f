package io.github.postern.testkit;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Somebody with a browser, or a script: what differs is what is sent. It keeps cookies and follows
 * nothing.
 */
public final class Client {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String url;

  /** Sent with each request; null: none. */
  private String authorization;

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .cookieHandler(cookies)
      .connectTimeout(PATIENCE)
      .build();

  /**
   * Opens it.
   *
   * @param url of the application, without a slash at its end
   */
  public Client(String url) {
    this.url = url;
  }

  /** Returns whether a server answers at all. */
  public boolean reaches() throws InterruptedException {
    try {
      http.send(
          HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public Reply get(String path, String... headers) throws Exception {
    return send("GET", path, null, headers);
  }

  /**
   * Sends a form as a browser does.
   *
   * @param fields names and values in turn
   */
  public Reply form(String path, List<String> fields, String... headers) throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.size(); i += 2) {
      body.append(i == 0 ? "" : "&")
          .append(encode(fields.get(i)))
          .append('=')
          .append(encode(fields.get(i + 1)));
    }
    List<String> all = new ArrayList<>(Arrays.asList(headers));
    all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
    return send("POST", path, body.toString(), all.toArray(String[]::new));
  }

  public Reply send(String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
        .timeout(PATIENCE)
        .header("Connection", "close")
        .method(
            method,
            body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  /**
   * Opens a WebSocket.
   *
   * @return what it says first; the status of the answer if it does not open
   */
  public String open(String path, String... headers) throws Exception {
    CompletableFuture<String> said = new CompletableFuture<>();
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(PATIENCE);
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    try {
      WebSocket socket = builder
          .buildAsync(URI.create(url.replaceFirst("^http", "ws") + path), new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
              said.complete(text.toString());
              return null;
            }
          })
          .join();
      try {
        return said.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } finally {
        socket.abort();
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return String.valueOf(refused.getResponse().statusCode());
      }
      throw e;
    }
  }

  /**
   * Sends this header {@code Authorization} from now on, as a browser does once it has been asked.
   */
  public Client as(String header) {
    authorization = header;
    return this;
  }

  /** Logs in at the login page of the application in {@code verification/servers}. */
  public Client login(String user) throws Exception {
    Reply reply = form("/login", List.of("user", user, "password", user));
    if (reply.status() != 200) {
      throw new AssertionError("Login: " + reply.status() + " " + reply.body());
    }
    return this;
  }

  /**
   * Returns whom the application takes the bearer of a key for; why it does not, if it does not.
   */
  public String whoWith(String key) throws Exception {
    Reply reply = patiently(() -> get("/who", "X-API-Key", key));
    return reply.status() == 200 ? reply.line("user") : reply.status() + " " + reply.body();
  }

  /** Creates a key as the management page does, and returns its secret. */
  public String createKey(String name, String more) throws Exception {
    Reply policy = get("/postern/api/policy");
    String token = policy
        .header("X-CSRF-Token")
        .orElseThrow(
            () -> new AssertionError("No CSRF token: " + policy.status() + " " + policy.body()));
    Reply reply = patiently(() -> send(
        "POST",
        "/postern/api/keys",
        "{\"name\":\"" + name + "\"" + more + "}",
        "Content-Type",
        "application/json",
        "X-CSRF-Token",
        token,
        "Sec-Fetch-Site",
        "same-origin"));
    if (reply.status() != 201) {
      throw new AssertionError("Create: " + reply.status() + " " + reply.body());
    }
    return reply.json("key");
  }

  public String createKey(String name) throws Exception {
    return createKey(name, "");
  }

  /** On a busy machine a store may open late; 503 says: try again in a few seconds. */
  private static Reply patiently(Callable<Reply> call) throws Exception {
    Reply[] reply = {call.call()};
    Polling.until(
        PATIENCE,
        () -> reply[0].status() != 503 || (reply[0] = call.call()).status() != 503,
        () -> "The store stays away: " + reply[0].body());
    return reply[0];
  }

  /** The cookies as a request sends them; there has to be one. */
  public String cookie() {
    return cookies.getCookieStore().getCookies().stream()
        .map(HttpCookie::toString)
        .reduce((a, b) -> a + "; " + b)
        .orElseThrow();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
