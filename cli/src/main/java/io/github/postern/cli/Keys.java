package io.github.postern.cli;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * The keys of one owner, as the API gives them. Each call may end in a {@link CommandException}.
 */
interface Keys {

  /** Returns all, newest first. */
  List<JsonObject> list();

  /** Returns one of them. */
  JsonObject show(String id);

  /**
   * Creates one.
   *
   * @param body a {@code NewKey} of the API
   * @param idempotencyKey marks this creation
   */
  IssuedKey create(JsonObject body, String idempotencyKey);

  /**
   * Gives one a successor.
   *
   * @param body the body of the API's call
   */
  IssuedKey rotate(String id, JsonObject body);

  /**
   * Deletes one: it is refused when this returns.
   *
   * @param chain whether keys that followed it by rotations go, too; null: then it is not deleted
   *     if one of them works
   */
  void delete(String id, Boolean chain);
}
