package sample.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Reads the JSON object that a request brings. */
public final class JsonBody {

  private static final int LONGEST = 16 * 1024;

  private JsonBody() {}

  public static JsonObject read(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    if (type == null || !type.split(";")[0].strip().equalsIgnoreCase("application/json")) {
      throw new RefusedException(
          HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
          "Please send the header Content-Type: application/json");
    }
    byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      throw new RefusedException(
          HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
          "The body must not be longer than 16 KiB");
    }
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
      return reader.readObject();
    } catch (
        RuntimeException malformed) { // parsers have limits of their own, such as for depth, which
      // are no JsonException
      throw new RefusedException(
          HttpServletResponse.SC_BAD_REQUEST, "The body must be a JSON object");
    }
  }
}
