package io.github.postern.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where keys manage keys and may come as a password, other sites must not use what a browser
 * remembers.
 */
class BrowsersRepeatBasicTest {

  private static TestApp app;
  private static int names;

  private final String name = "alice" + names++;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.start(builder -> builder
        .setting("postern.keys-manage-keys", "true")
        .setting("postern.carriers", "bearer,header:X-API-Key,basic"));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("S-15: a browser repeats Basic by itself, so a call that modifies must come from the"
      + " application's own pages")
  @CsvSource(delimiter = '|', textBlock = """
                    Sec-Fetch-Site | cross-site           | 403
                    Sec-Fetch-Site | same-site            | 403
                    Sec-Fetch-Site | none                 | 403
                    Sec-Fetch-Site | same-origin          | 201
                    Origin         | https://evil.example | 403
                    Origin         | null                 | 403
                    X-Nothing      | x                    | 201
                    """)
  void browsersRepeatBasic(String header, String value, int status) throws Exception {
    JsonObject key = app.loggedIn(name, "user").create("{\"name\":\"k\",\"validFor\":\"P10D\"}");
    String basic = "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + key.getString("key")).getBytes(StandardCharsets.UTF_8));
    Reply reply = app.script()
        .send(
            "POST",
            "/postern/api/keys/" + key.getString("id") + "/rotate",
            null,
            "Authorization",
            basic,
            header,
            value);
    assertEquals(status, reply.status(), reply.body());
    if (status == 403) {
      assertEquals("cross-origin", reply.code());
      assertEquals(
          201,
          app.script()
              .send(
                  "POST",
                  "/postern/api/keys/" + key.getString("id") + "/rotate",
                  null,
                  "X-API-Key",
                  key.getString("key"),
                  header,
                  value)
              .status(),
          "no browser sends this one by itself");
    }
  }

  @Test
  @DisplayName("S-15: Basic of a browser on another site does not give up a key either")
  void browsersGiveNothingUp() throws Exception {
    JsonObject key = app.loggedIn(name, "user").create("{\"name\":\"k\",\"validFor\":\"P10D\"}");
    String basic = "basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + key.getString("key")).getBytes(StandardCharsets.UTF_8));
    for (String path : List.of("/self", "/keys/" + key.getString("id"), "/keys")) {
      Reply reply = app.script()
          .send(
              "DELETE",
              "/postern/api" + path,
              null,
              "Authorization",
              basic,
              "Sec-Fetch-Site",
              "cross-site");
      assertEquals(403, reply.status(), path + reply.body());
    }
    assertEquals(200, app.script().getWithKey("/api/me", key.getString("key")).status());
  }
}
