package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The caller is looked up again when the whole call is there: a user who sends the body slowly does
 * not keep the rights of before. That is so for the login, the key, the answer of the directory
 * about the caller, and the limits of the key.
 */
class SlowBodyTest {

  private static final int TIMEOUT_MILLIS = 20_000;

  private final Map<String, OwnerStatus> people = new ConcurrentHashMap<>();

  @ParameterizedTest
  @CsvSource({
    "POST, /keys",
    "POST, /keys/{own}/rotate",
    "PATCH, /keys/{own}",
    "POST, /admin/owners/vera/keys",
    "POST, /admin/keys/{other}/rotate",
    "PATCH, /admin/keys/{other}"
  })
  @DisplayName("A call whose body comes after the session was ended, or lost its role, is refused")
  void whatWasTakenAwayMeanwhileCounts(String method, String path) throws Exception {
    for (String meanwhile : new String[] {"logout", "demoted"}) {
      try (TestApp app = TestApp.start()) {
        String other = app.loggedIn("vera", "user").create("{\"name\":\"n\"}").getString("id");
        Browser boss = app.loggedIn("boss", "administrator");
        String own = boss.create("{\"name\":\"n\"}").getString("id");
        String body = path.endsWith("rotate") ? "{}" : "{\"name\":\"m\"}";
        String there = path.replace("{own}", own).replace("{other}", other);
        try (Socket socket = begun(app, cookie(boss), method, there, body)) {
          if (meanwhile.equals("logout")) {
            boss.logout();
          } else {
            boss.send(
                "POST",
                "/login",
                "user=boss&roles=user",
                "Content-Type",
                "application/x-www-form-urlencoded");
          }
          int status = finished(socket, body).status();
          boolean lost = path.startsWith("/admin");
          assertTrue(
              meanwhile.equals("logout")
                  ? status == 401
                  : lost ? status == 403 || status == 401 : status < 300 || status == 401,
              meanwhile + " " + status);
        }
      }
    }
  }

  @Test
  @DisplayName(
      "S-15: a key that is revoked before the body of its call is there makes no other one")
  void aKeyThatIsRevokedMeanwhileMakesNone() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.keys-manage-keys", "true"))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"n\"}");
      String body = "{\"name\":\"m\",\"validFor\":\"P1D\"}";
      try (Socket socket =
          begun(app, "X-API-Key: " + key.getString("key"), "POST", "/keys", body)) {
        assertEquals(
            204, alice.api("DELETE", "/keys/" + key.getString("id"), null).status());
        assertEquals(401, finished(socket, body).status());
      }
    }
  }

  @Test
  @DisplayName(
      "S-15: an administrator who is disabled in the directory meanwhile makes no key for others")
  void anAdministratorWhoIsDisabledInTheDirectoryMeanwhileMakesNoKeyForOthers() throws Exception {
    people.put("boss", OwnerStatus.active(Set.of("administrator")));
    people.put("vera", OwnerStatus.active(Set.of("user")));
    try (TestApp app = TestApp.start(builder ->
        builder.ownerDirectory(owner -> people.getOrDefault(owner.name(), OwnerStatus.gone())))) {
      Browser boss = app.loggedIn("boss", "administrator");
      String body = "{\"name\":\"m\",\"validFor\":\"P1D\"}";
      try (Socket socket = begun(app, cookie(boss), "POST", "/admin/owners/vera/keys", body)) {
        people.put("boss", OwnerStatus.disabled());
        app.postern().ownerChanged("boss");
        assertEquals(
            403, boss.api("POST", "/admin/owners/vera/keys", body).status(), "without delay");
        assertEquals(403, finished(socket, body).status());
      }
    }
  }

  @Test
  @DisplayName("S-15: a key that is shortened meanwhile makes none that outlives it")
  void aKeyThatIsShortenedMeanwhileMakesNoneThatOutlivesIt() throws Exception {
    try (TestApp app =
        TestApp.start(builder -> builder.setting("postern.keys-manage-keys", "true"))) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"P30D\"}");
      Instant end = app.clock().instant().plus(Duration.ofHours(1));
      String body = "{\"name\":\"m\",\"validFor\":\"P20D\"}";
      try (Socket socket =
          begun(app, "X-API-Key: " + key.getString("key"), "POST", "/keys", body)) {
        Browser root = app.loggedIn("root", "administrator");
        assertEquals(
            200,
            root.api(
                    "PATCH",
                    "/admin/keys/" + key.getString("id"),
                    "{\"expiresAt\":\"" + end + "\"}")
                .status());
        Answer reply = finished(socket, body);
        if (reply.status() == 201) {
          Instant madeUntil = Instant.parse(reply.json().getString("expiresAt"));
          assertTrue(!madeUntil.isAfter(end), "it works until " + madeUntil + ", not " + end);
        }
      }
    }
  }

  @Test
  @DisplayName("S-15: a key whose owner loses a role meanwhile hands it to nobody")
  void aKeyWhoseOwnerLosesARoleMeanwhileHandsItToNobody() throws Exception {
    people.put("boss", OwnerStatus.active(Set.of("administrator", "payroll")));
    people.put("vera", OwnerStatus.active(Set.of("payroll")));
    try (TestApp app = TestApp.start(builder -> builder
        .setting("postern.keys-manage-keys", "true")
        .ownerDirectory(owner -> people.getOrDefault(owner.name(), OwnerStatus.gone())))) {
      String key = app.loggedIn("boss", "administrator", "payroll").createKey("managing");
      String body = "{\"name\":\"m\",\"validFor\":\"P1D\"}";
      try (Socket socket =
          begun(app, "X-API-Key: " + key, "POST", "/admin/owners/vera/keys", body)) {
        people.put("boss", OwnerStatus.active(Set.of("administrator")));
        app.postern().ownerChanged("boss");
        int late = app.script()
            .send(
                "POST",
                "/postern/api/admin/owners/vera/keys",
                body,
                "X-API-Key",
                key,
                "Content-Type",
                "application/json")
            .status();
        assertNotEquals(201, late, "without delay");
        assertNotEquals(201, finished(socket, body).status());
      }
    }
  }

  private static String cookie(Browser browser) {
    return "Cookie: JSESSIONID=" + browser.sessionId() + "\r\nX-CSRF-Token: " + browser.csrf();
  }

  /**
   * Sends all but the body, and returns when the server has begun to read that: it says so (RFC
   * 9110 section 10.1.1).
   */
  private static Socket begun(
      TestApp app, String credential, String method, String path, String body) throws IOException {
    URI uri = URI.create(app.url());
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    String head = method
        + " /app/postern/api"
        + path
        + " HTTP/1.1\r\nHost: "
        + uri.getAuthority()
        + "\r\n"
        + credential
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    assertEquals("HTTP/1.1 100 Continue", line(socket.getInputStream()));
    assertEquals("", line(socket.getInputStream()));
    return socket;
  }

  /** Sends the body, and returns the answer: its status and the first part of its body. */
  private static Answer finished(Socket socket, String body) throws IOException {
    socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    int status = Integer.parseInt(line(in).split(" ")[1]);
    int length = -1;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring("content-length:".length()).strip());
      }
    }
    int bytes = length >= 0 ? length : Integer.parseInt(line(in), 16);
    return new Answer(status, new String(in.readNBytes(bytes), StandardCharsets.UTF_8));
  }

  private record Answer(int status, String body) {

    JsonObject json() {
      return Json.createReader(new StringReader(body)).readObject();
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }
}
