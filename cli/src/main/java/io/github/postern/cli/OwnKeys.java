package io.github.postern.cli;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;

/** One's own keys. */
final class OwnKeys implements Keys {

  static final String IDEMPOTENCY_HEADER = "Idempotency-Key";

  private final Session session;

  OwnKeys(Session session) {
    this.session = session;
  }

  @Override
  public List<JsonObject> list() {
    return session.get("/keys").getJsonArray("keys").getValuesAs(JsonObject.class);
  }

  @Override
  public JsonObject show(String id) {
    return session.get("/keys/" + id);
  }

  @Override
  public IssuedKey create(JsonObject body, String idempotencyKey) {
    return IssuedKey.of(session.post("/keys", body, Map.of(IDEMPOTENCY_HEADER, idempotencyKey)));
  }

  @Override
  public IssuedKey rotate(String id, JsonObject body) {
    return IssuedKey.of(session.post("/keys/" + id + "/rotate", body, Map.of()));
  }

  /** The parameter about successors, for a query. */
  static String chain(Boolean chain) {
    return chain == null ? "" : "?chain=" + chain;
  }

  @Override
  public void delete(String id, Boolean chain) {
    session.change("DELETE", "/keys/" + id + chain(chain));
  }
}
