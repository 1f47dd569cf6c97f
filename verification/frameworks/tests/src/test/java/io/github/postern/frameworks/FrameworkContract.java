package io.github.postern.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.PathTricks;
import io.github.postern.testkit.RawHttp;
import io.github.postern.testkit.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tests of a grafted WAR, whatever framework is in it. Its application is started once for all
 * tests of a class.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FrameworkContract {

  /** The text of a page that is not public. */
  static final String PROTECTED = "PROTECTED";

  private final String war;
  private final Map<String, String> settings;
  private GraftedWar app;
  private Client alice;
  private Client root;
  private String aliceKey;
  private String rootKey;

  /**
   * Names the application.
   *
   * @param war the module that builds it
   * @param settings of Postern, beside the prefix and the place of the keys
   */
  FrameworkContract(String war, Map<String, String> settings) {
    this.war = war;
    this.settings = new TreeMap<>(settings);
  }

  /** Logs in as the application lets people do; the password is the name. */
  abstract void login(Client browser, String user) throws Exception;

  /** Returns a path that tells who is there, to everybody who is logged in. */
  abstract String who();

  /** Returns what that path says to a key of alice. */
  abstract String aliceByKey();

  /** Returns a path that says {@link #PROTECTED} to administrators only. */
  abstract String forAdministrators();

  /** Returns a path that says {@link #PROTECTED} and that a setting opens to keys only. */
  abstract String forKeys();

  /** Returns another path to the same that ends with {@code .do}. */
  String forKeysByExtension() {
    return forKeys().replaceFirst("\\.[a-z]+$", "") + ".do";
  }

  /**
   * Returns the patterns that close {@link #forKeys} alone: all paths that the framework knows it
   * by.
   */
  String closing() {
    return forKeys();
  }

  /**
   * Returns whether the application has beans (CDI), which see the session of the client whatever a
   * filter does.
   */
  boolean refusesKeysBesideSessions() {
    return false;
  }

  /** Calls a path as clients of this framework do. */
  Reply call(Client client, String path, String... headers) throws Exception {
    return client.get(path, headers);
  }

  /** Calls a path of the whole server, however that is written. */
  Reply trick(String target, String headers) throws Exception {
    return RawHttp.send(app.port(), "GET " + target + " HTTP/1.1", headers);
  }

  /** Returns what an answer tells of who is there. */
  String told(Reply reply) {
    return reply.text();
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    settings.put(
        "postern.required-paths",
        forKeys().substring(0, forKeys().lastIndexOf('/')) + "/*,/sockets/*");
    app = GraftedWar.start(war, settings, folder);
    alice = browser("alice");
    root = browser("root");
    aliceKey = alice.createKey("nightly", "");
    rootKey = root.createKey("nightly", "");
  }

  @AfterAll
  void stop() throws Exception {
    if (app != null) {
      app.close();
    }
  }

  GraftedWar app() {
    return app;
  }

  Client browser(String user) throws Exception {
    Client browser = app.client();
    login(browser, user);
    return browser;
  }

  Client alice() {
    return alice;
  }

  Client root() {
    return root;
  }

  String aliceKey() {
    return aliceKey;
  }

  String rootKey() {
    return rootKey;
  }

  @Test
  void aKeyIsItsOwnerToTheFramework() throws Exception {
    Reply reply = call(app.client(), who(), "Authorization", "Bearer " + aliceKey);
    assertEquals(200, reply.status(), reply.body());
    assertEquals(aliceByKey(), told(reply));
    assertEquals(told(reply), told(call(app.client(), who(), "X-API-Key", aliceKey)));
  }

  @Test
  void rolesDecideWhatAKeyOpens() throws Exception {
    Reply refused = call(app.client(), forAdministrators(), "X-API-Key", aliceKey);
    assertEquals(403, refused.status(), refused.body());
    assertFalse(refused.body().contains(PROTECTED));
    Reply opened = call(app.client(), forAdministrators(), "X-API-Key", rootKey);
    assertEquals(200, opened.status(), opened.body());
    assertTrue(opened.body().contains(PROTECTED), opened.body());
  }

  @Test
  @DisplayName("F-26: requests with a key make no session and set no cookie")
  void requestsWithAKeyMakeNoSession() throws Exception {
    int before = app.sessions();
    for (String path : List.of(who(), forAdministrators(), forKeys())) {
      for (int i = 0; i < 5; i++) {
        Reply reply = call(app.client(), path, "X-API-Key", rootKey);
        assertEquals(200, reply.status(), reply.body());
        assertEquals(List.of(), reply.headers().allValues("Set-Cookie"), path);
      }
    }
    assertEquals(before, app.sessions());
  }

  @Test
  void aBadKeyIsAnsweredByPostern() throws Exception {
    for (String bad : List.of("jobs_nonsense", aliceKey.replace("jobs_", "jobs_a"))) {
      Reply reply = call(app.client(), who(), "X-API-Key", bad);
      assertEquals(401, reply.status(), reply.body());
      assertTrue(
          reply.headers().allValues("WWW-Authenticate").stream()
              .anyMatch(
                  line -> line.startsWith("Bearer ") && line.contains("error=\"invalid_token\"")),
          reply.headers().toString());
      assertEquals(List.of(), reply.headers().allValues("Set-Cookie"));
    }
  }

  @Test
  void withoutAKeyTheApplicationIsAsItWas() throws Exception {
    Reply stranger = call(app.client(), forAdministrators());
    assertNotEquals(200, stranger.status());
    assertFalse(stranger.body().contains(PROTECTED));
    assertEquals(200, call(browser("alice"), who()).status());
    assertEquals(403, call(browser("alice"), forAdministrators()).status());
    assertTrue(call(browser("root"), forAdministrators()).body().contains(PROTECTED));
  }

  @Test
  @DisplayName("S-2: a WebSocket below a path that only a key opens is opened by a good key, as its"
      + " owner, and by nothing else")
  void onlyAKeyOpensAWebSocket() throws Exception {
    Client script = app.client();
    assertEquals("401", script.open(SocketAdded.PATH));
    assertEquals("401", script.open(SocketAdded.PATH, "Cookie", root.cookie()));
    assertEquals(
        "401", script.open(SocketAdded.PATH, "X-API-Key", aliceKey.replace("jobs_", "jobs_a")));
    assertEquals(PROTECTED + " alice", script.open(SocketAdded.PATH, "X-API-Key", aliceKey));
  }

  @Test
  @DisplayName(
      "F-27, E-3: with the session of an administrator and a key of somebody else, the key's"
          + " rights count and no others")
  void theSessionOfAnotherLendsNothingToAKey() throws Exception {
    if (refusesKeysBesideSessions()) {
      Reply refused = call(root, who(), "X-API-Key", aliceKey);
      assertEquals(400, refused.status(), refused.body());
      assertTrue(
          refused.body().contains("key-beside-session"),
          "E-3: beans would see the session: " + refused.body());
      assertEquals(200, call(root, forAdministrators()).status(), "the session is what it was");
      return;
    }
    Reply both = call(root, who(), "X-API-Key", aliceKey);
    assertEquals(aliceByKey(), told(both));
    assertEquals(403, call(root, forAdministrators(), "X-API-Key", aliceKey).status());
    assertEquals(200, call(root, forAdministrators()).status(), "the session is what it was");
    assertTrue(call(alice, forAdministrators(), "X-API-Key", rootKey).body().contains(PROTECTED));
    assertEquals(
        403, call(alice, forAdministrators()).status(), "and has learned nothing from a key");
  }

  @Test
  @DisplayName("F-23, S-31: however the framework reads a path, no spelling of one that only a key"
      + " opens reaches it without")
  void noSpellingOfAPathIsAWayAround() throws Exception {
    String cookie = "Cookie: " + root.cookie() + "\r\n";
    assertTrue(PathTricks.of(GraftedWar.CONTEXT, forKeys()).size() > 220);
    assertClosed(forKeys(), cookie);
    assertClosed(forKeys(), "");
    assertEquals(401, call(root, forKeys()).status());
    assertTrue(call(app.client(), forKeys(), "X-API-Key", rootKey).body().contains(PROTECTED));
  }

  @Test
  @DisplayName(
      "S-6, S-31: nor does one of an exact path or of an extension, and a scope admits none")
  void noSpellingIsAWayAroundAnExactPathOrAnExtension(@TempDir Path folder) throws Exception {
    GraftedWar prefix = app;
    settings.put("postern.required-paths", closing() + ", *.do");
    settings.put(
        "postern.scopes", "exact: * " + who() + "; below: * /open/*; end: * *.css; text: * *.txt");
    try (GraftedWar strict = GraftedWar.start(war, settings, folder)) {
      app = strict;
      Client person = browser("root");
      String key = person.createKey("all", "");
      String narrow =
          person.createKey("narrow", ",\"scopes\":[\"exact\",\"below\",\"end\",\"text\"]");
      for (String path : List.of(forKeys(), forKeysByExtension())) {
        assertEquals(401, call(person, path).status());
        assertTrue(call(app.client(), path, "X-API-Key", key).body().contains(PROTECTED), path);
        assertEquals(403, call(app.client(), path, "X-API-Key", narrow).status());
        for (String headers :
            List.of("", "Cookie: " + person.cookie() + "\r\n", "X-API-Key: " + narrow + "\r\n")) {
          assertClosed(path, headers);
        }
      }
      assertEquals(200, call(app.client(), who(), "X-API-Key", narrow).status());
    } finally {
      app = prefix;
    }
  }

  /**
   * No path is one that only a key opens: there an odd spelling would be shut for that reason
   * alone.
   */
  @Test
  @DisplayName(
      "S-6: without key and login no spelling is a way around a prefix, an exact path or an"
          + " extension that either opens")
  void noSpellingIsAWayAroundWhatALoginOrAKeyOpens(@TempDir Path folder) throws Exception {
    GraftedWar forKeysOnly = app;
    Map<String, String> either = new TreeMap<>(settings);
    either.remove("postern.required-paths");
    for (String closing :
        List.of(forKeys().substring(0, forKeys().lastIndexOf('/')) + "/*", closing() + ", *.do")) {
      either.put("postern.login-or-key-paths", closing);
      try (GraftedWar mixed =
          GraftedWar.start(war, either, Files.createTempDirectory(folder, "mixed"))) {
        app = mixed;
        Client person = browser("root");
        String key = person.createKey("all", "");
        for (String path : List.of(forKeys(), forKeysByExtension())) {
          assertEquals(401, call(app.client(), path).status(), path + " by " + closing);
          assertClosed(path, "");
          assertTrue(call(app.client(), path, "X-API-Key", key).body().contains(PROTECTED), path);
          assertTrue(call(person, path).body().contains(PROTECTED), "a login opens " + path);
        }
      } finally {
        app = forKeysOnly;
      }
    }
  }

  @Test
  @DisplayName("S-8: a preflight does not get there either")
  void noPreflightIsAWayAround() throws Exception {
    Reply reply = RawHttp.send(
        app.port(),
        "OPTIONS " + GraftedWar.CONTEXT + forKeys() + " HTTP/1.1",
        "Origin: https://evil.example\r\n" + "Access-Control-Request-Method: DELETE\r\n");
    assertEquals(204, reply.status(), reply.body());
  }

  private void assertClosed(String path, String headers) throws Exception {
    for (String target : PathTricks.of(GraftedWar.CONTEXT, path)) {
      Reply reply = trick(target, headers);
      assertFalse(reply.body().contains(PROTECTED), target + "\n" + headers + reply.body());
    }
  }
}
