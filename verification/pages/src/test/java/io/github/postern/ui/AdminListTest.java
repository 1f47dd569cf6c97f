package io.github.postern.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Polling;
import io.github.postern.testing.TestApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/**
 * How an administrator finds keys, by filters, page by page, with the keyboard, in five languages.
 */
@Tag("browser")
final class AdminListTest {

  private static final Map<String, List<String>> WORDS = Map.of(
      "en", List.of("API keys of users", "Keys by state", "Owner"),
      "de", List.of("API-Schlüssel der Benutzer", "Schlüssel nach Zustand", "Inhaber"),
      "fr", List.of("Clés d’API des utilisateurs", "Clés par état", "Propriétaire"),
      "ja", List.of("ユーザーの API キー", "状態別のキー", "所有者"),
      "zh", List.of("用户的 API 密钥", "按状态统计", "所有者"));

  private TestApp app;
  private AdminBrowser browser;

  @BeforeEach
  void start() throws Exception {
    app = AdminScene.start(builder -> {});
    browser = AdminBrowser.open(app);
  }

  @AfterEach
  void stop() {
    browser.close();
    app.close();
  }

  @Test
  void keysAreFoundByEachFilterAndByAllTogether() throws Exception {
    fillForFilters();
    browser.visitAs("boss", "administrator");
    finds("", "For Carol", "Young", "Of Sam", "Used", "Old");
    filter("q", "of s", "Of Sam");
    filter("owner", "carol", "For Carol");
    filter("state", "inactive", "Young");
    filter("loginSource", "saml", "Of Sam");
    filter("createdBy", "boss", "For Carol");
    filter("unusedDays", "30", "Old");
    browser.type(".filters [name='owner']", "alice");
    browser.type(".filters [name='q']", "used");
    finds("both", "Used");
    browser.type(".filters [name='owner']", "nobody");
    browser.waitFor(".empty", "No keys found");
    browser.picture("none-found");
    assertEquals(List.of(), browser.violations());
  }

  private void fillForFilters() throws Exception {
    app.clock().advance(Duration.ofDays(-40));
    Browser alice = app.loggedIn("alice", "user");
    AdminScene.key(alice, "Old", "P90D");
    app.clock().advance(Duration.ofMinutes(1));
    String used = AdminScene.key(alice, "Used", "P90D").getString("key");
    app.clock().advance(Duration.ofDays(40).minusMinutes(1));
    app.script().getWithKey("/api/me", used);
    app.browser()
        .login(Map.of(
            "user",
            "sam",
            "roles",
            "user",
            "source",
            "saml",
            "sessionEnd",
            app.clock().instant().plus(Duration.ofHours(9)).toString()))
        .create("{\"name\":\"Of Sam\"}");
    app.clock().advance(Duration.ofSeconds(1));
    String young = AdminScene.key(alice, "Young", "P90D").getString("id");
    alice.api("PATCH", "/keys/" + young, "{\"active\":false}");
    app.clock().advance(Duration.ofSeconds(1));
    Browser boss = app.loggedIn("boss", "administrator");
    app.loggedIn("carol", "user");
    boss.api("POST", "/admin/owners/carol/keys", "{\"name\":\"For Carol\"}");
    // A use is written down a little later.
    assertFalse(
        Polling.until(
            false,
            () -> boss.api("GET", "/admin/keys?unusedFor=P30D", null).body().contains("\"Used\"")),
        "the use is missing");
  }

  private void filter(String name, String value, String... expected) {
    browser.type(".filters [name='" + name + "']", value);
    finds(name, expected);
    browser.click("[data-action='clear-filters']");
    browser.waitUntil("cleared", () -> browser.all("tbody[data-key]").size() == 5);
  }

  private void finds(String what, String... expected) {
    browser.waitUntil(
        what + " finds " + List.of(expected),
        () -> browser.all("tbody[data-key] .clamped bdi.name").stream()
            .map(name -> name.getText())
            .toList()
            .equals(List.of(expected)));
  }

  @Test
  void amongTenThousandKeysEachPageComesAtOnce() throws Exception {
    app.loggedIn("alice", "user").createKey("first");
    AdminScene.multiply(app, 10_000);
    browser.visitAs("boss", "administrator");
    browser.waitFor("[data-role='range']", "Keys 1 to 50");
    assertEquals(50, browser.all("tbody[data-key]").size());
    browser.waitFor("[data-chart='states']", "Keys by state");
    assertTrue(browser
        .find("[data-chart='states'] svg")
        .getAttribute("aria-label")
        .contains("Active: 10,001"));

    assertQuick("next", () -> browser.click("[data-action='next']"), "Keys 51 to 100");
    assertQuick("next", () -> browser.click("[data-action='next']"), "Keys 101 to 150");
    assertEquals(
        "next",
        browser.script("return root.activeElement.dataset.action"),
        "the focus stays on the button");
    assertQuick("previous", () -> browser.click("[data-action='previous']"), "Keys 51 to 100");
    assertQuick("search", () -> browser.type(".filters [name='q']", "number 9876"), "Keys 1 to 1");
    browser.waitFor("tbody[data-key] th", "Key number 9876");
    browser.picture("ten-thousand");
  }

  private void assertQuick(String what, Runnable work, String expected) {
    long begin = System.nanoTime();
    work.run();
    browser.waitFor("[data-role='range']", expected);
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(taken.compareTo(Duration.ofSeconds(5)) < 0, what + " took " + taken);
  }

  @Test
  void theKeyboardAloneIsEnough() throws Exception {
    AdminScene.key(app.loggedIn("alice", "user"), "Nightly", "P30D");
    app.loggedIn("carol", "user");
    app.clock().advance(Duration.ofSeconds(1)); // so that the next key comes first in the list
    browser.visitAs("boss", "administrator");
    tabTo("create");
    browser.press(Keys.ENTER);
    browser.find("dialog");
    assertEquals("owner", browser.script("return root.activeElement.name"));
    browser.press("carol", Keys.TAB, "By keyboard", Keys.ENTER);
    browser.find("dialog[data-dialog='secret']");
    browser.press(Keys.ESCAPE);
    browser.press(Keys.ESCAPE);
    browser.find("dialog[data-dialog='secret']");
    tabTo("stored");
    browser.press(Keys.SPACE);
    tabTo("close-secret");
    browser.press(Keys.ENTER);
    browser.gone("dialog");
    assertEquals(
        "create",
        browser.script("return root.activeElement.dataset.action"),
        "the focus has come back");
    tabTo("details");
    browser.press(Keys.ENTER);
    tabTo("revoke");
    browser.press(Keys.ENTER);
    browser.waitFor("dialog", "By keyboard of carol stops working");
    assertEquals(
        "cancel",
        browser.script("return root.activeElement.dataset.action"),
        "the safe choice comes first");
    browser.press(Keys.TAB, Keys.ENTER);
    browser.waitFor(".status", "By keyboard of carol was revoked.");
  }

  private void tabTo(String action) {
    for (int i = 0; i < 40; i++) {
      if (action.equals(browser.script("return root.activeElement?.dataset.action ?? ''"))) {
        return;
      }
      browser.press(Keys.TAB);
    }
    throw new AssertionError("The Tab key never came to " + action);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "ja", "zh"})
  void everyLanguageHasItsWordsAndNoneIsMissing(String language) throws Exception {
    AdminScene.fill(app);
    browser.visitAs("boss", "administrator");
    browser.language(language);
    browser.find("[data-chart]");
    for (String word : WORDS.get(language)) {
      browser.waitFor(".frame", word);
    }
    browser.picture("language-" + language);
    assertEquals(List.of(), browser.violations());
    browser.click("[data-action='create']");
    browser.find("dialog");
    browser.picture("language-create-" + language);
    assertFalse(browser.find(".frame").getText().contains("undefined"));
    assertEquals(List.of(), browser.violations());
  }

  @Test
  void aPageFromRightToLeftDoesNotBreak() throws Exception {
    AdminScene.fill(app);
    browser.visitAs("boss", "administrator");
    browser.driver().executeScript("document.documentElement.dir = 'rtl'");
    browser.openRow(
        AdminScene.firstKey(app.loggedIn("boss", "administrator"), "alice").getString("id"));
    for (int width : new int[] {1280, 390}) {
      browser.size(width, 900);
      browser.picture("rtl-" + width);
      assertFalse(browser.isTooWide());
    }
    assertEquals(List.of(), browser.violations());
  }
}
