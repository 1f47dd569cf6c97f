package sample.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sample.Authenticator;
import sample.MovingClock;
import sample.data.Database;
import sample.factor.SecondFactors;
import sample.web.ErrorFilter;

/** Logins that grow old: the servlets of the login over HTTP, under a clock that the test moves. */
final class StepUpTest {

  @TempDir
  Path folder;

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-01T12:00:00Z"));
  private final Authenticator app = new Authenticator(SampleUsers.SECRET_OF_GRACE);
  private final HttpClient person =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final Server server = new Server();
  private Database database;
  private URI application;

  @BeforeEach
  void start() throws Exception {
    database = Database.open(folder);
    Users users = new Users(database);
    SecondFactors factors = new SecondFactors(database, folder, clock, new SecureRandom());
    SampleUsers.add(users, factors);
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.setBaseResourceAsPath(Path.of("src", "main", "webapp").toAbsolutePath());
    users.publish(context.getServletContext());
    factors.publish(context.getServletContext());
    new LoginService(users, factors, clock).publish(context.getServletContext());
    context.addFilter(ErrorFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addFilter(LoginFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(LoginServlet.class, "/login");
    context.addServlet(CodeServlet.class, "/login/code");
    context.addServlet(ReauthenticationServlet.class, "/login/again");
    context.addServlet(SecondFactorServlet.class, "/profile/second-factor/*");
    context.addServlet(Since.class, "/since");
    context.addServlet(SingleSignOn.class, "/assets/saml");
    server.setHandler(context);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("localhost");
    server.addConnector(connector);
    server.start();
    application = URI.create("http://localhost:" + connector.getLocalPort());
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    database.close();
  }

  @Test
  void aNewProofMakesTheLoginFreshAgain() throws Exception {
    post("/login", "username=alice&password=alice");
    assertEquals("2026-11-01T12:00:00Z", get("/since").body());
    clock.move(Duration.ofMinutes(10));
    assertEquals(200, get("/profile/second-factor").statusCode());
    clock.move(Duration.ofSeconds(1));
    String again = "/login/again?return=/profile/second-factor";
    assertEquals(again, location(get("/profile/second-factor")));
    assertEquals(again, location(post("/profile/second-factor/setup", "")));

    assertEquals(
        "/profile/second-factor",
        location(post("/login/again", "proof=alice&return=/profile/second-factor")));

    assertEquals("2026-11-01T12:10:01Z", get("/since").body());
    assertEquals(200, get("/profile/second-factor").statusCode());
  }

  @Test
  void aLoginCountsFromItsSecondHalf() throws Exception {
    post("/login", "username=grace&password=grace");
    clock.move(Duration.ofMinutes(5).minusSeconds(1));

    assertEquals("/", location(post("/login/code", "proof=" + app.at(clock.instant()))));

    assertEquals("2026-11-01T12:04:59Z", get("/since").body());
  }

  @Test
  void aHalfLoginIsOverAfterFiveMinutes() throws Exception {
    post("/login", "username=grace&password=grace");
    assertEquals(200, get("/login/code").statusCode());
    clock.move(Duration.ofMinutes(5));

    assertEquals("/login", location(get("/login/code")));
    assertEquals("/login", location(post("/login/code", "proof=" + app.at(clock.instant()))));
  }

  @Test
  void whoCameBySingleSignOnIsSentThereOnceMore() throws Exception {
    assertEquals(204, get("/assets/saml?user=carol").statusCode());
    assertEquals("2026-11-01T11:00:00Z", get("/since").body());

    assertEquals(
        "/saml/login?force=true&return=%2Fprofile%3Fkey%3Dadd",
        location(get("/login/again?return=/profile?key=add")));
    assertEquals(
        "/saml/login?force=true&return=%2F", location(post("/login/again", "proof=carol")));
    assertEquals(403, get("/profile/second-factor").statusCode());
  }

  @Test
  void aSingleSignOnIsNoWayIntoAnAccountWithAPassword() throws Exception {
    HttpResponse<String> refused = get("/assets/saml?user=alice");

    assertEquals(409, refused.statusCode());
    assertTrue(refused
        .body()
        .contains("The user name alice belongs to somebody who signs in with a" + " password"));
    assertEquals("/login?return=%2Fsince", location(get("/since")));
  }

  @Test
  void aRemovedUserIsOutAlsoWhenSomebodyElseGetsTheName() throws Exception {
    post("/login", "username=alice&password=alice");
    database.call(connection -> {
      try (var delete = connection.createStatement()) {
        return delete.executeUpdate("DELETE FROM app_user WHERE name = 'alice'");
      }
    });
    new Users(database).add("alice", "Alice Again", "user", "alice");

    assertEquals("/login?return=%2Fsince", location(get("/since")));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return person.send(
        HttpRequest.newBuilder(application.resolve(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    return person.send(
        HttpRequest.newBuilder(application.resolve(path))
            .POST(BodyPublishers.ofString(form))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .build(),
        BodyHandlers.ofString());
  }

  private static String location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError(answer.statusCode()));
  }

  /** Says when the login was. */
  public static final class Since extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print(Login.of(request).orElseThrow().authenticatedAt());
    }
  }

  /** Begins a login as a service provider does that believes an assertion. */
  public static final class SingleSignOn extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      Login.begin(
          request,
          new Login(
              request.getParameter("user"),
              Set.of("user"),
              Login.Source.SAML,
              Instant.parse("2026-11-01T11:00:00Z"),
              Optional.empty()));
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }
}
