package devidp;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The identity provider: a web server on 127.0.0.1 that signs everybody in who clicks. Not for
 * production.
 *
 * <p>{@code GET /sso} takes an AuthnRequest and shows the login page, or answers at once for
 * somebody who is signed in already; {@code POST /sso} is the login page's form; {@code GET /} says
 * who is signed in, {@code POST /forget} forgets them; {@code GET /metadata} is for service
 * providers.
 */
public final class DevIdp implements AutoCloseable {

  private static final Logger LOG = System.getLogger("devidp");
  private static final String LOOPBACK = "127.0.0.1";
  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService threads;
  private final SigningKey key;
  private final Clock clock;
  private final SsoSessions sessions = new SsoSessions();

  private DevIdp(HttpServer server, SigningKey key, Clock clock) {
    this.server = server;
    this.key = key;
    this.clock = clock;
    this.threads = Executors.newFixedThreadPool(THREADS, task -> {
      Thread thread = new Thread(task, "dev-idp");
      thread.setDaemon(true);
      return thread;
    });
  }

  /**
   * Starts it.
   *
   * @param port on 127.0.0.1; 0 for any that is free
   * @param folder where its key is kept; made at the first start
   * @throws java.net.BindException if the port is taken
   * @throws IOException if it cannot make or read its key
   */
  public static DevIdp start(int port, Path folder) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port), 0);
    DevIdp idp;
    try {
      idp = new DevIdp(server, SigningKey.in(folder.resolve("dev-idp.p12")), Clock.systemUTC());
    } catch (IOException e) {
      server.stop(0);
      throw e;
    }
    server.setExecutor(idp.threads);
    server.createContext("/", exchange -> Visit.serve(exchange, idp::answer));
    server.start();
    LOG.log(Level.INFO, () -> "Development identity provider, NOT FOR PRODUCTION, at " + idp.uri());
    return idp;
  }

  /** Its address, which is its start page. */
  public URI uri() {
    return URI.create("http://" + LOOPBACK + ":" + server.getAddress().getPort() + "/");
  }

  /** The address of its metadata, which is its entity id too. */
  public URI metadata() {
    return uri().resolve("metadata");
  }

  private void answer(Visit visit) throws IOException {
    if (!visit.isFor(uri())) {
      visit.error(421, "Please use the address " + uri());
      return;
    }
    switch (visit.methodAndPath()) {
      case "GET /" -> visit.page(Pages.home(sessions.of(visit), metadata()), Optional.empty());
      case "GET /sso" -> sso(visit, visit.query());
      case "POST /sso" -> signIn(visit, visit.form());
      case "POST /forget" -> {
        sessions.end(visit);
        visit.seeOther("/");
      }
      case "GET /metadata" ->
        visit.send(
            200,
            "application/samlmetadata+xml",
            Metadata.xml(metadata().toString(), uri().resolve("sso"), key.certificate()));
      case "GET /dev-idp.css", "GET /continue.js" -> visit.asset();
      default -> visit.error(404, "Nothing is here.");
    }
  }

  private void sso(Visit visit, Map<String, String> query) throws IOException {
    SamlRequest request = SamlRequest.read(query.getOrDefault("SAMLRequest", ""));
    Optional<SsoSession> session = sessions.of(visit);
    if (session.isPresent() && !request.forceAuthn()) {
      respond(visit, request, query, session.get());
    } else {
      visit.page(Pages.login(request, query), Optional.empty());
    }
  }

  private void signIn(Visit visit, Map<String, String> form) throws IOException {
    if (!visit.isFromOurPages(uri())) {
      visit.error(403, "This form came from another site.");
      return;
    }
    SamlRequest request = SamlRequest.read(form.getOrDefault("SAMLRequest", ""));
    TestUser person = TestUser.at(form.getOrDefault("person", ""))
        .orElseThrow(() -> new IOException("Nobody was chosen"));
    SsoSession session = SsoSession.begin(
        person, clock.instant(), SessionLengths.chosen(form), form.containsKey("end"));
    sessions.begin(visit, session);
    respond(visit, request, form, session);
  }

  private void respond(
      Visit visit, SamlRequest request, Map<String, String> fields, SsoSession session)
      throws IOException {
    Instant now = clock.instant();
    SamlResponse response = new SamlResponse(
        metadata().toString(),
        request,
        session.user(),
        now,
        session.since(),
        session.index(),
        session.end(now));
    String xml = XmlSigner.with(key).signAssertion(response.xml());
    String encoded = Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    visit.page(
        Pages.proceed(request, encoded, fields.getOrDefault("RelayState", ""), response),
        Optional.of(request.acs()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
