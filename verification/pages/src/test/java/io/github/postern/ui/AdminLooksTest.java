package io.github.postern.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.TestApp;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How the administrator's view looks: light and dark, wide and narrow, for those who see and those
 * who hear.
 */
@Tag("browser")
final class AdminLooksTest {

  private TestApp app;
  private AdminBrowser browser;

  @BeforeEach
  void start() throws Exception {
    app = AdminScene.start(builder -> {});
    AdminScene.fill(app);
    browser = AdminBrowser.open(app);
    browser.visitAs("boss", "administrator");
  }

  @AfterEach
  void stop() {
    browser.close();
    app.close();
  }

  @Test
  void itFitsOnEveryScreenInLightAndDarkAndHasNoBarriers() throws Exception {
    String id =
        AdminScene.firstKey(app.loggedIn("boss", "administrator"), "carol").getString("id");
    for (int width : new int[] {1280, 390}) {
      browser.size(width, width < 600 ? 844 : 1000);
      for (boolean dark : new boolean[] {false, true}) {
        browser.dark(dark);
        browser.visit();
        look("list", width, dark);
        browser.openRow(id);
        browser.find(".events li");
        look("details", width, dark);
        browser.script("root.querySelectorAll('.chart details').forEach(table => { table.open ="
            + " true; })");
        look("tables", width, dark);
        dialog("[data-action='create']", "create", width, dark);
        dialog("[data-action='revoke-many']", "revoke-many", width, dark);
        dialog("[data-action='edit']", "edit", width, dark);
        dialog("[data-action='rotate']", "rotate", width, dark);
        dialog("[data-action='revoke']", "revoke", width, dark);
      }
    }
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void theLookForBarriersSeesIntoTheView() throws Exception {
    browser.script("root.querySelector('.content').append(document.createElement('input'))");
    assertTrue(browser.violations().toString().contains("label"), "an input without a name is one");
  }

  private void dialog(String css, String name, int width, boolean dark) throws Exception {
    browser.click(css);
    browser.find("dialog");
    browser.script(
        "root.querySelectorAll('dialog details').forEach(more => { more.open = true; })");
    look(name, width, dark);
    browser.click("dialog [data-action='cancel']");
    browser.gone("dialog");
  }

  private void look(String name, int width, boolean dark) throws Exception {
    String variant = name + (dark ? "-dark" : "-light") + (width < 600 ? "-phone" : "");
    browser.picture(variant);
    assertFalse(browser.isTooWide(), variant + " is too wide");
    assertEquals(List.of(), browser.violations(), variant);
  }
}
