package io.github.postern.cli;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** A login session with the key API. It begins with the first call. */
final class Session {

  private static final String TOKEN_HEADER = "X-CSRF-Token";

  private final Server server;
  private final LoginMethod login;
  private boolean begun;
  private String csrfToken;

  Session(Server server, LoginMethod login) {
    this.server = server;
    this.login = login;
  }

  /** Reads something. */
  JsonObject get(String path) {
    return call("GET", path, BodyPublishers.noBody(), Map.of()).json();
  }

  /** Changes something without a body. */
  ServerResponse change(String method, String path) {
    return change(method, path, BodyPublishers.noBody(), Map.of());
  }

  /** Sends something that makes a key. */
  ServerResponse post(String path, JsonObject body, Map<String, String> headers) {
    return change("POST", path, BodyPublishers.ofString(body.toString()), headers);
  }

  private ServerResponse change(
      String method, String path, BodyPublisher body, Map<String, String> headers) {
    if (csrfToken == null) {
      get("/policy");
    }
    return call(method, path, body, headers);
  }

  private ServerResponse call(
      String method, String path, BodyPublisher body, Map<String, String> headers) {
    if (!begun) {
      login.begin(server);
      begun = true;
    }
    HttpRequest.Builder request = server.apiRequest(path).method(method, body);
    login.addTo(request);
    headers.forEach(request::header);
    if (body.contentLength() != 0) {
      request.header("Content-Type", "application/json");
    }
    if (csrfToken != null && !method.equals("GET")) {
      request.header(TOKEN_HEADER, csrfToken);
    }
    ServerResponse response = server.send(request.build());
    response.header(TOKEN_HEADER).ifPresent(token -> csrfToken = token);
    return checked(response);
  }

  /** Applications send whom they do not know to their login page, some even from an API. */
  private ServerResponse checked(ServerResponse response) {
    if (response.status() == 401 || response.isRedirect()) {
      throw new CommandException(ExitCode.NOT_ALLOWED, "Not signed in: " + login.remedy());
    }
    if (!response.isSuccess()) {
      throw response.failure();
    }
    return response;
  }
}
