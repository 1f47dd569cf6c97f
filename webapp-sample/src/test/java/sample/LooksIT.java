package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * Every page on a desk and on a phone, by day and by night, with nothing that axe-core has against
 * it.
 */
@Tag("browser")
final class LooksIT {

  @TempDir
  static Path folder;

  @TempDir
  static Path profile;

  private static SampleServer server;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    server = SampleServer.start(folder, TestIdp.create().settings(folder));
    someKeys();
    browser = Chromium.open(server.uri(), profile);
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  /** One that is used, one that will end soon, one that is disabled and one that has ended. */
  private static void someKeys() throws Exception {
    KeyApiClient alice = new KeyApiClient(server.loggedIn("alice"));
    JsonObject ended = Body.of(alice.ask(
        "{\"name\":\"Old laptop\",\"expiresAt\":\"" + Instant.now().plusSeconds(2) + "\"}"));
    alice.change(alice.create("Wiki sync", "P90D").getString("id"), "{\"active\":false}");
    alice.create("Restore test", "P5D");
    JsonObject used = alice.create("Nightly export", "P90D");
    server.visitor().get("/api/jobs", "Authorization", "Bearer " + used.getString("key"));
    new KeyApiClient(server.loggedIn("bob")).create("Capacity report", "P365D");
    while (Instant.now().isBefore(Instant.parse(ended.getString("expiresAt")))) {
      Thread.sleep(100);
    }
  }

  @Test
  void thePagesBeforeTheLogin() throws Exception {
    look("login", "/login?return=/profile", ".button");
    browser.find("[name=username]").sendKeys("grace");
    browser.find("[name=password]").sendKeys("wrong", Keys.ENTER);
    browser.waitFor(".message", "do not belong together");
    keep("login-wrong");
    browser.find("[name=password]").sendKeys("grace", Keys.ENTER);
    browser.find("[name=proof]");
    look("login-code", "/login/code", "[name=proof]");
  }

  @Test
  void thePagesOfAUser() throws Exception {
    signIn("alice");
    look("profile", "/profile", ".person");
    look("profile-security", "/profile?tab=security", ".factor");
    look("second-factor", "/profile/second-factor", "main button");
    look("profile-tokens", "/profile?tab=tokens", "postern-keys");
    look("forbidden", "/admin/keys", ".message");
    look("nothing-here", "/nowhere", ".message");
    forTheDocuments("tokens", "/profile?tab=tokens", "postern-keys", 765);
  }

  @Test
  void thePagesOfAnAdministrator() throws Exception {
    signIn("bob");
    browser.find("#menu-button").click();
    keep("menu-administrator");
    look("jobs", "/", "tbody tr");
    look("admin-users", "/admin/users", "tbody tr");
    look("admin-keys", "/admin/keys", "postern-admin");
    forTheDocuments("admin", "/admin/keys", "postern-admin", 1090);
    Visitor bob = server.loggedIn("bob");
    for (JsonObject job :
        Body.of(bob.get("/api/jobs")).getJsonArray("jobs").getValuesAs(JsonObject.class)) {
      bob.delete("/api/jobs/" + job.getInt("id"));
    }
    look("jobs-empty", "/", ".empty");
  }

  private static void look(String name, String path, String css) throws Exception {
    for (boolean phone : new boolean[] {false, true}) {
      browser.showOnPhone(phone);
      for (boolean dark : new boolean[] {false, true}) {
        browser.showDark(dark);
        browser.visit(path);
        browser.find(css);
        if (css.startsWith("postern")) {
          browser.within(css, css.equals("postern-admin") ? ".glance" : "tbody[data-key]");
        }
        String variant = name + (dark ? "-dark" : "-light") + (phone ? "-phone" : "");
        browser.keepPicture(variant);
        assertFalse(browser.isTooWide(), variant);
        if (!dark || !phone) {
          assertEquals(List.of(), browser.violations(), variant);
        }
      }
    }
    browser.showOnPhone(false);
    browser.showDark(false);
  }

  /** The pictures of {@code docs}, but for pngquant. */
  private static void forTheDocuments(String name, String path, String element, int height)
      throws Exception {
    browser.resize(1200, height);
    browser.visit(path);
    browser.within(element, element.equals("postern-admin") ? ".glance" : "tbody[data-key]");
    browser.keepPicture(name);
    browser.resize(0, 0);
  }

  private static void keep(String name) throws Exception {
    for (boolean phone : new boolean[] {false, true}) {
      browser.showOnPhone(phone);
      browser.keepPicture(name + (phone ? "-phone" : ""));
      assertFalse(browser.isTooWide(), name);
      assertEquals(List.of(), browser.violations(), name);
    }
    browser.showOnPhone(false);
  }

  private static void signIn(String user) {
    browser.forget();
    browser.visit("/login");
    browser.find("[name=username]").sendKeys(user);
    browser.find("[name=password]").sendKeys(user, Keys.ENTER);
    browser.find(".avatar");
  }
}
