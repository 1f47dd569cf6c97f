package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The responses that an identity provider may send, and those that nobody may: a table, which the
 * test prints.
 */
final class SamlRefusalIT {

  private static final int THREADS = 16;

  @TempDir
  static Path folder;

  private static SampleServer server;
  private static TestIdp idp;
  private static ServerLog log;
  private static SamlOutcomes outcomes;

  @BeforeAll
  static void start() throws Exception {
    log = new ServerLog();
    outcomes = new SamlOutcomes(
        "SAML: what the service provider accepts and refuses", log, "carol|mallory|okafor|<saml");
    idp = TestIdp.create();
    server = SampleServer.start(folder, idp.settings(folder));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    log.close();
    outcomes.show(Path.of("target", "saml-refusals.txt"));
  }

  static Stream<SamlCase> cases() throws Exception {
    return SamlCases.all(idp).stream();
  }

  static Stream<SamlCase> unsignedPlaces() {
    return UnsignedPlaces.rows(idp).stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("NB-8: a response lets somebody in, or is refused for the right reason and begins no"
      + " session")
  void aResponseLetsSomebodyInOrIsRefusedForTheRightReason(SamlCase one) throws Exception {
    assertOutcome(one);
  }

  @ParameterizedTest(name = "S-3: {0}")
  @MethodSource("unsignedPlaces")
  @DisplayName(
      "S-3: what counts stands right below the one signed assertion, and nowhere else in the"
          + " response")
  void whatCountsStandsRightBelowTheSignedAssertion(SamlCase one) throws Exception {
    assertOutcome(one);
  }

  @Test
  @DisplayName("S-3: an AuthnStatement in Extensions does not make an old login a fresh one")
  void anUnsignedStatementDoesNotMakeAnOldLoginAFreshOne() throws Exception {
    log.clear();
    SsoLogin login = SsoLogin.begin(server, server.visitor(), "/saml/login?force=true");
    TestIdp.Answer old = idp.to(login.request()).authenticated(Instant.now().minusSeconds(3600));

    HttpResponse<String> posted = login.post(old.after(xml -> UnsignedPlaces.inExtensions(
            xml, UnsignedPlaces.statement(Instant.now().toString())))
        .xml());

    outcomes.enter(
        "S-3: ForceAuthn, and a fresh AuthnStatement in Extensions",
        posted.statusCode(),
        outcomes.reason(),
        false);
    outcomes.assertRefused("WRAPPED", posted, login.browser());
  }

  private static void assertOutcome(SamlCase one) throws Exception {
    log.clear();
    SsoLogin login = SsoLogin.begin(server, server.visitor());

    HttpResponse<String> posted =
        login.post(one.change().apply(idp.to(login.request())).xml());

    if (one.expected().equals(SamlOutcomes.ACCEPTED)) {
      HttpResponse<String> finished = login.finish(posted);
      outcomes.enter(one.name(), finished.statusCode(), SamlOutcomes.ACCEPTED, true);
      assertEquals("/", finished.headers().firstValue("Location").orElseThrow());
      assertEquals("carol", Body.of(login.browser().get("/api/me")).getString("user"));
    } else {
      outcomes.enter(one.name(), posted.statusCode(), outcomes.reason(), false);
      outcomes.assertRefused(one.expected(), posted, login.browser());
    }
  }

  @Test
  void theSameResponseLetsNobodyInASecondTime() throws Exception {
    SsoLogin login = SsoLogin.begin(server, server.visitor());
    String xml = idp.to(login.request()).xml();
    assertEquals(303, login.complete(xml).statusCode());

    HttpResponse<String> again = login.post(xml);

    outcomes.enter("replay of a used response", again.statusCode(), outcomes.reason(), false);
    outcomes.assertRefused("UNKNOWN_REQUEST", again, server.visitor());
  }

  @Test
  void sixteenAtOnceWithTheSameResponseAreOne() throws Exception {
    SsoLogin login = SsoLogin.begin(server, server.visitor());
    String xml = idp.to(login.request()).xml();
    List<Callable<HttpResponse<String>>> attempts =
        Collections.nCopies(THREADS, () -> login.post(xml));
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    long in = 0;
    for (Future<HttpResponse<String>> attempt : threads.invokeAll(attempts)) {
      in += attempt.get().statusCode() == 303 ? 1 : 0;
    }
    threads.shutdown();

    outcomes.enter("replay by 16 threads at once", 400, outcomes.reason(), in + " of 16");
    assertEquals(1, in);
  }

  @Test
  void anAssertionThatLetSomebodyInIsRefusedEvenForANewRequest() throws Exception {
    SsoLogin first = SsoLogin.begin(server, server.visitor());
    assertEquals(
        303,
        first
            .post(idp.to(first.request()).before(SamlRefusalIT::withKnownId).xml())
            .statusCode());
    SsoLogin second = SsoLogin.begin(server, server.visitor());

    HttpResponse<String> posted =
        second.post(idp.to(second.request()).before(SamlRefusalIT::withKnownId).xml());

    outcomes.enter(
        "used assertion id for a new request", posted.statusCode(), outcomes.reason(), false);
    outcomes.assertRefused("REPLAYED", posted, second.browser());
  }

  @Test
  void aRelayStateThatIsNotOursIsRefused() throws Exception {
    SsoLogin login = SsoLogin.begin(server, server.visitor());

    HttpResponse<String> posted = login.post(idp.to(login.request()).xml(), "somebody-elses");

    outcomes.enter("unknown RelayState", posted.statusCode(), outcomes.reason(), false);
    outcomes.assertRefused("UNKNOWN_REQUEST", posted, login.browser());
  }

  @Test
  void aTicketInAnotherBrowserBeginsNoSession() throws Exception {
    SsoLogin attackers = SsoLogin.begin(server, server.visitor());
    HttpResponse<String> posted = attackers.post(idp.to(attackers.request()).xml());
    String ticket = posted.headers().firstValue("Location").orElseThrow();
    Visitor victim = server.visitor();
    SsoLogin.begin(server, victim);

    HttpResponse<String> planted = victim.get(ticket);

    outcomes.enter(
        "finished in another browser (login CSRF)", planted.statusCode(), outcomes.reason(), false);
    outcomes.assertRefused("OTHER_BROWSER", planted, victim);
    assertEquals(400, attackers.browser().get(ticket).statusCode(), "a ticket is good for one try");
  }

  @Test
  void anExpiredCertificateOfTheIdentityProviderLetsNobodyIn(@TempDir Path elsewhere)
      throws Exception {
    try (SampleServer other =
        SampleServer.start(elsewhere, TestIdp.expired().settings(elsewhere))) {
      Visitor visitor = other.visitor();

      HttpResponse<String> begun = SsoLogin.begin(other, visitor).begun();

      outcomes.enter(
          "certificate of the identity provider expired",
          begun.statusCode(),
          outcomes.reason(),
          false);
      outcomes.assertRefused("IDP_CERTIFICATE_EXPIRED", begun, visitor);
    }
  }

  @Test
  void clocksThatDifferByHoursAreNamed() throws Exception {
    for (Duration wrong : new Duration[] {Duration.ofHours(3), Duration.ofHours(-3)}) {
      SsoLogin login = SsoLogin.begin(server, server.visitor());

      HttpResponse<String> posted =
          login.post(idp.to(login.request()).shifted(wrong).xml());

      outcomes.enter("clock wrong by " + wrong, posted.statusCode(), outcomes.reason(), false);
      outcomes.assertRefused("CLOCKS_DIFFER", posted, login.browser());
      assertTrue(posted.body().contains("differ by about 3 h"), posted.body());
    }
  }

  private static String withKnownId(String xml) {
    return xml.replaceAll(
        "<saml:Assertion ([^>]*)ID=\"[^\"]*\"", "<saml:Assertion $1ID=\"_known\"");
  }
}
