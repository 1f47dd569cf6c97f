package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;

/** The work of an administrator of Keycloak, by its REST API. */
final class KeycloakAdmin {

  private static final String JSON = "application/json";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI uri;
  private final String user;
  private final String password;

  KeycloakAdmin(URI uri, String user, String password) {
    this.uri = uri;
    this.user = user;
    this.password = password;
  }

  /**
   * Registers an application by its metadata, as the console does it, and says what Keycloak makes
   * of them. It wants requests to be signed, unless somebody switches that off, although the
   * metadata say that they are not.
   */
  JsonObject register(String realm, String metadata) throws Exception {
    JsonObject client = Body.of(expect(
        200,
        send(
            "POST",
            "/admin/realms/" + realm + "/client-description-converter",
            "application/xml",
            metadata)));
    JsonObjectBuilder attributes = Json.createObjectBuilder(client.getJsonObject("attributes"))
        .add("saml.client.signature", "false");
    expect(
        201,
        send(
            "POST",
            "/admin/realms/" + realm + "/clients",
            JSON,
            Json.createObjectBuilder(client)
                .add("attributes", attributes)
                .build()
                .toString()));
    return client;
  }

  /** Answers what this does while a client is set up otherwise. */
  <T> T with(Map<String, String> attributes, String realm, String clientId, Callable<T> meanwhile)
      throws Exception {
    String clients = "/admin/realms/" + realm + "/clients";
    JsonObject before = array(expect(
            200,
            send(
                "GET",
                clients + "?clientId=" + URLEncoder.encode(clientId, StandardCharsets.UTF_8),
                JSON,
                "")))
        .getJsonObject(0);
    String client = clients + "/" + before.getString("id");
    JsonObject old = before.getJsonObject("attributes");
    JsonObjectBuilder changed = Json.createObjectBuilder(old);
    JsonObjectBuilder restored = Json.createObjectBuilder(old);
    attributes.forEach((name, value) -> {
      changed.add(name, value);
      // An attribute that is left out stays; an empty one goes.
      restored.add(name, old.getString(name, ""));
    });
    put(client, before, changed);
    try {
      return meanwhile.call();
    } finally {
      put(client, before, restored);
    }
  }

  private void put(String client, JsonObject before, JsonObjectBuilder attributes)
      throws Exception {
    expect(
        204,
        send(
            "PUT",
            client,
            JSON,
            Json.createObjectBuilder(before)
                .add("attributes", attributes)
                .build()
                .toString()));
  }

  private HttpResponse<String> send(String method, String path, String type, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri.resolve(path))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** Good for a minute, so each call takes a new one. */
  private String token() throws Exception {
    HttpResponse<String> answer = new Visitor(uri)
        .postForm(
            "/realms/master/protocol/openid-connect/token",
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                user,
                "password",
                password));
    assertEquals(200, answer.statusCode(), "Keycloak gives the administrator no token");
    return Body.of(answer).getString("access_token");
  }

  private static String expect(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    return answer.body();
  }

  private static JsonArray array(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      JsonArray found = reader.readArray();
      assertTrue(found.size() == 1, json);
      return found;
    }
  }
}
