package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of people who came by single sign-on. */
final class SamlKeyIT {

  @TempDir
  static Path folder;

  private static SampleServer server;
  private static TestIdp idp;

  @BeforeAll
  static void start() throws Exception {
    idp = TestIdp.create();
    server = SampleServer.start(folder, idp.settings(folder));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("NB-6: given a SAML login, when the form opens, then there is no validity to choose,"
      + " and the end is shown")
  void thereIsNoValidityToChoose() throws Exception {
    Instant end = inMillis(3600);
    KeyApiClient keys = new KeyApiClient(signedInUntil(end));

    JsonObject validity = keys.policy().getJsonObject("validity");

    assertEquals("fixed", validity.getString("choice"));
    assertEquals(end, Instant.parse(validity.getString("fixedExpiresAt")));
    assertEquals("saml", keys.policy().getString("loginSource"));
  }

  @Test
  @DisplayName("NB-7: given a SAML login, when a key is made, then it ends with the session, to the"
      + " millisecond; a validity that is sent anyway is refused")
  void theKeyEndsWithTheSession() throws Exception {
    Instant end = inMillis(3600);
    KeyApiClient keys = new KeyApiClient(signedInUntil(end));

    JsonObject key = made(keys.ask("{\"name\":\"nightly\"}"));
    HttpResponse<String> refused = keys.ask("{\"name\":\"longer\",\"validFor\":\"P30D\"}");

    assertEquals(end, Instant.parse(key.getString("expiresAt")));
    assertEquals("saml", key.getString("loginSource"));
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body().contains("validity-not-yours"), refused.body());
    assertFalse(keys.list().toString().contains("longer"));
  }

  @Test
  @DisplayName(
      "NB-7: a new login slides the end for new keys and leaves those alone that are there")
  void aNewLoginSlidesTheEndForNewKeys() throws Exception {
    Instant first = inMillis(600);
    Instant second = inMillis(1200);
    JsonObject before = made(new KeyApiClient(signedInUntil(first)).ask("{\"name\":\"before\"}"));

    KeyApiClient keys = new KeyApiClient(signedInUntil(second));
    JsonObject after = made(keys.ask("{\"name\":\"after\"}"));

    assertEquals(second, Instant.parse(after.getString("expiresAt")));
    assertEquals(
        first, Instant.parse(Body.of(keys.show(before.getString("id"))).getString("expiresAt")));
  }

  @Test
  @DisplayName(
      "NB-8: given a SAML session that is over, when a key is added, then it is refused: no"
          + " key")
  void aSessionThatIsOverGivesNoKey() throws Exception {
    Instant end = inMillis(5);
    Visitor carol = signedInUntil(end);
    JsonObject key = made(new KeyApiClient(carol).ask("{\"name\":\"short story\"}"));
    String token =
        carol.get("/postern/api/policy").headers().firstValue("X-CSRF-Token").orElseThrow();
    assertEquals(200, call(key).statusCode());

    int status = 200;
    while (status == 200 && Instant.now().isBefore(end.plusSeconds(5))) {
      status = call(key).statusCode();
    }
    HttpResponse<String> refused =
        carol.postJson("/postern/api/keys", "{\"name\":\"too late\"}", "X-CSRF-Token", token);

    assertEquals(401, status);
    assertFalse(Instant.now().isBefore(end), "The key was refused before its end");
    assertEquals(401, refused.statusCode(), refused.body());
    assertFalse(
        new KeyApiClient(signedInUntil(inMillis(600))).list().toString().contains("too late"));
  }

  @Test
  @DisplayName("NB-8: given an identity provider that states no end, when a key is added, then the"
      + " refusal says why")
  void withoutAnEndOfTheSessionThereIsNoKey() throws Exception {
    KeyApiClient keys = new KeyApiClient(signedInUntil(null));

    HttpResponse<String> refused = keys.ask("{\"name\":\"endless\"}");

    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("session-end-unknown"), refused.body());
    assertFalse(keys.policy().getBoolean("mayCreate"));
    assertFalse(keys.policy().getString("reason").isBlank());
  }

  @Test
  @DisplayName(
      "CO-18: given U signs in by SSO only, when a key is made for U, then it works with no"
          + " MFA or SSO step")
  void theKeyWorksWithoutTheIdentityProvider() throws Exception {
    JsonObject key =
        made(new KeyApiClient(signedInUntil(inMillis(600))).ask("{\"name\":\"script\"}"));

    HttpResponse<String> answer = call(key);

    assertEquals(
        "{\"user\":\"carol\",\"by\":\"api-key\",\"keyId\":\""
            + key.getString("id")
            + "\",\"roles\":[\"user\"]}",
        answer.body());
  }

  private static Instant inMillis(int seconds) {
    return Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.MILLIS);
  }

  private static Visitor signedInUntil(Instant end) throws Exception {
    SsoLogin login = SsoLogin.begin(server, server.visitor());
    assertEquals(303, login.complete(idp.to(login.request()).until(end).xml()).statusCode());
    return login.browser();
  }

  private static JsonObject made(HttpResponse<String> answer) {
    assertEquals(201, answer.statusCode(), answer.body());
    return Body.of(answer);
  }

  private static HttpResponse<String> call(JsonObject key) throws Exception {
    return server.visitor().get("/api/me", "Authorization", "Bearer " + key.getString("key"));
  }
}
