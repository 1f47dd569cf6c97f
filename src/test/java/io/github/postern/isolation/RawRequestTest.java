package io.github.postern.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A key of alice, in the browser of bob: no way of the servlet API leads the application to the
 * container's own request.
 */
class RawRequestTest {

  private static TestApp app;
  private static String key;
  private static Browser bob;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.prepare()
        .servlet("/way/*", new RequestAccessServlet())
        .context(RequestAccessServlet::install)
        .run(builder -> builder.setting("postern.required-paths", "/way/*"));
    key = app.loggedIn("alice", "user").createKey("n");
    bob = app.loggedIn("bob", "user");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @BeforeEach
  void forget() {
    RequestAccessServlet.TOLD.clear();
  }

  private Reply call(String way) throws Exception {
    Reply reply = bob.send("GET", "/way/" + way, null, "X-API-Key", key);
    assertEquals(200, reply.status(), way + ": " + reply.body());
    assertEquals(List.of(), reply.headers().allValues("Set-Cookie"), way);
    return reply;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "async-request",
        "async-context",
        "async-thread",
        "async-wrapped",
        "async-dispatch",
        "async-dispatch-to",
        "async-timeout"
      })
  @DisplayName("S-13: no async part of a request with a key sees the secret, a cookie or another"
      + " person's session")
  void asyncPartsSeeTheOwnerOfTheKeyAlone(String way) throws Exception {
    assertEquals(VisibleIdentity.ALICE_ALONE, call(way).body());
  }

  @Test
  @DisplayName("N-2: startAsync() without arguments keeps who it is, and makes no session and no"
      + " cookie")
  void anAsyncPartMakesNoSessionAndSetsNoCookie() throws Exception {
    int before = app.sessionsMade();
    Reply reply = app.script().getWithKey("/way/async-makes", key);
    assertEquals(VisibleIdentity.ALICE_ALONE, reply.body());
    assertEquals(List.of(), reply.headers().allValues("Set-Cookie"));
    assertEquals(before, app.sessionsMade());
  }

  @ParameterizedTest
  @ValueSource(strings = {"forward", "include", "context-forward", "context-include", "named"})
  @DisplayName("S-13: no dispatcher, of the request or of the application, leads to the container's"
      + " request")
  void dispatchersHandTheSameRequestOn(String way) throws Exception {
    assertEquals(VisibleIdentity.ALICE_ALONE, call(way).body());
  }

  @Test
  @DisplayName("S-13: a trailer field shows no credential")
  void trailersShowNoCredential() throws Exception {
    String sent = "POST /app/way/trailers HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-API-Key: "
        + key
        + "\r\n"
        + "Transfer-Encoding: chunked\r\n"
        + "Trailer: X-API-Key\r\n\r\n"
        + "1\r\n"
        + "x\r\n"
        + "0\r\n"
        + "X-Checksum: 1\r\n"
        + "X-API-Key: "
        + key
        + "\r\nCookie: JSESSIONID="
        + bob.sessionId()
        + "\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", URI.create(app.url()).getPort())) {
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertTrue(answer.endsWith("{x-checksum=1}"), answer.replace(key, "KEY"));
    }
  }

  @Test
  @DisplayName("S-13: no attribute is the container's request, and none a client's certificate,"
      + " Kerberos ticket or TLS session")
  void attributesAreNoWay() throws Exception {
    assertEquals(
        "kept=" + VisibleIdentity.ALICE_ALONE + " credentials=[] names=[kept]",
        call("attributes").body());
  }

  @Test
  @DisplayName("S-13: the address shows no session that a URL carries, and no URL is given one")
  void urlsCarryNoSession() throws Exception {
    Reply reply =
        app.script().get("/way/url;jsessionid=" + bob.sessionId() + ";a=b", "X-API-Key", key);
    assertEquals("/app/way/url;a=b " + app.url() + "/way/url;a=b /x /x", reply.body());
  }

  @Test
  @DisplayName("S-13: parts of a form hold themselves and nothing of the request")
  void partsHoldThemselves() throws Exception {
    Reply reply = bob.send(
        "POST",
        "/way/parts",
        "--b\r\n"
            + "Content-Disposition: form-data; name=\"f\"\r\n"
            + "X-API-Key: no\r\n\r\n"
            + "1\r\n"
            + "--b--\r\n",
        "X-API-Key",
        key,
        "Content-Type",
        "multipart/form-data; boundary=b");
    assertEquals(200, reply.status(), reply.body());
    assertEquals(
        "f=1 fields=[] headers=[content-disposition:[form-data; name=\"f\"],"
            + " x-api-key:[no]] "
            + VisibleIdentity.ALICE_ALONE,
        reply.body(),
        "a part has the headers that stand in it, and neither the key nor the cookie of the"
            + " request");
  }

  @Test
  @DisplayName(
      "S-13: whoever leaves the wrapper on purpose makes no session that lasts, and no" + " cookie")
  void aSessionMadeOfTheContainersRequestEndsWithIt() throws Exception {
    int before = app.sessionsMade();
    for (String way : List.of(
        "unwrap",
        "unwrap-flush",
        "unwrap-large",
        "unwrap-large-writer",
        "unwrap-error",
        "unwrap-redirect",
        "unwrap-async",
        "unwrap-throw",
        "unwrap-close")) {
      RequestAccessServlet.TOLD.clear();
      Reply reply = app.script().getWithKey("/way/" + way, key);
      assertEquals(List.of(), reply.headers().allValues("Set-Cookie"), way + " " + reply.status());
      RequestAccessServlet.await("destroyed", way);
      assertTrue(RequestAccessServlet.TOLD.contains("created"), way);
    }
    assertEquals(before + 9, app.sessionsMade());
  }

  @Test
  @DisplayName(
      "S-13: cookies that were set before the filter came stay, and so does everything else"
          + " of the answer")
  void whatWasThereBeforeStays() throws Exception {
    Reply reply = app.script().getWithKey("/way/unwrap?earlier=1", key);
    assertEquals(List.of("earlier=1"), reply.headers().allValues("Set-Cookie"));
    assertEquals("kept", reply.header("X-Kept").orElse(""));
  }

  @Test
  @DisplayName("S-13: a session that was there before is not touched, whatever a request with a key"
      + " does")
  void theSessionOfTheBrowserStays() throws Exception {
    call("unwrap");
    assertEquals("bob", bob.send("GET", "/api/me", null).text("sessionUser"));
  }

  @Test
  @DisplayName("S-13: without a key a request is the container's own, as without the jar")
  void withoutAKeyNothingIsInTheWay() throws Exception {
    try (TestApp open = TestApp.prepare()
        .servlet("/way/*", new RequestAccessServlet())
        .context(RequestAccessServlet::install)
        .run(builder -> {})) {
      Browser ben = open.loggedIn("ben", "user");
      for (String way :
          List.of("async-request", "async-thread", "async-dispatch", "forward", "include")) {
        String seen = ben.send("GET", "/way/" + way, null).body();
        assertTrue(
            seen.startsWith("user=null cookies=1 credentials=[cookie] session=ben requested="),
            way + " " + seen);
      }
      String attributes = ben.send("GET", "/way/attributes", null).body();
      assertTrue(
          attributes.contains(" credentials=" + RequestAccessServlet.CREDENTIALS + " names="),
          attributes);
      Reply made = open.script().get("/way/make");
      assertTrue(made.header("Set-Cookie").orElse("").startsWith("JSESSIONID="));
      RequestAccessServlet.TOLD.remove("destroyed");
      assertEquals("false true", open.script().get("/way/class").body());
      assertFalse(RequestAccessServlet.TOLD.contains("destroyed"));
    }
  }

  @Test
  @DisplayName(
      "S-13: a login that wins over a key keeps its session in async parts, and sees no key"
          + " there")
  void aLoginThatWinsSeesNoKey() throws Exception {
    try (TestApp other = TestApp.prepare()
        .servlet("/way/*", new RequestAccessServlet())
        .context(RequestAccessServlet::install)
        .run(builder -> builder.setting("postern.login-and-key", "login"))) {
      Browser ben = other.loggedIn("ben", "user");
      String seen = ben.send("GET", "/way/async-request", null, "X-API-Key", ben.createKey("n"))
          .body();
      assertTrue(seen.startsWith("user=null cookies=1 credentials=[cookie] session=ben"), seen);
    }
  }
}
