package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A second opinion: responses of samlify, whose signatures are not made by Java. Where there is no
 * Node it is left out.
 */
final class SamlifyIT {

  @TempDir
  static Path folder;

  private static SampleServer server;
  private static TestIdp idp;
  private static ServerLog log;

  @BeforeAll
  static void start() throws Exception {
    Samlify.install();
    log = new ServerLog();
    idp = TestIdp.create();
    server = SampleServer.start(folder, idp.settings(folder));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      log.close();
    }
  }

  @Test
  @DisplayName(
      "NB-7: samlify reads our metadata and request, its response lets somebody in, and the"
          + " key ends with the session")
  void itsResponseLetsSomebodyIn() throws Exception {
    Instant end = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
    SsoLogin login = SsoLogin.begin(server, server.visitor());

    assertEquals(303, login.complete(answer(login, end)).statusCode(), log.last());

    assertEquals("carol", Body.of(login.browser().get("/api/me")).getString("user"));
    HttpResponse<String> made = new KeyApiClient(login.browser()).ask("{\"name\":\"nightly\"}");
    JsonObject key = Body.of(made);
    assertEquals(end, Instant.parse(key.getString("expiresAt")));
  }

  @Test
  @DisplayName("NB-8: a response of samlify that was changed lets nobody in")
  void itsResponseLetsNobodyInWhenItWasChanged() throws Exception {
    SsoLogin login = SsoLogin.begin(server, server.visitor());
    String changed = answer(login, Instant.now().plusSeconds(3600)).replace(">carol<", ">mallory<");
    assertTrue(changed.contains(">mallory<"));

    assertEquals(403, login.post(changed).statusCode());

    assertTrue(log.last().contains("SIGNATURE"), log.last());
    assertEquals(401, login.browser().get("/api/me").statusCode());
  }

  private static String answer(SsoLogin login, Instant end) throws Exception {
    return Samlify.answer(idp, login, server.visitor().get("/saml/metadata").body(), end);
  }
}
