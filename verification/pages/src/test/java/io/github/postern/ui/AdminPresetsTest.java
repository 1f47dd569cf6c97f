package io.github.postern.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.postern.PosternBuilder;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The administrator's view under the rules of other products, and under those that ask for more
 * than a click.
 */
@Tag("browser")
final class AdminPresetsTest {

  private static final Map<String, OwnerStatus> PEOPLE =
      Map.of("u", OwnerStatus.active(Set.of("read")).withOrganisation("north"));

  @TempDir
  Path downloads;

  private TestApp app;
  private AdminBrowser browser;

  @AfterEach
  void stop() {
    browser.close();
    app.close();
  }

  private void start(Consumer<PosternBuilder> changes) throws Exception {
    app = AdminScene.start(changes);
    app.loggedIn("u", "user");
    app.loggedIn("carol", "user");
    browser = AdminBrowser.open(app);
  }

  @Test
  @DisplayName(
      "CO-5: given admin A on the API Keys page, when A picks U, types a name and clicks Add,"
          + " then the new key is displayed with copy and download")
  void cohesityAddsAKeyForAUser() throws Exception {
    start(builder -> builder.setting("postern.preset", "cohesity"));
    browser.visitAs("a", "administrator");
    browser.click("[data-action='create']");
    browser.type("dialog [name='owner']", "u");
    browser.type("dialog [name='name']", "backup");
    browser.click("[data-action='submit-create']");
    browser.find("dialog[data-dialog='secret']");
    browser.click("dialog [data-action='copy']");
    String secret = browser.clipboard();
    browser.click("dialog [data-action='show-secret']");
    browser.waitFor("dialog [data-role='secret']", secret);
    browser.waitFor("dialog [data-role='command']", "apiKey: " + secret);
    browser.picture("cohesity");
    browser.saveTo(downloads);
    browser.click("dialog [data-action='download']");
    browser.waitUntil("the file", () -> secret.equals(browser.saved(downloads)));
    assertEquals("u", app.script().get("/api/me", "apiKey", secret).text("user"));

    browser.click("dialog [data-action='stored']");
    browser.click("[data-action='close-secret']");
    browser.visit();
    JsonObject key = AdminScene.firstKey(app.loggedIn("a", "administrator"), "u");
    browser.openRow(key.getString("id"));
    browser.waitFor(".events", "Created");
    assertFalse(browser.driver().getPageSource().contains(secret));
    assertFalse(browser.find(".frame").getText().contains(secret.substring(22)));
    assertEquals(0, browser.all("[data-action='reveal']").size(), "it is never shown again");
  }

  @Test
  @DisplayName("CX-3, CX-4: given orgAdmin A and U of the same organisation without a key, when A"
      + " clicks Create API Key, then U has one and its row offers Rotate, Revoke,"
      + " Reveal; Reveal shows the same value each time, hidden after copy")
  void cortexCreatesRenewsRevealsAndRevokes() throws Exception {
    start(builder -> builder
        .setting("postern.preset", "cortex")
        .setting("postern.reveal-key", "r1:" + Base64.getEncoder().encodeToString(new byte[32]))
        .setting("postern.login-or-key-paths", "/api/*")
        .ownerDirectory(owner -> PEOPLE.getOrDefault(owner.name(), OwnerStatus.gone())));
    browser.visitAs(Map.of("user", "a", "roles", "orgadmin", "organisation", "north"));
    browser.type(".filters [name='owner']", "u");
    browser.waitFor(".empty", "No keys found");
    browser.click(".empty [data-action='create-for-owner']");
    browser.waitFor("dialog", "keys here have no end");
    browser.click("[data-action='submit-create']");
    String secret = takeSecret();
    assertEquals("u", app.script().getWithKey("/api/me", secret).text("user"));

    String id = (String) browser.script("return root.querySelector('tbody[data-key]').dataset.key");
    browser.openRow(id);
    assertEquals(
        List.of("Rotate", "Reveal", "Revoke"),
        browser.all(".key-actions button").stream().map(b -> b.getText()).toList());
    for (int i = 0; i < 2; i++) {
      browser.click(".key-actions [data-action='reveal']");
      browser.click("[data-action='submit-reveal']");
      browser.waitFor("dialog [data-role='secret']", secret);
      browser.clipboard();
      browser.click("dialog [data-action='copy']");
      browser.waitFor("dialog .copy-status", "hidden again");
      assertFalse(browser.find("dialog").getText().contains(secret));
      assertEquals(secret, browser.clipboard());
      browser.picture("cortex-reveal");
      browser.click("dialog [data-action='close']");
      browser.gone("dialog");
    }
    browser.waitFor(".events", "Secret revealed");

    browser.click(".key-actions [data-action='rotate']");
    browser.click("[data-action='submit-rotate']");
    String renewed = takeSecret();
    assertNotEquals(secret, renewed);
    assertEquals(401, app.script().getWithKey("/api/me", secret).status());
    browser.click(".key-actions [data-action='revoke']");
    browser.click("[data-action='confirm-revoke']");
    browser.waitFor(".empty", "No keys found");
    assertEquals(401, app.script().getWithKey("/api/me", renewed).status());
  }

  private String takeSecret() {
    browser.find("dialog[data-dialog='secret']");
    browser.click("dialog [data-action='show-secret']");
    String secret = browser.find("dialog [data-role='secret']").getText();
    browser.click("dialog [data-action='stored']");
    browser.click("[data-action='close-secret']");
    browser.gone("dialog");
    return secret;
  }

  @Test
  void aKeyThatWaitsIsApprovedBySomebodyElseThanWhoAskedForIt() throws Exception {
    start(builder -> builder.setting("postern.approval", "required"));
    String secret = app.loggedIn("alice", "user").createKey("Nightly");
    Browser boss = app.loggedIn("boss", "administrator");
    app.loggedIn("carol", "user");
    boss.api("POST", "/admin/owners/carol/keys", "{\"name\":\"Asked by boss\"}");
    assertEquals(401, app.script().getWithKey("/api/me", secret).status());
    String asked = AdminScene.firstKey(boss, "carol").getString("id");
    String id = AdminScene.firstKey(boss, "alice").getString("id");
    browser.visitAs("boss", "administrator");
    browser.waitFor("tbody[data-key='" + id + "'] .badge", "Waits for approval");
    assertEquals(
        0,
        browser.all("tbody[data-key='" + asked + "'] [data-action='approve']").size(),
        "not one's own expiry");
    browser.picture("waiting");
    assertEquals(List.of(), browser.violations());
    browser.click("tbody[data-key='" + id + "'] [data-action='approve']");
    browser.waitFor("dialog", "alice asked for Nightly, a key that acts as alice.");
    browser.click("[data-action='submit-approve']");
    browser.waitFor("tbody[data-key='" + id + "'] .badge", "Active");
    assertEquals(200, app.script().getWithKey("/api/me", secret).status());
  }

  @Test
  void anOldLoginIsSentToSignInAgainAndComesBackToWhatWasTyped() throws Exception {
    start(builder -> builder
        .setting("postern.step-up", "PT10M")
        .setting("postern.step-up.url", "/again?why=keys"));
    Map<String, String> old = Map.of(
        "user",
        "boss",
        "roles",
        "administrator",
        "authenticatedAt",
        Instant.now().minus(Duration.ofHours(1)).toString());
    browser.visitAs(old);
    browser.click("[data-action='create']");
    browser.type("dialog [name='owner']", "carol");
    browser.type("dialog [name='name']", "Nightly");
    browser.click("[data-action='submit-create']");
    browser.waitFor("dialog .notice.warning", "during the last 10 minutes");
    assertEquals(
        app.url() + "/again?why=keys&return=%2Fapp%2Fpostern%2Fadmin.html",
        browser.find("[data-action='sign-in-again']").getAttribute("href"));
    browser.picture("step-up");
    browser.click("[data-action='sign-in-again']");
    browser.waitUntil("the login page", () -> browser.driver().getCurrentUrl().contains("/again"));
    browser.login(Map.of(
        "user",
        "boss",
        "roles",
        "administrator",
        "authenticatedAt",
        app.clock().instant().toString()));

    browser.visit();
    browser.find("dialog");
    assertEquals("carol", browser.find("dialog [name='owner']").getAttribute("value"));
    assertEquals("Nightly", browser.find("dialog [name='name']").getAttribute("value"));
    browser.click("[data-action='submit-create']");
    browser.find("dialog[data-dialog='secret']");
  }

  @Test
  void aLostSessionKeepsWhatWasTypedAndTheNextLoginGoesOn() throws Exception {
    start(builder -> {});
    browser.visitAs("boss", "administrator");
    browser.click("[data-action='create']");
    browser.type("dialog [name='owner']", "carol");
    browser.type("dialog [name='name']", "Nightly");
    browser.logout();
    browser.click("[data-action='submit-create']");
    browser.waitFor("dialog .notice.error", "You are not signed in, or your session has ended");
    browser.login(Map.of("user", "eve", "roles", "administrator"));
    browser.click("[data-action='submit-create']");
    browser.waitFor("dialog .notice.error", "somebody else");
    browser.login(Map.of("user", "boss", "roles", "administrator"));
    browser.click("[data-action='submit-create']");
    browser.find("dialog[data-dialog='secret']");
    assertEquals(
        "Nightly",
        AdminScene.firstKey(app.loggedIn("boss", "administrator"), "carol").getString("name"));
  }
}
