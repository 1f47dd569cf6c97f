package io.github.postern.logins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.pac4j.core.profile.AnonymousProfile;
import org.pac4j.core.profile.CommonProfile;
import org.pac4j.core.profile.ProfileManager;
import org.pac4j.core.profile.UserProfile;
import org.pac4j.core.util.Pac4jConstants;
import org.pac4j.jee.context.JEEContext;
import org.pac4j.jee.context.session.JEESessionStore;
import org.pac4j.saml.profile.SAML2Profile;

class Pac4jLoginTest {

  @Test
  void aProfileInTheSessionIsALocalLogin() throws Exception {
    try (TestApp app =
        app(() -> List.of(profile(new CommonProfile(), "FormClient", "alice")), builder -> {})) {
      JsonObject key = loggedIn(app).create("{\"name\":\"nightly\",\"validFor\":\"P30D\"}");
      assertEquals("alice local 2026-12-21T10:00:00Z", facts(key));
      assertEquals("[\"operator\"]", key.get("roles").toString());
    }
  }

  @Test
  void aSamlProfileIsASamlLoginWhoseEndPac4jDoesNotKeep() throws Exception {
    SAML2Profile profile = new SAML2Profile();
    profile.setNotOnOrAfter(
        Instant.parse("2026-11-21T10:05:00Z")); // of the assertion, not of the session
    List<UserProfile> profiles = List.of(profile(profile, "SAML2Client", "carol"));
    try (TestApp app = app(() -> profiles, builder -> {})) {
      assertEquals(
          "session-end-unknown",
          loggedIn(app).api("POST", "/keys", "{\"name\":\"x\"}").code());
    }
    try (TestApp app = app(
        () -> profiles,
        builder -> builder
            .setting("postern.saml.without-session-end", "maximum")
            .setting("postern.saml.maximum-validity", "PT10H"))) {
      assertEquals(
          "carol saml 2026-11-21T20:00:00Z", facts(loggedIn(app).create("{\"name\":\"x\"}")));
    }
  }

  @Test
  void whereTheApplicationKeepsTheEndInTheProfileAPathLeadsThere() throws Exception {
    SAML2Profile profile = new SAML2Profile();
    profile.addAttribute("sessionEnd", "2026-11-21T18:00:00.123Z");
    try (TestApp app = app(
        () -> List.of(profile(profile, "SAML2Client", "carol")),
        builder -> builder.setting(
            "postern.login.session-end", "pac4jUserProfiles.SAML2Client.attributes.sessionEnd"))) {
      assertEquals(
          "carol saml 2026-11-21T18:00:00.123Z", facts(loggedIn(app).create("{\"name\":\"x\"}")));
    }
  }

  @Test
  void anonymousAndExpiredProfilesAreNobodys() throws Exception {
    UserProfile expired = profile(
        new CommonProfile() {
          private static final long serialVersionUID = 1L;

          @Override
          public boolean isExpired() {
            return true;
          }
        },
        "OidcClient",
        "old");
    try (TestApp app = app(() -> List.of(new AnonymousProfile(), expired), builder -> {})) {
      assertEquals(401, loggedIn(app).api("GET", "/policy", null).status());
    }
    try (TestApp app = app(
        () -> List.of(expired, profile(new CommonProfile(), "FormClient", "alice")),
        builder -> {})) {
      assertEquals("alice", loggedIn(app).api("GET", "/policy", null).text("owner"));
    }
  }

  @Test
  void whoIsOnlyRememberedIsNeverFresh() throws Exception {
    UserProfile profile = profile(new CommonProfile(), "FormClient", "alice");
    profile.setRemembered(true);
    try (TestApp app = app(() -> List.of(profile), builder -> {})) {
      assertEquals(
          "alice LOCAL 1970-01-01T00:00:00Z",
          loggedIn(app).send("GET", "/seen", null).text("login"));
    }
  }

  @Test
  void somethingElseInTheAttributeIsExplained() throws Exception {
    try (TestApp app = TestApp.prepare()
            .servlet("/enter", new HttpServlet() {
              private static final long serialVersionUID = 1L;

              @Override
              protected void doPost(HttpServletRequest request, HttpServletResponse response) {
                request.getSession().setAttribute(Pac4jConstants.USER_PROFILES, "alice");
              }
            })
            .run(builder -> builder.setting("postern.login", "pac4j"));
        LogCapture log = new LogCapture()) {
      Browser browser = app.browser();
      browser.send("POST", "/enter", "");
      assertEquals(500, browser.api("GET", "/policy", null).status());
      assertTrue(log.text().contains("pac4jUserProfiles holds a java.lang.String"), log.text());
    }
  }

  private static UserProfile profile(CommonProfile profile, String client, String id) {
    profile.setId(id);
    profile.setClientName(client);
    profile.setRoles(Set.of("operator"));
    return profile;
  }

  private static String facts(JsonObject key) {
    return key.getString("owner")
        + " "
        + key.getString("loginSource")
        + " "
        + key.getString("expiresAt");
  }

  private static Browser loggedIn(TestApp app) throws Exception {
    Browser browser = app.browser();
    browser.send("POST", "/enter", "");
    browser.api("GET", "/policy", null);
    return browser;
  }

  /** {@code /enter} saves profiles as pac4j's callback does. */
  private static TestApp app(Supplier<List<UserProfile>> profiles, Consumer<PosternBuilder> changes)
      throws Exception {
    return TestApp.prepare()
        .servlet("/enter", new HttpServlet() {
          private static final long serialVersionUID = 1L;

          @Override
          protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            ProfileManager manager =
                new ProfileManager(new JEEContext(request, response), new JEESessionStore());
            profiles.get().forEach(profile -> manager.save(true, profile, true));
          }
        })
        .servlet("/seen", ResolvedLoginServlet.of("pac4j"))
        .run(builder -> changes.accept(builder.setting("postern.login", "pac4j")));
  }
}
