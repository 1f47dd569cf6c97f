package io.github.postern.testing;

import io.github.postern.BackgroundPace;
import io.github.postern.Postern;
import io.github.postern.PosternBuilder;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.net.http.HttpClient;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.HostPort;

/**
 * A web application with a login of its own, Postern and an embedded Jetty on a free port.
 * {@code /login} logs anybody in as whatever is asked for; {@code /api/*} and everything else
 * answers what the application sees of the request.
 *
 * <p>The clock stands at 2026-11-21T10:00:00Z until the test moves it; the database is an in-memory
 * Derby of its own.
 */
public final class TestApp implements AutoCloseable {

  /** The prefix of this application's keys, and its name in its database. */
  public static final String PREFIX = "test";

  /** The key of this application's pepper, base64. */
  public static final String PEPPER = "p1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  /** The status that has an error page, if any has. */
  public static final int WITH_ERROR_PAGE = 451;

  private final MutableClock clock = new MutableClock("2026-11-21T10:00:00Z");
  private final Map<String, HttpServlet> servlets = new LinkedHashMap<>();
  private final Map<String, Filter> filters = new LinkedHashMap<>();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final SessionHandler sessions = new SessionHandler();
  private final AtomicInteger sessionsMade = new AtomicInteger();
  private final ContextHandlerCollection beside = new ContextHandlerCollection();
  private final HttpClient scripts = HttpClient.newHttpClient();
  private final String jdbcUrl;
  private final boolean ownDatabase;
  private Consumer<ServletContextHandler> before = context -> {};
  private Consumer<ServletContextHandler> after = context -> {};
  private String errorPage;
  private Postern postern;

  private TestApp(String jdbcUrl, boolean ownDatabase) {
    this.jdbcUrl = jdbcUrl;
    this.ownDatabase = ownDatabase;
  }

  /** Starts an application with the usual settings. */
  public static TestApp start() throws Exception {
    return start(builder -> {});
  }

  /** Starts an application after a test has changed how Postern is made. */
  public static TestApp start(Consumer<PosternBuilder> changes) throws Exception {
    return prepare().run(changes);
  }

  /** Returns an application that is not running yet. */
  public static TestApp prepare() {
    return new TestApp(MemoryDatabases.newUrl(), true);
  }

  /** Returns an application on a database, which may be that of another one: a second node. */
  public static TestApp on(String jdbcUrl) {
    return new TestApp(jdbcUrl, false);
  }

  public TestApp servlet(String mapping, HttpServlet servlet) {
    servlets.put(mapping, servlet);
    return this;
  }

  /** Has the container show a page in place of {@link #WITH_ERROR_PAGE}. */
  public TestApp errorPage(String path) {
    errorPage = path;
    return this;
  }

  /** Changes how the server is reached: its address, and what it believes of proxies. */
  public TestApp connector(Consumer<ServerConnector> changes) {
    changes.accept(connector);
    return this;
  }

  public TestApp filter(String mapping, Filter filter) {
    filters.put(mapping, filter);
    return this;
  }

  /**
   * Lets a test change the context before Postern is put into it: listeners, WebSockets, filters.
   */
  public TestApp context(Consumer<ServletContextHandler> change) {
    before = before.andThen(change);
    return this;
  }

  /**
   * Lets a test change the context when Postern has been put into it, as an embedded server may.
   */
  public TestApp afterwards(Consumer<ServletContextHandler> change) {
    after = after.andThen(change);
    return this;
  }

  /** Puts another application beside this one, to which its servlets can dispatch and back. */
  public TestApp beside(ServletContextHandler other) {
    other.setCrossContextDispatchSupported(true);
    beside.addHandler(other);
    return context(context -> context.setCrossContextDispatchSupported(true));
  }

  public TestApp run(Consumer<PosternBuilder> settings) throws Exception {
    PosternBuilder builder = builder();
    settings.accept(builder);
    return run(builder);
  }

  /** Returns a builder with the usual settings and the database of this application. */
  public PosternBuilder builder() {
    return builderWithoutPepper().setting("postern.pepper", PEPPER);
  }

  /** Returns a builder with the usual settings, but no pepper. */
  public PosternBuilder builderWithoutPepper() {
    return BackgroundPace.brisk(Postern.builder())
        .clock(clock)
        .setting("postern.prefix", PREFIX)
        .setting("postern.jdbc-url", jdbcUrl)
        .setting("postern.schema", "create")
        .setting("postern.login", "session")
        .setting("postern.login.user", "user")
        .setting("postern.login.roles", "roles")
        .setting("postern.login.organisation", "organisation")
        .setting("postern.login.source", "source")
        .setting("postern.login.session-end", "sessionEnd")
        .setting("postern.login.authenticated-at", "authenticatedAt")
        .setting("postern.admin-roles", "administrator")
        .setting("postern.organisation-admin-roles", "orgadmin");
  }

  /** Starts the application with what a builder makes. */
  public TestApp run(PosternBuilder builder) throws Exception {
    postern = builder.build("/app");
    if (connector.getHost() == null) {
      connector.setHost("127.0.0.1");
    }
    server.addConnector(connector);
    beside.addHandler(context());
    server.setHandler(beside);
    server.start();
    return this;
  }

  private ServletContextHandler context() {
    ServletContextHandler context = new ServletContextHandler("/app", true, false);
    context.setSessionHandler(sessions);
    sessions.addEventListener(new SessionCounter(sessionsMade));
    before.accept(context);
    context.addServletContainerInitializer(
        (classes, servletContext) -> postern.install(servletContext));
    context.addServlet(new ServletHolder(new LoginServlet()), "/login");
    if (errorPage != null) {
      ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
      errors.addErrorPage(WITH_ERROR_PAGE, errorPage);
      context.setErrorHandler(errors);
    }
    servlets.forEach((mapping, servlet) -> {
      ServletHolder holder = new ServletHolder(servlet);
      holder.setAsyncSupported(true);
      context.addServlet(holder, mapping);
    });
    if (!servlets.containsKey("/*")) {
      context.addServlet(new ServletHolder(new MirrorServlet()), "/*");
    }
    filters.forEach((mapping, filter) -> context.addFilter(
        new FilterHolder(filter), mapping, EnumSet.of(jakarta.servlet.DispatcherType.REQUEST)));
    after.accept(context);
    return context;
  }

  public MutableClock clock() {
    return clock;
  }

  public Postern postern() {
    return postern;
  }

  public String jdbcUrl() {
    return jdbcUrl;
  }

  /** Returns the address of the application, without a slash at the end. */
  public String url() {
    return "http://"
        + HostPort.normalizeHost(connector.getHost())
        + ":"
        + connector.getLocalPort()
        + "/app";
  }

  /** Returns how many sessions the container has ever made. */
  public int sessionsMade() {
    return sessionsMade.get();
  }

  /** Returns a browser with an empty cookie jar. */
  public Browser browser() {
    return new Browser(url());
  }

  /** Returns a browser in which somebody is logged in with a password. */
  public Browser loggedIn(String user, String... roles) throws Exception {
    return browser().login(Map.of("user", user, "roles", String.join(",", roles)));
  }

  /** Returns a script: a client without cookies. */
  public Script script() {
    return new Script(scripts, url());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty did not stop", e);
    }
    if (postern != null) {
      postern.close();
    }
    if (ownDatabase) {
      MemoryDatabases.closed(jdbcUrl);
    }
  }
}
