package io.github.postern.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** The work of an administrator on the keys of others, in a browser against a real application. */
@Tag("browser")
final class AdminPageTest {

  private TestApp app;
  private Browser alice;
  private AdminBrowser browser;

  @BeforeEach
  void start() throws Exception {
    app = AdminScene.start(builder -> builder
        .setting("postern.viewer-roles", "auditor")
        .setting("postern.scopes", "read: GET /api/*"));
    alice = app.loggedIn("alice", "user");
    app.loggedIn("carol", "user");
    browser = AdminBrowser.open(app);
  }

  @AfterEach
  void stop() {
    try {
      assertEquals(List.of(), browser.complaints());
    } finally {
      browser.close();
      app.close();
    }
  }

  @Test
  void anAdministratorCreatesAKeyForSomebodyAndSeesItOnce() throws Exception {
    browser.visitAs("boss", "administrator");
    browser.click("[data-action='create']");
    browser.click("[data-action='submit-create']");
    browser.waitFor("#owner-error", "Say whose key it is.");
    browser.type("dialog [name='owner']", "carol");
    browser.type("dialog [name='name']", AdminScene.ODD);
    browser.type("dialog [name='description']", "Reads \"everything\"");
    browser.choose("validity", "30");
    browser.waitFor("dialog [data-role='expires-preview']", "The key will work until");
    browser.choose("scopes", "read");
    browser.script("root.querySelector('dialog details').open = true");
    browser.type("dialog [name='networks']", "127.0.0.0/8\n::1");
    browser.click("dialog [name='service']");
    browser.click("[data-action='submit-create']");
    browser.find("dialog[data-dialog='secret']");
    browser.click("dialog [data-action='copy']");
    String secret = browser.clipboard();
    browser.click("dialog [data-action='show-secret']");
    browser.waitFor("dialog [data-role='secret']", secret);
    assertFalse(
        browser.find("[data-action='close-secret']").isEnabled(), "not before it is stored");
    browser.picture("secret");
    assertEquals(List.of(), browser.violations());

    browser.click("dialog [data-action='stored']");
    browser.click("[data-action='close-secret']");
    browser.gone("dialog");

    assertEquals("carol", app.script().getWithKey("/api/me", secret).text("user"));
    assertFalse(((String) browser.script(
            "return root.innerHTML + JSON.stringify({...sessionStorage," + " ...localStorage})"))
        .contains(secret.substring(22)));
    browser.waitFor(".status", AdminScene.ODD + " was created for carol.");
    browser.waitFor("tbody[data-key] th", AdminScene.ODD);
    assertEquals(0, browser.all("script").size(), "a name is text");
    JsonObject key = AdminScene.firstKey(app.loggedIn("boss", "administrator"), "carol");
    assertEquals("boss", key.getString("createdBy"));
    assertEquals("[\"read\"]", key.getJsonArray("scopes").toString());
    assertEquals(2, key.getJsonArray("networks").size());
    assertTrue(key.getBoolean("service"));
  }

  @Test
  void aKeyIsEditedSwitchedOffRenewedAndRevokedAndItsTrailTellsSo() throws Exception {
    JsonObject key = AdminScene.key(alice, "Nightly", "P30D");
    app.clock().advance(Duration.ofMinutes(1));
    String row = "tbody[data-key='" + key.getString("id") + "'] ";
    browser.visitAs("boss", "administrator");
    browser.openRow(key.getString("id"));

    browser.click(row + "[data-action='edit']");
    browser.type("dialog [name='name']", "Nightly export");
    browser.choose("validity", "60");
    browser.click("[data-action='submit-edit']");
    browser.waitFor(".status", "Nightly export of alice was changed.");
    browser.waitFor(row + "th", "Nightly export");
    assertEquals(
        "details",
        browser.script("return root.activeElement.dataset.action"),
        "the focus is where it was");

    browser.click(row + "[data-action='disable']");
    browser.waitFor(row + ".badge", "Disabled");
    assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());
    browser.click(row + "[data-action='enable']");
    browser.waitFor(row + ".badge", "Active");
    browser.waitFor(row + ".events", "Changed");
    browser.waitFor(row + ".events", "by boss");

    browser.click(row + "[data-action='rotate']");
    browser.click("[data-action='submit-rotate']");
    browser.click("dialog [data-action='copy']");
    String renewed = browser.clipboard();
    browser.click("dialog [data-action='stored']");
    browser.click("[data-action='close-secret']");
    browser.gone("dialog");
    assertEquals("alice", app.script().getWithKey("/api/me", renewed).text("user"));
    assertEquals(401, app.script().getWithKey("/api/me", key.getString("key")).status());

    String next =
        AdminScene.firstKey(app.loggedIn("boss", "administrator"), "alice").getString("id");
    browser.openRow(next);
    browser.click("tbody[data-key='" + next + "'] [data-action='revoke']");
    browser.waitFor("dialog", "Nightly export of alice stops working at once");
    browser.click("[data-action='confirm-revoke']");
    browser.waitFor(".status", "Nightly export of alice was revoked.");
    browser.gone("tbody[data-key='" + next + "']");
    assertEquals(401, app.script().getWithKey("/api/me", renewed).status());
    assertEquals(
        "title", browser.script("return root.activeElement.className"), "the focus is not lost");
  }

  @Test
  @DisplayName(
      "W-1: before a key is made, the dialog says which roles it will have, and that nobody"
          + " has this name")
  void theDialogSaysWhichRolesAKeyWillHave() throws Exception {
    app.loggedIn("dave");
    browser.visitAs("boss", "administrator");
    browser.click("[data-action='create']");
    browser.type("dialog [name='owner']", "carol");
    browser.waitFor("dialog [data-role='owner-line']", "A key of carol will have the roles user.");
    browser.type("dialog [name='owner']", "dave");
    browser.waitFor("dialog [data-role='owner-line'].wrong", "no roles");
    browser.type("dialog [name='owner']", "nosuchuser");
    browser.waitFor(
        "dialog [data-role='owner-line'].wrong",
        "No user whom you administer is known as nosuchuser");
  }

  @Test
  void whatWasRefusedIsSaidNoMoreWhenAnotherNameIsTyped() throws Exception {
    browser.visitAs("boss", "administrator");
    browser.click("[data-action='create']");
    browser.type("dialog [name='owner']", "zoe");
    browser.type("dialog [name='name']", "Nightly export");
    browser.click("[data-action='submit-create']");
    browser.waitFor("dialog .notice.error", "zoe");
    browser.type("dialog [name='owner']", "carol");
    browser.gone("dialog .notice.error");
    browser.click("[data-action='submit-create']");
    browser.find("dialog[data-dialog='secret']");
  }

  @Test
  @DisplayName("E-7: the administrator sees that a key came unencrypted and waits to be rotated")
  void aKeyThatCameUnencryptedIsShown() throws Exception {
    KeyScene.seenInClear(app, "alice");
    String row = "tbody[data-key='clear22222222222'] ";
    browser.visitAs("boss", "administrator");
    browser.waitFor(row + ".badge", "Waits for rotation");
    browser.waitFor(row + ".badge.warned", "Seen unencrypted");
    browser.openRow("clear22222222222");
    browser.waitFor(row + ".details", "This key was seen unencrypted on");
    browser.picture("seen-in-clear");
    assertEquals(List.of(), browser.violations());
  }

  @Test
  void whatTheServerRefusesIsSaidInItsWordsAndTheFormStays() throws Exception {
    browser.visitAs("boss", "administrator");
    browser.click("[data-action='create']");
    browser.type("dialog [name='owner']", "carol");
    browser.type("dialog [name='name']", "n".repeat(255));
    browser.choose("validity", "custom");
    browser.type("dialog [name='custom']", "4000");
    browser.click("[data-action='submit-create']");
    browser.waitFor("dialog .notice.error", "365 days");
    assertEquals("4000", browser.find("dialog [name='custom']").getAttribute("value"));
    browser.type("dialog [name='custom']", "12");
    browser.click("[data-action='submit-create']");
    browser.find("dialog[data-dialog='secret']");
  }

  @Test
  void allKeysOfAnOwnerAreRevokedByWhoTypesTheOwnersName() throws Exception {
    String first = alice.createKey("first");
    alice.createKey("second");
    String other = app.loggedIn("bob", "user").createKey("other");
    browser.visitAs("boss", "administrator");
    browser.click("[data-action='revoke-many']");
    browser.type("dialog [name='owner']", "alice");
    browser.waitFor("dialog [role='status']", "Keys that this owner has now: 2.");
    browser.type("dialog [name='typed']", "Alice");
    assertFalse(browser.find("[data-action='confirm-revoke-many']").isEnabled());
    browser.type("dialog [name='typed']", "alice");
    browser.click("[data-action='confirm-revoke-many']");
    browser.waitFor(".status", "Keys revoked: 2.");
    browser.gone("dialog");
    assertEquals(401, app.script().getWithKey("/api/me", first).status());
    assertEquals(200, app.script().getWithKey("/api/me", other).status());
  }

  @Test
  void everythingIssuedBeforeAnInstantIsRevokedByWhoTypesTheWord() throws Exception {
    app.clock().advance(Duration.ofDays(-3));
    String old = alice.createKey("old");
    app.clock().advance(Duration.ofDays(3));
    String young = alice.createKey("young");
    browser.visitAs("boss", "administrator");
    browser.click("[data-action='revoke-many']");
    browser.choose("which", "instant");
    String yesterday =
        (String) browser.script("const d = new Date(Date.now() - 86400000);return new Date(d -"
            + " d.getTimezoneOffset() * 60000).toISOString().slice(0, 16)");
    browser.type("dialog [name='instant']", yesterday);
    browser.waitFor("dialog", "To confirm, type REVOKE");
    browser.type("dialog [name='typed']", "REVOKE");
    browser.picture("revoke-before");
    browser.click("[data-action='confirm-revoke-many']");
    browser.waitFor(".status", "Keys revoked: 1.");
    assertEquals(401, app.script().getWithKey("/api/me", old).status());
    assertEquals(200, app.script().getWithKey("/api/me", young).status());
  }

  @Test
  void whoIsNoAdministratorIsToldSoAndSeesNothingElse() throws Exception {
    alice.createKey("secret business");
    browser.visitAs("alice", "user");
    browser.waitFor("[data-role='denied']", "This page is for administrators");
    assertEquals(0, browser.all("button, table, .chart, input").size());
    browser.picture("denied");
    assertEquals(List.of(), browser.violations());
  }

  @Test
  void whoMayOnlyLookGetsNothingThatWouldFail() throws Exception {
    String id = AdminScene.key(alice, "Nightly", "P30D").getString("id");
    browser.visitAs("audrey", "auditor");
    browser.waitFor("header", "You may look at the keys of everybody.");
    browser.openRow(id);
    browser.waitFor(".events", "Created");
    assertEquals(
        List.of("details"),
        browser.all("button").stream()
            .filter(WebElement::isDisplayed)
            .map(found -> found.getAttribute("data-action"))
            .toList());
    browser.picture("viewer");
  }

  @Test
  void anAdministratorOfAnOrganisationSeesItsKeysOnly() throws Exception {
    app.browser()
        .login(Map.of("user", "n1", "roles", "user", "organisation", "north"))
        .createKey("of north");
    app.browser()
        .login(Map.of("user", "s1", "roles", "user", "organisation", "south"))
        .createKey("of south");
    browser.visitAs(Map.of("user", "lead", "roles", "orgadmin", "organisation", "north"));
    browser.waitFor("header", "You administer the keys of your organisation.");
    assertEquals(1, browser.all("tbody[data-key]").size());
    browser.waitFor("tbody[data-key]", "of north");
  }
}
