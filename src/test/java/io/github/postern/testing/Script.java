package io.github.postern.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** A client without cookies, as scripts are. */
public record Script(HttpClient http, String url) {

  /** Sends GET with these headers: name, value, name, value, … */
  public Reply get(String path, String... headers) throws Exception {
    return send("GET", path, null, headers);
  }

  public Reply getWithKey(String path, String key) throws Exception {
    return get(path, "Authorization", "Bearer " + key);
  }

  public Reply send(String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return Reply.of(send(request.build()));
  }

  /**
   * A server that refuses a request before it has read the body closes the connection, and this
   * client may have taken it for the next request already. Then that one was not even looked at,
   * and is sent again.
   */
  private HttpResponse<String> send(HttpRequest request) throws Exception {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      if (e.getMessage() != null && e.getMessage().contains("received no bytes")) {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
      }
      throw e;
    }
  }
}
