package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Getting in by the side gate: what Postern adds to the application. */
final class KeyIT {

  private static final String JOB =
      "{\"name\":\"Wiki\",\"source\":\"wiki-01:/var/wiki\",\"schedule\":\"daily\"}";

  @TempDir
  static Path folder;

  private static SampleServer server;

  @BeforeAll
  static void start() throws Exception {
    server = SampleServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aKeyLetsAScriptInAsItsOwner() throws Exception {
    JsonObject key = keysOf("alice").create("nightly", "P30D");
    String expected = "{\"user\":\"alice\",\"by\":\"api-key\",\"keyId\":\""
        + key.getString("id")
        + "\",\"roles\":[\"user\"]}";

    HttpResponse<String> bearer = script().get("/api/me", "Authorization", bearer(key));
    HttpResponse<String> header = script().get("/api/me", "X-API-Key", key.getString("key"));

    assertEquals(200, bearer.statusCode(), bearer.body());
    assertEquals(expected, bearer.body());
    assertEquals(200, header.statusCode(), header.body());
    assertEquals(expected, header.body());
  }

  @Test
  void aScriptCreatesAJobWithAKeyAndNoCookies() throws Exception {
    JsonObject key = keysOf("alice").create("creates jobs", "P30D");

    HttpResponse<String> answer = script().postJson("/api/jobs", JOB, "Authorization", bearer(key));

    assertEquals(201, answer.statusCode(), answer.body());
    assertEquals("alice", Body.of(answer).getString("createdBy"));
    assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
  }

  @Test
  void aKeyMayDoWhatItsOwnerMayDo() throws Exception {
    JsonObject alices = keysOf("alice").create("tries to delete", "P1D");
    JsonObject bobs = keysOf("bob").create("deletes", "P1D");
    String job = "/api/jobs/"
        + Body.of(server.loggedIn("alice").postJson("/api/jobs", JOB)).getInt("id");

    assertEquals(403, script().delete(job, "Authorization", bearer(alices)).statusCode());
    assertEquals(204, script().delete(job, "Authorization", bearer(bobs)).statusCode());
  }

  @Test
  void aKeyWithAChangedCharacterIsRefusedWithAChallenge() throws Exception {
    String key = keysOf("alice").create("mistyped", "P30D").getString("key");
    int place = key.length() / 2;
    String mistyped =
        key.substring(0, place) + (key.charAt(place) == 'a' ? 'b' : 'a') + key.substring(place + 1);

    HttpResponse<String> answer = script().get("/api/me", "Authorization", "Bearer " + mistyped);

    assertEquals(401, answer.statusCode());
    String challenge = answer.headers().firstValue("WWW-Authenticate").orElseThrow();
    assertTrue(challenge.startsWith("Bearer "), challenge);
    assertTrue(challenge.contains("error=\"invalid_token\""), challenge);
  }

  @Test
  void theKeyIsRefusedAtOnceAfterItsDeletion() throws Exception {
    KeyApiClient keys = keysOf("alice");
    JsonObject key = keys.create("short story", "P30D");
    assertEquals(200, script().get("/api/me", "Authorization", bearer(key)).statusCode());

    assertEquals(204, keys.delete(key.getString("id")).statusCode());

    assertEquals(401, script().get("/api/me", "Authorization", bearer(key)).statusCode());
    assertEquals(401, script().get("/api/me", "X-API-Key", key.getString("key")).statusCode());
  }

  @Test
  void aKeyOfOneSecondIsRefusedAfterIt() throws Exception {
    JsonObject key = keysOf("alice").create("one second", "PT1S");
    Instant end = Instant.parse(key.getString("expiresAt"));
    Instant deadline = end.plus(Duration.ofSeconds(5));

    int status = 200;
    while (status == 200 && Instant.now().isBefore(deadline)) {
      status = script().get("/api/me", "Authorization", bearer(key)).statusCode();
    }

    assertEquals(401, status);
    assertFalse(Instant.now().isBefore(end), "The key was refused before its end");
  }

  @Test
  void withNeitherKeyNorSessionTheApplicationAnswersAsItAlwaysDid() throws Exception {
    HttpResponse<String> answer = script().get("/api/me");

    assertEquals(401, answer.statusCode());
    assertEquals("{\"error\":\"login required\"}", answer.body());
    assertTrue(answer.headers().firstValue("WWW-Authenticate").isEmpty());
  }

  @Test
  void somebodyElsesKeyDoesNotExistForMe() throws Exception {
    String id = keysOf("bob").create("bob's own", "P30D").getString("id");
    KeyApiClient alice = keysOf("alice");

    assertEquals(404, alice.show(id).statusCode());
    assertEquals(404, alice.delete(id).statusCode());
    assertFalse(alice.list().toString().contains(id));
    assertEquals(200, keysOf("bob").show(id).statusCode());
  }

  @Test
  void theListNeverShowsASecret() throws Exception {
    KeyApiClient keys = keysOf("alice");
    JsonObject key = keys.create("secret", "P30D");
    String secret = key.getString("key").substring(key.getString("key").lastIndexOf('_') + 1);

    String list = keys.list().toString();

    assertTrue(list.contains(key.getString("id")), list);
    assertFalse(list.contains(secret));
    assertFalse(keys.show(key.getString("id")).body().contains(secret));
  }

  @Test
  void aSessionBesideTheKeyDoesNotCount() throws Exception {
    Visitor bob = server.loggedIn("bob");
    JsonObject alices = keysOf("alice").create("beside bob's session", "P1D");

    assertEquals(
        "alice", Body.of(bob.get("/api/me", "Authorization", bearer(alices))).getString("user"));
    assertEquals("bob", Body.of(bob.get("/api/me")).getString("user"));
  }

  @Test
  void aStrangerGetsNoKey() throws Exception {
    assertEquals(401, script().get("/postern/api/keys").statusCode());
    assertEquals(
        401,
        script()
            .postJson("/postern/api/keys", "{\"name\":\"x\",\"validFor\":\"P1D\"}")
            .statusCode());
  }

  private static KeyApiClient keysOf(String user) throws Exception {
    return new KeyApiClient(server.loggedIn(user));
  }

  /** A caller without cookies. */
  private static Visitor script() {
    return server.visitor();
  }

  private static String bearer(JsonObject key) {
    return "Bearer " + key.getString("key");
  }
}
