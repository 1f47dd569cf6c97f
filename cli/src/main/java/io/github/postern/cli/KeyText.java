package io.github.postern.cli;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Keys as people read them. */
final class KeyText {

  /** The text in place of a missing value. */
  static final String NOTHING = "-";

  private static final List<String> HEADINGS = List.of("TOKEN", "TYPE", "EXPIRATION", "NAME");
  private static final String GAP = "  ";

  private KeyText() {}

  /** Returns lines of columns; the last one, the name, may have blanks. */
  static List<String> table(List<JsonObject> keys) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
    keys.forEach(key -> rows.add(
        List.of(token(key), "apikey", expiration(key), Printable.line(value(key, "name")))));
    int[] widths = new int[HEADINGS.size() - 1];
    rows.forEach(row -> {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    });
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  /** Returns lines of all that is known of a key. */
  static List<String> details(JsonObject key) {
    return key.keySet().stream()
        .map(member ->
            member + ": " + (member.equals("expiresAt") ? expiration(key) : value(key, member)))
        .toList();
  }

  /** Returns the key's id and name, for messages. */
  static String name(JsonObject key) {
    return "key " + key.getString("id") + " '" + value(key, "name") + "'";
  }

  /** Returns the end of a key in UTC, cut to seconds: never later than it is. */
  static String expiration(JsonObject key) {
    String end = value(key, "expiresAt");
    if (end.equals(NOTHING)) {
      return "never";
    }
    try {
      return Instant.parse(end).truncatedTo(ChronoUnit.SECONDS).toString();
    } catch (DateTimeException e) {
      return end;
    }
  }

  /** Returns a member as text. */
  static String value(JsonObject json, String member) {
    return text(json.getOrDefault(member, JsonValue.NULL));
  }

  private static String text(JsonValue value) {
    if (value instanceof JsonString string) {
      return string.getString();
    } else if (value instanceof JsonArray array && !array.isEmpty()) {
      return array.stream().map(KeyText::text).collect(Collectors.joining(", "));
    }
    return value == JsonValue.NULL || value instanceof JsonArray ? NOTHING : value.toString();
  }

  /** The rest of a key is known to its holder alone. */
  private static String token(JsonObject key) {
    return key.getString("id") + "…";
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i))
          .append(" ".repeat(widths[i] - row.get(i).length()))
          .append(GAP);
    }
    return line.append(row.get(widths.length)).toString();
  }
}
