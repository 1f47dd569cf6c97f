package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import devidp.TestUser;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Getting in by single sign-on. */
final class SamlLoginIT {

  @TempDir
  static Path folder;

  private static SampleServer server;
  private static TestIdp idp;
  private static ServerLog log;

  @BeforeAll
  static void start() throws Exception {
    log = new ServerLog();
    idp = TestIdp.create();
    server = SampleServer.start(folder, idp.settings(folder));
  }

  @AfterAll
  static void stop() {
    server.close();
    log.close();
  }

  @Test
  void theButtonLeadsToTheIdentityProviderAndBackToThePageThatWasAskedFor() throws Exception {
    Visitor browser = server.visitor();
    String page = browser.get("/login?return=%2Fprofile%3Fkey%3Dadd").body();
    assertTrue(page.contains("href=\"/saml/login?return=%2Fprofile%3Fkey%3Dadd\""), page);

    SsoLogin login = SsoLogin.begin(server, browser, "/saml/login?return=%2Fprofile%3Fkey%3Dadd");
    assertTrue(
        login.location().startsWith("https://idp.example.test/sso?SAMLRequest="), login.location());
    HttpResponse<String> finished = login.complete(idp.to(login.request()).xml());

    assertEquals(303, finished.statusCode());
    assertEquals("/profile?key=add", finished.headers().firstValue("Location").orElseThrow());
  }

  @Test
  void theLoginLeadsToNoOtherSite() throws Exception {
    SsoLogin login = SsoLogin.begin(server, server.visitor(), "/saml/login?return=//evil.example");

    HttpResponse<String> finished = login.complete(idp.to(login.request()).xml());

    assertEquals("/", finished.headers().firstValue("Location").orElseThrow());
  }

  @Test
  void nameAndRolesAreThoseOfTheAssertion() throws Exception {
    SsoLogin login = SsoLogin.begin(server, server.visitor());
    TestUser person = new TestUser("dave", "Dave <b>Hoffmann</b>", List.of("administrator"), "");
    login.complete(idp.to(login.request()).as(person).xml());
    Visitor dave = login.browser();

    assertEquals(
        "{\"user\":\"dave\",\"by\":\"session\",\"keyId\":null,\"roles\":[\"administrator\"]}",
        dave.get("/api/me").body());
    String profile = dave.get("/profile").body();
    assertTrue(profile.contains("Dave &lt;b&gt;Hoffmann&lt;/b&gt;"), profile);
    assertTrue(dave.get("/profile?tab=security")
        .body()
        .contains("Your identity provider looks after it."));
    assertTrue(
        dave.get("/api/users")
            .body()
            .contains(
                "{\"user\":\"dave\",\"fullName\":\"Dave <b>Hoffmann</b>\","
                    + "\"roles\":[\"administrator\"],\"source\":\"saml\",\"secondFactor\":false,\"enabled\":true}"));
  }

  @Test
  void theSessionBeforeIsGone() throws Exception {
    Visitor browser = server.loggedIn("alice");
    String before = browser.sessionId().orElseThrow();

    SsoLogin login = SsoLogin.begin(server, browser);
    login.complete(idp.to(login.request()).xml());

    assertNotEquals(before, browser.sessionId().orElseThrow());
    assertEquals("carol", Body.of(browser.get("/api/me")).getString("user"));
  }

  @Test
  void theSessionIsOverWhenTheIdentityProviderSaidSo() throws Exception {
    Instant end =
        Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS); // as the assertion has it
    SsoLogin login = SsoLogin.begin(server, server.visitor());
    login.complete(idp.to(login.request()).until(end).xml());
    assertEquals(200, login.browser().get("/api/me").statusCode());

    int status = 200;
    while (status == 200 && Instant.now().isBefore(end.plusSeconds(5))) {
      status = login.browser().get("/api/me").statusCode();
    }

    assertEquals(401, status);
    assertFalse(Instant.now().isBefore(end));
  }

  @Test
  void whoHasToSignInAnewMustHaveDoneSo() throws Exception {
    SsoLogin stale = SsoLogin.begin(server, server.visitor(), "/saml/login?force=true");
    assertTrue(stale.request().forceAuthn());
    HttpResponse<String> refused = stale.post(
        idp.to(stale.request()).authenticated(Instant.now().minusSeconds(60)).xml());
    assertEquals(403, refused.statusCode());
    assertTrue(log.last().contains("NOT_FRESH"), log.last());

    SsoLogin fresh = SsoLogin.begin(server, server.visitor(), "/saml/login?force=true");
    assertEquals(303, fresh.complete(idp.to(fresh.request()).xml()).statusCode());

    SsoLogin unforced = SsoLogin.begin(server, server.visitor());
    assertFalse(unforced.request().forceAuthn());
    assertEquals(
        303,
        unforced
            .post(idp.to(unforced.request())
                .authenticated(Instant.now().minusSeconds(60))
                .xml())
            .statusCode());
  }

  @Test
  void theAddressesComeFromTheSettingsAndNotFromTheRequest() throws Exception {
    URI other =
        URI.create(server.uri().toString().replace("localhost", "127.0.0.1") + "/saml/login");
    HttpURLConnection connection = (HttpURLConnection) other.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    String saml = URI.create(connection.getHeaderField("Location")).getQuery();
    connection.disconnect();

    String acs = devidp.SamlRequest.read(
            saml.substring("SAMLRequest=".length(), saml.indexOf("&RelayState")))
        .acs()
        .toString();

    assertEquals(server.uri() + "/saml/acs", acs);
  }

  @Test
  void theMetadataSayWhereAnswersGoAndThatAssertionsAreSigned() throws Exception {
    HttpResponse<String> metadata = server.visitor().get("/saml/metadata");

    assertEquals(200, metadata.statusCode());
    assertTrue(
        metadata.body().contains("entityID=\"" + server.uri() + "/saml/metadata\""),
        metadata.body());
    assertTrue(
        metadata.body().contains("Location=\"" + server.uri() + "/saml/acs\""), metadata.body());
    assertTrue(metadata.body().contains("WantAssertionsSigned=\"true\""), metadata.body());
  }

  @Test
  void theMarkOfTheBrowserIsOutOfReachForScriptsAndOtherSites() throws Exception {
    String cookie = SsoLogin.begin(server, server.visitor())
        .begun()
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow();

    assertTrue(cookie.startsWith("saml-login="), cookie);
    assertTrue(
        cookie.contains("HttpOnly")
            && cookie.contains("SameSite=Lax")
            && cookie.contains("Max-Age=600"),
        cookie);
  }

  @Test
  void onlyTheAnswerOfAnIdentityProviderMayComeFromAnotherSite() throws Exception {
    HttpResponse<String> answer =
        server.visitor().postForm("/saml/acs", Map.of(), "Sec-Fetch-Site", "cross-site");
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("You are not signed in"), answer.body());

    for (String path : new String[] {"/saml/login", "/saml/finish", "/saml/acs/x", "/login"}) {
      assertEquals(
          403,
          server
              .visitor()
              .postForm(path, Map.of(), "Sec-Fetch-Site", "cross-site")
              .statusCode(),
          path);
    }
  }

  @Test
  void withoutAnIdentityProviderThereIsNoButtonAndNothingAtTheAddresses(@TempDir Path elsewhere)
      throws Exception {
    try (SampleServer other = SampleServer.start(elsewhere)) {
      Visitor visitor = other.visitor();

      assertFalse(visitor.get("/login").body().contains("SSO"));
      for (String path :
          new String[] {"/saml/login", "/saml/metadata", "/saml/finish?ticket=x", "/saml/"}) {
        HttpResponse<String> answer = visitor.get(path);
        assertEquals(404, answer.statusCode(), path);
        assertTrue(
            answer
                .body()
                .contains("Single sign-on is not configured here. Please sign in with" + " a"),
            path);
      }
      assertEquals(
          404, visitor.postForm("/saml/acs", Map.of("SAMLResponse", "x")).statusCode());
    }
  }

  @Test
  void theWarDoesNotContainTheIdentityProvider() throws Exception {
    try (JarFile war = new JarFile("target/webapp-sample.war")) {
      assertFalse(war.stream()
          .anyMatch(
              entry -> entry.getName().contains("dev-idp") || entry.getName().contains("devidp")));
    }
  }

  @Test
  void metadataThatIsMissingIsReadAgainAtTheNextLogin(@TempDir Path elsewhere) throws Exception {
    String file = elsewhere.resolve("idp-metadata.xml").toString();
    try (SampleServer other = SampleServer.start(elsewhere, Map.of("saml.idp-metadata", file))) {
      HttpResponse<String> refused = SsoLogin.begin(other, other.visitor()).begun();
      assertEquals(503, refused.statusCode());
      assertTrue(
          refused.body().contains("The identity provider cannot be reached"), refused.body());
      assertTrue(log.last().endsWith("cannot be used: there is no such file"), log.last());

      idp.settings(elsewhere);
      Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
      int status = 503;
      while (status == 503 && Instant.now().isBefore(deadline)) {
        status = SsoLogin.begin(other, other.visitor()).begun().statusCode();
      }
      assertEquals(303, status);
    }
  }

  @Test
  void anIdentityProviderThatIsAwayDoesNotStopTheApplication(@TempDir Path elsewhere)
      throws Exception {
    try (SampleServer other =
        SampleServer.start(elsewhere, Map.of("saml.idp-metadata", "http://127.0.0.1:1/metadata"))) {
      HttpResponse<String> refused = SsoLogin.begin(other, other.visitor()).begun();

      assertEquals(503, refused.statusCode());
      assertTrue(
          log.last().contains("IDP_UNAVAILABLE")
              && log.last().contains("http://127.0.0.1:1/metadata"),
          log.last());
      assertEquals(200, other.loggedIn("alice").get("/api/me").statusCode());
    }
  }

  @Test
  void singleSettingsDoWithoutMetadata(@TempDir Path elsewhere) throws Exception {
    try (SampleServer other = SampleServer.start(
        elsewhere,
        Map.of(
            "saml.idp-entity-id",
            TestIdp.ENTITY_ID,
            "saml.idp-sso-url",
            "https://idp.example.test/sso?tenant=7",
            "saml.idp-certificate",
            idp.pem(),
            "saml.sp-entity-id",
            "urn:backup",
            "saml.force-authn",
            "true",
            "saml.attribute.user",
            "fullName"))) {
      SsoLogin login = SsoLogin.begin(other, other.visitor());
      assertTrue(
          login.location().startsWith("https://idp.example.test/sso?tenant=7&SAMLRequest="),
          login.location());
      assertTrue(login.request().forceAuthn());
      assertEquals("urn:backup", login.request().issuer());

      login.complete(
          idp.to(login.request()).as(new TestUser("x", "carol", List.of(), "")).xml());

      assertEquals(
          "{\"user\":\"carol\",\"by\":\"session\",\"keyId\":null,\"roles\":[]}",
          login.browser().get("/api/me").body());
    }
  }
}
