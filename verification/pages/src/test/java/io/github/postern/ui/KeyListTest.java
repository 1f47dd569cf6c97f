package io.github.postern.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The list of keys and what can be done with one. */
@Tag("browser")
class KeyListTest {

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
  void everyStateIsToldInWordsWithWhatToDoAboutIt() throws Exception {
    show(KeyScene.everyState(app));
    assertBadge("active2222222222", "Active");
    assertBadge("soon222222222222", "Expires in 5 days", "Refused");
    assertBadge("expired222222222", "Expired", "Still being used");
    assertBadge("inactive22222222", "Disabled");
    assertBadge("approval22222222", "Waits for approval");
    assertBadge("signin2222222222", "Waits for your sign-in");
    assertBadge("sleeping22222222", "Suspended", "Still being used");
    assertBadge("superseded222222", "Superseded, ends in 20 hours");
    assertBadge("sleepy2222222222", "Active", "Suspended in 3 days", "Resumed", "Found in a URL");
    assertTrue(browser.text(row("active2222222222")).contains("3 hours ago"));
    assertTrue(browser.text(row("active2222222222")).contains("192.0.2.7"));
    browser.waitFor("[data-role=resumed-keys]", "Seldom used");
    browser.keepPicture("keys-states");

    browser.click(row("expired222222222") + " [data-action=details]");
    browser.waitFor("[data-role=still-used]", "2001:db8::17");
    browser.click(row("expired222222222") + " [data-action=history]");
    List<String> events = browser.texts(row("expired222222222") + " [data-event]");
    assertEquals(2, events.size());
    assertTrue(events.get(0).contains("by <b>alice</b>"), events.get(0));
    assertTrue(events.get(1).startsWith("Created"), events.get(1));
    browser.keepPicture("keys-history");
  }

  @Test
  @DisplayName("E-7: the owner sees that a key came unencrypted and waits to be rotated, and is"
      + " offered just that")
  void aKeyThatCameUnencryptedIsShown() throws Exception {
    KeyScene.seenInClear(app, "alice");
    show(alice);
    assertBadge("clear22222222222", "Waits for rotation", "Seen unencrypted");
    browser.click(row("clear22222222222") + " [data-action=details]");
    browser.waitFor("[data-role=seen-in-clear]", "Rotate it");
    assertTrue(browser.has(row("clear22222222222") + " [data-action=rotate]"));
    assertFalse(browser.has(row("clear22222222222") + " [data-action=enable]"));
  }

  @Test
  void refusalsOfAKeyThatWorksAreToldWithTheirReason() throws Exception {
    show(KeyScene.everyState(app));
    browser.click(row("soon222222222222") + " [data-action=details]");
    browser.waitFor("[data-role=refused]", "203.0.113.9");
    assertTrue(browser.text("[data-role=refused]").contains("outside its networks"));
    assertTrue(
        browser
            .text("[data-role=refused]")
            .matches("(?s)Refusals of this key today: 12\\..*|This key was refused.*"),
        "of today, unless the day has just ended");
  }

  @Test
  @DisplayName("S-12: older events are a button away, so nothing is pushed out of sight")
  void olderEventsAreAButtonAway() throws Exception {
    Browser sam = KeyScene.everyState(app);
    String oldest = KeyScene.manyEvents(app, "inactive22222222");
    show(sam);
    browser.click(row("inactive22222222") + " [data-action=details]");
    browser.click(row("inactive22222222") + " [data-action=history]");
    List<String> events = browser.texts(row("inactive22222222") + " [data-event]");
    assertEquals(200, events.size());
    assertTrue(events.get(0).contains("7 times in an hour"), events.get(0));
    browser.click(row("inactive22222222") + " [data-action=older]");
    browser.waitFor(row("inactive22222222") + " [data-role=history]", oldest);
    assertEquals(205, browser.texts(row("inactive22222222") + " [data-event]").size());
  }

  private static void assertBadge(String id, String... words) {
    browser.find(row(id));
    assertEquals(List.of(words), browser.texts(row(id) + " .badge"));
  }

  @Test
  void keysAreSearchedAndSorted() throws Exception {
    show(KeyScene.everyState(app));
    browser.find("tbody");
    assertEquals("Nightly export", names().get(0), "as the server sent them: newest first");
    browser.type("[name=search]", "nightly");
    assertEquals(List.of("Nightly export", "Nightly import"), names());
    browser.type("[name=search]", "192.0.2 active");
    assertEquals(List.of("Nightly export"), names());
    browser.type("[name=search]", "no such key");
    browser.waitFor("[data-role=nothing]", "No key matches");
    browser.type("[name=search]", "");
    browser.press("x", Keys.BACK_SPACE);
    assertEquals("search", browser.focused());

    browser.click("[data-action=sort-name]");
    assertEquals("Deploy robot", names().get(0));
    assertEquals(
        "ascending", browser.find("th:has([data-action=sort-name])").getDomAttribute("aria-sort"));
    assertEquals("sort-name", browser.focused());
    browser.press(Keys.ENTER);
    assertEquals(
        "descending", browser.find("th:has([data-action=sort-name])").getDomAttribute("aria-sort"));
    assertEquals("Seldom used", names().get(0));
    browser.click("[data-action=sort-expires]");
    assertEquals(List.of("Old laptop", "Nightly import", "Monitoring"), names().subList(0, 3));
    browser.click("[data-action=sort-used]");
    assertEquals("Nightly export", names().get(0));
    browser.click("[data-action=sort-state]");
    assertEquals("Old laptop", names().get(8), "what expired comes last");
    browser.click("[data-action=sort-created]");
    assertEquals("Nightly export", names().get(0));
  }

  @Test
  void tenThousandKeysAreTurnedByThePageAndStayQuick() throws Exception {
    show(KeyScene.many(app));
    browser.waitFor("[data-role=range]", "1–25 of 10,000");
    assertEquals(25, browser.all("tbody").size());
    String took = (String) browser.script("""
                                const root = document.querySelector('postern-keys').shadowRoot;
                                const time = work => { const start = performance.now(); work(); root.querySelector('table').offsetHeight;
                                  return Math.round(performance.now() - start); };
                                const fiveTimes = work => { const first = time(work);
                                  const [, , median] = [first, ...[1, 2, 3, 4].map(() => time(work))].sort((a, b) => a - b);
                                  return `${first} at first, ${median} in the middle of five`; };
                                const search = root.querySelector('[name=search]');
                                const look = text => fiveTimes(() => { search.value = text; search.dispatchEvent(new Event('input')); });
                                const sort = column => fiveTimes(() => root.querySelector(`[data-action=sort-${column}]`).click());
                                return JSON.stringify({ 'search "job 0"': look('job 0'), 'search "job 00"': look('job 00'),
                                  'search "expired 1"': look('expired 1'), 'no search': look(''), 'by name': sort('name'),
                                  'by end': sort('expires'), 'by use': sort('used'), 'by state': sort('state') }, null, 1);\
                                """);
    System.out.println("10,000 keys in Chromium, milliseconds to filter, sort and show: " + took);

    browser.click("[data-action=sort-name]");
    assertEquals("Backup job 00000", names().get(0));
    browser.click("[data-action=next-page]");
    assertEquals("Backup job 00025", names().get(0));
    browser.waitFor("[data-role=range]", "26–50 of 10,000");
    assertEquals("next-page", browser.focused());
    browser.click("[data-action=previous-page]");
    browser.click("[data-action=previous-page]");
    assertEquals("Backup job 00000", names().get(0));
    browser.script("const select ="
        + " document.querySelector('postern-keys').shadowRoot.querySelector('[name=page-size]');"
        + " select.value = '100'; select.dispatchEvent(new Event('change'))");
    assertEquals(100, browser.all("tbody").size());
    browser.keepPicture("keys-many");
    browser.script("document.querySelector('postern-keys').openDetails('aaaaaaaaxxxxxxxz')");
    browser.find(row("aaaaaaaaxxxxxxxz") + " .details");
  }

  @Test
  void aKeyIsEditedAndSwitchedOffAndOn() throws Exception {
    String secret = alice.createKey("Nightly export");
    String id = onlyKey().getString("id");
    show();
    browser.click("[data-action=details]");
    browser.click(".details [data-action=edit]");
    browser.type("[name=name]", "Weekly export");
    browser.type("[name=description]", "From Sundays");
    browser.click("label:has([value='60'])");
    browser.waitFor("[data-role=expires-preview]", "UTC");
    browser.keepPicture("keys-edit");
    browser.click("[data-action=save]");
    browser.waitFor(".status", "Weekly export was saved");
    browser.waitFor("tbody th", "Weekly export");
    assertEquals(id, onlyKey().getString("id"));
    assertEquals("From Sundays", onlyKey().getString("description"));
    assertEquals(
        60,
        ChronoUnit.DAYS.between(
            Instant.parse(onlyKey().getString("createdAt")),
            Instant.parse(onlyKey().getString("expiresAt")).plusSeconds(60)));
    assertTrue(List.of("edit", "details").contains(browser.focused()), browser.focused());

    browser.click(".details [data-action=disable]");
    browser.waitFor("tbody .badge", "Disabled");
    assertEquals(401, app.script().getWithKey("/api/me", secret).status());
    browser.click(".details [data-action=enable]");
    browser.waitFor("tbody .badge", "Active");
    assertEquals(200, app.script().getWithKey("/api/me", secret).status());

    browser.click(".details [data-action=edit]");
    browser.type("[name=name]", "");
    browser.click("[data-action=save]");
    browser.waitFor("#name-error", "Give the key a name");
    browser.type("[name=name]", "Kept by nobody");
    browser.press(Keys.ESCAPE);
    browser.waitUntilGone("dialog");
    assertEquals("Weekly export", onlyKey().getString("name"));
  }

  @Test
  void aSecretIsReplacedWhileTheOldOneWorksOnForAnHour() throws Exception {
    String old = alice.createKey("Nightly export");
    show();
    browser.click("[data-action=details]");
    browser.click(".details [data-action=rotate]");
    assertEquals(
        List.of("Not at all", "1 hour", "1 day", "7 days"),
        browser.texts("[data-dialog=rotate] .segments span"));
    browser.click("label:has([value=PT1H])");
    browser.keepPicture("keys-rotate");
    browser.click("[data-action=confirm-rotate]");
    browser.waitFor("[data-role=rotated]", "works until");
    browser.click("[data-action=copy]");
    String secret = browser.clipboard();
    assertEquals(200, app.script().getWithKey("/api/me", secret).status());
    assertEquals(200, app.script().getWithKey("/api/me", old).status());
    browser.keepPicture("keys-rotated");
    assertFalse(browser.find("[data-action=close-secret]").isEnabled());
    browser.click("[data-action=stored]");
    browser.click("[data-action=close-secret]");
    browser.waitUntilGone("dialog");
    assertFalse(browser.everything().contains(secret));
    browser.waitFor("tbody [data-state=superseded]", "Superseded, ends in");
    assertEquals("details", browser.focused());
  }

  @Test
  void aKeyIsDeletedByTheKeyboardAfterItsNameWasAsked() throws Exception {
    String secret = alice.createKey("Nightly export");
    alice.createKey("Other");
    show();
    browser.find("[data-action=sort-name]").sendKeys(Keys.ENTER);
    String remove = "tbody:first-of-type [data-action=delete]";
    browser.find(remove).sendKeys(Keys.ENTER);
    browser.waitFor("[data-dialog=delete]", "Nightly export stops working at once");
    assertEquals("cancel", browser.focused());
    browser.keepPicture("keys-delete");
    browser.press(Keys.ESCAPE);
    browser.waitUntilGone("dialog");
    assertEquals("delete", browser.focused());
    browser.press(Keys.ENTER);
    browser.find("[data-dialog=delete]");
    browser.press(Keys.TAB, Keys.ENTER);
    browser.waitFor(".status", "Nightly export was deleted");
    assertEquals(401, app.script().getWithKey("/api/me", secret).status());
    assertEquals(1, browser.all("tbody").size());
    browser.waitFor(".title", "API keys");
    assertEquals("h2", browser.focused());
  }

  @Test
  void allKeysAreDeletedAtOnce() throws Exception {
    String secret = alice.createKey("One");
    alice.createKey("Two");
    show();
    browser.click("[data-action=delete-all]");
    browser.waitFor("[data-dialog=delete-all]", "(2)");
    browser.click("[data-action=confirm-delete-all]");
    browser.waitFor(".empty", "No API keys yet");
    browser.waitFor(".status", "(2)");
    assertEquals(401, app.script().getWithKey("/api/me", secret).status());
  }

  @Test
  void whatAnotherTabHasDoneMeanwhileIsNoRiddle() throws Exception {
    alice.createKey("Nightly export");
    show();
    browser.click("[data-action=details]");
    alice.api("DELETE", "/keys/" + onlyKey().getString("id"), null);
    browser.click(".details [data-action=disable]");
    browser.waitFor(".status [data-role=error]", "You have no key with this id");
    browser.click(".columnActions [data-action=delete]");
    browser.click("[data-action=confirm-delete]");
    browser.waitFor(".status", "was deleted");
    browser.find(".empty");
  }

  @Test
  void aLostSessionSaysWhatToDoAndTheListComesBack() throws Exception {
    alice.createKey("Nightly export");
    alice.logout();
    show();
    browser.waitFor("[data-role=error]", "You are not signed in, or your session has ended");
    browser.signedInElsewhere(app.loggedIn("alice", "user").sessionId());
    browser.click("[data-action=retry]");
    browser.find("tbody[data-key]");
  }

  @Test
  void twoElementsOnOnePageDoNotDisturbEachOther() throws Exception {
    alice.createKey("Nightly export");
    browser.visit(app.url() + "/profile?elements=2");
    browser.find("tbody[data-key]");
    browser.click("[data-action=create]");
    browser.type("[name=name]", "From the first");
    browser.press(Keys.ESCAPE);
    browser.waitUntilGone("dialog");
    browser.lookInto(1);
    browser.find("tbody[data-key]");
    browser.click("[data-action=create]");
    assertEquals("", browser.find("[name=name]").getDomProperty("value"));
    browser.type("[name=name]", "From the second");
    browser.click("[data-action=submit-create]");
    browser.find("[data-role=secret]");
    browser.lookInto(0);
    assertEquals(0, browser.all("dialog").size());
    browser.reload();
    browser.find("tbody[data-key]");
    assertFalse(browser.has("[data-role=shown-before]"));
    browser.lookInto(1);
    browser.waitFor("[data-role=shown-before]", "From the second");
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void aKeyThatExpiredIsShownAsSuch() throws Exception {
    app.clock().set(Instant.now().minus(Duration.ofDays(40)));
    alice.createKey("Nightly export");
    app.clock().set(Instant.now());
    show();
    browser.waitFor("tbody .badge", "Expired");
    browser.click("[data-action=details]");
    browser.find(".details dl");
    assertFalse(browser.has(".details [data-action=rotate]"));
  }

  private jakarta.json.JsonObject onlyKey() throws Exception {
    return alice.api("GET", "/keys", null).json().getJsonArray("keys").getJsonObject(0);
  }

  private static List<String> names() {
    return browser.texts("tbody th bdi");
  }

  private static String row(String id) {
    return "tbody[data-key='" + id + "']";
  }

  private void show() {
    browser.visit(app.url() + "/profile");
  }

  private void show(Browser person) {
    browser.session(app.url(), person.sessionId());
    show();
  }
}
