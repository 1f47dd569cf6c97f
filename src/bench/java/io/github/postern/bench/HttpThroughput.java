package io.github.postern.bench;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * The same trivial servlet over HTTP, without the filter and with it, in short turns; what is
 * compared is compared within a round. The requests are of one length and all have a token, so that
 * only the filter makes the difference.
 */
final class HttpThroughput {

  private static final int CONNECTIONS = 2;
  private static final int WARM_UP = 10;
  private static final int ROUNDS = 40;

  /** As long as a key, so that the requests differ in nothing else. */
  private static final String FOREIGN_TOKEN = "a".repeat(61);

  private HttpThroughput() {}

  /** Runs and prints; less than a minute and a half. */
  static void run(boolean quick) throws Exception {
    int millis = quick ? 200 : 400;
    double[][] rates = new double[3][quick ? 1 : ROUNDS];
    try (KeyedApp app = new KeyedApp(true);
        Site site = new Site(app.postern().filter())) {
      List<KeepAliveClient> clients = List.of(
          new KeepAliveClient(site.port(), request("/plain", app.key()), CONNECTIONS),
          new KeepAliveClient(site.port(), request("/keyed", FOREIGN_TOKEN), CONNECTIONS),
          new KeepAliveClient(site.port(), request("/keyed", app.key()), CONNECTIONS));
      for (int round = quick ? 0 : -WARM_UP; round < rates[0].length; round++) {
        for (int i = 0; i < rates.length; i++) {
          double rate = clients.get(i).perSecond(millis);
          if (round >= 0) {
            rates[i][round] = rate;
          }
        }
      }
    }
    System.out.println("\n"
        + "| Over HTTP | requests per second | × without the filter (middle half) |\n"
        + "|---|---:|---:|");
    print("without the filter", rates[0], rates[0]);
    print("with the filter, somebody else's token", rates[1], rates[0]);
    print("with the filter and a key", rates[2], rates[0]);
  }

  private static void print(String name, double[] rates, double[] without) {
    double[] ratios = new double[rates.length];
    Arrays.setAll(ratios, round -> rates[round] / without[round]);
    System.out.printf(
        Locale.ROOT,
        "| %s | %,.0f | %s |%n",
        name,
        Ratios.median(rates),
        rates == without ? "1" : Ratios.describe(ratios));
  }

  private static byte[] request(String path, String token) {
    return ("GET "
            + path
            + "/hello HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + "Accept: */*\r\n"
            + "Authorization: Bearer "
            + token
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Two contexts that differ in the filter only. */
  private static final class Site implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    Site(Filter filter) throws Exception {
      ServletContextHandler keyed = context("/keyed");
      keyed.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      server.setHandler(new ContextHandlerCollection(context("/plain"), keyed));
      server.start();
    }

    private static ServletContextHandler context(String path) {
      ServletContextHandler context = new ServletContextHandler(path, false, false);
      context.addServlet(new ServletHolder(new Hello()), "/hello");
      return context;
    }

    int port() {
      return connector.getLocalPort();
    }

    @Override
    public void close() {
      try {
        server.stop();
      } catch (Exception e) {
        throw new IllegalStateException("Jetty did not stop", e);
      }
    }
  }

  /** Answers a few bytes. */
  private static final class Hello extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final byte[] BODY = "{\"hello\":\"world\"}".getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("application/json");
      response.setContentLength(BODY.length);
      response.getOutputStream().write(BODY);
    }
  }
}
