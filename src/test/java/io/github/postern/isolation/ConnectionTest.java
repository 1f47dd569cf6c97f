package io.github.postern.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The data about the connection, the mapping and dispatches: alice's key beside the session of bob.
 */
class ConnectionTest {

  private static final String PASSWORD = "of-a-test";

  @Test
  @DisplayName("S-13: the connection, the mapping and what the container notes of a dispatch name"
      + " nobody and no session")
  void neitherConnectionNorMappingNamesAnybody() throws Exception {
    try (TestApp app = TestApp.prepare()
        .servlet("/shows/*", new Shows())
        .errorPage("/shows/error-page")
        .run(builder -> {})) {
      String key = app.loggedIn("alice", "user").createKey("n");
      Browser bob = app.loggedIn("bob", "user");
      String address = ";jsessionid=" + bob.sessionId();
      for (String way : List.of("direct", "forward", "include", "async", "error")) {
        String shown =
            bob.send("GET", "/shows/" + way + address, null, "X-API-Key", key).body();
        assertTrue(
            shown.startsWith("protocol=HTTP/1.1 secure=false mapping=PATH /shows/* cipher=null"),
            way + ": " + shown);
        assertFalse(shown.contains(bob.sessionId()), way + ": " + shown);
        assertTrue(shown.endsWith(" containers=[]"), way + ": " + shown);
      }
      assertTrue(
          bob.send("GET", "/shows/forward" + address, null).body().contains(bob.sessionId()),
          "without a key as before");
    }
  }

  @Test
  @DisplayName("S-13: of TLS a request with a key shows the cipher, and not the id by which a"
      + " container may know a session")
  void tlsShowsNoSession(@TempDir Path folder) throws Exception {
    Path keyStore = keyStore(folder);
    ServerConnector[] tls = new ServerConnector[1];
    try (TestApp app = TestApp.prepare()
        .servlet("/shows/*", new Shows())
        .connector(plain -> tls[0] = beside(plain, keyStore))
        .run(builder -> {})) {
      HttpClient client = HttpClient.newBuilder().sslContext(trusting(keyStore)).build();
      URI uri = URI.create("https://localhost:" + tls[0].getLocalPort() + "/app/shows/direct");
      String shown =
          tell(client, uri, "X-API-Key", app.loggedIn("alice", "user").createKey("n"));
      assertTrue(shown.contains(" secure=true "), shown);
      assertTrue(shown.contains(" cipher=TLS_"), shown);
      assertTrue(shown.contains(" tls-session=null "), shown);
      String without = tell(client, uri, "X-Other", "none");
      assertFalse(without.contains(" tls-session=null "), "without a key as before: " + without);
    }
  }

  private static String tell(HttpClient client, URI uri, String name, String value)
      throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(uri).header(name, value).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static ServerConnector beside(ServerConnector plain, Path keyStore) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(keyStore.toString());
    tls.setKeyStorePassword(PASSWORD);
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(plain.getServer(), tls, new HttpConnectionFactory(http));
    connector.setHost("localhost");
    plain.getServer().addConnector(connector);
    return connector;
  }

  /** Makes a certificate for localhost, as an operator would. */
  private static Path keyStore(Path folder) throws Exception {
    Path file = folder.resolve("keys.p12");
    Process made = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "k",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD)
        .inheritIO()
        .start();
    assertTrue(made.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, made.exitValue());
    return file;
  }

  private static SSLContext trusting(Path file) throws Exception {
    KeyStore made = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("k", made.getCertificate("k"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  /** Shows it, after a dispatch of each kind. */
  private static final class Shows extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      boolean first = request.getDispatcherType() == DispatcherType.REQUEST;
      switch (first ? request.getPathInfo() : "") {
        case "/forward" -> request.getRequestDispatcher("/shows/there").forward(request, response);
        case "/include" -> request.getRequestDispatcher("/shows/there").include(request, response);
        case "/async" -> request.startAsync().dispatch("/shows/there");
        case "/error" -> response.sendError(TestApp.WITH_ERROR_PAGE);
        default -> response.getOutputStream().print(shown(request));
      }
    }

    private static String shown(HttpServletRequest request) {
      List<String> names = Collections.list(request.getAttributeNames());
      return "protocol="
          + request.getServletConnection().getProtocol()
          + " secure="
          + request.getServletConnection().isSecure()
          + " mapping="
          + request.getHttpServletMapping().getMappingMatch()
          + " "
          + request.getHttpServletMapping().getPattern()
          + " cipher="
          + request.getAttribute("jakarta.servlet.request.cipher_suite")
          + " tls-session="
          + request.getAttribute("jakarta.servlet.request.ssl_session_id")
          + " matched="
          + request.getHttpServletMapping().getMatchValue()
          + " "
          + request.getPathInfo()
          + " "
          + request.getPathTranslated()
          + " connection="
          + request.getServletConnection().getConnectionId()
          + " attributes="
          + names.stream()
              .sorted()
              .map(name -> name + ":" + request.getAttribute(name))
              .filter(each -> each.startsWith("jakarta."))
              .collect(Collectors.joining(","))
          + " containers="
          + names.stream()
              .filter(name -> isOfTheContainer(request.getAttribute(name)))
              .toList();
    }

    private static boolean isOfTheContainer(Object value) {
      return value instanceof HttpSession
          || value instanceof ServletRequest request
              && !VisibleIdentity.of(request).equals(VisibleIdentity.ALICE_ALONE)
          || value != null && value.toString().contains("ession@");
    }
  }
}
