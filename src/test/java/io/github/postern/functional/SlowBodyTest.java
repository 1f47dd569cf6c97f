package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The caller is looked up again when the whole call is there: a user who sends the body slowly does
 * not keep the rights of before.
 */
class SlowBodyTest {

  private static final int TIMEOUT_MILLIS = 20_000;

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
        try (Socket socket = begun(
            app,
            "Cookie: JSESSIONID=" + boss.sessionId() + "\r\nX-CSRF-Token: " + boss.csrf(),
            method,
            there,
            body)) {
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
          int status = finished(socket, body);
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
        assertEquals(401, finished(socket, body));
      }
    }
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
    socket
        .getOutputStream()
        .write((method
                + " /app/postern/api"
                + path
                + " HTTP/1.1\r\nHost: "
                + uri.getAuthority()
                + "\r\n"
                + credential
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    assertEquals("HTTP/1.1 100 Continue", line(socket.getInputStream()));
    assertEquals("", line(socket.getInputStream()));
    return socket;
  }

  private static int finished(Socket socket, String body) throws IOException {
    socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
    return Integer.parseInt(line(socket.getInputStream()).split(" ")[1]);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }
}
