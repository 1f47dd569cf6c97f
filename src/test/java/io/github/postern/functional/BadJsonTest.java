package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that no client of ours sends. */
class BadJsonTest {

  private static TestApp app;
  private static Browser alice;
  private static String id;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.start(builder -> builder.setting("postern.scopes", "read: GET /api/*"));
    alice = app.loggedIn("alice", "user");
    id = alice.create("{\"name\":\"n\"}").getString("id");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 100, 1000, 1001, 2000, 4000, 8000})
  @DisplayName("S-21: deep JSON is a bad request and not a failure of the server")
  void deepJsonIsABadRequest(int depth) throws Exception {
    for (String body : List.of(
        "{\"name\":" + "[".repeat(depth) + "]".repeat(depth) + "}",
        "[".repeat(depth),
        "{\"scopes\":" + "{\"a\":".repeat(Math.min(depth, 2700)),
        "{\"name\":\"n\",\"x\":" + "[".repeat(depth) + "}")) {
      refused("POST", "/keys", body);
      refused("PATCH", "/keys/" + id, body);
      refused("POST", "/keys/" + id + "/rotate", body);
    }
  }

  @Test
  @DisplayName("S-21: brackets in a text are no depth")
  void bracketsInATextAreNoDepth() throws Exception {
    Reply reply = alice.api(
        "POST", "/keys", "{\"name\":\"n\",\"description\":\"\\\"" + "[{".repeat(100) + "\\\\\"}");
    assertEquals(201, reply.status(), reply.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "{\"name\":NaN}",
        "{\"name\":Infinity}",
        "{\"name\":1e999999999}",
        "{\"name\":-0}",
        "{\"name\":0x1}",
        "{\"name\":\"\\ud800\"}",
        "{\"name\":\"\\udc00\\ud800\"}",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":\"a\"}{}",
        "{\"name\":\"a\"},",
        "{'name':'a'}",
        "{\"name\":\"a\" // x\n}",
        "[]",
        "null",
        "\"x\"",
        "1",
        "true",
        "{\"\\ud800\":1}",
        "{\"name\":\"a\u0000\"}",
        "{\"name\":\"\\u0000\"}",
        "{\"__proto__\":{}}",
        "\uFEFF\uFEFF{}",
        "{",
        "{\"name\"",
        "{\"name\":\"a\",\"n\\u0061me\":\"b\"}"
      })
  @DisplayName("S-21: what is no JSON, or no value of its kind, is a bad request")
  void whatIsNoJsonIsABadRequest(String body) throws Exception {
    refused("POST", "/keys", body);
    refused("PATCH", "/keys/" + id, body);
  }

  @Test
  @DisplayName("S-21: numbers of any length are a bad request, soon")
  void numbersOfAnyLengthAreABadRequest() throws Exception {
    for (String number : List.of(
        "9".repeat(16000),
        "0." + "1".repeat(15000),
        "1e" + "9".repeat(1000),
        "-" + "1".repeat(5000))) {
      for (String member :
          List.of("name", "description", "validFor", "expiresAt", "scopes", "networks")) {
        refused("POST", "/keys", "{\"" + member + "\":" + number + "}");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "+292278995-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z"
      })
  @DisplayName("S-21: an instant beyond every calendar is a bad request, and not a database that is"
      + " away")
  void instantsBeyondEveryCalendar(String instant) throws Exception {
    Browser root = app.loggedIn("root", "administrator");
    Reply revoked =
        root.api("POST", "/admin/revocations", "{\"issuedBefore\":\"" + instant + "\"}");
    assertTrue(revoked.status() == 400, revoked.status() + revoked.body());
    refused("POST", "/keys", "{\"name\":\"n\",\"expiresAt\":\"" + instant + "\"}");
    refused("PATCH", "/keys/" + id, "{\"expiresAt\":\"" + instant + "\"}");
    Reply preview = alice.api("GET", "/policy?expiresAt=" + instant.replace("+", "%2B"), null);
    assertTrue(preview.status() == 400, preview.status() + preview.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name",
        "description",
        "validFor",
        "expiresAt",
        "scopes",
        "networks",
        "active",
        "overlap"
      })
  @DisplayName("S-21: a member of another type is a bad request, whichever it is")
  void memberOfAnotherType(String member) throws Exception {
    for (String value : List.of(
        "{}",
        "[[]]",
        "[1]",
        "[null]",
        "[{}]",
        "1",
        "\"\\ud83d\"",
        "[\"\\ud83d\"]",
        "1e400",
        "0.1")) {
      refused(
          member.equals("active") ? "PATCH" : "POST",
          member.equals("overlap")
              ? "/keys/" + id + "/rotate"
              : member.equals("active") ? "/keys/" + id : "/keys",
          (member.equals("name") || member.equals("overlap") || member.equals("active")
                  ? "{"
                  : "{\"name\":\"n\",")
              + "\""
              + member
              + "\":"
              + value
              + "}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/json",
        "application/json-patch+json",
        "application/xml",
        "*/*"
      })
  @DisplayName("S-21: what does not say that it is JSON is 415")
  void whatDoesNotSayThatItIsJson(String type) throws Exception {
    Reply reply = alice.send(
        "POST",
        "/postern/api/keys",
        "{\"name\":\"n\"}",
        "X-CSRF-Token",
        alice.csrf(),
        "Sec-Fetch-Site",
        "same-origin",
        "Content-Type",
        type);
    assertEquals(415, reply.status(), reply.body());
  }

  private static void refused(String method, String path, String body) throws Exception {
    try (LogCapture log = new LogCapture()) {
      Reply reply = alice.api(method, path, body);
      assertTrue(
          reply.status() == 400,
          () -> reply.status()
              + " "
              + reply.body()
              + " to "
              + body.substring(0, Math.min(80, body.length())));
      assertFalse(log.text().contains("\tat "), log::text);
    }
  }
}
