package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Rows;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Which keys would stop working if rows of before, plain digests or a retired pepper were no longer
 * taken.
 */
class ProtectionTest {

  private static final String NEXT = "p2:" + Base64.getEncoder().encodeToString(new byte[32]);

  @Test
  @DisplayName("S-7: administrators are told how many keys are not bound, have plain digests or a"
      + " retired pepper, and which")
  void administratorsAreTold() throws Exception {
    String url = "jdbc:derby:memory:protection" + System.nanoTime() + ";create=true";
    JsonObject plain;
    JsonObject unbound;
    JsonObject old;
    try (TestApp app = start(url, TestApp.PEPPER)) {
      Browser alice = app.loggedIn("alice", "user");
      plain = alice.create("{\"name\":\"plain\"}");
      unbound = alice.create("{\"name\":\"unbound\"}");
      old = alice.create("{\"name\":\"old\"}");
      JsonObject revoked = alice.create("{\"name\":\"revoked\"}");
      assertEquals(
          204, alice.api("DELETE", "/keys/" + revoked.getString("id"), null).status());
      told(app, 0, 0, 0);
    }
    Rows.execute(
        url, "UPDATE POSTERN_KEY SET BINDING = NULL WHERE KEY_NAME IN ('plain', 'unbound')");
    Rows.execute(
        url,
        "UPDATE POSTERN_KEY SET DIGEST_ALGORITHM = 'sha256', DIGEST = '"
            + sha256(plain.getString("key"))
            + "' WHERE KEY_NAME = 'plain'");
    try (TestApp app = start(url, NEXT + "," + TestApp.PEPPER + ",plain")) {
      told(app, 1, 1, 2);
      Browser root = app.loggedIn("root", "administrator");
      assertEquals(Set.of(id(unbound)), found(root, "unbound"));
      assertEquals(Set.of(id(plain)), found(root, "plain"));
      assertEquals(Set.of(id(unbound), id(old)), found(root, "retired-pepper"));
      assertEquals(Set.of(), found(root, "plain&owner=bob"));
      Reply wrong = root.api("GET", "/admin/keys?protection=weak", null);
      assertEquals(400, wrong.status());
      assertTrue(wrong.text("detail").contains("unbound, plain, retired-pepper"), wrong.body());
      for (JsonObject key : List.of(plain, unbound, old)) {
        assertEquals(
            200, app.script().getWithKey("/api/me", key.getString("key")).status());
      }
      told(app, 0, 0, 0);
    }
    try (TestApp app = start(url, NEXT)) {
      for (JsonObject key : List.of(plain, unbound, old)) {
        assertEquals(
            200, app.script().getWithKey("/api/me", key.getString("key")).status());
      }
    }
  }

  private static void told(TestApp app, int unbound, int plain, int retired) throws Exception {
    Reply reply = app.loggedIn("root", "administrator").api("GET", "/admin/statistics", null);
    assertEquals(
        "{\"unbound\":" + unbound + ",\"plain\":" + plain + ",\"retired-pepper\":" + retired + "}",
        String.valueOf(reply.json().get("protection")));
  }

  private static Set<String> found(Browser administrator, String protection) throws Exception {
    return administrator
        .api("GET", "/admin/keys?protection=" + protection, null)
        .json()
        .getJsonArray("keys")
        .stream()
        .map(key -> ((JsonString) key.asJsonObject().get("id")).getString())
        .collect(Collectors.toSet());
  }

  private static String id(JsonObject key) {
    return key.getString("id");
  }

  private static TestApp start(String url, String pepper) throws Exception {
    return TestApp.start(builder -> builder
        .setting("postern.jdbc-url", url)
        .setting("postern.pepper", pepper)
        .setting("postern.unbound-keys", "bind"));
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
