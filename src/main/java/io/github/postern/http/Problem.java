package io.github.postern.http;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An error (RFC 9457). Its text never repeats a credential.
 *
 * @param status the HTTP status
 * @param code stable name of the problem for programs; {@code type} is made of it
 * @param title the problem in a few words, the same each time
 * @param detail what happened this time and what to do, for people
 * @param keys ids of keys that the problem is about
 * @param members what programs need beside (RFC 9457 section 3.2), by name
 */
public record Problem(
    int status,
    String code,
    String title,
    String detail,
    List<String> keys,
    Map<String, String> members) {

  /** Creates a problem; list and map are copied. */
  public Problem {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(detail, "detail");
    keys = List.copyOf(keys);
    members = Map.copyOf(members);
  }

  /** Creates a problem that is about no key. */
  public Problem(int status, String code, String title, String detail) {
    this(status, code, title, detail, List.of(), Map.of());
  }

  /** Returns the same problem about these keys. */
  public Problem withKeys(Collection<String> ids) {
    return new Problem(status, code, title, detail, List.copyOf(ids), members);
  }

  /** Returns the same problem with one more member. */
  public Problem withMember(String name, String value) {
    Map<String, String> more = new TreeMap<>(members);
    more.put(name, value);
    return new Problem(status, code, title, detail, keys, more);
  }

  JsonObject json() {
    JsonObjectBuilder json = JsonResponse.JSON
        .createObjectBuilder()
        .add("type", "urn:postern:problem:" + code)
        .add("title", title)
        .add("status", status)
        .add("detail", detail)
        .add("code", code);
    if (!keys.isEmpty()) {
      json.add("keys", JsonResponse.JSON.createArrayBuilder(keys));
    }
    members.forEach(json::add);
    return json.build();
  }
}
