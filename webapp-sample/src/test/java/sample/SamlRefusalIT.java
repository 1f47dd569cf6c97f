package sample;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an identity provider may send, and what nobody may: a table, which the test prints. */
final class SamlRefusalIT {

    private static final Pattern REASON = Pattern.compile("Single sign-on refused, reference [0-9a-f]{8}, ([A-Z_]+): ");
    private static final String ACCEPTED = "accepted";
    private static final int THREADS = 16;

    @TempDir
    static Path folder;
    private static final List<String> TABLE = Collections.synchronizedList(new ArrayList<>());
    private static SampleServer server;
    private static TestIdp idp;
    private static Logged log;

    @BeforeAll
    static void start() throws Exception {
        log = new Logged();
        idp = TestIdp.create();
        server = SampleServer.start(folder, idp.settings(folder));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        log.close();
        String table = "\nSAML: what the service provider accepts and refuses\n" + String.join("\n", TABLE) + "\n";
        Files.writeString(Path.of("target", "saml-refusals.txt"), table);
        System.out.println(table);
    }

    static Stream<SamlCase> cases() throws Exception {
        return SamlCases.all(idp).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("NB-8: a response lets somebody in, or is refused for the right reason and begins no session")
    void aResponseLetsSomebodyInOrIsRefusedForTheRightReason(SamlCase one) throws Exception {
        log.clear();
        SsoLogin login = SsoLogin.begin(server, server.visitor());

        HttpResponse<String> posted = login.post(one.change().apply(idp.to(login.request())).xml());

        if (one.expected().equals(ACCEPTED)) {
            HttpResponse<String> finished = login.finish(posted);
            enter(one.name(), finished.statusCode(), ACCEPTED, true);
            assertEquals("/", finished.headers().firstValue("Location").orElseThrow());
            assertEquals("carol", Body.of(login.browser().get("/api/me")).getString("user"));
        } else {
            enter(one.name(), posted.statusCode(), reason(), false);
            assertRefused(one.expected(), posted, login.browser());
        }
    }

    @Test
    void theSameResponseLetsNobodyInASecondTime() throws Exception {
        SsoLogin login = SsoLogin.begin(server, server.visitor());
        String xml = idp.to(login.request()).xml();
        assertEquals(303, login.complete(xml).statusCode());

        HttpResponse<String> again = login.post(xml);

        enter("replay of a used response", again.statusCode(), reason(), false);
        assertRefused("UNKNOWN_REQUEST", again, server.visitor());
    }

    @Test
    void sixteenAtOnceWithTheSameResponseAreOne() throws Exception {
        SsoLogin login = SsoLogin.begin(server, server.visitor());
        String xml = idp.to(login.request()).xml();
        List<Callable<HttpResponse<String>>> attempts = Collections.nCopies(THREADS, () -> login.post(xml));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);

        long in = 0;
        for (Future<HttpResponse<String>> attempt : threads.invokeAll(attempts)) {
            in += attempt.get().statusCode() == 303 ? 1 : 0;
        }
        threads.shutdown();

        TABLE.add(line("replay by 16 threads at once", 400, reason(), in + " of 16"));
        assertEquals(1, in);
    }

    @Test
    void anAssertionThatLetSomebodyInIsRefusedEvenForANewRequest() throws Exception {
        SsoLogin first = SsoLogin.begin(server, server.visitor());
        assertEquals(303, first.post(idp.to(first.request()).before(SamlRefusalIT::withKnownId).xml()).statusCode());
        SsoLogin second = SsoLogin.begin(server, server.visitor());

        HttpResponse<String> posted = second.post(idp.to(second.request()).before(SamlRefusalIT::withKnownId).xml());

        enter("used assertion id for a new request", posted.statusCode(), reason(), false);
        assertRefused("REPLAYED", posted, second.browser());
    }

    @Test
    void aRelayStateThatIsNotOursIsRefused() throws Exception {
        SsoLogin login = SsoLogin.begin(server, server.visitor());

        HttpResponse<String> posted = login.post(idp.to(login.request()).xml(), "somebody-elses");

        enter("unknown RelayState", posted.statusCode(), reason(), false);
        assertRefused("UNKNOWN_REQUEST", posted, login.browser());
    }

    @Test
    void aTicketInAnotherBrowserBeginsNoSession() throws Exception {
        SsoLogin attackers = SsoLogin.begin(server, server.visitor());
        HttpResponse<String> posted = attackers.post(idp.to(attackers.request()).xml());
        String ticket = posted.headers().firstValue("Location").orElseThrow();
        Visitor victim = server.visitor();
        SsoLogin.begin(server, victim);

        HttpResponse<String> planted = victim.get(ticket);

        enter("finished in another browser (login CSRF)", planted.statusCode(), reason(), false);
        assertRefused("OTHER_BROWSER", planted, victim);
        assertEquals(400, attackers.browser().get(ticket).statusCode(), "a ticket is good for one try");
    }

    @Test
    void anExpiredCertificateOfTheIdentityProviderLetsNobodyIn(@TempDir Path elsewhere) throws Exception {
        try (SampleServer other = SampleServer.start(elsewhere, TestIdp.expired().settings(elsewhere))) {
            Visitor visitor = other.visitor();

            HttpResponse<String> begun = SsoLogin.begin(other, visitor).begun();

            enter("certificate of the identity provider expired", begun.statusCode(), reason(), false);
            assertRefused("IDP_CERTIFICATE_EXPIRED", begun, visitor);
        }
    }

    @Test
    void clocksThatDifferByHoursAreNamed() throws Exception {
        for (Duration wrong : new Duration[] {Duration.ofHours(3), Duration.ofHours(-3)}) {
            SsoLogin login = SsoLogin.begin(server, server.visitor());

            HttpResponse<String> posted = login.post(idp.to(login.request()).shifted(wrong).xml());

            enter("clock wrong by " + wrong, posted.statusCode(), reason(), false);
            assertRefused("CLOCKS_DIFFER", posted, login.browser());
            assertTrue(posted.body().contains("differ by about 3 h"), posted.body());
        }
    }

    private static String withKnownId(String xml) {
        return xml.replaceAll("<saml:Assertion ([^>]*)ID=\"[^\"]*\"", "<saml:Assertion $1ID=\"_known\"");
    }

    /** No session, no ticket; the reason in the log, and nothing there or on the page of what was sent. */
    private static void assertRefused(String reason, HttpResponse<String> answer, Visitor visitor) throws Exception {
        assertAll(
                () -> assertEquals(reason, reason(), log.all()),
                () -> assertTrue(answer.statusCode() >= 400, "Status " + answer.statusCode()),
                () -> assertTrue(answer.body().contains("You are not signed in"), answer.body()),
                () -> assertTrue(answer.headers().firstValue("Location").isEmpty()),
                () -> assertFalse(answer.headers().allValues("Set-Cookie").toString().contains("JSESSIONID")),
                () -> assertEquals(401, visitor.get("/api/me").statusCode()),
                () -> assertFalse(Pattern.compile("(?i)carol|mallory|okafor|<saml").matcher(log.all()).find(), log.all()),
                () -> assertFalse(Pattern.compile("(?i)carol|mallory|okafor|&lt;saml").matcher(answer.body()).find()));
    }

    private static String reason() {
        Matcher reason = REASON.matcher(log.last());
        return reason.find() ? reason.group(1) : "none";
    }

    private static void enter(String name, int status, String reason, boolean session) {
        TABLE.add(line(name, status, reason, session ? "session" : "none"));
    }

    private static String line(String name, int status, String reason, String session) {
        return String.format("  %-58s %d  %-24s %s", name, status, reason, session);
    }
}
