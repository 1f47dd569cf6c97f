package io.github.postern.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page under the rules of others: what may be chosen, what stands in the way, and what is not
 * offered at all.
 */
@Tag("browser")
class PolicyTest {

  /** The key of AES-256-GCM, base64. */
  private static final String REVEAL_KEY = "r1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  @TempDir
  private static Path folder;

  private static Chromium browser;

  @BeforeAll
  static void open() throws Exception {
    browser = Chromium.open(folder);
  }

  @AfterAll
  static void quit() {
    browser.close();
  }

  @Test
  void anExpiredKeyInTheWayIsDeletedWithTheButtonBesideTheReason() throws Exception {
    try (TestApp app = start(Map.of("postern.preset", "netbackup"))) {
      Browser alice = login(app, Map.of());
      alice.create("{\"name\":\"old\",\"validFor\":\"P1D\"}");
      app.clock().advance(Duration.ofDays(2));
      show(app, alice);
      browser.click("[data-action=create]");
      browser.waitFor("[data-role=obstacle]", "expired");
      browser.keepPicture("keys-obstacle");
      browser.click(".blocking [data-action=delete]");
      browser.waitFor("[data-dialog=delete]", "old");
      browser.click("[data-action=confirm-delete]");
      browser.type("[name=name]", "new");
      browser.click("[data-action=submit-create]");
      browser.waitFor("[data-role=command]", "curl -H 'Authorization: test_");
    }
  }

  @Test
  void whoCameBySamlSeesWhyNothingIsChosenAndWhenTheKeyEnds() throws Exception {
    try (TestApp app = start(Map.of("postern.preset", "netbackup"))) {
      Instant end = Instant.now().plus(Duration.ofHours(8));
      Browser sam = login(app, Map.of("source", "saml", "sessionEnd", end.toString()));
      show(app, sam);
      browser.click("[data-action=create]");
      browser.waitFor("[data-role=fixed-reason]", "signed in by SSO");
      browser.waitFor("[data-role=expires-preview]", "UTC");
      assertFalse(browser.has("[name=validity]"));
      browser.keepPicture("keys-saml");
      browser.click("[data-action=submit-create]");
      browser.find("[data-role=secret]");
      assertEquals(
          end.getEpochSecond(),
          Instant.parse(sam.api("GET", "/keys", null)
                  .json()
                  .getJsonArray("keys")
                  .getJsonObject(0)
                  .getString("expiresAt"))
              .getEpochSecond());
    }
  }

  @Test
  void aKeyThatIsReplacedIsNamedBeforeAndAfter() throws Exception {
    try (TestApp app =
        start(Map.of("postern.keys-per-owner", "1", "postern.local.when-full", "replace"))) {
      Browser alice = login(app, Map.of());
      alice.createKey("first");
      show(app, alice);
      browser.click("[data-action=create]");
      browser.waitFor("form .notice", "first");
      browser.type("[name=name]", "second");
      browser.click("[data-action=submit-create]");
      browser.waitFor(".secret-panel", "replaced first");
    }
  }

  @Test
  void whereKeysAreApprovedTheFormTheSecretAndTheListSaySo() throws Exception {
    try (TestApp app = start(Map.of("postern.approval", "required"))) {
      show(app, login(app, Map.of()));
      browser.click("[data-action=create]");
      browser.waitFor("form [data-role=approval]", "administrator");
      browser.type("[name=name]", "n");
      browser.click("[data-action=submit-create]");
      browser.waitFor(".secret-panel [data-role=approval]", "administrator");
      browser.click("[data-action=stored]");
      browser.click("[data-action=close-secret]");
      browser.waitFor("tbody .badge", "Waits for approval");
      browser.click("[data-action=details]");
      browser.find(".details [data-action=edit]");
      assertFalse(
          browser.has(".details [data-action=enable]"),
          "nobody enables what waits for an approval");
      assertFalse(browser.has(".details [data-action=rotate]"));
    }
  }

  @Test
  void anOldLoginIsSentToSignInAgainAndFindsItsFormWhenItIsBack() throws Exception {
    for (List<String> answer : List.of(
        List.of("refuse", "problem"),
        List.of("accept", "problem"),
        List.of("refuse", "cohesity"))) {
      try (TestApp app = start(Map.of(
          "postern.step-up",
          "PT10M",
          "postern.step-up.url",
          "/login/again",
          "postern.step-up.answer",
          answer.get(0),
          "postern.error-style",
          answer.get(1)))) {
        String old = app.clock().instant().minus(Duration.ofMinutes(20)).toString();
        show(app, login(app, Map.of("authenticatedAt", old)));
        browser.click("[data-action=create]");
        browser.waitFor("dialog .notice", "10 minutes");
        assertFalse(browser.has("[data-action=submit-create]"));
        browser.type("[name=name]", "kept over the login");
        browser.click("label:has([value='30'])");
        browser.keepPicture("keys-step-up");
        browser.click("[data-action=sign-in-again]");
        browser.waitFor("[data-role=restored]", "here again");
        assertTrue(browser.url().endsWith("/app/profile?from=test"), browser.url());
        assertEquals("kept over the login", browser.find("[name=name]").getDomProperty("value"));
        assertTrue(browser.all("[name=validity][value='30']").get(0).isSelected());

        app.clock().advance(Duration.ofMinutes(11));
        browser.click("[data-action=submit-create]");
        browser.find("dialog .errors [data-action=sign-in-again]");
        app.clock().set(Instant.now());
        browser.click("dialog .errors [data-action=sign-in-again]");
        browser.find("[data-role=restored]");
        browser.click("[data-action=submit-create]");
        browser.find("[data-role=secret]");
      }
    }
  }

  @Test
  void hoursAreChosenWhereTheUnitIsHoursAndSecretsAreShownAgainWhereThePolicyAllowsIt()
      throws Exception {
    try (TestApp app =
        start(Map.of("postern.preset", "dataos", "postern.reveal-key", REVEAL_KEY))) {
      Browser alice = login(app, Map.of());
      String secret =
          alice.create("{\"name\":\"shown_again\",\"validFor\":\"PT5H\"}").getString("key");
      show(app, alice);
      browser.click("[data-action=create]");
      browser.waitFor(".custom", "hours");
      assertEquals("24", browser.find("[name=custom]").getDomProperty("value"));
      browser.waitFor("#name-hint", "[A-Za-z0-9_]+");
      browser.click("[data-action=cancel]");

      browser.waitFor("tbody .badge", "in 5 hours");
      browser.click("[data-action=details]");
      assertFalse(browser.has(".details [data-action=edit]"), "not among the operations");
      assertFalse(browser.has(".details [data-action=rotate]"));
      browser.click(".details [data-action=reveal]");
      browser.click("[data-action=confirm-reveal]");
      assertFalse(browser.text("[data-role=secret]").contains(secret));
      browser.click("dialog [data-action=show-secret]");
      assertEquals(secret, browser.text("[data-role=secret]"));
      browser.keepPicture("keys-shown-again");
      browser.click("dialog [data-action=show-secret]");
      assertFalse(browser.everything().contains(secret));
      browser.click("[data-action=copy]");
      assertEquals(secret, browser.clipboard());
      browser.click("dialog [data-action=close]");
      browser.waitUntilGone("dialog");
      assertFalse(browser.everything().contains(secret));
    }
  }

  @Test
  void nothingIsOfferedThatTheOperationsDoNotAllow() throws Exception {
    try (TestApp app =
        start(Map.of("postern.preset", "cortex", "postern.reveal-key", REVEAL_KEY))) {
      login(app, Map.of());
      assertEquals(
          201,
          app.loggedIn("root", "administrator")
              .api("POST", "/admin/owners/alice/keys", "{\"name\":\"given\"}")
              .status());
      show(app, login(app, Map.of()));
      browser.find("tbody[data-key]");
      assertFalse(browser.has("[data-action=create]"));
      assertFalse(browser.has("[data-action=delete]"));
      browser.click("[data-action=details]");
      browser.find(".details [data-action=rotate]");
      browser.click(".details [data-action=rotate]");
      browser.waitFor("[data-dialog=rotate]", "at once");
      assertFalse(browser.has("[name=overlap]"));
      browser.click("[data-action=confirm-rotate]");
      browser.waitFor("[data-role=rotated]", "stopped working");
    }
    try (TestApp app = start(Map.of("postern.rights.self", "list"))) {
      show(app, login(app, Map.of()));
      browser.waitFor(".empty", "administrator");
      assertFalse(browser.has("button"));
    }
    try (TestApp app = start(Map.of("postern.rights.self", "create"))) {
      show(app, login(app, Map.of()));
      browser.waitFor(".empty", "not list them");
      browser.click("[data-action=create]");
      browser.type("[name=name]", "unseen");
      browser.click("[data-action=submit-create]");
      browser.find("[data-role=secret]");
    }
  }

  @Test
  void aKeyOfAnAccountThatMovedIsConfirmed() throws Exception {
    try (TestApp app = start(Map.of("postern.moved-accounts", "suspend"))) {
      login(app, Map.of("source", "local")).createKey("of the password");
      String end = Instant.now().plus(Duration.ofHours(8)).toString();
      show(app, login(app, Map.of("source", "saml", "sessionEnd", end)));
      browser.waitFor("tbody .badge", "Suspended");
      browser.click("[data-action=details]");
      browser.waitFor("[data-role=suspended]", "differently");
      browser.keepPicture("keys-moved");
      browser.click(".details [data-action=confirm]");
      browser.click("[data-action=confirm-confirm]");
      browser.waitFor(".status", "works again");
      browser.waitFor("tbody .badge", "Expires in 8 hours");
    }
  }

  @Test
  void keysThatASignInHasWokenAreNamedAndThoseThatWillSleepAreMarked() throws Exception {
    try (TestApp app =
        start(Map.of("postern.saml.freshness", "P30D", "postern.saml.validity", "required"))) {
      app.clock().set(Instant.now().minus(Duration.ofDays(40)));
      saml(app).create("{\"name\":\"Archive\",\"validFor\":\"P300D\"}");
      app.clock().set(Instant.now());
      Browser sam = saml(app);
      show(app, sam);
      browser.waitFor("[data-role=resumed-keys]", "Archive");
      browser.waitFor("tbody .badges", "Resumed");
      browser.click("[data-action=details]");
      browser.waitFor("[data-role=resumed]", "Delete it if you do not know it");
      browser.keepPicture("keys-woken");

      app.clock().set(Instant.now().minus(Duration.ofDays(26)));
      Browser lea = login(
          app,
          Map.of(
              "user",
              "lea",
              "source",
              "saml",
              "authenticatedAt",
              app.clock().instant().toString(),
              "sessionEnd",
              Instant.now().plus(Duration.ofDays(1)).toString()));
      lea.create("{\"name\":\"Soon asleep\",\"validFor\":\"P300D\"}");
      app.clock().set(Instant.now());
      show(app, lea);
      browser.waitFor("tbody .badges", "Suspended in 4 days");
    }
  }

  private static Browser saml(TestApp app) throws Exception {
    Instant now = app.clock().instant();
    return login(
        app,
        Map.of(
            "source",
            "saml",
            "authenticatedAt",
            now.toString(),
            "sessionEnd",
            now.plus(Duration.ofHours(8)).toString()));
  }

  private static TestApp start(Map<String, String> settings) throws Exception {
    return Pages.prepare().run(builder -> settings.forEach(builder::setting));
  }

  private static Browser login(TestApp app, Map<String, String> more) throws Exception {
    Map<String, String> parameters = new HashMap<>(Map.of("user", "alice", "roles", "user"));
    parameters.putAll(more);
    return app.browser().login(parameters);
  }

  private static void show(TestApp app, Browser person) {
    browser.session(app.url(), person.sessionId());
    browser.visit(app.url() + "/profile?from=test");
  }
}
