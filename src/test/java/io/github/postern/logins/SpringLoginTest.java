package io.github.postern.logins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;

class SpringLoginTest {

  private static final String END = "2026-11-21T18:00:00.123Z";
  private static final String FORM = "application/x-www-form-urlencoded";

  @ParameterizedTest
  @ValueSource(strings = {"/*", "/enter"})
  void aFormLoginIsLocalWhetherOrNotSpringsFiltersRunBeforeTheServlet(String mapping)
      throws Exception {
    try (TestApp app = app(mapping)) {
      Browser alice = app.browser();
      assertEquals("not-logged-in", alice.api("GET", "/policy", null).code());
      enter(alice, "username=alice&password=wrong");
      assertEquals("not-logged-in", alice.api("GET", "/policy", null).code());
      enter(alice, "username=alice&password=wonderland");
      assertEquals(200, alice.api("GET", "/policy", null).status());
      JsonObject key = alice.create("{\"name\":\"nightly\",\"validFor\":\"P30D\"}");
      assertEquals("alice", key.getString("owner"));
      assertEquals("local", key.getString("loginSource"));
      assertEquals("2026-12-21T10:00:00Z", key.getString("expiresAt"));
      assertEquals("[\"jobs:read\",\"operator\"]", key.get("roles").toString());
    }
  }

  @Test
  void afterALogoutNobodyIsLoggedIn() throws Exception {
    try (TestApp app = app("/*")) {
      Browser alice = app.browser();
      enter(alice, "username=alice&password=wonderland");
      assertEquals(200, alice.api("GET", "/policy", null).status());
      alice.send("POST", "/leave", "", "Content-Type", FORM);
      assertEquals(401, alice.api("GET", "/policy", null).status());
    }
  }

  @Test
  void whoIsOnlyRememberedIsLoggedInButNeverFresh() throws Exception {
    try (TestApp app = app("/*")) {
      Browser alice = app.browser();
      enter(alice, "username=alice&password=wonderland&remember-me=on");
      alice.send("DELETE", "/login", null); // the session ends, the cookie stays
      JsonObject seen = alice.send("GET", "/seen", null).json();
      assertEquals("alice LOCAL 1970-01-01T00:00:00Z", seen.getString("login"));
    }
  }

  @Test
  void aFormLoginTellsItsInstantFromSpring7OnAndLeavesItOpenBefore() throws Exception {
    try (TestApp app = app("/*")) {
      Browser alice = app.browser();
      Instant before = Instant.now().minusSeconds(1);
      enter(alice, "username=alice&password=wonderland");
      String instant =
          alice.send("GET", "/seen", null).json().getString("login").split(" ", 3)[2];
      if (Spring7.isHere()) {
        assertTrue(
            Instant.parse(instant).isAfter(before)
                && Instant.parse(instant).isBefore(Instant.now()),
            instant);
      } else {
        assertEquals("unknown", instant);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/*", "/nowhere"})
  void aSamlLoginIsSamlAndItsKeyEndsWithTheSession(String mapping) throws Exception {
    try (TestApp app = app(
        mapping,
        new SpringSaml(SpringSaml.response("<saml:AuthnStatement"
            + " AuthnInstant=\"2026-11-21T09:00:00Z\""
            + " SessionNotOnOrAfter=\""
            + END
            + "\"/>"))::authentication)) {
      Browser carol = app.browser();
      carol.send("POST", "/put", "");
      assertEquals("saml", carol.api("GET", "/policy", null).text("loginSource"));
      JsonObject key = carol.create("{\"name\":\"nightly\"}");
      assertEquals("saml", key.getString("loginSource"));
      assertEquals(END, key.getString("expiresAt"));
      assertEquals("[\"operator\"]", key.get("roles").toString());
      assertEquals(
          "carol SAML 2026-11-21T09:00:00Z",
          carol.send("GET", "/seen", null).json().getString("login"));
    }
  }

  @Test
  @Tag("spring-7")
  void theSamlLoginOfSpring7IsSamlToo() throws Exception {
    String xml = SpringSaml.response("<saml:AuthnStatement SessionNotOnOrAfter=\"" + END + "\"/>");
    try (TestApp app = app("/*", () -> Spring7.samlAssertion(xml))) {
      Browser carol = app.browser();
      carol.send("POST", "/put", "");
      carol.api("GET", "/policy", null);
      JsonObject key = carol.create("{\"name\":\"nightly\"}");
      assertEquals(
          "carol saml " + END,
          key.getString("owner")
              + " "
              + key.getString("loginSource")
              + " "
              + key.getString("expiresAt"));
    }
  }

  @Test
  @Tag("spring-7")
  void aSecondFactorDoesNotTurnASamlLoginIntoALocalOneNorIsItARole() throws Exception {
    try (TestApp app = TestApp.prepare()
        .servlet("/put", put(Spring7::secondFactorAfterSaml))
        .run(builder -> builder
            .setting("postern.login", "spring")
            .setting("postern.saml.without-session-end", "maximum")
            .setting("postern.saml.maximum-validity", "P1D"))) {
      Browser carol = app.browser();
      carol.send("POST", "/put", "");
      carol.api("GET", "/policy", null);
      JsonObject key = carol.create("{\"name\":\"nightly\"}");
      assertEquals("saml", key.getString("loginSource"));
      assertEquals("2026-11-22T10:00:00Z", key.getString("expiresAt"));
      assertEquals("[\"operator\"]", key.get("roles").toString());
    }
  }

  @Test
  void withAnEncryptedAssertionTheSessionEndIsUnknown() throws Exception {
    try (TestApp app = app("/*", new SpringSaml("<r><EncryptedAssertion/></r>")::authentication)) {
      Browser carol = app.browser();
      carol.send("POST", "/put", "");
      carol.api("GET", "/policy", null);
      assertEquals(
          "session-end-unknown", carol.api("POST", "/keys", "{\"name\":\"x\"}").code());
    }
  }

  @Test
  void severalAuthnStatementsGiveNoKeyAndTheLogSaysWhyWithoutTheAssertion() throws Exception {
    String statement = "<saml:AuthnStatement SessionNotOnOrAfter=\"" + END + "\"/>";
    try (TestApp app =
            app("/*", new SpringSaml(SpringSaml.response(statement + statement))::authentication);
        LogCapture log = new LogCapture()) {
      Browser carol = app.browser();
      carol.send("POST", "/put", "");
      Reply reply = carol.api("GET", "/policy", null);
      assertEquals(500, reply.status());
      assertFalse(reply.body().contains("at io.github"), reply.body());
      assertTrue(log.text().contains("2 AuthnStatements"), log.text());
      assertFalse(log.text().contains(END), log.text());
    }
  }

  @Test
  void aPrincipalWithoutANameGivesNoKey() throws Exception {
    Object principal = new Object();
    try (TestApp app =
            app("/*", () -> new UsernamePasswordAuthenticationToken(principal, "", List.of()));
        LogCapture log = new LogCapture()) {
      Browser browser = app.browser();
      browser.send("POST", "/put", "");
      assertEquals(500, browser.api("GET", "/policy", null).status());
      assertTrue(
          log.text().contains("the principal is a java.lang.Object without one"), log.text());
    }
  }

  @Test
  void nobodyActsForAnotherUserByAKey() throws Exception {
    Authentication admin = new UsernamePasswordAuthenticationToken("admin", "", List.of());
    GrantedAuthority switched =
        new SwitchUserGrantedAuthority("ROLE_PREVIOUS_ADMINISTRATOR", admin);
    try (TestApp app = app(
            "/*", () -> new UsernamePasswordAuthenticationToken("alice", "", List.of(switched)));
        LogCapture log = new LogCapture()) {
      Browser browser = app.browser();
      browser.send("POST", "/put", "");
      assertEquals(500, browser.api("GET", "/policy", null).status());
      assertTrue(log.text().contains("SwitchUserFilter"), log.text());
    }
  }

  @Test
  void whoIsAnonymousOrNotAuthenticatedIsNobody() throws Exception {
    for (Authentication nobody : List.of(
        new AnonymousAuthenticationToken(
            "k", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")),
        UsernamePasswordAuthenticationToken.unauthenticated("alice", "guess"))) {
      try (TestApp app = app("/nowhere", () -> nobody)) {
        Browser browser = app.browser();
        browser.send("POST", "/put", "");
        assertEquals(401, browser.api("GET", "/policy", null).status());
      }
    }
  }

  @Test
  void whatAnotherRequestLeftInTheThreadIsNobodysLogin() throws Exception {
    HttpServlet careless = new HttpServlet() {
      private static final long serialVersionUID = 1L;

      @Override
      protected void service(HttpServletRequest request, HttpServletResponse response) {
        SecurityContextHolder.getContext()
            .setAuthentication(new UsernamePasswordAuthenticationToken("mallory", "", List.of()));
        assertEquals(Optional.empty(), ResolvedLoginServlet.resolver("spring").resolve(request));
        SecurityContextHolder.clearContext();
        response.setStatus(204);
      }
    };
    try (TestApp app = TestApp.prepare().servlet("/careless", careless).run(builder -> {})) {
      assertEquals(204, app.browser().send("GET", "/careless", null).status());
    }
  }

  private static void enter(Browser browser, String form) throws Exception {
    browser.send("POST", "/enter", form, "Content-Type", FORM);
  }

  private static TestApp app(String mapping) throws Exception {
    return app(mapping, () -> null);
  }

  /**
   * {@code /put} puts an authentication where Spring would, {@code /seen} tells what the resolver
   * says.
   */
  private static TestApp app(String mapping, Supplier<Authentication> authentication)
      throws Exception {
    return TestApp.prepare()
        .filter(mapping, new SpringApp())
        .servlet("/put", put(authentication))
        .servlet("/seen", ResolvedLoginServlet.of("spring"))
        .run(builder -> builder.setting("postern.login", "spring"));
  }

  private static HttpServlet put(Supplier<Authentication> authentication) {
    return new HttpServlet() {
      private static final long serialVersionUID = 1L;

      @Override
      protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        request
            .getSession()
            .setAttribute("SPRING_SECURITY_CONTEXT", new SecurityContextImpl(authentication.get()));
      }
    };
  }
}
