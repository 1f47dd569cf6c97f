package io.github.postern.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page is visible and readable for everybody: in light and dark, on a desktop and a phone, in
 * each language and direction.
 */
@Tag("browser")
class LooksTest {

  @TempDir
  private static Path folder;

  private static Chromium browser;
  private static TestApp app;
  private static Browser alice;
  private static Browser sam;

  @BeforeAll
  static void open() throws Exception {
    browser = Chromium.open(folder);
    app = Pages.prepare().run(builder -> {
      KeyScene.settings(builder);
      builder.setting("postern.scopes", "read: GET /api/*; jobs: * /api/jobs/*");
    });
    sam = KeyScene.everyState(app);
    alice = app.loggedIn("alice", "user");
    alice.createKey("Nightly export");
  }

  @AfterAll
  static void quit() {
    browser.close();
    app.close();
  }

  @BeforeEach
  void signIn() {
    browser.session(app.url(), alice.sessionId());
  }

  @Test
  void axeFindsNothingInLightAndDarkOnADeskAndAPhone() throws Exception {
    for (boolean phone : new boolean[] {false, true}) {
      browser.showOnPhone(phone);
      browser.showDark(false);
      browser.session(app.url(), sam.sessionId());
      browser.visit(app.url() + "/profile");
      browser.click("tbody:nth-of-type(3) [data-action=details]");
      browser.click("[data-action=history]");
      inspect("list", phone);
      browser.session(app.url(), alice.sessionId());
      browser.visit(app.url() + "/profile");
      browser.find("tbody[data-key]");
      browser.click("[data-action=create]");
      browser.find("[data-role=expires-preview] .local");
      browser.click("[data-action=networks]");
      inspect("create", phone);
      browser.type("[name=name]", "Deploy robot " + phone);
      browser.click("[data-action=submit-create]");
      browser.find("[data-role=secret]");
      inspect("secret", phone);
      browser.click("[data-action=stored]");
      browser.click("[data-action=close-secret]");
      browser.waitUntilGone("dialog");
      for (String action : List.of("edit", "rotate", "delete")) {
        browser.visit(app.url() + "/profile");
        browser.click("[data-action=details]");
        browser.click("tbody [data-action=" + action + "]");
        browser.find("dialog");
        inspect(action, phone);
      }
    }
    browser.showOnPhone(false);
    browser.showDark(false);
  }

  private static void inspect(String what, boolean phone) throws Exception {
    for (boolean dark : new boolean[] {false, true}) {
      browser.showDark(dark);
      String name = "keys-" + what + (dark ? "-dark" : "-light") + (phone ? "-phone" : "");
      browser.keepPicture(name);
      assertEquals(List.of(), browser.violations(), name);
      assertFalse(browser.isTooWide(), name);
    }
    browser.showDark(false);
  }

  @Test
  void theStandalonePageSpeaksTheLanguageOfTheBrowserAndAxeFindsNothing() throws Exception {
    browser.visit(app.url() + "/postern/index.html");
    browser.find("tbody[data-key]");
    assertEquals("h1", browser.all(".title").get(0).getTagName());
    inspect("page", false);
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void eachLanguageIsSpokenWhereTheElementOrThePageSaysSo() throws Exception {
    Map<String, String> titles = Map.of(
        "en",
        "API keys",
        "de",
        "API-Schlüssel",
        "fr",
        "Clés d’API",
        "ja",
        "API キー",
        "zh-CN",
        "API 密钥");
    for (Map.Entry<String, String> language : titles.entrySet()) {
      browser.session(app.url(), sam.sessionId());
      browser.visit(app.url() + "/profile?lang=" + language.getKey());
      browser.waitFor(".title", language.getValue());
      browser.click("tbody:nth-of-type(3) [data-action=details]");
      browser.find("[data-role=still-used] .local");
      browser.keepPicture("keys-lang-" + language.getKey());
      assertFalse(browser.isTooWide());
      browser.click("[data-action=create]");
      browser.find("[data-action=submit-create]");
      browser.keepPicture("keys-lang-" + language.getKey() + "-create");
    }
    browser.session(app.url(), alice.sessionId());
    browser.visit(app.url() + "/profile?attributes=lang=de");
    browser.waitFor(".title", "API-Schlüssel");
    browser.waitFor("tbody .badge", "Aktiv");
    browser.click("[data-action=create]");
    browser.type("[name=name]", "n");
    browser.click("[data-action=networks]");
    browser.type("[name=networks]", "nirgends");
    browser.click("[data-action=submit-create]");
    browser.waitFor("dialog [data-role=error]", "Diese Angaben sind nicht erlaubt. (");
    browser.script("document.querySelector('postern-keys').lang = 'fr'");
    browser.waitFor(".title", "Clés");
    assertEquals(List.of(), browser.all("dialog"));
  }

  @Test
  void fromRightToLeftNothingBreaks() throws Exception {
    for (boolean phone : new boolean[] {false, true}) {
      browser.showOnPhone(phone);
      String suffix = phone ? "-phone" : "";
      browser.session(app.url(), sam.sessionId());
      browser.visit(app.url() + "/profile?dir=rtl");
      browser.click("tbody:nth-of-type(3) [data-action=details]");
      browser.find("[data-role=still-used] .local");
      browser.keepPicture("keys-rtl" + suffix);
      assertFalse(browser.isTooWide());
      browser.session(app.url(), alice.sessionId());
      browser.visit(app.url() + "/profile?dir=rtl");
      browser.find("tbody[data-key]");
      browser.click("[data-action=create]");
      browser.type("[name=name]", "مفتاح النسخ الاحتياطي" + suffix);
      browser.click("[data-action=submit-create]");
      browser.find("[data-role=secret]");
      browser.keepPicture("keys-rtl-secret" + suffix);
      assertFalse(browser.isTooWide());
      assertEquals("ltr", browser.find("[data-role=secret]").getCssValue("direction"));
    }
    browser.showOnPhone(false);
  }

  @Test
  void customPropertiesAndPartsChangeTheLooks() {
    browser.visit(app.url() + "/profile");
    browser.find("tbody[data-key]");
    browser.script("document.querySelector('postern-keys').style.setProperty('--postern-accent',"
        + " 'rgb(1, 2, 3)');const sheet = new CSSStyleSheet();"
        + " document.adoptedStyleSheets ="
        + " [sheet];sheet.replaceSync('postern-keys::part(title) { color: rgb(4, 5, 6)"
        + " }')");
    assertTrue(
        browser.find("[data-action=create]").getCssValue("background-color").contains("1, 2, 3"));
    assertTrue(browser.find(".title").getCssValue("color").contains("4, 5, 6"));
  }
}
