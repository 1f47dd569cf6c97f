package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The pages around the keys: tabs of the profile, the list of jobs, and what administrators have.
 */
@Tag("browser")
final class PagesIT {

  @TempDir
  static Path folder;

  @TempDir
  static Path profile;

  private static SampleServer server;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    server = SampleServer.start(folder);
    browser = Chromium.open(server.uri(), profile);
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    browser.forget();
  }

  @Test
  void anAdministratorFindsAKeyAndRevokesItAndTheScriptIsRefused() throws Exception {
    JsonObject key = new KeyApiClient(server.loggedIn("alice")).create("Wiki sync", "P30D");
    new KeyApiClient(server.loggedIn("bob")).create("Wiki report", "P30D");
    String row = "tbody[data-key='" + key.getString("id") + "'] ";
    assertEquals(200, callWith(key).statusCode());
    signIn("bob");
    browser.findByText(".areas a", "All API keys").click();

    browser.inAdmin("[name=q]").sendKeys("wiki");
    browser.inAdmin("[name=owner]").sendKeys("alice");
    browser.waitForAdmin("[data-role=range]", "Keys 1 to 1");
    browser.inAdmin(row + "[data-action=details]").click();
    browser.inAdmin(row + "[data-action=revoke]").click();
    browser.inAdmin("[data-action=confirm-revoke]").click();

    browser.waitForAdmin(".status", "Wiki sync of alice was revoked.");
    assertEquals(401, callWith(key).statusCode());
  }

  @Test
  void aUserHasNoAdministratorsPage() throws Exception {
    signIn("alice");
    browser.find("#menu-button").click();
    assertFalse(browser.find("header").getText().contains("All API keys"), "no link in the header");
    assertFalse(browser.find("#menu").getText().contains("all users"), "no link in the menu");

    browser.visit("/admin/keys");
    browser.waitFor("h1", "You may not do this");
    browser.waitFor(".message", "This page is for administrators.");

    Visitor alice = server.loggedIn("alice");
    assertEquals(403, alice.get("/admin/keys").statusCode());
    assertEquals(403, alice.get("/admin/users").statusCode());
    HttpResponse<String> users = alice.get("/api/users");
    assertEquals(403, users.statusCode());
    assertEquals(
        "Only an administrator may see who uses this application",
        Body.of(users).getString("error"));
    assertEquals(
        "/login?return=%2Fadmin%2Fkeys",
        server.visitor().get("/admin/keys").headers().firstValue("Location").orElseThrow());
  }

  @Test
  void whatTheServerDoesNotHaveIsSaidAsTheCallerUnderstandsIt() throws Exception {
    Visitor alice = server.loggedIn("alice");

    HttpResponse<String> page = alice.get("/nowhere");
    assertEquals(404, page.statusCode());
    assertTrue(page.body().contains("<h1>Nothing is here</h1>"), page.body());
    HttpResponse<String> answer = alice.get("/api/nowhere");
    assertEquals(404, answer.statusCode());
    assertEquals("There is nothing at this address.", Body.of(answer).getString("error"));
    HttpResponse<String> method = alice.postJson("/api/me", "{}");
    assertEquals(405, method.statusCode());
    assertEquals("This address does not take POST requests.", Body.of(method).getString("error"));
  }

  @Test
  void theTabsOfTheProfileAreWalkedWithTheKeyboardAndHaveAddresses() {
    signIn("alice");
    browser.visit("/profile");
    assertEquals("page", browser.findByText(".tabs a", "Profile").getAttribute("aria-current"));
    browser.findByText(".tabs a", "Profile").sendKeys(Keys.TAB);
    assertEquals("Security", browser.focused());
    browser.press(Keys.ENTER);
    browser.waitFor("h2", "Second factor");
    assertEquals("tab=security", browser.address().getQuery());

    browser.findByText(".tabs a", "Security").sendKeys(Keys.TAB);
    assertEquals("Tokens", browser.focused());
    browser.press(Keys.ENTER);
    browser.inKeys("[data-action=create]");
    assertEquals("page", browser.findByText(".tabs a", "Tokens").getAttribute("aria-current"));

    browser.visit("/profile?key=add");
    browser.inKeys("[data-action=submit-create]");
  }

  @Test
  void aJobIsRunAndDeletedWithTheKeyboard() throws Exception {
    String first = job("Wiki one");
    String second = job("Wiki two");
    signIn("bob");
    browser.find("tr[data-id='" + first + "'] .run").sendKeys(Keys.ENTER);
    browser.waitFor("#message", "Wiki one has run.");
    browser.waitFor("tr[data-id='" + first + "']", "Succeeded");
    browser.waitForFocus("Run now: Wiki one");

    browser.find("tr[data-id='" + second + "'] .delete").sendKeys(Keys.ENTER);
    browser.waitForFocus("Cancel");
    browser.press(Keys.ESCAPE);
    browser.waitForFocus("Delete Wiki two");
    browser.press(Keys.ENTER);
    browser.waitForFocus("Cancel");
    browser.press(Keys.TAB, Keys.ENTER);
    browser.waitFor("#message", "Wiki two is deleted.");
    browser.waitForFocus("Backup jobs");
  }

  @Test
  void jobsThatCannotBeReadAreSaidToBeSo() throws Exception {
    signIn("bob");
    String job = job("Wiki");
    browser.visit("/");
    browser.disconnect(true);
    browser.find("tr[data-id='" + job + "'] .run").click();
    browser.waitFor("#message", "The server does not answer");
    browser.disconnect(false);

    browser.breakAnswers("*/api/jobs", true);
    browser.visit("/");
    browser.waitFor(
        ".unreadable", "The server does not answer. Check your connection and try again.");
    browser.keepPicture("jobs-failed");
    assertFalse(browser.isShown("#jobs table"));
    browser.breakAnswers("*/api/jobs", false);
    browser.find(".again").click();
    browser.find("tr[data-id='" + job + "']");
    assertFalse(browser.isShown(".unreadable"));
  }

  @Test
  void anAdministratorDisablesAUserAndLetsHerInAgain() throws Exception {
    Visitor grace = server.loggedIn("grace", Authenticator.GRACE);
    signIn("bob");
    browser.findByText(".areas a", "Users").click();
    assertEquals("bob (you)", browser.find("tr[data-id=bob] .user").getText());
    assertFalse(browser.isShown("tr[data-id=bob] .switch"), "nobody locks himself out");
    assertEquals("Password and code", browser.find("tr[data-id=grace] .source").getText());

    browser.find("tr[data-id=grace] .switch").click();
    browser.find("#disable-dialog .danger");
    browser.keepPicture("users-disable");
    browser.find("#disable-dialog .danger").click();
    browser.waitFor("#message", "Grace Okafor is disabled.");
    browser.waitFor("tr[data-id=grace] .status", "Disabled");
    browser.waitForFocus("Enable Grace Okafor");
    assertEquals(401, grace.get("/api/me").statusCode());

    browser.press(Keys.ENTER);
    browser.waitFor("tr[data-id=grace] .status", "Active");
    assertTrue(Body.of(server.loggedIn("bob").get("/api/users")).getJsonArray("users").stream()
        .allMatch(user -> user.asJsonObject().getBoolean("enabled")));
  }

  private static String job(String name) throws Exception {
    HttpResponse<String> answer = server
        .loggedIn("bob")
        .postJson(
            "/api/jobs",
            "{\"name\":\""
                + name
                + "\",\"source\":\"wiki-01:/var/wiki\",\"schedule\":\"daily"
                + " at 02:00\"}");
    return String.valueOf(Body.of(answer).getInt("id"));
  }

  private static void signIn(String user) {
    browser.visit("/login");
    browser.find("[name=username]").sendKeys(user);
    browser.find("[name=password]").sendKeys(user, Keys.ENTER);
    browser.find("tbody tr");
  }

  private static HttpResponse<String> callWith(JsonObject key) throws Exception {
    return server.visitor().get("/api/me", "Authorization", "Bearer " + key.getString("key"));
  }
}
