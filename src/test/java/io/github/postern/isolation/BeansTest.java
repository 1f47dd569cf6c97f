package io.github.postern.isolation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.DeployedWar;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.util.security.Password;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plain CDI by Weld, which the build's run {@code jakarta-security} brings: beans of the session,
 * and what is injected.
 */
@Tag("cdi")
class BeansTest {

  @TempDir
  private Path folder;

  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  @BeforeEach
  void lay() throws Exception {
    DeployedWar.write(
        folder,
        "WEB-INF/beans.xml",
        "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\""
            + " version=\"4.0\" bean-discovery-mode=\"annotated\"/>");
    DeployedWar.writeClasses(
        folder,
        BeansApp.class,
        "BeansApp.class",
        "BeansApp$Who.class",
        "BeansApp$Now.class",
        "BeansApp$Wizard.class");
  }

  private DeployedWar start(Map<String, String> more) throws Exception {
    return start(more, context -> {});
  }

  private DeployedWar start(Map<String, String> more, Consumer<WebAppContext> changes)
      throws Exception {
    Map<String, String> settings = new TreeMap<>(Map.of(
        "postern.prefix",
        "test",
        "postern.pepper",
        TestApp.PEPPER,
        "postern.data-directory",
        folder.resolve("data").toString(),
        "postern.login",
        "session"));
    settings.putAll(more);
    return DeployedWar.start(
        folder,
        settings,
        changes.andThen(context -> context.addEventListener(new HttpSessionListener() {
          @Override
          public void sessionCreated(HttpSessionEvent event) {
            made.incrementAndGet();
          }

          @Override
          public void sessionDestroyed(HttpSessionEvent event) {
            ended.incrementAndGet();
          }
        })));
  }

  /** A container that knows people by what they send with each request, and makes no session. */
  private static void sessionless(WebAppContext context) {
    UserStore store = new UserStore();
    store.addUser("bob", new Password("x"), new String[] {"admin"});
    HashLoginService people = new HashLoginService("test");
    people.setUserStore(store);
    context.getSecurityHandler().setLoginService(people);
    context.getSecurityHandler().setAuthenticator(new BasicAuthenticator());
  }

  private static Browser login(DeployedWar war, String user) throws Exception {
    Browser browser = war.browser();
    assertEquals("in", browser.send("GET", "/beans/login?user=" + user, null).body());
    return browser;
  }

  private static String key(Browser browser) throws Exception {
    browser.api("GET", "/policy", null);
    return browser.createKey("n");
  }

  @Test
  @DisplayName(
      "E-3: with beans in the application, a key beside another person's session is refused"
          + " and says why")
  void aKeyBesideASessionIsRefused() throws Exception {
    try (DeployedWar war = start(Map.of())) {
      String key = key(login(war, "alice"));
      Browser bob = login(war, "bob");
      Reply reply = bob.send("GET", "/beans/who", null, "X-API-Key", key);
      assertEquals(400, reply.status(), reply.body());
      assertEquals("key-beside-session", reply.code());
      assertTrue(reply.body().contains("without the cookie of a login"), reply.body());
      assertTrue(reply.header("WWW-Authenticate").orElse("").contains("invalid_request"));
      assertEquals(
          400,
          bob.send("GET", "/postern/api/self", null, "Authorization", "Bearer " + key)
              .status());
      assertEquals(
          401,
          bob.send("GET", "/beans/who", null, "X-API-Key", "test_nonsense").status(),
          "one answer for what" + " proves nothing");
      assertTrue(
          bob.send("GET", "/beans/who", null).body().contains("bean=bob"),
          "the session is what it was");
      Browser gone = login(war, "carol");
      gone.send("GET", "/beans/logout", null);
      assertEquals(
          200,
          gone.send("GET", "/beans/who", null, "X-API-Key", key).status(),
          "a session that is over is none");
    }
  }

  @Test
  @DisplayName("E-3: a login of the container that has no session is refused beside a key as well,"
      + " for beans would act for it")
  void aKeyBesideALoginWithoutASessionIsRefused() throws Exception {
    try (DeployedWar war = start(Map.of(), BeansTest::sessionless)) {
      String key = key(login(war, "alice"));
      String bob = "Basic " + Base64.getEncoder().encodeToString("bob:x".getBytes(US_ASCII));
      String wrong = "Basic " + Base64.getEncoder().encodeToString("bob:y".getBytes(US_ASCII));
      assertTrue(
          war.script().get("/beans/who", "Authorization", bob).body().contains("injected=bob"),
          "without a key the container knows him");
      for (String path : List.of("/beans/who", "/beans/request", "/postern/api/self")) {
        Reply beside = war.script().get(path, "X-API-Key", key, "Authorization", bob);
        assertEquals(400, beside.status(), beside.body());
        assertEquals("key-beside-session", beside.code(), path);
        assertFalse(beside.body().contains("bob"), beside.body());
      }
      Reply alone = war.script().get("/beans/who", "X-API-Key", key, "Authorization", wrong);
      assertTrue(
          alone.body().startsWith("user=alice bean=null injected=null"),
          "who could not log in is nobody: " + alone.status() + alone.body());
    }
  }

  @Test
  @DisplayName("E-3: a session that a bean makes during a request with a key ends with it, and its"
      + " cookie does not get out")
  void aSessionOfABeanEndsWithTheRequest() throws Exception {
    try (DeployedWar war = start(Map.of())) {
      String key = key(login(war, "alice"));
      int before = made.get();
      int over = ended.get();
      for (String way : List.of("who", "large")) {
        Reply reply = war.script().getWithKey("/beans/" + way, key);
        assertEquals(200, reply.status(), reply.body());
        assertTrue(
            reply.body().startsWith("user=alice bean=null"),
            () -> reply.body().lines().findFirst().orElse(""));
        assertEquals(List.of(), reply.headers().allValues("Set-Cookie"), way);
      }
      assertEquals(before + 2, made.get(), "beans of the session do need one");
      Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
      while (ended.get() < over + 2 && Instant.now().isBefore(deadline)) {
        Thread.onSpinWait();
      }
      assertEquals(over + 2, ended.get());
    }
  }

  @Test
  @DisplayName("E-3: what CDI injects is the container's request, which shows the key: pinned, for"
      + " docs/isolation.md says so")
  void whatIsInjectedShowsTheKey() throws Exception {
    try (DeployedWar war = start(Map.of())) {
      String key = key(login(war, "alice"));
      String body = war.script().getWithKey("/beans/who", key).body();
      assertTrue(body.contains("injected=null shown=true"), body);
    }
  }

  @Test
  @DisplayName("E-3: a bean of the request is made anew for each; an observer of its beginning sees"
      + " what the client sent: pinned")
  void beansOfTheRequestAreOfOneRequest() throws Exception {
    try (DeployedWar war = start(Map.of())) {
      Browser alice = login(war, "alice");
      String key = key(alice);
      for (int i = 0; i < 3; i++) {
        Reply reply = war.script().getWithKey("/beans/request", key);
        assertEquals("alice; begun: user=null shown=true", reply.body());
        assertEquals(List.of(), reply.headers().allValues("Set-Cookie"));
        assertEquals(
            "null; begun: user=null shown=false",
            war.script().get("/beans/request").body());
      }
      assertEquals(
          400,
          login(war, "bob")
              .send("GET", "/beans/request", null, "X-API-Key", key)
              .status());
    }
  }

  @Test
  @DisplayName("E-3: a conversation is of the session that it began in: no key gets at one by its"
      + " id, and one that a key begins ends with the request")
  void conversationsAreNotLentToKeys() throws Exception {
    try (DeployedWar war = start(Map.of())) {
      String key = key(login(war, "alice"));
      Browser bob = login(war, "bob");
      String begun = bob.send("GET", "/beans/wizard?put=of-bob", null).body();
      String going = "/beans/wizard?cid=" + begun;
      assertEquals("of-bob", bob.send("GET", going, null).body());
      Reply beside = bob.send("GET", going, null, "X-API-Key", key);
      assertEquals("400 key-beside-session", beside.status() + " " + beside.code());
      Reply alone = war.script().getWithKey(going, key);
      assertFalse(alone.body().contains("of-bob"), alone.status() + alone.body());
      assertEquals(List.of(), alone.headers().allValues("Set-Cookie"));
      Reply own = war.script().getWithKey("/beans/wizard?put=of-alice", key);
      assertEquals(200, own.status(), own.body());
      assertEquals(List.of(), own.headers().allValues("Set-Cookie"));
      Reply next = war.script().getWithKey("/beans/wizard?cid=" + own.body(), key);
      assertFalse(next.body().contains("of-alice"), "it ended: " + next.body());
      assertEquals("of-bob", bob.send("GET", going, null).body(), "his goes on");
    }
  }

  @Test
  @DisplayName("E-3: CDI's own principal is nobody's where the container does not know the owner of"
      + " a key, and not that of the session beside it: pinned")
  void thePrincipalOfTheBeansIsNobodys() throws Exception {
    try (DeployedWar war = start(Map.of())) {
      String key = key(login(war, "alice"));
      Browser bob = login(war, "bob");
      assertEquals("none", war.script().getWithKey("/beans/principal", key).body());
      assertEquals(
          400, bob.send("GET", "/beans/principal", null, "X-API-Key", key).status());
    }
  }

  @Test
  @DisplayName("E-3: whoever says ignore keeps the key and the session beside it, and a request"
      + " without a key is as ever")
  void itIsASetting() throws Exception {
    try (DeployedWar war = start(Map.of("postern.key-beside-session", "ignore"))) {
      String key = key(login(war, "alice"));
      Browser bob = login(war, "bob");
      assertTrue(bob.send("GET", "/beans/who", null, "X-API-Key", key)
          .body()
          .startsWith("user=alice bean=bob"));
      Reply nobody = war.script().get("/beans/who");
      assertTrue(nobody.body().startsWith("user=null bean=null"), nobody.body());
      assertFalse(
          nobody.header("Set-Cookie").isEmpty(),
          "the application makes a session for whoever asks");
    }
  }
}
