package io.github.postern.cli;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of somebody else, as an administrator reaches them. */
final class AdminKeys implements Keys {

  private static final int PAGE = 200;

  private final Session session;
  private final String owner;

  AdminKeys(Session session, String owner) {
    this.session = session;
    this.owner = owner;
  }

  @Override
  public List<JsonObject> list() {
    List<JsonObject> found = new ArrayList<>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      JsonObject page =
          session.get("/admin/keys?owner=" + encoded(owner) + "&limit=" + PAGE + next.get());
      found.addAll(page.getJsonArray("keys").getValuesAs(JsonObject.class));
      next = page.get("next") instanceof JsonString position
          ? Optional.of("&after=" + encoded(position.getString()))
          : Optional.empty();
    }
    return found;
  }

  /** An administrator reaches many; an id that is a slip must not hit the key of a third person. */
  @Override
  public JsonObject show(String id) {
    JsonObject key = session.get("/admin/keys/" + id);
    if (!key.getString("owner").equals(owner)) {
      throw new CommandException(ExitCode.REFUSED, "Key " + id + " is not one of '" + owner + "'.");
    }
    return key;
  }

  @Override
  public IssuedKey create(JsonObject body, String idempotencyKey) {
    return IssuedKey.of(session.post(
        "/admin/owners/" + encoded(owner) + "/keys",
        body,
        Map.of(OwnKeys.IDEMPOTENCY_HEADER, idempotencyKey)));
  }

  @Override
  public IssuedKey rotate(String id, JsonObject body) {
    show(id);
    return IssuedKey.of(session.post("/admin/keys/" + id + "/rotate", body, Map.of()));
  }

  @Override
  public void delete(String id, Boolean chain) {
    show(id);
    session.change("DELETE", "/admin/keys/" + id + OwnKeys.chain(chain));
  }

  /** For a query and for a path, where a plus would be a plus. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
