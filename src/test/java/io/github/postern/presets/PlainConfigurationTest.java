package io.github.postern.presets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each product's configuration as {@code docs/five-systems.md} prints it: no directory says who the
 * owners are.
 */
class PlainConfigurationTest {

  private static final String REVEAL_KEY = "r1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  /**
   * The preset, its settings, the body that makes a key, and the header and its start by which a
   * key is sent.
   */
  static Stream<Arguments> products() {
    return Stream.of(
        Arguments.of("cohesity", Map.of(), "{\"name\":\"for alice\"}", "apiKey", ""),
        Arguments.of("netbackup", Map.of(), "{\"validFor\":\"P30D\"}", "Authorization", ""),
        Arguments.of(
            "cortex",
            Map.of("postern.reveal-key", REVEAL_KEY, "postern.login-or-key-paths", "/api/*"),
            "{}",
            "Authorization",
            "Bearer "),
        Arguments.of(
            "dataos",
            Map.of("postern.reveal-key", REVEAL_KEY),
            "{\"name\":\"token_ci\",\"validFor\":\"48h\"}",
            "apikey",
            ""));
  }

  @ParameterizedTest
  @MethodSource("products")
  @DisplayName(
      "W-1, CO-5, NB-16, CX-4, DO-12: given alice, who signed in once, when an administrator"
          + " makes a key for her, then it can do what she can")
  void anAdministratorsKeyForAliceCanDoWhatSheCan(
      String preset, Map<String, String> settings, String body, String header, String start)
      throws Exception {
    try (TestApp app = start(preset, settings)) {
      app.loggedIn("alice", "user", "deleter");
      Browser bob = app.loggedIn("bob", "administrator");
      Reply made = bob.api("POST", "/admin/owners/alice/keys", body);
      assertEquals(201, made.status(), made.body());
      Reply seen = app.script().get("/api/me?role=deleter", header, start + made.text("key"));
      assertEquals("alice", seen.text("user"), seen.body());
      assertTrue(seen.json().getBoolean("inRole"), seen.body());
      assertEquals(
          "[\"deleter\",\"user\"]",
          bob.api("GET", "/admin/owners/alice", null).json().get("roles").toString());
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  @DisplayName(
      "W-2, CO-19, NB-20: given a group or a name that nobody has, when a key is added, then"
          + " it is refused")
  void whatIsNobodysNameOwnsNothing(
      String preset, Map<String, String> settings, String body, String header, String start)
      throws Exception {
    try (TestApp app = start(preset, settings)) {
      Browser bob = app.loggedIn("bob", "administrator");
      for (String name : new String[] {"Backup%20Operators", "nosuchuser"}) {
        Reply refused = bob.api("POST", "/admin/owners/" + name + "/keys", body);
        assertEquals(404, refused.status(), refused.body());
        assertTrue(refused.body().contains("no such user has signed in yet"), refused.body());
      }
      assertEquals("[]", bob.api("GET", "/admin/keys", null).json().get("keys").toString());
    }
  }

  private static TestApp start(String preset, Map<String, String> settings) throws Exception {
    return TestApp.start(builder -> {
      builder.setting("postern.preset", preset);
      settings.forEach(builder::setting);
    });
  }
}
