package io.github.postern.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user who deletes a key that was rotated meanwhile learns that its successor works. */
class DeletionAfterRotationTest {

  private static TestApp app;
  private static int names;

  private final String name = "alice" + names++;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest(name = "{0} with overlap {1}")
  @DisplayName(
      "S-19: a deletion that comes after a rotation is refused and names the successor, which"
          + " works")
  @CsvSource({"/keys/,PT0S", "/keys/,PT1H", "/admin/keys/,PT0S", "/admin/keys/,PT1H"})
  void isRefused(String path, String overlap) throws Exception {
    Browser alice = app.loggedIn(name, "user");
    Browser deleting = path.startsWith("/admin") ? app.loggedIn("boss", "administrator") : alice;
    JsonObject key = alice.create("{\"name\":\"n\"}");
    Reply next = alice.api(
        "POST", "/keys/" + key.getString("id") + "/rotate", "{\"overlap\":\"" + overlap + "\"}");

    Reply refused = deleting.api("DELETE", path + key.getString("id"), null);

    assertEquals(409, refused.status(), refused.body());
    assertEquals("superseded", refused.code());
    assertEquals(next.text("id"), refused.text("supersededBy"));
    assertEquals(200, status(next.text("key")));
    assertEquals(
        overlap.equals("PT0S") ? 401 : 200, status(key.getString("key")), "nothing was done");

    assertEquals(
        204,
        deleting.api("DELETE", path + key.getString("id") + "?chain=true", null).status());
    assertEquals(
        List.of(401, 401), List.of(status(key.getString("key")), status(next.text("key"))));
    assertEquals(0, alice.api("GET", "/keys", null).json().getJsonArray("keys").size());
  }

  @Test
  @DisplayName("S-19: whoever knows of the successor deletes the old key alone")
  void theOldOneAlone() throws Exception {
    Browser alice = app.loggedIn(name, "user");
    JsonObject key = alice.create("{\"name\":\"n\"}");
    Reply next =
        alice.api("POST", "/keys/" + key.getString("id") + "/rotate", "{\"overlap\":\"PT1H\"}");
    assertEquals(
        204,
        alice
            .api("DELETE", "/keys/" + key.getString("id") + "?chain=false", null)
            .status());
    assertEquals(
        List.of(401, 200), List.of(status(key.getString("key")), status(next.text("key"))));
    assertEquals(
        400,
        alice.api("DELETE", "/keys/" + next.text("id") + "?chain=perhaps", null).status());
    assertEquals(200, status(next.text("key")));
    assertEquals(204, alice.api("DELETE", "/keys/" + next.text("id"), null).status());
  }

  @Test
  @DisplayName(
      "S-19: a chain holds when a key in its middle is deleted, and ends when its last one" + " is")
  void aLongChain() throws Exception {
    Browser alice = app.loggedIn(name, "user");
    JsonObject first = alice.create("{\"name\":\"n\"}");
    Reply second = rotate(alice, first.getString("id"));
    Reply third = rotate(alice, second.text("id"));
    assertEquals(
        204,
        alice.api("DELETE", "/keys/" + second.text("id") + "?chain=false", null).status());

    Reply refused = alice.api("DELETE", "/keys/" + first.getString("id"), null);
    assertEquals(409, refused.status());
    assertEquals(third.text("id"), refused.text("supersededBy"));

    assertEquals(204, alice.api("DELETE", "/keys/" + third.text("id"), null).status());
    assertEquals(
        204,
        alice.api("DELETE", "/keys/" + first.getString("id"), null).status(),
        "nothing of it works");
  }

  @Test
  @DisplayName("S-19: a value that somebody holds, and the key in one's hand, are revoked whatever"
      + " came after them")
  void whoHoldsTheSecretNamesIt() throws Exception {
    Browser alice = app.loggedIn(name, "user");
    JsonObject first = alice.create("{\"name\":\"n\"}");
    Reply second = rotate(alice, first.getString("id"));
    Reply third = rotate(alice, second.text("id"));
    Reply revoked = alice.api(
        "POST",
        "/keys/revoke",
        Json.createObjectBuilder().add("key", first.getString("key")).build().toString());
    assertEquals(200, revoked.status(), revoked.body());
    assertEquals(
        third.text("id"), revoked.text("supersededBy"), "and told what works in its place");
    assertEquals(
        204,
        app.script()
            .send("DELETE", "/postern/api/self", null, "X-API-Key", second.text("key"))
            .status());
    assertEquals(
        List.of(401, 401, 200),
        List.of(
            status(first.getString("key")), status(second.text("key")), status(third.text("key"))));
  }

  private static Reply rotate(Browser browser, String id) throws Exception {
    Reply next = browser.api("POST", "/keys/" + id + "/rotate", "{\"overlap\":\"PT1H\"}");
    assertEquals(201, next.status(), next.body());
    return next;
  }

  private static int status(String secret) throws Exception {
    return app.script().getWithKey("/api/me", secret).status();
  }
}
