package io.github.postern.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody with these roles, who calls by a login or by a key, and the owners of keys around them.
 */
final class Scene {

  static final List<String> KINDS = List.of("own", "same", "other", "none", "unknown");
  static final People PEOPLE = new People();
  private static final AtomicInteger NAMES = new AtomicInteger();

  /** How somebody calls. */
  enum By {
    /** By the session of a login. */
    LOGIN,
    /** By a key of theirs that is limited in nothing. */
    KEY,
    /** By a key of theirs with one scope, which opens the management API. */
    LIMITED_KEY
  }

  private final TestApp app;
  private final String number = String.valueOf(NAMES.incrementAndGet());
  private final Browser caller;
  private final Browser root;
  private final Map<String, String> secrets = new HashMap<>();
  private final String callersKey;

  Scene(TestApp app, By by, String roles, String organisation) throws Exception {
    this.app = app;
    PEOPLE.add("caller" + number, organisation, roles.split(","));
    PEOPLE.add("same" + number, "blue", "user", "manager");
    PEOPLE.add("other" + number, "green", "user", "manager");
    PEOPLE.add("none" + number, null, "user", "manager");
    caller = PEOPLE.login(app, "caller" + number);
    root = PEOPLE.add("root", null, "administrator").login(app, "root");
    callersKey = by == By.LOGIN
        ? null
        : secrets.get(make(
            "own",
            by == By.KEY ? "{\"name\":\"mine\"}" : "{\"name\":\"mine\",\"scopes\":[\"keys\"]}"));
  }

  /**
   * Does each operation with a fresh key of each kind, and compares all cells at once, so that a
   * failure shows the table.
   *
   * @param path {@code /admin}, or nothing for one's own
   * @param expected what the cells of a row say, for groups of operations
   */
  void check(String path, Map<Map<String, Integer>, String> expected) throws Exception {
    List<String> wanted = new ArrayList<>();
    List<String> got = new ArrayList<>();
    for (Map.Entry<Map<String, Integer>, String> group : expected.entrySet()) {
      String[] cells = group.getValue().strip().split("\\s+");
      for (Map.Entry<String, Integer> operation : group.getKey().entrySet()) {
        if (path.isEmpty() && Operations.BY_ADMINISTRATORS_ONLY.contains(operation.getKey())) {
          continue;
        }
        StringBuilder line = new StringBuilder(operation.getKey() + ":");
        StringBuilder row = new StringBuilder(operation.getKey() + ":");
        for (int cell = 0; cell < cells.length; cell++) {
          String kind = KINDS.get(cell);
          String word = cells[kind.equals("unknown") ? ofUnknown(operation.getKey(), cells) : cell];
          line.append(' ').append(word.equals("ok") ? operation.getValue().toString() : word);
          row.append(' ').append(call(path, operation.getKey(), kind, key(kind)).status());
        }
        wanted.add(line.toString());
        got.add(row.toString());
      }
    }
    assertEquals(String.join("\n", wanted), String.join("\n", got));
  }

  /**
   * A call about an owner who does not exist is answered as for one of no organisation, where that
   * one is reached.
   */
  private static int ofUnknown(String operation, String[] cells) {
    int none = KINDS.indexOf("none");
    return operation.equals("owner") || operation.equals("delete all") && cells[none].equals("ok")
        ? none
        : KINDS.indexOf("unknown");
  }

  /** Calls as the one whom this is about. */
  Reply api(String method, String path, String body) throws Exception {
    return callersKey == null
        ? caller.api(method, path, body)
        : app.script()
            .send(
                method,
                "/postern/api" + path,
                body,
                "X-API-Key",
                callersKey,
                "Content-Type",
                "application/json");
  }

  Browser login(String kind) throws Exception {
    return PEOPLE.login(app, owner(kind));
  }

  private String owner(String kind) {
    return (kind.equals("own") ? "caller" : kind) + number;
  }

  /**
   * Makes a key for somebody by the hand of an administrator, since not everybody may make their
   * own.
   */
  String key(String kind) throws Exception {
    return kind.equals("unknown") ? "aaaaaaaaaaaaaaaa" : make(kind, "{\"name\":\"n\"}");
  }

  private String make(String kind, String body) throws Exception {
    Reply made = root.api("POST", "/admin/owners/" + owner(kind) + "/keys", body);
    assertEquals(201, made.status(), made.body());
    secrets.put(made.text("id"), made.text("key"));
    return made.text("id");
  }

  Reply call(String path, String operation, String kind, String id) throws Exception {
    String key = path + "/keys/" + id;
    return switch (operation) {
      case "show" -> api("GET", key, null);
      case "events" -> api("GET", key + "/events", null);
      case "owner" -> api("GET", path + "/owners/" + owner(kind), null);
      case "create" -> api("POST", path + "/owners/" + owner(kind) + "/keys", "{\"name\":\"m\"}");
      case "edit" -> api("PATCH", key, "{\"name\":\"m\"}");
      case "disable" -> api("PATCH", key, "{\"active\":false}");
      case "enable" -> api("PATCH", key, "{\"active\":true}");
      case "rotate", "reveal", "approve", "confirm" -> api("POST", key + "/" + operation, null);
      case "delete" -> api("DELETE", key, null);
      case "delete all" -> api("DELETE", path + "/owners/" + owner(kind) + "/keys", null);
      case "revoke by value" ->
        api(
            "POST",
            "/keys/revoke",
            "{\"key\":\"" + secrets.getOrDefault(id, "test_" + id + "_" + "x".repeat(38)) + "\"}");
      default -> ofNoKey(operation);
    };
  }

  /**
   * Does what is about no one key; a revocation of many is one of those made before there were any.
   */
  Reply ofNoKey(String operation) throws Exception {
    return switch (operation) {
      case "own policy" -> api("GET", "/policy", null);
      case "own list" -> api("GET", "/keys", null);
      case "own create" -> api("POST", "/keys", "{\"name\":\"m\"}");
      case "own delete all" -> api("DELETE", "/keys", null);
      case "list" -> api("GET", "/admin/keys", null);
      case "statistics" -> api("GET", "/admin/statistics", null);
      case "revoke many" ->
        api("POST", "/admin/revocations", "{\"issuedBefore\":\"2026-11-21T09:00:00Z\"}");
      default -> throw new IllegalArgumentException(operation);
    };
  }
}
