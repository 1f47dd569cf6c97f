package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;

/**
 * The key API as somebody who is logged in calls it, with the CSRF token that every answer brings.
 */
final class KeyApiClient {

  private static final String CSRF = "X-CSRF-Token";
  private static final String KEYS = "/postern/api/keys";

  private final Visitor visitor;

  KeyApiClient(Visitor visitor) {
    this.visitor = visitor;
  }

  /** A new key, with its secret in {@code key}. */
  JsonObject create(String name, String validFor) throws Exception {
    HttpResponse<String> answer = visitor.postJson(
        KEYS, "{\"name\":\"" + name + "\",\"validFor\":\"" + validFor + "\"}", CSRF, token());
    assertEquals(201, answer.statusCode(), answer.body());
    return Body.of(answer);
  }

  /** The answer of the API to this body. */
  HttpResponse<String> ask(String json) throws Exception {
    return visitor.postJson(KEYS, json, CSRF, token());
  }

  /** The policy for this login. */
  JsonObject policy() throws Exception {
    return Body.of(visitor.get("/postern/api/policy"));
  }

  JsonArray list() throws Exception {
    return Body.of(visitor.get(KEYS)).getJsonArray("keys");
  }

  HttpResponse<String> show(String id) throws Exception {
    return visitor.get(KEYS + "/" + id);
  }

  HttpResponse<String> change(String id, String json) throws Exception {
    return visitor.patchJson(KEYS + "/" + id, json, CSRF, token());
  }

  HttpResponse<String> delete(String id) throws Exception {
    return visitor.delete(KEYS + "/" + id, CSRF, token());
  }

  private String token() throws Exception {
    return visitor.get("/postern/api/policy").headers().firstValue(CSRF).orElseThrow();
  }
}
