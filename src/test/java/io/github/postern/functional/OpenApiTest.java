package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The API answers as {@code openapi.yaml} says: paths, methods, members, types, codes. */
class OpenApiTest {

  private static final Path CONTRACT =
      Path.of("src/main/resources/META-INF/resources/postern/openapi.yaml");

  private static Map<String, Object> contract;
  private static TestApp app;

  @BeforeAll
  static void start() throws Exception {
    contract = new Yaml().load(Files.readString(CONTRACT));
    app = TestApp.start(builder -> builder.setting("postern.scopes", "read: GET /api/*"));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void everyPathAnswersTheMethodsThatItListsAndRefusesTheOthers() throws Exception {
    Browser bob = app.loggedIn("paths", "administrator");
    for (Map.Entry<String, Object> path : map(contract.get("paths")).entrySet()) {
      String url = path.getKey().replace("{id}", "aaaaaaaaaaaaaaaa").replace("{owner}", "x");
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
        boolean listed =
            map(path.getValue()).containsKey(method.toLowerCase(java.util.Locale.ROOT));
        int status = bob.api(
                method, url, method.equals("POST") || method.equals("PATCH") ? "{}" : null)
            .status();
        if (!path.getKey().startsWith("/self")) {
          assertEquals(!listed, status == 405, method + " " + path.getKey() + " -> " + status);
        }
      }
    }
  }

  @Test
  void answersHaveExactlyTheMembersThatAreListed() throws Exception {
    Browser alice = app.loggedIn("members", "user");
    JsonObject created =
        alice.create("{\"name\":\"n\",\"scopes\":[\"read\"],\"networks\":[\"10.0.0.0/8\"]}");
    assertFits("Key", created, Set.of("key", "replaced"));
    assertFits("Key", alice.api("GET", "/keys/" + created.getString("id"), null).json(), Set.of());
    assertFits(
        "Key",
        alice.api("GET", "/keys", null).json().getJsonArray("keys").getJsonObject(0),
        Set.of());
    assertFits("Policy", alice.api("GET", "/policy?validFor=P1D", null).json(), Set.of());
    Browser sam = app.browser()
        .login(Map.of(
            "user",
            "sam",
            "roles",
            "user",
            "source",
            "saml",
            "sessionEnd",
            "2026-11-21T18:00:00Z"));
    JsonObject policy = sam.api("GET", "/policy", null).json();
    assertFits("Policy", policy, Set.of());
    Map<String, Object> validity = map(map(schema("Policy").get("properties")).get("validity"));
    for (JsonObject each : List.of(policy, alice.api("GET", "/policy", null).json())) {
      assertEquals(
          new TreeSet<>(map(validity.get("properties")).keySet()),
          new TreeSet<>(each.getJsonObject("validity").keySet()));
    }
  }

  @Test
  void problemsHaveACodeThatIsListed() throws Exception {
    Browser alice = app.loggedIn("codes", "user");
    Object codes = map(map(schema("Problem").get("properties")).get("code")).get("enum");
    List<Reply> replies = new ArrayList<>();
    for (String body : List.of("{", "{}", "{\"name\":\"n\",\"validFor\":\"x\"}", "{\"x\":1}")) {
      replies.add(alice.api("POST", "/keys", body));
    }
    replies.add(alice.api("GET", "/keys/aaaaaaaaaaaaaaaa", null));
    replies.add(alice.api("PUT", "/keys", null));
    replies.add(alice.api("GET", "/admin/keys", null));
    replies.add(alice.send("POST", "/postern/api/keys", "{}"));
    replies.add(app.script().get("/postern/api/keys"));
    replies.add(app.script().get("/postern/api/self"));
    for (Reply reply : replies) {
      assertTrue(((List<?>) codes).contains(reply.code()), reply.body());
      assertEquals("urn:postern:problem:" + reply.code(), reply.text("type"));
      assertEquals(reply.status(), reply.json().getInt("status"));
      assertEquals("application/problem+json", reply.header("Content-Type").orElseThrow());
    }
  }

  private static void assertFits(String name, JsonObject json, Set<String> optional) {
    Map<String, Object> schema = schema(name);
    Set<String> expected = new TreeSet<>(optional);
    ((List<?>) schema.get("required")).forEach(member -> expected.add(member.toString()));
    assertEquals(expected, new TreeSet<>(json.keySet()));
    json.forEach((member, value) -> {
      Object type = map(map(schema.get("properties")).get(member)).get("type");
      assertTrue(
          type == null || type.toString().contains(typeOf(value)),
          name + "." + member + " is " + value);
    });
  }

  private static String typeOf(JsonValue value) {
    return switch (value.getValueType()) {
      case TRUE, FALSE -> "boolean";
      case NUMBER -> "integer";
      default -> value.getValueType().name().toLowerCase(java.util.Locale.ROOT);
    };
  }

  private static Map<String, Object> schema(String name) {
    return map(map(map(contract.get("components")).get("schemas")).get(name));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
