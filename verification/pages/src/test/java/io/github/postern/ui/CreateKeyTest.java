package io.github.postern.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Creating a key: what may be chosen, what the end will be, and the secret, once. */
@Tag("browser")
class CreateKeyTest {

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
    app = Pages.prepare()
        .run(builder -> builder.setting("postern.scopes", "read: GET /api/*; jobs: * /api/jobs/*"));
    alice = app.loggedIn("alice", "user");
    browser.session(app.url(), alice.sessionId());
    browser.visit(app.url() + "/profile");
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void theEndIsShownInBothTimeZonesBeforeTheKeyIsMadeAndNothingIsPreselected() throws Exception {
    browser.click("[data-action=create]");
    browser.type("[name=name]", "Nightly export");
    browser.type("[name=description]", "Copies the jobs to the archive");
    browser.click("label:has([name=validity][value='60'])");
    assertEnd(Instant.now().plus(60, ChronoUnit.DAYS));
    browser.click("label:has([name=validity][value=custom])");
    browser.type("[name=custom]", "400");
    browser.waitFor("[data-role=expires-preview]", "from 1 to 365");
    browser.type("[name=custom]", "12");
    assertEnd(Instant.now().plus(12, ChronoUnit.DAYS));
    assertTrue(browser.all("[name=scopes]").stream().noneMatch(WebElement::isSelected));
    browser.click("label:has([value=read])");
    browser.click("[data-action=networks]");
    browser.type("[name=networks]", "127.0.0.1\n10.0.0.0/8");
    browser.keepPicture("keys-create");
    browser.click("[data-action=submit-create]");
    browser.find("[data-role=secret]");

    var key = alice.api("GET", "/keys", null).json().getJsonArray("keys").getJsonObject(0);
    assertEquals("Copies the jobs to the archive", key.getString("description"));
    assertEquals("[\"read\"]", key.getJsonArray("scopes").toString());
    assertEquals(2, key.getJsonArray("networks").size());
    assertEquals(
        12,
        ChronoUnit.DAYS.between(
            Instant.parse(key.getString("createdAt")), Instant.parse(key.getString("expiresAt"))));
  }

  private static void assertEnd(Instant end) {
    ZonedDateTime local = end.atZone(ZoneId.of("Europe/Berlin"));
    browser.waitFor(
        "[data-role=expires-preview] .local",
        month("MMMM", local) + " " + local.getDayOfMonth() + ", " + local.getYear());
    assertTrue(browser.text("[data-role=expires-preview] .utc").contains("UTC"));
    assertTrue(browser
        .text("[data-role=expires-preview] .utc")
        .contains(String.valueOf(end.atZone(ZoneOffset.UTC).getDayOfMonth())));
  }

  private static String month(String pattern, ZonedDateTime at) {
    return at.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
  }

  @Test
  void theSecretIsMaskedCopiedDownloadedStoredAndForgotten() throws Exception {
    create("Nightly export");
    assertTrue(browser.text("[data-role=secret]").contains("••••"));
    browser.keepPicture("keys-secret");

    browser.click("[data-action=copy]");
    browser.waitFor("[data-action=copy]", "Copied");
    String secret = browser.clipboard();
    assertEquals(200, app.script().getWithKey("/api/me", secret).status(), secret.substring(0, 8));
    assertFalse(browser.everything().contains(secret), "masked");
    browser.click("[data-action=show-secret]");
    assertEquals(secret, browser.text("[data-role=secret]"));
    browser.keepPicture("keys-secret-shown");
    browser.click("[data-action=copy-command]");
    String command =
        "curl -H 'Authorization: Bearer " + secret + "' " + app.url() + "/postern/api/self";
    assertEquals(command, browser.clipboard());
    assertEquals(command, browser.text("[data-role=command]"));
    browser.click("[data-action=copy-env]");
    assertEquals("TEST_API_KEY=" + secret, browser.clipboard());
    browser.click("[data-action=download]");
    String id = alice
        .api("GET", "/keys", null)
        .json()
        .getJsonArray("keys")
        .getJsonObject(0)
        .getString("id");
    assertEquals(secret + "\n", browser.takeDownload("api-key-" + id + ".txt"));

    assertFalse(browser.find("[data-action=close-secret]").isEnabled());
    browser.press(Keys.ESCAPE);
    browser.press(Keys.ESCAPE);
    assertTrue(browser.has("[data-role=secret]"), "nobody closes it by accident");
    assertTrue(leavingWarns());
    browser.click("[data-action=stored]");
    browser.click("[data-action=close-secret]");
    browser.waitUntilGone("dialog");
    assertFalse(browser.everything().contains(secret), "gone");
    assertFalse(leavingWarns());
    assertEquals("create", browser.focused());
    browser.reload();
    browser.find("tbody[data-key]");
    assertFalse(browser.has("[data-role=shown-before]"));
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void aReloadSaysThatTheKeyWasShownAndCreatesNothing() throws Exception {
    create("Nightly export");
    browser.click("[data-action=show-secret]");
    String secret = browser.text("[data-role=secret]");
    assertTrue(leavingWarns());
    browser.reload();
    browser.waitFor("[data-role=shown-before]", "Nightly export");
    browser.keepPicture("keys-shown-before");
    assertFalse(browser.everything().contains(secret));
    assertEquals(1, keys());
    browser.click("[data-action=shown-stored]");
    browser.waitUntilGone("[data-role=shown-before]");
    browser.reload();
    browser.find("tbody[data-key]");
    assertFalse(browser.has("[data-role=shown-before]"));
  }

  @Test
  void aFormThatIsSentAgainAfterALostAnswerMakesNoSecondKey() throws Exception {
    browser.click("[data-action=create]");
    browser.type("[name=name]", "Lost");
    browser.script(
        "const send = fetch; window.fetch = async (url, request) => { const answer = await"
            + " send(url, request); if (request.method === 'POST') { throw new"
            + " TypeError('the line broke'); } return answer; }");
    browser.click("[data-action=submit-create]");
    browser.waitFor("dialog [data-role=error]", "did not answer");
    assertEquals("Lost", browser.find("[name=name]").getDomProperty("value"));

    browser.reload();
    browser.waitFor("[data-role=restored]", "answer did not arrive");
    assertEquals("Lost", browser.find("[name=name]").getDomProperty("value"));
    browser.click("[data-action=submit-create]");
    browser.waitFor(".dialog-title", "already created");
    browser.keepPicture("keys-replay");
    assertEquals(1, keys());
  }

  @Test
  void anEndedSessionKeepsWhatWasTypedAndSaysWhatToDo() throws Exception {
    browser.click("[data-action=create]");
    browser.type("[name=name]", "Typed with care");
    browser.find("[data-role=expires-preview] .local");
    alice.logout();
    browser.click("[data-action=submit-create]");
    browser.waitFor("dialog [data-role=error]", "You are not signed in, or your session has ended");
    browser.keepPicture("keys-session-over");
    assertEquals("Typed with care", browser.find("[name=name]").getDomProperty("value"));

    browser.signedInElsewhere(app.loggedIn("alice", "user").sessionId());
    browser.click("[data-action=submit-create]");
    browser.waitFor(".dialog-title", "Your new API key");
  }

  @Test
  void somebodyElseWhoSignedInMeanwhileGetsNoKey() throws Exception {
    browser.click("[data-action=create]");
    browser.type("[name=name]", "Of alice");
    browser.find("[data-role=expires-preview] .local");
    browser.signedInElsewhere(app.loggedIn("bob", "user").sessionId());
    browser.click("[data-action=submit-create]");
    browser.waitFor("dialog [data-role=error]", "somebody else");
    assertEquals(0, keys());
  }

  @Test
  void namesAreTextWhateverIsInThem() throws Exception {
    List<String> names = List.of(
        "<script>document.title='x'</script><img src=x onerror=document.title='x'>",
        "\"it's\" `${1}` & &amp;",
        "backup 🗝️👩‍💻",
        "مفتاح النسخ الاحتياطي",
        "n".repeat(255),
        "🗝".repeat(255));
    for (String name : names) {
      create(name);
      browser.waitFor(".secret-panel .label", name);
      browser.click("[data-action=stored]");
      browser.click("[data-action=close-secret]");
      browser.waitUntilGone("dialog");
    }
    browser.find("tbody[data-key]");
    List<?> shown = (List<?>) browser.script("return"
        + " [...document.querySelector('postern-keys').shadowRoot.querySelectorAll('tbody"
        + " th bdi')].map(e => e.textContent)");
    assertEquals(
        names.stream().sorted().toList(),
        shown.stream().map(Object::toString).sorted().toList());
    assertEquals("Profile", browser.script("return document.title"));
    browser.showOnPhone(true);
    assertFalse(browser.isTooWide());
    browser.keepPicture("keys-names-phone");
    browser.showOnPhone(false);
    browser.keepPicture("keys-names");
    create("🗝".repeat(256));
    browser.waitFor("#name-error", "at most 255");
  }

  @Test
  void aWrongNameOrNetworkIsExplainedByTheServer() throws Exception {
    create("");
    browser.waitFor("#name-error", "Give the key a name");
    assertEquals("name", browser.focused());
    browser.type("[name=name]", "n");
    browser.click("[data-action=networks]");
    browser.type("[name=networks]", "nowhere");
    browser.click("[data-action=submit-create]");
    browser.waitFor("dialog [data-role=error]", "nowhere");
    assertEquals("n", browser.find("[name=name]").getDomProperty("value"));
  }

  private static void create(String name) {
    if (!browser.has("[data-action=submit-create]")) {
      browser.click("[data-action=create]");
    }
    browser.type("[name=name]", name);
    browser.click("[data-action=submit-create]");
  }

  private static boolean leavingWarns() {
    return (Boolean) browser.script("const leaving = new Event('beforeunload', {cancelable: true});"
        + " dispatchEvent(leaving); return leaving.defaultPrevented");
  }

  private int keys() throws Exception {
    return alice.api("GET", "/keys", null).json().getJsonArray("keys").size();
  }
}
