package sample;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The WAR of this build on a free port, with its data in a folder of the test. */
final class SampleServer implements AutoCloseable {

  private static final String SECURE_COOKIES = "sample.secure-cookies";
  private static final String WAR = "target/webapp-sample.war";

  private final Server server;
  private final URI uri;

  private SampleServer(Server server, URI uri) {
    this.server = server;
    this.uri = uri;
  }

  /** Started again with the same folder, it has the same users, jobs and keys. */
  static SampleServer start(Path folder) throws Exception {
    return start(folder, Map.of());
  }

  /**
   * With these context parameters besides those of {@code web.xml}; it knows its address as
   * {@code saml.base-url}.
   */
  static SampleServer start(Path folder, Map<String, String> parameters) throws Exception {
    Server server = new Server();
    return start(folder, parameters, server, new ServerConnector(server), "http");
  }

  /** By https, with the certificate and key in this PKCS #12 file. */
  static SampleServer startSecure(Path folder, Path keyStore, String password) throws Exception {
    Server server = new Server();
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(keyStore.toString());
    tls.setKeyStorePassword(password);
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector = new ServerConnector(server, tls, new HttpConnectionFactory(http));
    // Null leaves it to the application, which wants https unless it is told otherwise.
    return start(
        folder, Collections.singletonMap(SECURE_COOKIES, null), server, connector, "https");
  }

  private static SampleServer start(
      Path folder,
      Map<String, String> parameters,
      Server server,
      ServerConnector connector,
      String scheme)
      throws Exception {
    connector.setHost("localhost");
    connector.open();
    URI uri = URI.create(scheme + "://localhost:" + connector.getLocalPort());
    server.addConnector(connector);
    WebAppContext application = application(folder);
    application.setInitParameter("saml.base-url", uri.toString());
    parameters.forEach(application::setInitParameter);
    server.setHandler(application);
    try {
      server.start();
    } catch (Exception failed) {
      LifeCycle.stop(server);
      throw failed;
    }
    return new SampleServer(server, uri);
  }

  private static WebAppContext application(Path folder) {
    WebAppContext application = new WebAppContext(Path.of(WAR).toAbsolutePath().toString(), "/");
    application.setTempDirectory(folder.resolve("unpacked").toFile());
    application.setThrowUnavailableOnStartupException(true);
    // As Jetty's own start script has it: the application's logging is not the server's.
    application.getHiddenClassMatcher().add("org.slf4j.", "META-INF.services.org.slf4j.");
    application.setInitParameter("sample.data", folder.toString());
    application.setInitParameter(SECURE_COOKIES, "false");
    application.setInitParameter(
        "postern.data-directory", folder.resolve("postern").toString());
    return application;
  }

  URI uri() {
    return uri;
  }

  /** Somebody who has not been here before. */
  Visitor visitor() {
    return new Visitor(uri);
  }

  /** Somebody who has logged in; in the sample the password is the name. */
  Visitor loggedIn(String user) throws Exception {
    Visitor visitor = visitor();
    visitor.logIn(user, user);
    return visitor;
  }

  /** The same for somebody with a second factor, whose secret is this. */
  Visitor loggedIn(String user, String secret) throws Exception {
    Visitor visitor = loggedIn(user);
    visitor.postForm("/login/code", Map.of("proof", new Authenticator(secret).next()));
    return visitor;
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }
}
