package io.github.postern.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;

/** An answer, and short ways to look into it. */
public record Reply(int status, HttpHeaders headers, String body) {

  static Reply of(HttpResponse<String> response) {
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  /** Returns what came by {@link io.github.postern.testkit.RawHttp}. */
  public static Reply of(io.github.postern.testkit.Reply raw) {
    return new Reply(raw.status(), raw.headers(), raw.body());
  }

  public JsonObject json() {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    }
  }

  /** Returns a text member; null if it is null or missing. */
  public String text(String member) {
    return json().isNull(member) ? null : json().getString(member);
  }

  /** Returns the stable code of a problem. */
  public String code() {
    return json().getString("code");
  }

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }
}
