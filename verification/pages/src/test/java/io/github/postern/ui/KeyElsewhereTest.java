package io.github.postern.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages of a page about a key that somebody else has changed. */
@Tag("browser")
class KeyElsewhereTest {

  @TempDir
  private static Path folder;

  private static Chromium browser;

  private TestApp app;
  private Browser alice;

  @BeforeAll
  static void open() throws Exception {
    browser = Chromium.open(folder);
  }

  @AfterAll
  static void quit() {
    browser.close();
  }

  @BeforeEach
  void start() throws Exception {
    app = Pages.prepare().run(KeyScene::settings);
    alice = app.loggedIn("alice", "user");
    browser.session(app.url(), alice.sessionId());
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  @DisplayName("S-19: the page says that a key was rotated meanwhile, and deletes its successor too"
      + " when asked again")
  void rotatedMeanwhile() throws Exception {
    JsonObject key = alice.create("{\"name\":\"Nightly export\"}");
    browser.visit(app.url() + "/profile");
    browser.find("tbody[data-key]");
    Reply next =
        alice.api("POST", "/keys/" + key.getString("id") + "/rotate", "{\"overlap\":\"PT1H\"}");

    browser.click(".columnActions [data-action=delete]");
    browser.click("[data-action=confirm-delete]");
    browser.waitFor("[data-role=rotated-meanwhile]", "Delete again to delete the successor, too.");
    assertEquals(
        List.of(200, 200), List.of(status(key.getString("key")), status(next.text("key"))));

    browser.click("[data-action=confirm-delete]");
    browser.waitFor(".status", "Nightly export was deleted");
    assertEquals(
        List.of(401, 401), List.of(status(key.getString("key")), status(next.text("key"))));
    browser.find(".empty");
  }

  @Test
  @DisplayName("S-19: who sees that a key has a successor deletes the old one alone")
  void theOldOneAlone() throws Exception {
    JsonObject key = alice.create("{\"name\":\"Nightly export\"}");
    Reply next =
        alice.api("POST", "/keys/" + key.getString("id") + "/rotate", "{\"overlap\":\"PT1H\"}");
    browser.visit(app.url() + "/profile");
    browser.click("tbody[data-key='" + key.getString("id") + "'] [data-action=delete]");
    browser.click("[data-action=confirm-delete]");
    browser.waitFor(".status", "Nightly export was deleted");
    assertEquals(
        List.of(401, 200), List.of(status(key.getString("key")), status(next.text("key"))));
  }

  @Test
  @DisplayName(
      "S-17: the owner reads which user disabled a key, and is offered no way to enable it")
  void switchedOff() throws Exception {
    JsonObject key = alice.create("{\"name\":\"Nightly export\"}");
    app.loggedIn("carol", "administrator")
        .api("PATCH", "/admin/keys/" + key.getString("id"), "{\"active\":false}");
    browser.visit(app.url() + "/profile");
    browser.waitFor("tbody .badge", "Disabled");
    browser.click("[data-action=details]");
    browser.waitFor("[data-role=disabled]", "carol disabled this key on");
    assertFalse(browser.has(".details [data-action=enable]"));
    assertFalse(browser.has(".details [data-action=rotate]"));
    assertTrue(browser.has(".columnActions [data-action=delete]"));
    assertEquals(List.of(), browser.complaints());
  }

  private int status(String secret) throws Exception {
    return app.script().getWithKey("/api/me", secret).status();
  }
}
