package io.github.postern.isolation;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes the way that its path names to a request, and answers with what that shows. */
final class RequestAccessServlet extends HttpServlet {

  /** The container's events about sessions. */
  static final List<String> TOLD = new CopyOnWriteArrayList<>();

  /**
   * Attributes by which a container tells of the certificate, the ticket or the TLS session of
   * whoever is connected.
   */
  static final List<String> CREDENTIALS = List.of(
      "jakarta.servlet.request.X509Certificate",
      "jakarta.servlet.request.ssl_session_mgr",
      "org.apache.catalina.realm.GSS_CREDENTIAL");

  private static final long serialVersionUID = 1L;
  private static final String LARGE = "x".repeat(200_000);

  /** Adds what code has that looks at requests before any filter. */
  static void install(ServletContextHandler context) {
    context.addEventListener(new Before());
    context.addEventListener(new Told());
    ServletHolder named = new ServletHolder("shows", new Shows());
    named.setAsyncSupported(true);
    context.addServlet(named, "/shows");
    context.insertHandler(new Earlier());
  }

  static void await(String what, String way) throws InterruptedException {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
    while (!TOLD.contains(what)) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(way + ": no session was " + what + ", only " + TOLD);
      }
      Thread.onSpinWait();
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String way = request.getPathInfo().substring(1);
    if (way.startsWith("async")) {
      async(way, request, response);
    } else if (way.startsWith("unwrap")) {
      unwrap(way, request, response);
    } else {
      direct(way, request, response);
    }
  }

  private void async(String way, HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async =
        way.equals("async-wrapped") ? request.startAsync(request, response) : request.startAsync();
    switch (way) {
      case "async-request", "async-wrapped" ->
        answer(async, () -> VisibleIdentity.of(async.getRequest()));
      case "async-context" ->
        answer(async, () -> VisibleIdentity.of(request.getAsyncContext().getRequest()));
      case "async-thread" ->
        async.start(() -> answer(async, () -> VisibleIdentity.of(async.getRequest())));
      case "async-makes" ->
        async.start(() -> answer(async, () -> {
          ((HttpServletRequest) async.getRequest()).getSession();
          ((HttpServletResponse) async.getResponse()).addHeader("Set-Cookie", "tracking=1");
          return VisibleIdentity.of(async.getRequest());
        }));
      case "async-dispatch" -> {
        request.setAttribute("again", true);
        async.dispatch("/shows");
      }
      case "async-dispatch-to" -> async.start(() -> async.dispatch("/shows"));
      case "async-timeout" -> {
        async.setTimeout(50);
        async.addListener(new Answering());
      }
      default -> throw new IllegalArgumentException(way);
    }
  }

  private void direct(String way, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    switch (way) {
      case "forward" -> request.getRequestDispatcher("/shows").forward(request, response);
      case "include" -> request.getRequestDispatcher("/shows").include(request, response);
      case "context-forward" -> of("/shows").forward(request, response);
      case "context-include" -> of("/shows").include(request, response);
      case "named" -> getServletContext().getNamedDispatcher("shows").forward(request, response);
      case "trailers" -> {
        request.getInputStream().readAllBytes();
        print(response, String.valueOf(request.getTrailerFields()));
      }
      case "attributes" -> attributes(request, response);
      case "url" ->
        print(
            response,
            request.getRequestURI()
                + " "
                + request.getRequestURL()
                + " "
                + response.encodeURL("/x")
                + " "
                + response.encodeRedirectURL("/x"));
      case "parts" -> parts(request, response);
      case "make" -> request.getSession();
      case "class" ->
        print(
            response,
            (request instanceof ServletRequestWrapper) + " " + (request == Before.LAST.get()));
      default -> throw new IllegalArgumentException(way);
    }
  }

  private static void unwrap(String way, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (way.equals("unwrap-large-writer")) {
      response.getWriter().print("begun");
    }
    Before.LAST.get().getSession(true);
    switch (way) {
      case "unwrap-flush" -> response.flushBuffer();
      case "unwrap-large" ->
        response.getOutputStream().write(LARGE.getBytes(StandardCharsets.US_ASCII));
      case "unwrap-large-writer" -> response.getWriter().print(LARGE);
      case "unwrap-error" -> response.sendError(418);
      case "unwrap-redirect" -> response.sendRedirect("/elsewhere");
      case "unwrap-async" -> {
        AsyncContext async = request.startAsync();
        async.start(() -> answer(async, () -> "done"));
      }
      case "unwrap-throw" -> throw new IOException("as asked for");
      case "unwrap-close" -> {
        response.getOutputStream().print("closed");
        response.getOutputStream().close();
      }
      default -> print(response, "done");
    }
  }

  private RequestDispatcher of(String path) {
    return getServletContext().getRequestDispatcher(path);
  }

  private static void attributes(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpServletRequest kept = (HttpServletRequest) request.getAttribute("kept");
    print(
        response,
        "kept="
            + VisibleIdentity.of(kept)
            + " credentials="
            + CREDENTIALS.stream()
                .filter(name -> request.getAttribute(name) != null)
                .toList()
            + " names="
            + Collections.list(request.getAttributeNames()).stream()
                .filter(name -> name.equals("kept") || CREDENTIALS.contains(name))
                .sorted()
                .toList());
  }

  private static void parts(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.setAttribute("org.eclipse.jetty.multipartConfig", new MultipartConfigElement(""));
    Part part = request.getPart("f");
    print(
        response,
        part.getName()
            + "="
            + new String(part.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
            + " fields="
            + Arrays.stream(part.getClass().getDeclaredFields())
                .filter(field -> ServletRequest.class.isAssignableFrom(field.getType()))
                .toList()
            + " headers="
            + request.getParts().stream()
                .flatMap(each -> each.getHeaderNames().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT) + ":" + each.getHeaders(name)))
                .sorted()
                .toList()
            + " "
            + VisibleIdentity.of(request));
  }

  private static void answer(AsyncContext async, Supplier<String> text) {
    try {
      print((HttpServletResponse) async.getResponse(), text.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      async.complete();
    }
  }

  private static void print(HttpServletResponse response, String text) throws IOException {
    response.setContentType("text/plain");
    response.getOutputStream().print(text);
  }

  /** Where dispatches go. */
  private static final class Shows extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      print(response, VisibleIdentity.of(request));
    }
  }

  /** Answers with what the event of a timeout shows. */
  private static final class Answering implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
      // answered already
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      answer(
          event.getAsyncContext(),
          () -> event.getSuppliedRequest() == null
              ? VisibleIdentity.of(event.getAsyncContext().getRequest())
              : VisibleIdentity.of(event.getSuppliedRequest()));
    }

    @Override
    public void onError(AsyncEvent event) {
      // nothing fails here
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // begins once
    }
  }

  /** Keeps the container's request from before any filter, as CDI and Spring do. */
  private static final class Before implements ServletRequestListener {

    private static final ThreadLocal<HttpServletRequest> LAST = new ThreadLocal<>();

    @Override
    public void requestInitialized(ServletRequestEvent event) {
      HttpServletRequest raw = (HttpServletRequest) event.getServletRequest();
      LAST.set(raw);
      if (raw.getDispatcherType() == DispatcherType.REQUEST) {
        raw.setAttribute("kept", raw);
        CREDENTIALS.forEach(name -> raw.setAttribute(name, "somebody's"));
      }
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
      LAST.remove();
    }
  }

  /** Something of the server, such as what balances load, that sets a cookie of its own. */
  private static final class Earlier extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      if (request.getHttpURI().toString().contains("earlier=1")) {
        response.getHeaders().add("Set-Cookie", "earlier=1");
        response.getHeaders().add("X-Kept", "kept");
      }
      return super.handle(request, response, callback);
    }
  }

  private static final class Told implements HttpSessionListener {

    @Override
    public void sessionCreated(HttpSessionEvent event) {
      TOLD.add("created");
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
      TOLD.add("destroyed");
    }
  }
}
