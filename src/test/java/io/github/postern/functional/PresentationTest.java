package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.Rows;
import io.github.postern.testing.TestApp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a key may be presented, and what is said to those who do it otherwise. */
class PresentationTest {

  private static TestApp app;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.start(builder -> builder.setting("postern.required-paths", "/batch/*"));
    key = app.loggedIn("alice", "user").createKey("dressed");
  }

  @AfterAll
  static void stop() throws Exception {
    app.close();
  }

  @Test
  @DisplayName("E-5: a whole key in the wrong dress is a bad request that names the right form: the"
      + " application does not see it, and it leaves no row, no session and no line with"
      + " a part of the secret")
  void theWrongDressIsABadRequest() throws Exception {
    List<String> through = new ArrayList<>();
    try (LogCapture log = new LogCapture();
        TestApp fresh = TestApp.start()) {
      String own = fresh.loggedIn("alice", "user").createKey("dressed");
      Map<String, List<String>> rows = Rows.all(fresh.jdbcUrl());
      int sessions = fresh.sessionsMade();
      for (String line : KeySpellings.of(own)) {
        Reply reply = Raw.get(fresh.url(), "/api/me", line);
        boolean right = reply.status() == 400
            && reply.body().contains("\"invalid-request\"")
            && reply.body().contains("Authorization: Bearer")
            && reply.body().contains("X-API-Key")
            && !reply.body().contains(own);
        if (!right) {
          through.add(line.replace(own, "KEY")
              + " -> "
              + reply.status()
              + " "
              + reply.body().replace(own, "KEY"));
        }
      }
      assertEquals(sessions, fresh.sessionsMade());
      fresh.postern().close(); // writes down what it has seen
      assertEquals(rows, Rows.all(fresh.jdbcUrl()), "no row more, and none changed");
      assertTrue(log.text().contains("CREATED key=" + own.split("_")[1]), "the log is real");
      assertEquals(List.of(), SecretsTest.partsIn(log.text(), own));
    }
    assertEquals(List.of(), through);
  }

  @Test
  @DisplayName("E-5: no foreign token is hit: only a fitting checksum under our prefix counts,"
      + " wherever it stands")
  void noForeignTokenIsHit() throws Exception {
    String almost = key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A");
    String other = "prod" + key.substring(4);
    for (String value : List.of(
        "Token " + almost,
        "Bearer \"" + almost + "\"",
        "Bearer " + other,
        "ApiKey " + other,
        "Basic " + KeySpellings.base64("alice:" + other),
        "Basic " + KeySpellings.base64(almost + ":"),
        "Bearer " + KeySpellings.base64(almost),
        "test_",
        "Token test_x",
        "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x",
        "Negotiate " + KeySpellings.base64("test_" + "x".repeat(300)),
        "Bearer " + "%".repeat(90))) {
      Reply seen = app.script().get("/api/me", "Authorization", value);
      assertEquals(200, seen.status(), value);
      assertEquals(
          value, seen.json().getJsonObject("headers").getString("authorization"), "untouched");
    }
    Reply seen = app.script().get("/api/me", "X-Api-Token", almost, "Cookie", "k=" + other);
    assertEquals(almost, seen.json().getJsonObject("headers").getString("x-api-token"));
  }

  @Test
  @DisplayName(
      "E-5: a key that is also written somewhere else is accepted once, and hidden" + " everywhere")
  void aSecondCopyIsHidden() throws Exception {
    for (String[] copy : new String[][] {
      {"X-Api-Token", key},
      {"X-Debug", "curl -H X-API-Key:" + key},
      {"X-Copy", KeySpellings.base64(key)}
    }) {
      Reply seen =
          app.script().get("/api/me", "X-API-Key", key, copy[0], copy[1], "X-Other", "stays");
      assertEquals(200, seen.status(), seen.body());
      assertFalse(seen.body().contains(copy[1]), copy[0]);
      assertEquals("stays", seen.json().getJsonObject("headers").getString("x-other"));
    }
  }

  @Test
  @DisplayName("E-5: a key in a URL is found however it is encoded")
  void aKeyInAUrlIsFound() throws Exception {
    for (String path : KeySpellings.urls("/api/me", key)) {
      assertEquals(
          "400 key-in-url", answer(Raw.send("GET", app.url(), path)), path.replace(key, "KEY"));
    }
    assertEquals("400 key-in-url", answer(Raw.send(key, app.url(), "/api/me")));
  }

  @Test
  @DisplayName(
      "E-5: a key that is the name of a header, as a variable in the wrong place makes it, is"
          + " never shown to the application, whatever became of its case, and not beside a"
          + " good one either")
  void aNameThatIsAKeyIsHidden() throws Exception {
    try (TestApp shown = TestApp.prepare()
        .servlet("/*", new NamesServlet())
        .run(builder -> builder.setting("postern.url-patterns", "/api/*"))) {
      String own = shown.loggedIn("alice", "user").createKey("named");
      for (String name : KeySpellings.asNames(own)) {
        for (String line : List.of(name + ": x", name + ":")) {
          Reply refused = Raw.get(shown.url(), "/api/me", line);
          assertTrue(
              refused.status() == 400 && refused.body().contains("\"invalid-request\""),
              line + " -> " + refused.status() + refused.body());
          for (String path : List.of("/api/me", "/other")) {
            Reply seen = Raw.send("GET", shown.url(), path, line, "X-API-Key: " + own);
            assertEquals("200 host connection", seen.status() + " " + seen.body(), line + path);
          }
          Reply alone = Raw.get(shown.url(), "/other", line);
          assertEquals("200 host connection", alone.status() + " " + alone.body(), line);
        }
      }
      String almost = "test_" + "a".repeat(16) + "_" + "b".repeat(37);
      assertTrue(Raw.get(shown.url(), "/api/me", almost + ": x").body().contains(almost));
    }
  }

  /** Names the headers that an application sees. */
  private static final class NamesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response
          .getWriter()
          .print(Collections.list(request.getHeaderNames()).stream()
              .map(name -> name.toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(" ")));
    }
  }

  @Test
  @DisplayName("E-5: a whole key is found behind something that only begins like one")
  void aKeyIsFoundBehindAFalseStart() throws Exception {
    String bait = "test_" + "a".repeat(16) + "_" + "b".repeat(34);
    assertEquals(
        400, app.script().get("/api/me", "Authorization", "Token " + bait + key).status());
    assertEquals(
        400,
        app.script()
            .get("/api/me", "Authorization", "Token " + "test_".repeat(30) + key)
            .status());
  }

  @Test
  @DisplayName("E-6: an empty header is no credential, alone or beside a good one")
  void anEmptyHeaderIsNoCredential() throws Exception {
    for (String[] empty :
        new String[][] {{"X-API-Key", ""}, {"X-API-Key", "  "}, {"Authorization", ""}}) {
      String[] carrier = empty[0].equals("X-API-Key")
          ? new String[] {"Authorization", "Bearer " + key}
          : new String[] {"X-API-Key", key};
      Reply seen = app.script().get("/api/me", empty[0], empty[1], carrier[0], carrier[1]);
      assertEquals("alice", seen.text("user"), seen.body());
      assertEquals(
          200,
          app.script().get("/api/me", empty).status(),
          "and alone it is the application's affair");
      assertEquals("401 key-required", answer(app.script().get("/batch/run", empty)));
    }
    assertEquals(
        "alice",
        Raw.get(app.url(), "/api/me", "X-API-Key:\r\nX-API-Key: " + key).text("user"));
    assertEquals(
        "alice",
        Raw.get(app.url(), "/api/me", "Authorization: Bearer \r\nAuthorization: Bearer " + key)
            .text("user"));
  }

  @Test
  @DisplayName(
      "W-7: 'Authorization: Bearer' with nothing behind it, as an unset variable makes it, is"
          + " no credential")
  void anUnsetVariableIsNoCredential() throws Exception {
    for (String line : List.of(
        "Authorization: Bearer ",
        "Authorization: Bearer",
        "Authorization: bearer   ",
        "X-API-Key:")) {
      assertEquals(200, Raw.get(app.url(), "/api/me", line).status(), line);
      assertEquals(401, Raw.get(app.url(), "/batch/run", line).status(), line);
    }
    Reply beside = Raw.get(app.url(), "/api/me", "Authorization: Bearer \r\nX-API-Key: " + key);
    assertEquals("alice", beside.text("user"));
  }

  @Test
  @DisplayName("E-6: the message tells the true fault")
  void theMessageTellsTheTrueFault() throws Exception {
    Map<String[], String> faults = new LinkedHashMap<>();
    faults.put(new String[] {"X-API-Key", "Bearer " + key}, "X-API-Key holds the key alone");
    faults.put(new String[] {"X-API-Key", "some thing"}, "X-API-Key holds the key alone");
    faults.put(new String[] {"X-API-Key", key + ","}, "X-API-Key holds the key alone");
    faults.put(new String[] {"X-API-Key", key + " " + key}, "more than one");
    faults.put(new String[] {"X-API-Key", key, "Authorization", "Bearer " + key}, "more than one");
    faults.put(new String[] {"X-Api-Token", key}, "header X-Api-Token");
    faults.put(new String[] {"Cookie", "k=" + key}, "header Cookie");
    faults.put(
        new String[] {"Authorization", "Bearer " + key + ", Bearer " + key}, "more than one");
    faults.put(new String[] {"Authorization", "Bearer " + key + " x"}, "with nothing");
    for (Map.Entry<String[], String> fault : faults.entrySet()) {
      Reply reply = app.script().get("/api/me", fault.getKey());
      assertEquals("400 invalid-request", answer(reply));
      assertTrue(reply.text("detail").contains(fault.getValue()), reply.text("detail"));
    }
  }

  @Test
  @DisplayName(
      "E-10: Basic is read as UTF-8, and as ISO-8859-1 where it is not; the key alone on one"
          + " side has one answer each")
  void basicIsReadInBothCharsets() throws Exception {
    try (TestApp basic = TestApp.start(builder -> builder.setting("postern.carriers", "basic"))) {
      String own = basic.loggedIn("j\u00f6rg", "user").createKey("basic");
      for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
        String pair = Base64.getEncoder().encodeToString(("j\u00f6rg:" + own).getBytes(charset));
        assertEquals(
            "j\u00f6rg",
            basic.script().get("/api/me", "Authorization", "Basic " + pair).text("user"),
            charset.name());
      }
      assertEquals("401 invalid-token", answer(basicAuth(basic, ":" + own)), "nobody has no name");
      assertEquals("401 invalid-token", answer(basicAuth(basic, "jorg:" + own)));
      for (String swapped : List.of(
          own + ":", own + ":x-oauth-basic", own + ":" + own, own, "j\u00f6rg:\"" + own + "\"")) {
        Reply reply = basicAuth(basic, swapped);
        assertEquals("400 invalid-request", answer(reply), swapped.replace(own, "KEY"));
        assertTrue(reply.text("detail").contains("as password"), reply.text("detail"));
      }
      assertNull(
          basicAuth(basic, "alice:secret").text("user"), "a real password is the application's");
    }
  }

  @Test
  @DisplayName(
      "E-5: each preset answers its own: a carrier that it does not take is a bad request, or"
          + " the uniform 401 of Cortex")
  void eachPresetAnswersItsOwn() throws Exception {
    Map<String, Integer> presets =
        Map.of("cortex", 401, "cohesity", 400, "cloudtower", 400, "netbackup", 400, "dataos", 400);
    for (Map.Entry<String, Integer> preset : presets.entrySet()) {
      try (TestApp it = TestApp.start(builder -> {
        builder.setting("postern.preset", preset.getKey());
        if (preset.getKey().equals("cortex") || preset.getKey().equals("dataos")) {
          builder.setting("postern.reveal-key", "r1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        }
      })) {
        Reply reply = it.script().get("/api/me", "X-Nobody-Takes-This", Raw.someKey());
        assertEquals(preset.getValue(), reply.status(), preset.getKey() + reply.body());
        assertFalse(reply.body().contains(Raw.someKey()));
      }
    }
  }

  private static Reply basicAuth(TestApp to, String pair) throws Exception {
    return to.script().get("/api/me", "Authorization", "Basic " + KeySpellings.base64(pair));
  }

  private static String answer(Reply reply) {
    return reply.status() + " " + reply.json().getString("code", "");
  }
}
