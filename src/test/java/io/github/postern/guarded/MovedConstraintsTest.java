package io.github.postern.guarded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.DeployedWar;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.util.security.Password;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Constraints that were moved out of {@code web.xml}: keys open what they may, and browsers get the
 * container's own login.
 */
class MovedConstraintsTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet><servlet-name>mirror</servlet-name>
                <servlet-class>io.github.postern.testing.MirrorServlet</servlet-class></servlet>
              <servlet-mapping><servlet-name>mirror</servlet-name><url-pattern>/app/*</url-pattern></servlet-mapping>
              <security-constraint>
                <web-resource-collection><web-resource-name>login</web-resource-name>
                  <url-pattern>/postern-login</url-pattern></web-resource-collection>
                <auth-constraint><role-name>**</role-name></auth-constraint>
              </security-constraint>
              %s
            </web-app>
            """;

  private static final String LOGIN = """
              <login-config>
                <auth-method>%s</auth-method><realm-name>test</realm-name>
                <form-login-config><form-login-page>/in.html</form-login-page>
                  <form-error-page>/no.html</form-error-page></form-login-config>
              </login-config>
              <security-role><role-name>user</role-name></security-role>
              <security-role><role-name>admin</role-name></security-role>
            """;

  private static final String MOVED = """
            <constraints xmlns="https://jakarta.ee/xml/ns/jakartaee">
              <security-constraint>
                <web-resource-collection><web-resource-name>app</web-resource-name>
                  <url-pattern>/app/*</url-pattern><url-pattern>/postern/*</url-pattern></web-resource-collection>
                <auth-constraint><role-name>*</role-name></auth-constraint>
              </security-constraint>
              <security-constraint>
                <web-resource-collection><web-resource-name>admin</web-resource-name>
                  <url-pattern>/app/admin/*</url-pattern></web-resource-collection>
                <auth-constraint><role-name>admin</role-name></auth-constraint>
              </security-constraint>
              <security-constraint>
                <web-resource-collection><web-resource-name>open</web-resource-name>
                  <url-pattern>/app/open/*</url-pattern></web-resource-collection>
              </security-constraint>
              <security-constraint>
                <web-resource-collection><web-resource-name>never</web-resource-name>
                  <url-pattern>/app/never</url-pattern></web-resource-collection>
                <auth-constraint/>
              </security-constraint>
              %s
            </constraints>
            """;

  @TempDir
  private Path folder;

  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void settings() {
    settings.putAll(Map.of(
        "postern.prefix",
        "test",
        "postern.pepper",
        TestApp.PEPPER,
        "postern.data-directory",
        folder.resolve("data").toString(),
        "postern.constraints",
        "constraints.xml"));
  }

  @Test
  void aBrowserGetsTheFormOfTheApplicationAndComesBackToWhereItWasGoing() throws Exception {
    try (DeployedWar war = war("FORM", MOVED)) {
      Browser alice = war.browser();
      Reply form = follow(alice, alice.send("GET", "/app/page?x=1&y", null));
      assertTrue(form.body().contains("the form"), form.status() + " " + form.body());
      Reply page = follow(
          alice,
          alice.send(
              "POST", "/j_security_check", "j_username=alice&j_password=x", "Content-Type", FORM));
      assertEquals(200, page.status(), page.body() + page.headers());
      assertEquals("alice came to x=1&y", page.text("user") + " came to " + page.text("query"));
      assertEquals(
          403, alice.send("GET", "/app/admin/page", null).status(), "not without the role");
      assertEquals(403, alice.send("GET", "/app/never", null).status());
      Browser wrong = war.browser();
      follow(wrong, wrong.send("GET", "/app/page", null));
      assertTrue(follow(
              wrong,
              wrong.send(
                  "POST",
                  "/j_security_check",
                  "j_username=alice&j_password=y",
                  "Content-Type",
                  FORM))
          .body()
          .contains("wrong password"));
    }
  }

  @Test
  void aKeyOpensWhatItsOwnerMayOpenAndNoMore() throws Exception {
    try (DeployedWar war = war("FORM", MOVED)) {
      String alice = login(war, "alice").createKey("n");
      String bob = login(war, "bob").createKey("n");
      assertEquals("alice", war.script().getWithKey("/app/page", alice).text("user"));
      Reply refused = war.script().getWithKey("/app/admin/page", alice);
      assertEquals("403 insufficient-role", refused.status() + " " + refused.code());
      assertEquals("bob", war.script().getWithKey("/app/admin/page", bob).text("user"));
      assertEquals(403, war.script().getWithKey("/app/never", bob).status());
      assertEquals(
          401,
          war.script().getWithKey("/app/page", alice.replace("test_", "test_a")).status());
    }
  }

  @Test
  void whatNoConstraintClosesStaysOpenAndNothingElse() throws Exception {
    try (DeployedWar war = war("FORM", MOVED)) {
      assertEquals(200, war.script().get("/app/open/page").status());
      assertFalse(
          war.script().get("/app/page").body().contains("\"user\""), "the form, not the page");
      assertFalse(war.script().get("/app/open/../page").body().contains("\"user\""));
      assertFalse(war.script().get("/app//page").body().contains("\"user\""));
      assertFalse(war.script().get("/app/page;x=1").body().contains("\"user\""));
    }
  }

  @Test
  @DisplayName("S-6: no spelling of a path opens by a weaker constraint what a stricter one closes")
  void noSpellingLeavesItsConstraint() throws Exception {
    try (DeployedWar war = war("BASIC", MOVED)) {
      String basic = basic("alice");
      for (String path : List.of(
          "/app/never",
          "/app/never/",
          "/app/NEVER",
          "/app/never.",
          "/app/never;x",
          "/app/never/.",
          "/app/never%20",
          "/app/admin/page/",
          "/app/ADMIN/page",
          "/app/admin./page",
          "/app/open;/../admin/page",
          "/app/open/%252e%252e/admin/page",
          "/app/open//page",
          "/app/open/..;/admin/page")) {
        HttpURLConnection call =
            (HttpURLConnection) new URL(war.script().url() + path).openConnection();
        call.setRequestProperty("Authorization", basic);
        assertTrue(
            call.getResponseCode() == 403 || call.getResponseCode() == 400,
            path + " " + call.getResponseCode());
      }
      assertEquals(200, war.script().get("/app/page/", "Authorization", basic).status());
      assertEquals(200, war.script().get("/app/open/page").status(), "the control");
    }
  }

  @Test
  @DisplayName(
      "S-8: a preflight to what a constraint closes is answered by the filter, and no servlet"
          + " sees it")
  void aPreflightIsAnswered() throws Exception {
    try (DeployedWar war = war("BASIC", MOVED)) {
      String[] asks = {"Origin", "https://evil.example", "Access-Control-Request-Method", "DELETE"};
      assertEquals(
          "204 ",
          war.script().send("OPTIONS", "/app/page", null, asks).status()
              + " "
              + war.script().send("OPTIONS", "/app/page", null, asks).body());
      assertEquals(204, war.script().send("OPTIONS", "/app/never", null, asks).status());
      assertEquals(
          200, war.script().send("OPTIONS", "/app/open/page", null, asks).status());
      assertEquals(401, war.script().send("OPTIONS", "/app/page", null).status());
    }
    settings.put("postern.preflight", "pass");
    try (DeployedWar war = war("BASIC", MOVED)) {
      assertEquals(
          401,
          war.script()
              .send(
                  "OPTIONS",
                  "/app/page",
                  null,
                  "Origin",
                  "https://evil.example",
                  "Access-Control-Request-Method",
                  "DELETE")
              .status(),
          "a constraint is about every method, as in the container");
    }
  }

  @Test
  void basicCredentialsOfPeopleGoOnWorking() throws Exception {
    try (DeployedWar war = war("BASIC", MOVED)) {
      Reply challenge = war.script().get("/app/page");
      assertEquals(
          "401 Basic realm=\"test\"",
          challenge.status()
              + " "
              + challenge
                  .header("WWW-Authenticate")
                  .orElseThrow()
                  .replaceAll(",.*", "")
                  .replaceFirst("^basic", "Basic"));
      Reply page = war.script().get("/app/page", "Authorization", basic("alice"));
      assertEquals(200, page.status(), page.body());
      assertEquals("alice", page.text("user"));
      assertEquals(
          403,
          war.script().get("/app/admin/page", "Authorization", basic("alice")).status());
      assertEquals(
          200,
          war.script().get("/app/admin/page", "Authorization", basic("bob")).status());
    }
  }

  @Test
  void aFileThatIsMissingOrEmptyStopsTheStart() throws Exception {
    settings.put("postern.constraints", "nowhere.xml");
    try (DeployedWar war = war("FORM", MOVED)) {
      assertFalse(war.isAvailable());
      assertTrue(
          war.failure().toString().contains("There is no file nowhere.xml in WEB-INF/classes"),
          "" + war.failure());
    }
    settings.put("postern.constraints", "constraints.xml");
    try (DeployedWar war = war("FORM", "<constraints/>")) {
      assertFalse(war.isAvailable());
      assertTrue(
          war.failure().toString().contains("nothing would be protected"), "" + war.failure());
    }
  }

  private static Browser login(DeployedWar war, String user) throws Exception {
    Browser browser = war.browser();
    follow(browser, browser.send("GET", "/app/page", null));
    browser.send(
        "POST", "/j_security_check", "j_username=" + user + "&j_password=x", "Content-Type", FORM);
    browser.api("GET", "/policy", null);
    return browser;
  }

  /** Goes where a browser would be sent, within the application. */
  private static Reply follow(Browser browser, Reply first) throws Exception {
    Reply reply = first;
    while (reply.status() == 302 || reply.status() == 303) {
      URI to = URI.create(reply.header("Location").orElseThrow());
      String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
      reply = browser.send("GET", to.getRawPath().substring("/app".length()) + query, null);
    }
    return reply;
  }

  @Test
  void theLoginLeadsBackIntoTheApplicationOnly() throws Exception {
    try (DeployedWar war = war("FORM", MOVED)) {
      Browser alice = login(war, "alice");
      for (String elsewhere : List.of(
          "//evil.example/x", "https://evil.example/", "/\\evil.example", "/a\r\nX: y", "")) {
        Reply reply = alice.send(
            "GET",
            "/postern-login?to=" + URLEncoder.encode(elsewhere, StandardCharsets.UTF_8),
            null);
        assertEquals(
            "/app/", URI.create(reply.header("Location").orElseThrow()).getPath(), elsewhere);
      }
    }
  }

  private static String basic(String user) {
    return "Basic "
        + Base64.getEncoder().encodeToString((user + ":x").getBytes(StandardCharsets.UTF_8));
  }

  private DeployedWar war(String method, String constraints) throws Exception {
    DeployedWar.write(folder, "war/WEB-INF/web.xml", WEB_XML.formatted(LOGIN.formatted(method)));
    DeployedWar.write(
        folder,
        "war/WEB-INF/classes/constraints.xml",
        constraints.formatted(LOGIN.formatted(method)));
    DeployedWar.write(folder, "war/in.html", "the form");
    DeployedWar.write(folder, "war/no.html", "wrong password");
    return DeployedWar.start(folder.resolve("war"), settings, MovedConstraintsTest::users);
  }

  private static void users(WebAppContext context) {
    UserStore store = new UserStore();
    store.addUser("alice", new Password("x"), new String[] {"user"});
    store.addUser("bob", new Password("x"), new String[] {"user", "admin"});
    HashLoginService service = new HashLoginService("test");
    service.setUserStore(store);
    context.getSecurityHandler().setLoginService(service);
  }
}
