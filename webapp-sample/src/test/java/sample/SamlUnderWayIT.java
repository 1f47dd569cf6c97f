package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins by single sign-on that were begun and not finished yet, those of strangers among them. */
final class SamlUnderWayIT {

  private static final int THREADS = 4;
  private static final int EACH = 2_600;

  @TempDir
  static Path folder;

  private static SampleServer server;
  private static TestIdp idp;

  @BeforeAll
  static void start() throws Exception {
    idp = TestIdp.create();
    server = SampleServer.start(folder, idp.settings(folder));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("S-27: a login under way is finished, however many strangers begin one meanwhile")
  void aLoginUnderWayIsFinishedHoweverManyStrangersBeginOne() throws Exception {
    SsoLogin login = SsoLogin.begin(server, server.visitor(), "/saml/login?return=%2Fprofile");
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Integer>> strangers = Collections.nCopies(THREADS, () -> {
        Visitor stranger = server.visitor();
        int begun = 0;
        for (int i = 0; i < EACH; i++) {
          begun += stranger.get("/saml/login").statusCode() == 303 ? 1 : 0;
        }
        return begun;
      });
      for (Future<Integer> begun : threads.invokeAll(strangers)) {
        assertEquals(EACH, begun.get());
      }
    } finally {
      threads.shutdown();
    }

    HttpResponse<String> finished = login.complete(idp.to(login.request()).xml());

    assertEquals("/profile", finished.headers().firstValue("Location").orElseThrow());
  }

  @Test
  @DisplayName("S-27: what goes to the identity provider and back is no longer than the 80 bytes of"
      + " SAML, and is taken as it was")
  void theRelayStateIsShortAndTakenAsItWas() throws Exception {
    SsoLogin login = SsoLogin.begin(
        server, server.visitor(), "/saml/login?force=true&return=%2F" + "x".repeat(400));
    String xml = idp.to(login.request()).xml();
    String state = login.relayState();
    assertTrue(state.length() <= 80, state); // SAML bindings 2.0, section 3.4.3

    for (int at = 0; at < state.length(); at++) {
      char other = state.charAt(at) == 'A' ? 'Q' : 'A';
      HttpResponse<String> refused =
          login.post(xml, state.substring(0, at) + other + state.substring(at + 1));
      assertEquals(400, refused.statusCode(), "character " + at);
    }
    String other = SsoLogin.begin(server, login.browser()).relayState();
    assertEquals(403, login.post(xml, other).statusCode(), "the RelayState of another request");
    assertEquals(
        "/" + "x".repeat(400),
        login.complete(xml).headers().firstValue("Location").orElseThrow());
  }

  @Test
  @DisplayName("S-27: two logins in two tabs of one browser lead each to the page that it was begun"
      + " for")
  void twoTabsLeadEachToItsOwnPage() throws Exception {
    Visitor browser = server.visitor();
    SsoLogin first = SsoLogin.begin(server, browser, "/saml/login?return=%2Fprofile");
    SsoLogin second = SsoLogin.begin(server, browser, "/saml/login?return=%2Fprofile%3Fkey%3Dview");
    for (int i = 0; i < 20; i++) {
      SsoLogin.begin(server, browser);
    }

    assertEquals(
        "/profile?key=view",
        second
            .complete(idp.to(second.request()).xml())
            .headers()
            .firstValue("Location")
            .orElseThrow());
    assertEquals(
        "/profile",
        first
            .complete(idp.to(first.request()).xml())
            .headers()
            .firstValue("Location")
            .orElseThrow());
  }
}
