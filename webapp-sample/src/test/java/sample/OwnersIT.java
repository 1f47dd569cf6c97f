package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys follow what becomes of their owners in the sample's own table of users, and ask for a fresh
 * login.
 */
final class OwnersIT {

  @TempDir
  Path folder;

  private TestIdp idp;
  private SampleServer server;

  @BeforeEach
  void start() throws Exception {
    idp = TestIdp.create();
    SampleServer.start(folder)
        .close(); // makes the tables, which Postern wants to see when it starts
    Map<String, String> settings = new HashMap<>(idp.settings(folder));
    settings.put("postern.owners", "sql");
    settings.put("postern.owners.jdbc-url", "jdbc:derby:" + folder.resolve("jobs"));
    settings.put(
        "postern.owners.query", "SELECT id, enabled AS active FROM app_user WHERE name = ?");
    settings.put(
        "postern.owners.roles-query",
        "SELECT r.role FROM app_user_role r JOIN app_user u ON u.id = r.user_id WHERE"
            + " u.name = ?");
    settings.put("postern.owner-recheck", "PT1S");
    settings.put("postern.step-up", "PT10M");
    server = SampleServer.start(folder, settings);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("F-1: when an administrator disables a user, that user's key is refused within the"
      + " stated bound")
  void aDisabledUserHasNoWorkingKey() throws Exception {
    JsonObject key = new KeyApiClient(server.loggedIn("alice")).create("nightly", "P30D");
    assertEquals(200, callWith(key).statusCode());

    HttpResponse<String> disabled =
        server.loggedIn("bob").postJson("/api/users/alice/disable", "{}");

    assertEquals(200, disabled.statusCode(), disabled.body());
    assertEquals(401, waitFor(key, 401));
    assertEquals(
        200, server.loggedIn("bob").postJson("/api/users/alice/enable", "{}").statusCode());
    assertEquals(200, waitFor(key, 200));
  }

  @Test
  @DisplayName("F-5: a user of the single sign-on who is disabled gets neither in nor a key")
  void aDisabledUserOfTheSingleSignOnStaysOut() throws Exception {
    JsonObject key = made(new KeyApiClient(signedIn()).ask("{\"name\":\"nightly\"}"));
    assertEquals(200, callWith(key).statusCode());
    server.loggedIn("bob").postJson("/api/users/carol/disable", "{}");
    assertEquals(401, waitFor(key, 401));

    SsoLogin login = SsoLogin.begin(server, server.visitor());
    HttpResponse<String> refused = login.complete(idp.to(login.request()).xml());

    assertEquals(403, refused.statusCode(), refused.body());
    assertEquals(401, login.browser().get("/api/me").statusCode());
    assertEquals(401, callWith(key).statusCode());
  }

  @Test
  void whoCameBySingleSignOnIsSentThereForAFreshLogin() throws Exception {
    JsonObject stepUp = new KeyApiClient(signedIn()).policy().getJsonObject("stepUp");
    assertEquals("/saml/login?force=true", stepUp.getString("loginUrl"));
    assertTrue(!stepUp.getBoolean("required"), "this login is fresh");
    assertEquals(
        "/login/again",
        new KeyApiClient(server.loggedIn("alice"))
            .policy()
            .getJsonObject("stepUp")
            .getString("loginUrl"));
  }

  private Visitor signedIn() throws Exception {
    SsoLogin login = SsoLogin.begin(server, server.visitor());
    login.complete(idp.to(login.request()).xml());
    return login.browser();
  }

  private static JsonObject made(HttpResponse<String> answer) {
    assertEquals(201, answer.statusCode(), answer.body());
    return Body.of(answer);
  }

  /**
   * Answers what a request with the key is answered at last: once as expected, or after the bound
   * and some more.
   */
  private int waitFor(JsonObject key, int status) throws Exception {
    long since = System.nanoTime();
    int seen;
    do {
      seen = callWith(key).statusCode();
    } while (seen != status && System.nanoTime() - since < 3_000_000_000L);
    return seen;
  }

  private HttpResponse<String> callWith(JsonObject key) throws Exception {
    return server.visitor().get("/api/me", "Authorization", "Bearer " + key.getString("key"));
  }
}
