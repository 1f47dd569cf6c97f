package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets are handed only to who logged in a short while ago. */
class StepUpTest {

  private TestApp app;

  @BeforeEach
  void start() throws Exception {
    app = TestApp.start(builder -> builder
        .setting("postern.step-up", "PT10M")
        .setting("postern.step-up.url", "/login/again")
        .setting("postern.step-up.saml-url", "/saml/login?force=true")
        .setting("postern.saml.validity", "required"));
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void anOldLoginIsSentToLogInAgainAndThenIssuesAKey() throws Exception {
    Browser alice = login("local", app.clock().instant());
    alice.createKey("in time");
    app.clock().advance(Duration.ofMinutes(10));

    Reply refused = alice.api("POST", "/keys", "{\"name\":\"late\"}");

    assertEquals(403, refused.status());
    assertEquals("step-up-required", refused.code());
    assertTrue(refused.text("detail").contains("10 minutes"), refused.body());
    assertEquals("/app/login/again", refused.header("Postern-Step-Up-Url").orElseThrow());
    JsonObject stepUp = alice.api("GET", "/policy", null).json().getJsonObject("stepUp");
    assertTrue(stepUp.getBoolean("required"));
    assertEquals("/app/login/again", stepUp.getString("loginUrl"));
    assertEquals(1, alice.api("GET", "/keys", null).json().getJsonArray("keys").size());

    Browser again = login("local", app.clock().instant());
    assertFalse(
        again.api("GET", "/policy", null).json().getJsonObject("stepUp").getBoolean("required"));
    again.createKey("late");
  }

  @Test
  void whoCameBySamlIsSentToTheIdentityProvider() throws Exception {
    Browser sam = login("saml", app.clock().instant().minus(Duration.ofMinutes(11)));
    assertEquals(
        "/app/saml/login?force=true",
        sam.api("POST", "/keys", "{\"name\":\"n\"}")
            .header("Postern-Step-Up-Url")
            .orElseThrow());
  }

  @Test
  void everyCallThatHandsOutASecretAsksAndNoOtherDoes() throws Exception {
    Browser alice = login("local", app.clock().instant());
    JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"P30D\"}");
    String path = "/keys/" + key.getString("id");
    Browser boss = app.browser()
        .login(Map.of(
            "user",
            "boss",
            "roles",
            "administrator",
            "authenticatedAt",
            app.clock().instant().toString()));
    app.clock().advance(Duration.ofMinutes(11));
    for (Reply refused : List.of(
        alice.api("POST", path + "/rotate", null),
        alice.api("POST", path + "/reveal", null),
        boss.api("POST", "/admin/owners/alice/keys", "{\"name\":\"n\"}"),
        boss.api("POST", "/admin" + path + "/rotate", null),
        boss.api("POST", "/admin" + path + "/approve", null))) {
      assertEquals("step-up-required", refused.code(), refused.body());
    }
    assertEquals(200, alice.api("PATCH", path, "{\"name\":\"m\"}").status());
    assertEquals(204, alice.api("DELETE", path, null).status());
  }

  @Test
  void aLoginFromTheFutureIsNoFreshLogin() throws Exception {
    Browser alice = login("local", app.clock().instant().plus(Duration.ofHours(3)));
    assertEquals(
        "step-up-required", alice.api("POST", "/keys", "{\"name\":\"n\"}").code());
    login("local", app.clock().instant().plus(Duration.ofMinutes(1)))
        .createKey("a clock that is a little ahead");
  }

  @Test
  void aKeyNeverPassesNotEvenBesideAFreshSession() throws Exception {
    try (TestApp cortex = TestApp.start(builder ->
        builder.setting("postern.keys-manage-keys", "true").setting("postern.step-up", "PT10M"))) {
      Browser alice = cortex
          .browser()
          .login(Map.of(
              "user",
              "alice",
              "roles",
              "user",
              "authenticatedAt",
              cortex.clock().instant().toString()));
      String secret = alice.createKey("n");
      String authorization = "Bearer " + secret;
      for (Reply refused : List.of(
          alice.api("POST", "/keys", "{\"name\":\"more\"}", "Authorization", authorization),
          cortex
              .script()
              .send(
                  "POST",
                  "/postern/api/keys",
                  "{\"name\":\"more\"}",
                  "Authorization",
                  authorization,
                  "Content-Type",
                  "application/json"))) {
        assertEquals(403, refused.status(), refused.body());
        assertEquals("step-up-required", refused.code());
      }
      assertEquals(
          1, alice.api("GET", "/keys", null).json().getJsonArray("keys").size());
    }
  }

  @Test
  void whereTheApplicationSaysNoInstantTheBeginningOfTheSessionCounts() throws Exception {
    // Sessions begin by the wall clock, which this application's own clock is far ahead of.
    app.clock().advance(Duration.ofDays(3650));
    Browser alice = app.loggedIn("alice", "user");
    assertEquals(
        "step-up-required", alice.api("POST", "/keys", "{\"name\":\"n\"}").code());
  }

  @Test
  void whoProvesThemselvesWithEachRequestHasNoFreshLoginByASessionThatBeginsNow() throws Exception {
    try (TestApp proxied = TestApp.start(builder -> builder
        .setting("postern.step-up", "PT10M")
        .setting("postern.login", "proxy")
        .setting("postern.login.proxies", "127.0.0.1/32")
        .setting("postern.login.user", "X-Staff")
        .setting("postern.login.authenticated-at", "X-Staff-Since")
        .setting("postern.login.default-source", "local"))) {
      proxied.clock().advance(Duration.between(proxied.clock().instant(), Instant.now()));
      Browser carol = proxied.browser(); // logged in to the proxy, which does not say when
      JsonObject policy = carol.api("GET", "/policy", null, "X-Staff", "carol").json();
      Reply refused = carol.api("POST", "/keys", "{\"name\":\"n\"}", "X-Staff", "carol");
      assertEquals(403, refused.status(), refused.body());
      assertEquals("step-up-required", refused.code());
      assertTrue(policy.getJsonObject("stepUp").getBoolean("required"));
      Reply made = carol.api(
          "POST",
          "/keys",
          "{\"name\":\"n\"}",
          "X-Staff",
          "carol",
          "X-Staff-Since",
          proxied.clock().instant().toString());
      assertEquals(201, made.status(), made.body());
    }
  }

  private Browser login(String source, Instant at) throws Exception {
    return app.browser()
        .login(Map.of(
            "user", "alice", "roles", "user", "source", source, "authenticatedAt", at.toString()));
  }
}
