package io.github.postern.testing;

import jakarta.json.JsonObject;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A client with cookies and the manners of the profile page: it sends back the CSRF token that it
 * was given.
 */
public final class Browser {

  private final CookieManager cookies = new CookieManager();
  private final Script client;
  private String csrf;

  public Browser(String url) {
    client = new Script(HttpClient.newBuilder().cookieHandler(cookies).build(), url);
  }

  /**
   * Logs in with the parameters of {@link LoginServlet}: user, roles, source, sessionEnd,
   * authenticatedAt, organisation.
   */
  public Browser login(Map<String, String> parameters) throws Exception {
    String form = parameters.entrySet().stream()
        .map(entry ->
            entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
    client.send("POST", "/login", form, "Content-Type", "application/x-www-form-urlencoded");
    api("GET", "/policy", null);
    return this;
  }

  public void logout() throws Exception {
    client.send("DELETE", "/login", null);
  }

  /** Calls the application, with the session's cookie. */
  public Reply send(String method, String path, String body, String... headers) throws Exception {
    return client.send(method, path, body, headers);
  }

  /** Calls the management API as the profile page does. */
  public Reply api(String method, String path, String body, String... more) throws Exception {
    List<String> headers = new ArrayList<>(Arrays.asList(more));
    if (!method.equals("GET")) {
      headers.addAll(
          List.of("X-CSRF-Token", csrf == null ? "" : csrf, "Sec-Fetch-Site", "same-origin"));
    }
    if (body != null) {
      headers.addAll(List.of("Content-Type", "application/json"));
    }
    Reply reply = client.send(method, "/postern/api" + path, body, headers.toArray(String[]::new));
    reply.header("X-CSRF-Token").ifPresent(token -> csrf = token);
    return reply;
  }

  public String csrf() {
    return csrf;
  }

  /** Creates a key with this body and expects it to work. */
  public JsonObject create(String body) throws Exception {
    Reply reply = api("POST", "/keys", body);
    if (reply.status() != 201) {
      throw new AssertionError(
          "A key should have been created, but: " + reply.status() + " " + reply.body());
    }
    return reply.json();
  }

  /** Creates a key for 30 days and returns its secret. */
  public String createKey(String name) throws Exception {
    return create("{\"name\":\"" + name + "\",\"validFor\":\"P30D\"}").getString("key");
  }

  /** Returns the value of the session cookie. */
  public String sessionId() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("JSESSIONID"))
        .findFirst()
        .orElseThrow()
        .getValue();
  }
}
