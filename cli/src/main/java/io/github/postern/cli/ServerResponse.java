package io.github.postern.cli;

import io.github.postern.text.JsonNesting;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * The answer of a server. Not a record: the body may hold a secret, and a record would print it.
 */
final class ServerResponse {

  private static final int DEEPEST = 64;

  private final int status;
  private final HttpHeaders headers;
  private final String body;

  private ServerResponse(int status, HttpHeaders headers, String body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static ServerResponse of(HttpResponse<String> response) {
    return new ServerResponse(response.statusCode(), response.headers(), response.body());
  }

  int status() {
    return status;
  }

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** Returns whether one of the lines of a header, which may have several, contains a text. */
  boolean hasHeader(String name, String text) {
    return headers.allValues(name).stream().anyMatch(line -> line.contains(text));
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  boolean isRedirect() {
    return status >= 300 && status < 400;
  }

  /** Returns the body of a success, which must be a JSON object. */
  JsonObject json() {
    return parse().orElseThrow(ServerResponse::notPostern);
  }

  /** Returns what the server said in words, in whichever of the styles that its owner chose. */
  Optional<String> words() {
    return parse().flatMap(json -> text(json, "detail").or(() -> text(json, "message")));
  }

  /** Returns what the server said against it (RFC 9457), as a failure. */
  CommandException failure() {
    Optional<JsonObject> problem = parse();
    Optional<String> words = words();
    if (words.isEmpty() && (status == 404 || status == 405 || status < 400)) {
      return notPostern();
    }
    String keys = problem
        .filter(json -> json.containsKey("keys"))
        .map(json -> " Keys: " + KeyText.value(json, "keys") + ".")
        .orElse("");
    return new CommandException(
        ExitCode.of(status), words.orElse("The server answered HTTP " + status + ".") + keys);
  }

  private static CommandException notPostern() {
    return new CommandException(
        ExitCode.UNREACHABLE,
        "The answer does not come from Postern's key API. Does --url have the"
            + " context path of the application, and --api-path the path of the API?");
  }

  private Optional<JsonObject> parse() {
    if (JsonNesting.of(body) > DEEPEST) {
      return Optional.empty(); // nothing of Postern's is
    }
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return Optional.of(reader.readObject());
    } catch (RuntimeException e) { // parsers have limits of their own, which are no JsonException
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonObject json, String member) {
    return json.get(member) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }
}
