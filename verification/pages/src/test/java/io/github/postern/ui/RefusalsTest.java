package io.github.postern.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Polling;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The display of refused uses for owner and administrator; each was really tried by a script behind
 * a proxy.
 */
@Tag("browser")
final class RefusalsTest {

  private static final Map<String, String> WORDS = Map.of(
      "network",
      "outside its networks",
      "scope",
      "outside its scopes",
      "role",
      "its owner lacks a role",
      "gone",
      "its owner’s account is disabled or gone");

  private final Map<String, JsonObject> keys = new LinkedHashMap<>();
  private boolean gwenIsGone;
  private TestApp app;
  private Browser alice;

  @BeforeEach
  void start() throws Exception {
    app = Pages.prepare()
        .servlet("/postern/*", new AdminPages())
        .connector(it -> it.getConnectionFactory(HttpConnectionFactory.class)
            .getHttpConfiguration()
            .addCustomizer(new ForwardedRequestCustomizer()))
        .run(builder -> builder
            .setting("postern.scopes", "read: GET /api/*; other: GET /other/*")
            .setting("postern.constraints", "roles-constraints.xml")
            .ownerDirectory(owner -> gwenIsGone && owner.name().equals("gwen")
                ? OwnerStatus.gone()
                : OwnerStatus.active(Set.of("user")).withId(owner.name())));
    alice = app.loggedIn("alice", "user");
    keys.put(
        "network", alice.create("{\"name\":\"Nightly export\",\"networks\":[\"10.0.0.0/8\"]}"));
    keys.put("scope", alice.create("{\"name\":\"Monitoring\",\"scopes\":[\"other\"]}"));
    keys.put("role", alice.create("{\"name\":\"Clean up\"}"));
    keys.put("gone", app.loggedIn("gwen", "user").create("{\"name\":\"Left behind\"}"));
    gwenIsGone = true;
    app.postern().ownerChanged("gwen");
    refuse();
  }

  /** Each key is refused twelve times. */
  private void refuse() throws Exception {
    for (Map.Entry<String, JsonObject> each : keys.entrySet()) {
      for (int i = 0; i < 12; i++) {
        app.script()
            .get(
                each.getKey().equals("role") ? "/chiefs/x" : "/api/me",
                "X-API-Key",
                each.getValue().getString("key"),
                "X-Forwarded-For",
                "203.0.113.9");
      }
    }
    Browser boss = app.loggedIn("boss", "administrator");
    for (JsonObject key : keys.values()) {
      assertEquals(
          12,
          Polling.until(
              12,
              () -> boss.api("GET", "/admin/keys/" + key.getString("id"), null)
                  .json()
                  .getInt("refusedToday", -1)),
          key.getString("name"));
      assertEquals(
          "12",
          Polling.until(
              "12",
              () -> boss.api(
                      "GET", "/admin/keys/" + key.getString("id") + "/events?type=denied", null)
                  .body()
                  .replaceFirst("(?s).*\"count\":(\\d+).*", "$1")),
          key.getString("name"));
    }
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  @DisplayName(
      "The administrator sees of each refused key how often today, from where and why, and of"
          + " which owner it is")
  void theAdministratorSeesIt() throws Exception {
    try (AdminBrowser browser = AdminBrowser.open(app)) {
      browser.visitAs("boss", "administrator");
      for (Map.Entry<String, JsonObject> each : keys.entrySet()) {
        String row = row(each.getValue());
        browser.waitFor(row + " .badge.warned", "Refused");
        browser.openRow(each.getValue().getString("id"));
        assertSays(
            WORDS.get(each.getKey()),
            browser.find(row + " [data-role='refused']").getText());
        browser.waitFor(row + " .events", "12 times in an hour");
        browser.waitFor(row + " .events", WORDS.get(each.getKey()));
        browser.picture("refused-" + each.getKey());
      }
      assertEquals(List.of(), browser.violations());
      app.clock().advance(Duration.ofDays(1));
      browser.visitAs("boss", "administrator");
      browser.openRow(keys.get("network").getString("id"));
      browser.waitFor(
          row(keys.get("network")) + " [data-role='refused']", "This key was refused, last on");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  @DisplayName("The owner sees the same of the own keys")
  void theOwnerSeesIt(@TempDir Path folder) throws Exception {
    try (Chromium browser = Chromium.open(folder)) {
      browser.session(app.url(), alice.sessionId()).visit(app.url() + "/profile");
      for (String reason : List.of("network", "scope", "role")) {
        String row = row(keys.get(reason));
        browser.waitFor(row + " .badge.warned", "Refused");
        browser.click(row + " [data-action=details]");
        assertSays(WORDS.get(reason), browser.text(row + " [data-role=refused]"));
        browser.keepPicture("keys-refused-" + reason);
      }
      assertEquals(List.of(), browser.violations());
      assertEquals(List.of(), browser.complaints());
    }
  }

  private static String row(JsonObject key) {
    return "tbody[data-key='" + key.getString("id") + "']";
  }

  private static void assertSays(String why, String text) {
    assertEquals(
        "Refusals of this key today: 12. Last at … from 203.0.113.9: " + why + ".",
        text.replaceFirst("(?<=Last at ).+(?= from )", "…"));
  }
}
