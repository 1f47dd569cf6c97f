package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Single sign-on with a Keycloak, as people have it. Its messages are its own; the profile
 * {@code keycloak} brings it.
 */
@Tag("keycloak")
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class KeycloakIT {

  private static final int DRIFT_SECONDS = 30;

  @TempDir
  static Path folder;

  private static SampleServer server;
  private static Keycloak keycloak;
  private static ServerLog log;
  private static SamlOutcomes outcomes;
  private static SsoLogin early;
  private static KeycloakVisit.Answer soonOver;

  @BeforeAll
  @Timeout(360)
  static void start() throws Exception {
    log = new ServerLog();
    outcomes = new SamlOutcomes(
        "SAML: what the service provider accepts and refuses of a Keycloak",
        log,
        "carol|dave|okafor|<saml");
    URI address = Keycloak.freeAddress();
    server = SampleServer.start(
        folder, Map.of("saml.idp-metadata", Keycloak.metadata(address, "backup").toString()));
    keycloak = Keycloak.start(address, server.uri());
    early = SsoLogin.begin(server, server.visitor());
    soonOver = answer(Map.of("saml.assertion.lifespan", "1"), early.location());
  }

  @AfterAll
  static void stop() throws Exception {
    if (keycloak != null) {
      keycloak.close();
    }
    if (server != null) {
      server.close();
    }
    log.close();
    outcomes.show(Path.of("target", "keycloak-outcomes.txt"));
  }

  static Stream<KeycloakCase> cases() throws Exception {
    return KeycloakCase.all(
        server.uri().toString(),
        Base64.getEncoder().encodeToString(TestIdp.create().key().certificate().getEncoded()))
        .stream();
  }

  @Test
  @DisplayName(
      "NB-7: given a login at Keycloak, when a key is made, then it ends with the session, to"
          + " the millisecond")
  void theKeyEndsWithTheSession() throws Exception {
    SsoLogin login = SsoLogin.begin(server, server.visitor());

    KeycloakVisit.Answer answer = keycloak.visit().follow(login.location(), "carol");
    HttpResponse<String> finished = login.complete(answer.xml());

    assertTrue(answer.asked());
    assertEquals(server.uri() + "/saml/acs", answer.to());
    assertEquals(login.relayState(), answer.relayState());
    assertEquals(303, finished.statusCode(), log.all());
    assertEquals(
        Duration.ofHours(1), Duration.between(answer.authenticated(), answer.sessionEnd()));
    JsonObject key = made(login.browser(), "nightly");
    assertEquals(answer.sessionEnd(), Instant.parse(key.getString("expiresAt")));
    assertEquals(
        "{\"user\":\"carol\",\"by\":\"api-key\",\"keyId\":\""
            + key.getString("id")
            + "\",\"roles\":[\"user\"]}",
        call(key).body());
  }

  @Test
  @DisplayName(
      "NB-7: a new login at Keycloak slides the end for new keys and leaves those alone that"
          + " are there")
  void aNewLoginSlidesTheEndForNewKeys() throws Exception {
    KeycloakVisit carol = keycloak.visit();
    Visitor browser = server.visitor();
    KeycloakVisit.Answer first = signIn(server, browser, "/saml/login", carol, "carol");
    JsonObject before = made(browser, "before");

    KeycloakVisit.Answer second = signIn(server, browser, "/saml/login", carol, "carol");
    JsonObject after = made(browser, "after");

    assertTrue(first.asked());
    assertFalse(second.asked(), "Keycloak remembers who signed in");
    assertTrue(second.sessionEnd().isAfter(first.sessionEnd()), second.xml());
    assertEquals(second.sessionEnd(), Instant.parse(after.getString("expiresAt")));
    assertEquals(
        first.sessionEnd(),
        Instant.parse(Body.of(new KeyApiClient(browser).show(before.getString("id")))
            .getString("expiresAt")));
  }

  @Test
  @DisplayName("Another realm with shorter sessions, where the sample is registered by its own"
      + " metadata")
  void anotherRealmHasAnotherSessionLength(@TempDir Path elsewhere) throws Exception {
    try (SampleServer other = SampleServer.start(
        elsewhere,
        Map.of(
            "saml.idp-metadata",
            keycloak.metadata("backup-short").toString(),
            "saml.attribute.roles",
            "Role"))) {
      JsonObject client = keycloak
          .admin()
          .register("backup-short", other.visitor().get("/saml/metadata").body());
      assertEquals(other.uri() + "/saml/metadata", client.getString("clientId"));
      Visitor browser = other.visitor();

      KeycloakVisit.Answer answer = signIn(other, browser, "/saml/login", keycloak.visit(), "dave");

      assertEquals(
          Duration.ofMinutes(15), Duration.between(answer.authenticated(), answer.sessionEnd()));
      assertEquals(
          answer.sessionEnd(), Instant.parse(made(browser, "short").getString("expiresAt")));
      assertTrue(Body.of(browser.get("/api/me"))
          .getJsonArray("roles")
          .toString()
          .contains("\"administrator\""));
    }
  }

  @Test
  @DisplayName("Keycloak's roles tell who is an administrator, for a session and for a key")
  void rolesTellWhoIsAnAdministrator() throws Exception {
    Visitor carol = server.visitor();
    Visitor dave = server.visitor();
    signIn(server, carol, "/saml/login", keycloak.visit(), "carol");
    signIn(server, dave, "/saml/login", keycloak.visit(), "dave");
    String disable = "/api/users/alice/disable";

    assertEquals(403, carol.postJson(disable, "{}").statusCode());
    assertEquals(200, dave.postJson(disable, "{}").statusCode());
    assertEquals(403, byKey(made(carol, "user's")).statusCode());
    assertEquals(200, byKey(made(dave, "administrator's")).statusCode());
  }

  @Test
  @DisplayName("Whoever has to sign in anew is asked by Keycloak, although it remembers them; its"
      + " AuthnInstant does not tell")
  void whoHasToSignInAnewIsAsked() throws Exception {
    KeycloakVisit carol = keycloak.visit();
    Visitor browser = server.visitor();
    KeycloakVisit.Answer first = signIn(server, browser, "/saml/login", carol, "carol");

    KeycloakVisit.Answer remembered = signIn(server, browser, "/saml/login", carol, "carol");
    KeycloakVisit.Answer forced = signIn(server, browser, "/saml/login?force=true", carol, "carol");

    assertFalse(remembered.asked());
    assertTrue(forced.asked());
    assertTrue(forced.authenticated().isAfter(remembered.authenticated()), forced.xml());
    assertTrue(
        remembered.authenticated().isAfter(first.authenticated()),
        "AuthnInstant is that of the answer");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("NB-8: what Keycloak sends lets somebody in, or is refused for the right reason and"
      + " begins no session")
  void whatKeycloakSendsLetsSomebodyInOrIsRefused(KeycloakCase one) throws Exception {
    log.clear();
    SsoLogin login = SsoLogin.begin(server, server.visitor());
    String answered =
        answer(one.client(), RequestText.change(login, one.request())).xml();

    HttpResponse<String> posted = login.post(one.answer().apply(answered));

    if (one.expected().equals(SamlOutcomes.ACCEPTED)) {
      HttpResponse<String> finished = login.finish(posted);
      outcomes.enter(one.name(), finished.statusCode(), SamlOutcomes.ACCEPTED, true);
      assertEquals("carol", Body.of(login.browser().get("/api/me")).getString("user"));
    } else {
      outcomes.enter(one.name(), posted.statusCode(), outcomes.reason(), false);
      outcomes.assertRefused(one.expected(), posted, login.browser());
    }
  }

  @Test
  @DisplayName("NB-8: an answer of Keycloak lets nobody in a second time")
  void aReplayLetsNobodyIn() throws Exception {
    SsoLogin login = SsoLogin.begin(server, server.visitor());
    String xml = keycloak.visit().follow(login.location(), "carol").xml();
    assertEquals(303, login.complete(xml).statusCode());
    log.clear();

    HttpResponse<String> again = login.post(xml);

    outcomes.enter("replay of a used response", again.statusCode(), outcomes.reason(), false);
    outcomes.assertRefused("UNKNOWN_REQUEST", again, server.visitor());
  }

  @Test
  @Order(Integer.MAX_VALUE)
  @DisplayName("NB-8: an answer of Keycloak that was good for a second lets nobody in when that is"
      + " over")
  void anExpiredAnswerLetsNobodyIn() throws Exception {
    Instant over = soonOver.end().plusSeconds(DRIFT_SECONDS);
    while (!Instant.now().isAfter(over)) {
      TimeUnit.MILLISECONDS.sleep(
          Math.max(1, Duration.between(Instant.now(), over).toMillis()));
    }
    log.clear();

    HttpResponse<String> posted = early.post(soonOver.xml());

    outcomes.enter(
        "good for one second, and that is over", posted.statusCode(), outcomes.reason(), false);
    outcomes.assertRefused("EXPIRED", posted, early.browser());
  }

  /** The answers of Keycloak while the sample is set up there in this way. */
  private static KeycloakVisit.Answer answer(Map<String, String> client, String location)
      throws Exception {
    return keycloak
        .admin()
        .with(
            client,
            "backup",
            server.uri() + "/saml/metadata",
            () -> keycloak.visit().follow(location, "carol"));
  }

  private static KeycloakVisit.Answer signIn(
      SampleServer server, Visitor browser, String path, KeycloakVisit visit, String user)
      throws Exception {
    SsoLogin login = SsoLogin.begin(server, browser, path);
    KeycloakVisit.Answer answer = visit.follow(login.location(), user);
    assertEquals(303, login.complete(answer.xml()).statusCode(), log.all());
    return answer;
  }

  private static JsonObject made(Visitor browser, String name) throws Exception {
    HttpResponse<String> answer = new KeyApiClient(browser).ask("{\"name\":\"" + name + "\"}");
    assertEquals(201, answer.statusCode(), answer.body());
    return Body.of(answer);
  }

  private static HttpResponse<String> call(JsonObject key) throws Exception {
    return server.visitor().get("/api/me", "Authorization", "Bearer " + key.getString("key"));
  }

  private static HttpResponse<String> byKey(JsonObject key) throws Exception {
    return server
        .visitor()
        .postJson(
            "/api/users/alice/enable", "{}", "Authorization", "Bearer " + key.getString("key"));
  }
}
