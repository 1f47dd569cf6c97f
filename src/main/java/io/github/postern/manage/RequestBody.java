package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.http.UnreadBody;
import io.github.postern.key.StorableInstants;
import io.github.postern.settings.Durations;
import io.github.postern.spi.RequestedExpiry;
import io.github.postern.text.JsonNesting;
import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A JSON object that was sent, read strictly: known members only, each once, each of its type. */
final class RequestBody {

  static final int MAXIMUM_BYTES = 16 * 1024;
  private static final int DEEPEST = 16;
  private static final String RECEIVED = RequestBody.class.getName() + ".received";

  private static final JsonReaderFactory READERS =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private final JsonObject json;

  private RequestBody(JsonObject json) {
    this.json = json;
  }

  /**
   * Waits for the body and keeps it: what is decided from now on is decided without another wait
   * for the client.
   */
  static byte[] receive(HttpServletRequest request) throws IOException {
    if (request.getAttribute(RECEIVED) instanceof byte[] bytes) {
      return bytes;
    }
    UnreadBody.begun(request);
    byte[] bytes = request.getInputStream().readNBytes(MAXIMUM_BYTES + 1);
    request.setAttribute(RECEIVED, bytes);
    return bytes;
  }

  /** Reads the body; an empty one is an empty object. */
  static RequestBody read(HttpServletRequest request, Set<String> members)
      throws IOException, BadRequestException {
    byte[] bytes = receive(request);
    if (bytes.length > MAXIMUM_BYTES) {
      throw new BadRequestException(new Problem(
          413,
          "too-large",
          "The request is too large",
          "The body has more than " + MAXIMUM_BYTES + " bytes."));
    }
    if (bytes.length == 0) {
      return new RequestBody(JsonValue.EMPTY_JSON_OBJECT);
    }
    requireJson(request.getContentType());
    JsonObject json = parse(bytes);
    for (String name : json.keySet()) {
      if (!members.contains(name)) {
        throw new BadRequestException("The member '"
            + Problems.quoted(name)
            + "' is not known here; known are "
            + String.join(", ", members.stream().sorted().toList())
            + ".");
      }
    }
    return new RequestBody(json);
  }

  boolean isEmpty() {
    return json.isEmpty();
  }

  boolean has(String name) {
    return json.containsKey(name);
  }

  Optional<String> text(String name) throws BadRequestException {
    JsonValue value = json.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonString string) {
      return Optional.of(string.getString());
    }
    throw new BadRequestException("The member '" + name + "' must be a string.");
  }

  /** Returns a text that may be null, which is the same as an empty one. */
  Optional<String> nullableText(String name) throws BadRequestException {
    return json.get(name) == JsonValue.NULL ? Optional.of("") : text(name);
  }

  Optional<Boolean> flag(String name) throws BadRequestException {
    JsonValue value = json.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
      return Optional.of(value == JsonValue.TRUE);
    }
    throw new BadRequestException("The member '" + name + "' must be true or false.");
  }

  Optional<Instant> instant(String name) throws BadRequestException {
    Optional<String> text = text(name);
    return text.isEmpty() ? Optional.empty() : Optional.of(instant(name, text.get()));
  }

  private static Instant instant(String name, String text) throws BadRequestException {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (!StorableInstants.contains(instant)) { // it would be taken for a failure of the database
        throw new DateTimeException("No database holds it");
      }
      return instant;
    } catch (DateTimeException e) {
      throw new BadRequestException(Problems.invalidValidity(name
          + " must be an instant such as"
          + " 2027-01-31T12:00:00Z, but was '"
          + Problems.quoted(text)
          + "'."));
    }
  }

  Set<String> texts(String name) throws BadRequestException {
    JsonValue value = json.getOrDefault(name, JsonValue.EMPTY_JSON_ARRAY);
    if (value.getValueType() != JsonValue.ValueType.ARRAY) {
      throw new BadRequestException("The member '" + name + "' must be an array of strings.");
    }
    Set<String> texts = new LinkedHashSet<>();
    for (JsonValue item : value.asJsonArray()) {
      if (!(item instanceof JsonString string)) {
        throw new BadRequestException("The member '" + name + "' must be an array of strings.");
      }
      texts.add(string.getString());
    }
    return texts;
  }

  /** Reads how long a key shall live; an end that is null is no end. */
  RequestedExpiry requestedExpiry() throws BadRequestException {
    if (json.get("expiresAt") == JsonValue.NULL) {
      if (has("validFor")) {
        throw new BadRequestException(
            Problems.invalidValidity("Send validFor or expiresAt, not both."));
      }
      return new RequestedExpiry.Never();
    }
    return requestedExpiry(text("validFor"), text("expiresAt"));
  }

  /** Reads how long a key shall live from its two possible forms. */
  static RequestedExpiry requestedExpiry(Optional<String> validFor, Optional<String> expiresAt)
      throws BadRequestException {
    if (validFor.isPresent() && expiresAt.isPresent()) {
      throw new BadRequestException(
          Problems.invalidValidity("Send validFor or expiresAt, not both."));
    }
    if (validFor.isPresent()) {
      return new RequestedExpiry.For(duration("validFor", validFor.get()));
    }
    if (expiresAt.isEmpty()) {
      return new RequestedExpiry.Unspecified();
    }
    return new RequestedExpiry.Until(instant("expiresAt", expiresAt.get()));
  }

  static Duration duration(String name, String text) throws BadRequestException {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(Problems.invalidValidity(
          name + " " + e.getMessage() + ", but was '" + Problems.quoted(text) + "'."));
    }
  }

  private static void requireJson(String contentType) throws BadRequestException {
    String mediaType = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    if (!mediaType.equalsIgnoreCase("application/json")) {
      throw new BadRequestException(new Problem(
          415,
          "unsupported-media-type",
          "The request is not JSON",
          "Send the header Content-Type: application/json."));
    }
  }

  private static JsonObject parse(byte[] bytes) throws BadRequestException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadRequestException("The body is not UTF-8.");
    }
    if (JsonNesting.of(text) > DEEPEST) {
      throw new BadRequestException(
          "The body is nested more than " + DEEPEST + " deep; nothing here is.");
    }
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      JsonObject json = reader.readObject();
      requireNothingBehind(text);
      return json;
    } catch (RuntimeException e) {
      // Not only JsonException: parsers have limits of their own, such as for the length of
      // numbers. Their messages
      // may repeat what was sent.
      throw new BadRequestException("The body is not one JSON object, or repeats a member.");
    }
  }

  /**
   * The reader stops at the end of the object, and the parser knows nothing of repeated members; so
   * both have a look.
   */
  private static void requireNothingBehind(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      while (parser.hasNext()) { // throws if there is more text and no token
        parser.next();
      }
    }
  }
}
