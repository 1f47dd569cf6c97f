package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Rows;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start with another pepper than the rows were written under, or with none, by mistake. */
class OtherPepperTest {

  private static final String NEXT = "p2:" + Base64.getEncoder().encodeToString(new byte[32]);

  @ParameterizedTest
  @ValueSource(
      strings = {"", "p2:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "p1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  @DisplayName(
      "S-7: a start without the pepper, or with another one, spoils no row: with the right one"
          + " back every key works as before")
  void aStartWithAnotherPepperSpoilsNoRow(String mistake) throws Exception {
    String url = url();
    JsonObject key;
    String revoked;
    try (TestApp app = start(url, TestApp.PEPPER)) {
      Browser root = login(app, "boss,clerk,administrator", "2026-11-21T08:00:00Z");
      key = root.create("{\"name\":\"n\",\"validFor\":\"P30D\"}");
      revoked = root.createKey("revoked");
      assertEquals("[\"administrator\",\"boss\",\"clerk\"]", roles(app, key));
    }
    List<String> before = Rows.of(url, "POSTERN_OWNER");
    try (LogCapture log = new LogCapture();
        TestApp app = start(url, mistake)) {
      Browser root = login(app, "clerk,administrator", "2026-11-21T09:00:00Z");
      assertEquals(200, root.api("GET", "/policy", null).status(), "a login works");
      String path = "/keys/" + key.getString("id");
      for (Reply reply : List.of(
          root.api("PATCH", path, "{\"name\":\"m\"}"),
          root.api("PATCH", path, "{\"active\":false}"),
          root.api("POST", path + "/rotate", null),
          root.api("PATCH", "/admin" + path, "{\"active\":false}"))) {
        assertEquals(409, reply.status(), reply.body());
        assertTrue(reply.text("detail").contains("pepper"), reply.body());
      }
      assertEquals("inactive", root.api("GET", path, null).text("state"));
      assertEquals(
          mistake.startsWith("p1") ? "changed" : "pepper",
          root.api("GET", path, null).text("unverifiable"));
      assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
      assertEquals(
          204, root.api("DELETE", "/keys/" + revoked.split("_")[1], null).status(), "it ends");
      assertEquals(201, root.api("POST", "/keys", "{\"name\":\"meanwhile\"}").status());
      app.clock().advance(Duration.ofHours(2));
      root.send("GET", "/api/me", null);
      if (!mistake.startsWith("p1")) {
        assertTrue(log.text().contains("pepper \"p1\", which is not set"), log::text);
        assertFalse(log.text().contains("something else created or changed it"), log::text);
      }
    }
    assertEquals(before, Rows.of(url, "POSTERN_OWNER"), "the register of before");
    try (TestApp app = start(url, TestApp.PEPPER)) {
      assertEquals("[\"administrator\",\"boss\",\"clerk\"]", roles(app, key));
      login(app, "clerk,administrator", "2026-11-21T10:00:00Z").api("GET", "/policy", null);
      assertEquals("[\"administrator\",\"clerk\"]", roles(app, key), "the next login counts again");
      assertEquals(401, app.script().getWithKey("/api/me", revoked).status(), "revoked stays so");
    }
  }

  @Test
  @DisplayName("S-7: a pepper that is changed with the old one behind it goes on as before: logins,"
      + " edits and uses bring rows under the new one")
  void aPepperIsChanged() throws Exception {
    String url = url();
    JsonObject key;
    try (TestApp app = start(url, TestApp.PEPPER)) {
      key = login(app, "boss,clerk", "2026-11-21T08:00:00Z").create("{\"name\":\"n\"}");
    }
    try (LogCapture log = new LogCapture();
        TestApp app = start(url, NEXT + "," + TestApp.PEPPER)) {
      Browser root = login(app, "clerk", "2026-11-21T09:00:00Z");
      assertEquals(
          200,
          root.api("PATCH", "/keys/" + key.getString("id"), "{\"description\":\"d\"}")
              .status());
      assertEquals("[\"clerk\"]", roles(app, key));
      assertFalse(log.text().contains("which is not set"), log::text);
    }
    try (TestApp app = start(url, NEXT)) {
      assertEquals("[\"clerk\"]", roles(app, key));
    }
  }

  @Test
  @DisplayName("S-7: a pepper that was given up on purpose holds up nobody: once the keys of before"
      + " are deleted, logins are noted again")
  void aPepperIsGivenUp() throws Exception {
    String url = url();
    JsonObject old;
    try (TestApp app = start(url, TestApp.PEPPER)) {
      old = login(app, "boss,clerk", "2026-11-21T08:00:00Z").create("{\"name\":\"n\"}");
    }
    try (TestApp app = start(url, NEXT)) {
      Browser root = login(app, "boss", "2026-11-21T09:00:00Z");
      JsonObject made = root.create("{\"name\":\"made\"}");
      assertEquals("[\"boss\"]", roles(app, made));
      login(app, "clerk", "2026-11-21T10:00:00Z").api("GET", "/policy", null);
      app.clock().advance(Duration.ofSeconds(20));
      assertEquals("[\"clerk\"]", roles(app, made), "its own row carries it");
      assertEquals(204, root.api("DELETE", "/keys/" + old.getString("id"), null).status());
      login(app, "boss,clerk", "2026-11-21T11:00:00Z").api("GET", "/policy", null);
      app.clock().advance(Duration.ofSeconds(20));
      assertEquals("[\"boss\",\"clerk\"]", roles(app, made));
      assertTrue(
          Rows.of(url, "POSTERN_OWNER").toString().contains("BINDING=hmac-sha256/p2:"),
          "the register is under the new pepper");
    }
  }

  @Test
  @DisplayName("S-7: a row that somebody plants under a pepper that never was stops neither the"
      + " start nor a login, nor makes a good key of itself")
  void aPlantedRowStopsNothing() throws Exception {
    String url = url();
    JsonObject key;
    JsonObject other;
    try (TestApp app = start(url, TestApp.PEPPER)) {
      Browser root = login(app, "clerk", "2026-11-21T08:00:00Z");
      key = root.create("{\"name\":\"n\"}");
      other = root.create("{\"name\":\"other\"}");
    }
    Rows.execute(
        url,
        "UPDATE POSTERN_KEY SET ROLES = 'administrator', BINDING = 'hmac-sha256/zz:00'"
            + " WHERE KEY_ID = '"
            + key.getString("id")
            + "'");
    try (LogCapture log = new LogCapture();
        TestApp app = start(url, TestApp.PEPPER)) {
      assertTrue(log.text().contains("pepper \"zz\", which is not set"), log::text);
      assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
      login(app, "boss", "2026-11-21T09:00:00Z").api("GET", "/policy", null);
      assertEquals("[\"boss\"]", roles(app, other));
      assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
    }
  }

  private static String url() {
    return "jdbc:derby:memory:otherpepper" + System.nanoTime() + ";create=true";
  }

  private static TestApp start(String url, String pepper) throws Exception {
    TestApp app = TestApp.prepare();
    PosternBuilder builder = pepper.isEmpty()
        ? app.builderWithoutPepper()
        : app.builder().setting("postern.pepper", pepper);
    return app.run(builder.setting("postern.jdbc-url", url));
  }

  private static Browser login(TestApp app, String roles, String at) throws Exception {
    return app.browser().login(Map.of("user", "root", "roles", roles, "authenticatedAt", at));
  }

  private static String roles(TestApp app, JsonObject key) throws Exception {
    Reply reply = app.script().getWithKey("/api/me", key.getString("key"));
    assertEquals(200, reply.status(), reply.body());
    return reply.json().get("roles").toString();
  }
}
