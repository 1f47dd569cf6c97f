package sample;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;

/** Reads the JSON of an answer. */
final class Body {

  private Body() {}

  static JsonObject of(HttpResponse<String> answer) {
    return of(answer.body());
  }

  static JsonObject of(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
