package stranger;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;

/** Takes the way that its path names to a request, and says what that shows. */
public final class AccessServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String path =
        request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO) instanceof String included
            ? included
            : request.getPathInfo();
    String way = path.substring(1).replaceFirst(";.*", "");
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      print(response, Shown.of(request));
    } else if (way.startsWith("async-")) {
      async(way, request);
    } else if (request.getServletPath().equals("/asked")) {
      ask(way, request, response);
    } else {
      direct(way, request, response);
    }
  }

  /** Goes on with what a filter has begun, or begins. */
  private static void async(String way, HttpServletRequest request) {
    AsyncContext async =
        request.isAsyncStarted() ? request.getAsyncContext() : request.startAsync();
    async.getResponse().setContentType("text/plain");
    switch (way) {
      case "async-request" -> answer(async, () -> Shown.of(async.getRequest()));
      case "async-context" ->
        answer(async, () -> Shown.of(request.getAsyncContext().getRequest()));
      case "async-thread" -> async.start(() -> answer(async, () -> Shown.of(async.getRequest())));
      case "async-attributes" ->
        answer(async, () -> Shown.attributes(request, (HttpServletResponse) async.getResponse()));
      case "async-dispatch" -> {
        async.setTimeout(5_000); // where it never comes back
        async.dispatch();
      }
      case "async-dispatch-to" -> async.start(() -> async.dispatch("/access/shown"));
      case "async-closed" -> async.start(() -> async.dispatch("/batch/run"));
      case "async-timeout" -> {
        async.setTimeout(50);
        async.addListener(new Answering());
      }
      case "async-supplied" -> {
        async.setTimeout(50);
        async.addListener(new Answering(), async.getRequest(), async.getResponse());
      }
      default -> throw new IllegalArgumentException(way);
    }
  }

  private void direct(String way, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    switch (way) {
      case "shown" -> print(response, Shown.of(request));
      case "context-forward" -> to("/access/shown").forward(request, response);
      case "context-include" -> to("/access/shown").include(request, response);
      case "attributes" -> print(response, Shown.attributes(request, response));
      case "url" ->
        print(
            response,
            request.getRequestURI()
                + " "
                + request.getRequestURL()
                + " "
                + response.encodeURL("/x")
                + " "
                + response.encodeRedirectURL("/x")
                + " "
                + request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI));
      case "forward-url" -> to("/access/url").forward(request, response);
      case "parts" -> parts(request, response);
      case "trailers" -> {
        request.getInputStream().readAllBytes();
        print(
            response,
            Shown.of(request)
                + " trailers="
                + (request.isTrailerFieldsReady()
                    ? Shown.credentials(request.getTrailerFields().keySet())
                    : "unread"));
      }
      default -> throw new IllegalArgumentException(way);
    }
  }

  private static void ask(String what, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String answer = "";
    switch (what) {
      case "authenticate" -> answer = "" + request.authenticate(response);
      case "login" -> {
        try {
          request.login("bob", "bob-1");
        } catch (ServletException e) {
          answer = "refused";
        }
      }
      case "logout" -> request.logout();
      case "push" -> answer = request.newPushBuilder() == null ? "none" : "a builder";
      case "session" -> {
        request.getSession().setAttribute("basket", "full");
        request.changeSessionId();
        answer = "" + request.getSession(false).getAttribute("basket");
      }
      default -> throw new IllegalArgumentException(what);
    }
    print(response, answer + " " + request.getRemoteUser());
  }

  private RequestDispatcher to(String path) {
    return getServletContext().getRequestDispatcher(path);
  }

  private static void parts(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Part part = request.getPart("f");
    print(
        response,
        part.getName()
            + "="
            + new String(part.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
            + " of "
            + request.getParts().size()
            + " headers="
            + part.getHeaderNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT) + ":" + part.getHeader(name))
                .sorted()
                .toList()
            + " "
            + Shown.of(request));
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
    response.getWriter().print(text);
  }

  /** Answers a timeout with what its event shows. */
  private static final class Answering implements AsyncListener {

    @Override
    public void onTimeout(AsyncEvent event) {
      ServletRequest supplied = event.getSuppliedRequest();
      answer(
          event.getAsyncContext(),
          () -> Shown.of(supplied == null ? event.getAsyncContext().getRequest() : supplied));
    }

    @Override
    public void onComplete(AsyncEvent event) {
      // answered already
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
}
