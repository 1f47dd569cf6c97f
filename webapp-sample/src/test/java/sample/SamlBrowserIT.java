package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import devidp.DevIdp;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Single sign-on in a browser: the application is on localhost and the identity provider on
 * 127.0.0.1, which are two sites, so cookies that are SameSite=Lax do not come with what the
 * identity provider posts.
 */
@Tag("browser")
final class SamlBrowserIT {

  @TempDir
  static Path folder;

  @TempDir
  Path profile;

  private static DevIdp idp;
  private static SampleServer server;
  private static ServerLog log;
  private Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    log = new ServerLog();
    idp = DevIdp.start(0, TestIdp.KEYS);
    server =
        SampleServer.start(folder, Map.of("saml.idp-metadata", idp.metadata().toString()));
  }

  @AfterAll
  static void stop() {
    server.close();
    idp.close();
    log.close();
  }

  @BeforeEach
  void open() {
    browser = Chromium.open(server.uri(), profile);
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  @DisplayName(
      "NB-6, NB-7: from “Sign in with SSO” to a working key whose end is that of the session")
  void fromTheButtonToAWorkingKey() throws Exception {
    browser.visit("/profile?key=add");
    browser.keepPicture("sso-button");
    browser.findByText("a", "Sign in with SSO").click();
    browser.find(".warning");
    assertEquals("127.0.0.1", browser.address().getHost());
    browser.keepPicture("sso-idp");
    browser.find("[name=length][value=PT15M]").click();
    Instant before = Instant.now();
    browser.findByText("button", "Sign in").click();

    browser.inKeys("[name=name]").sendKeys("Nightly export");
    assertEquals("localhost", browser.address().getHost());
    browser.keepPicture("sso-create");
    browser.inKeys("[data-action=submit-create]").click();
    browser.inKeys("[data-action=show-secret]").click();
    String secret = browser.inKeys("[data-role=secret]").getText();
    browser.inKeys("[data-action=stored]").click();
    browser.inKeys("[data-action=close-secret]").click();
    browser.waitUntilGone("dialog");
    browser.inKeys("tbody[data-key]");
    browser.keepPicture("sso-profile");

    JsonObject me = Body.of(server.visitor().get("/api/me", "Authorization", "Bearer " + secret));
    assertEquals("carol", me.getString("user"));
    JsonObject self =
        Body.of(server.visitor().get("/postern/api/self", "Authorization", "Bearer " + secret));
    Duration life = Duration.between(before, Instant.parse(self.getString("expiresAt")));
    assertTrue(
        life.compareTo(Duration.ofMinutes(15)) >= 0 && life.compareTo(Duration.ofMinutes(16)) < 0,
        life::toString);
  }

  @Test
  void theIdentityProviderRemembersThePersonUntilSomebodyHasToSignInAnew() throws Exception {
    signIn();
    browser.find("#menu-button").click();
    browser.findByText("#menu button", "Sign out").click();

    browser.findByText("a", "Sign in with SSO").click();
    browser.find("tbody tr");
    assertEquals("localhost", browser.address().getHost());

    browser.visit("/saml/login?force=true");
    browser.find("[name=person]");
    browser.keepPicture("sso-idp-anew");
    browser.findByText("button", "Sign in").click();
    browser.find("tbody tr");
  }

  @Test
  void aNameThatMakesNoSenseIsRefusedInWords() throws Exception {
    browser.visit("/saml/login");
    browser.find("[name=person][value='2']").click();
    browser.findByText("button", "Sign in").click();

    browser.waitFor(
        ".message", "The user name that the identity provider gave cannot be used here");
    browser.keepPicture("sso-refused");
  }

  @Test
  void thePagesFitOnAPhoneAndIntoTheDark() throws Exception {
    browser.showOnPhone(true);
    browser.visit("/saml/login");
    browser.find("[name=length][value=own]").click();
    browser.find(".minutes");
    browser.keepPicture("sso-idp-light-phone");
    assertFalse(browser.isTooWide());
    browser.showDark(true);
    browser.keepPicture("sso-idp-dark-phone");
    assertFalse(browser.isTooWide());
    browser.visit("/login");
    browser.findByText("a", "Sign in with SSO");
    browser.keepPicture("sso-button-dark-phone");
    assertFalse(browser.isTooWide());
  }

  private void signIn() {
    browser.visit("/saml/login");
    browser.findByText("button", "Sign in").click();
    browser.find("tbody tr");
  }
}
