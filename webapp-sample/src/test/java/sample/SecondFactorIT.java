package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A login in two halves, and keys that need neither. */
final class SecondFactorIT {

  private static final String FACTOR = "/profile/second-factor";
  private static final Pattern KEY = Pattern.compile("<code id=\"key\">([A-Z2-7 ]+)</code>");
  private static final Pattern CODES = Pattern.compile("<pre id=\"codes\"[^>]*>([^<]+)</pre>");

  @TempDir
  Path folder;

  private final Authenticator app = new Authenticator(Authenticator.GRACE);
  private SampleServer server;

  @BeforeEach
  void start() throws Exception {
    server = SampleServer.start(folder, Map.of("postern.preset", "cloudtower"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @DisplayName(
      "CT-1: given U with a second factor and a login, when a key is created, then the answer"
          + " has id, key and roles")
  void aLoginWithASecondFactorCreatesAKey() throws Exception {
    JsonObject key = createKey(loggedInGrace());

    assertTrue(key.getString("id").matches("[a-z2-7]{16}"), key.getString("id"));
    assertTrue(key.getString("key").startsWith("jobs_" + key.getString("id") + "_"));
    assertEquals("[\"user\"]", key.getJsonArray("roles").toString());
    assertEquals("grace", key.getString("owner"));
  }

  @Test
  @DisplayName("CT-2: given the key of CT-1, when the API is called with it, then 200 as U and no"
      + " second factor is asked")
  void aKeyIsAskedForNoSecondFactor() throws Exception {
    String key = createKey(loggedInGrace()).getString("key");
    Visitor script = server.visitor();

    HttpResponse<String> me = script.get("/api/me", "Authorization", key);
    HttpResponse<String> job = script.postJson(
        "/api/jobs",
        "{\"name\":\"Wiki\",\"source\":\"wiki-01:/var/wiki\",\"schedule\":\"daily\"}",
        "Authorization",
        key);

    assertEquals(200, me.statusCode(), me.body());
    assertEquals("grace", Body.of(me).getString("user"));
    assertEquals(201, job.statusCode(), job.body());
    assertTrue(script.sessionId().isEmpty(), "and no session is needed or made");
  }

  @Test
  void thePasswordAloneIsNoLoginForAnybody() throws Exception {
    Visitor grace = server.visitor();

    HttpResponse<String> half = grace.postForm(
        "/login", Map.of("username", "grace", "password", "grace", "return", "/profile?key=add"));

    assertEquals(303, half.statusCode());
    assertEquals("/login/code?return=%2Fprofile%3Fkey%3Dadd", location(half));
    assertEquals(401, grace.get("/api/me").statusCode());
    assertEquals(401, grace.get("/postern/api/keys").statusCode());
    assertEquals("/login", location(grace.get("/")));
    assertEquals("/login?return=%2Flogin%2Fagain", location(grace.get("/login/again")));
    assertEquals("/login?return=%2Fprofile%2Fsecond-factor", location(grace.get(FACTOR)));
    assertEquals("/login", location(grace.postForm(FACTOR + "/off", Map.of("proof", "000000"))));
  }

  @Test
  void aScriptGetsInByNoOtherFormEither() throws Exception {
    Visitor script = server.visitor();
    assertEquals(
        401,
        script
            .postJson("/login", "{\"username\":\"grace\",\"password\":\"grace\"}")
            .statusCode());
    assertEquals(
        303,
        script
            .postForm(
                "/login",
                Map.of(
                    "username",
                    "grace",
                    "password",
                    "grace",
                    "proof",
                    app.next(),
                    "code",
                    "123456",
                    "user",
                    "grace"))
            .statusCode());
    assertEquals(
        401, script.get("/api/me", "Authorization", "Basic Z3JhY2U6Z3JhY2U=").statusCode());
    assertEquals(
        401,
        script.postJson("/login/code", "{\"proof\":\"" + app.next() + "\"}").statusCode());

    assertEquals(401, script.get("/api/me").statusCode());
  }

  @Test
  void aCodeWithoutAPasswordIsNothing() throws Exception {
    Visitor stranger = server.visitor();

    assertEquals("/login", location(stranger.get("/login/code")));
    assertEquals(
        "/login",
        location(
            stranger.postForm("/login/code", Map.of("proof", app.next(), "username", "grace"))));
    assertEquals(401, stranger.get("/api/me").statusCode());
  }

  @Test
  void theRightCodeIsALoginWithASessionIdOfItsOwn() throws Exception {
    Visitor grace = server.loggedIn("alice");
    String alices = grace.sessionId().orElseThrow();
    grace.logIn("grace", "grace");
    String half = grace.sessionId().orElseThrow();
    assertNotEquals(alices, half);
    assertTrue(grace.get("/login/code").body().contains("autocomplete=\"one-time-code\""));

    HttpResponse<String> in =
        grace.postForm("/login/code", Map.of("proof", app.next(), "return", "/profile"));

    assertEquals("/profile", location(in));
    String whole = grace.sessionId().orElseThrow();
    assertNotEquals(half, whole);
    assertEquals(
        "{\"user\":\"grace\",\"by\":\"session\",\"keyId\":null,\"roles\":[\"user\"]}",
        grace.get("/api/me").body());
    for (String old : List.of(alices, half)) {
      Visitor thief = server.visitor();
      assertEquals(401, thief.get("/api/me", "Cookie", "JSESSIONID=" + old).statusCode());
      assertEquals("/login", location(thief.get("/login/code", "Cookie", "JSESSIONID=" + old)));
    }
  }

  @Test
  void aCodeIsGoodForOneLogin() throws Exception {
    String code = app.next();
    Visitor first = server.visitor();
    Visitor second = server.visitor();
    first.logIn("grace", "grace");
    second.logIn("grace", "grace");

    assertEquals("/", location(first.postForm("/login/code", Map.of("proof", code))));
    HttpResponse<String> replayed = second.postForm("/login/code", Map.of("proof", code));

    assertEquals(401, replayed.statusCode());
    assertTrue(replayed.body().contains("it was used before"), replayed.body());
    assertEquals(401, second.get("/api/me").statusCode());
  }

  @Test
  void afterFiveWrongCodesThePasswordIsAskedForAgain() throws Exception {
    Visitor grace = server.visitor();
    grace.logIn("grace", "grace");
    for (int i = 0; i < 5; i++) {
      HttpResponse<String> wrong = grace.postForm("/login/code", Map.of("proof", "00000" + i));
      assertEquals(401, wrong.statusCode());
      assertFalse(wrong.body().contains("00000" + i), "What was typed is not shown again");
    }

    assertEquals("/login", location(grace.postForm("/login/code", Map.of("proof", app.next()))));
  }

  @Test
  void aPersonSetsItUpSignsInWithItLosesThePhoneAndTurnsItOff() throws Exception {
    Visitor alice = server.loggedIn("alice");
    assertEquals(FACTOR, location(alice.postForm(FACTOR + "/setup", Map.of())));
    Authenticator phone = new Authenticator(find(KEY, alice.get(FACTOR).body()));
    HttpResponse<String> picture = alice.get(FACTOR + "/qr.svg");
    assertEquals("no-store", picture.headers().firstValue("Cache-Control").orElseThrow());
    assertEquals(
        "image/svg+xml;charset=utf-8",
        picture.headers().firstValue("Content-Type").orElseThrow().toLowerCase());
    assertEquals(
        401, alice.postForm(FACTOR + "/confirm", Map.of("proof", "000000")).statusCode());

    HttpResponse<String> on = alice.postForm(FACTOR + "/confirm", Map.of("proof", phone.next()));

    List<String> recovery = find(CODES, on.body()).lines().toList();
    assertEquals(8, recovery.size());
    assertEquals(404, alice.get(FACTOR + "/qr.svg").statusCode(), "the secret is not shown again");
    assertFalse(KEY.matcher(alice.get(FACTOR).body()).find());
    Visitor later = server.visitor();
    assertEquals("/login/code?return=%2F", location(later.logIn("alice", "alice")));
    assertEquals("/", location(later.postForm("/login/code", Map.of("proof", recovery.get(0)))));
    assertEquals(
        401,
        later.postForm(FACTOR + "/off", Map.of("proof", recovery.get(0))).statusCode(),
        "used up");
    assertEquals(
        "/profile?tab=security",
        location(later.postForm(FACTOR + "/off", Map.of("proof", phone.next()))));
    assertEquals("/", location(server.visitor().logIn("alice", "alice")));
  }

  @Test
  void aKeyChangesNothingAboutTheLogin() throws Exception {
    Visitor grace = loggedInGrace();
    String key = createKey(grace).getString("key");
    String code = app.next();
    for (String path : List.of("/setup", "/off", "/cancel", "/confirm")) {
      assertEquals(
          403,
          grace
              .postForm(FACTOR + path, Map.of("proof", code), "Authorization", key)
              .statusCode());
    }
    assertEquals(
        403,
        grace
            .postForm("/login/again", Map.of("proof", code), "Authorization", key)
            .statusCode());
    assertEquals(403, grace.get(FACTOR, "Authorization", key).statusCode());
  }

  private JsonObject createKey(Visitor visitor) throws Exception {
    String csrf =
        visitor.get("/postern/api/policy").headers().firstValue("X-CSRF-Token").orElseThrow();
    HttpResponse<String> answer =
        visitor.postJson("/postern/api/keys", "{\"name\":\"nightly\"}", "X-CSRF-Token", csrf);
    assertEquals(201, answer.statusCode(), answer.body());
    return Body.of(answer);
  }

  private Visitor loggedInGrace() throws Exception {
    Visitor grace = server.loggedIn("grace");
    assertEquals("/", location(grace.postForm("/login/code", Map.of("proof", app.next()))));
    return grace;
  }

  private static String find(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    assertTrue(matcher.find(), body);
    return matcher.group(1);
  }

  private static String location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError(answer.statusCode()));
  }
}
