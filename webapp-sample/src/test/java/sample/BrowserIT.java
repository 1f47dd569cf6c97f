package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The pages as a person sees and clicks them. Its pictures are in {@code target/screenshots}. */
@Tag("browser")
final class BrowserIT {

  @TempDir
  Path folder;

  @TempDir
  Path profile;

  private SampleServer server;
  private Chromium browser;

  @BeforeEach
  void start() throws Exception {
    server = SampleServer.start(folder);
    browser = Chromium.open(server.uri(), profile);
  }

  @AfterEach
  void stop() {
    browser.close();
    server.close();
  }

  @Test
  void aPersonCreatesAKeySeesItOnceAndDeletesIt() throws Exception {
    signIn("alice");
    chooseFromMenu("Add API key");

    String secret = createKey();
    assertEquals("alice", Body.of(callWith(secret)).getString("user"));
    closeSecret();

    WebElement row = browser.inKeys("tbody[data-key]");
    assertFalse(row.getText().contains(secret));
    browser.keepPicture("profile");

    deleteKey();
    assertEquals(401, callWith(secret).statusCode());
  }

  @Test
  void theMenuOpensTheDetailsOfTheKey() throws Exception {
    String id = new KeyApiClient(server.loggedIn("alice"))
        .create("Nightly export", "P30D")
        .getString("id");
    signIn("alice");

    chooseFromMenu("View my API key details");

    assertTrue(browser.inKeys("tbody[data-key='" + id + "'] .details").getText().contains(id));
    browser.keepPicture("details");
  }

  @Test
  void theMenuIsUsedWithTheKeyboard() throws Exception {
    signIn("alice");
    WebElement button = browser.find("#menu-button");

    button.sendKeys(Keys.ENTER);
    assertEquals("true", button.getAttribute("aria-expanded"));
    browser.find("#menu a").sendKeys(Keys.ESCAPE);

    assertEquals("false", button.getAttribute("aria-expanded"));
    assertFalse(browser.isShown("#menu"));
    assertTrue(browser.isFocused(button));
  }

  @Test
  void aNewJobAppearsInTheList() throws Exception {
    signIn("bob");
    browser.find("#new-job").click();
    browser.find("#job-form [name=name]").sendKeys("Wiki");
    browser.find("#job-form [name=source]").sendKeys("wiki-01:/var/wiki");
    browser.keepPicture("new-job");

    browser.find("#job-form .primary").click();

    browser.waitFor("#message", "Wiki is created.");
    assertTrue(browser.find("tbody tr").getText().startsWith("Wiki"));
  }

  private void signIn(String user) throws Exception {
    browser.visit("/");
    browser.find("[name=username]").sendKeys(user);
    browser.keepPicture("login");
    browser.find("[name=password]").sendKeys(user, Keys.ENTER);
    browser.find("tbody tr");
    browser.keepPicture("jobs");
  }

  private void chooseFromMenu(String entry) throws Exception {
    browser.find("#menu-button").click();
    browser.find("#menu");
    browser.keepPicture("menu");
    browser.findByText("#menu a", entry).click();
  }

  /** Answers the secret, which is shown now and never again. */
  private String createKey() throws Exception {
    browser.inKeys("[name=name]").sendKeys("Nightly export");
    browser.inKeys("label:has([name=validity][value='30'])").click();
    LocalDate end = LocalDate.now().plusDays(30);
    browser.waitForKeys(
        "[data-role=expires-preview]",
        end.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    browser.waitForKeys("[data-role=expires-preview]", end.getDayOfMonth() + ", " + end.getYear());
    browser.keepPicture("create");
    browser.inKeys("[data-action=submit-create]").click();

    browser.inKeys("[data-role=secret]");
    browser.keepPicture("secret");
    browser.inKeys("[data-action=show-secret]").click();
    String secret = browser.inKeys("[data-role=secret]").getText();
    assertTrue(secret.startsWith("jobs_"), "The secret is not shown");
    return secret;
  }

  private void closeSecret() {
    assertFalse(browser.inKeys("[data-action=close-secret]").isEnabled());
    browser.inKeys("[data-action=stored]").click();
    browser.inKeys("[data-action=close-secret]").click();
    browser.waitUntilGone("dialog");
  }

  private void deleteKey() throws Exception {
    browser.inKeys("tbody[data-key] [data-action=delete]").click();
    browser.inKeys("[data-action=confirm-delete]");
    browser.keepPicture("delete");
    browser.inKeys("[data-action=confirm-delete]").click();
    browser.waitUntilGone("tbody[data-key]");
    browser.keepPicture("empty");
  }

  private HttpResponse<String> callWith(String secret) throws Exception {
    return server.visitor().get("/api/me", "Authorization", "Bearer " + secret);
  }
}
