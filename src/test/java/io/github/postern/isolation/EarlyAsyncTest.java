package io.github.postern.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternFilter;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A filter of the application stands before ours and begins the asynchronous part itself, with the
 * container's request.
 */
class EarlyAsyncTest {

  private static TestApp app;
  private static String key;
  private static Browser bob;

  @BeforeAll
  static void start() throws Exception {
    app = prepare().run(builder -> builder.setting("postern.required-paths", "/begun/*"));
    key = app.loggedIn("alice", "user").createKey("n");
    bob = app.loggedIn("bob", "user");
  }

  private static TestApp prepare() {
    return TestApp.prepare()
        .servlet("/begun/*", new Goes())
        .servlet("/open/*", new Goes())
        .context(context -> {
          for (String path : List.of("/begun/*", "/open/*")) {
            context.addFilter(
                asynchronous(new FilterHolder(new Early())),
                path,
                EnumSet.of(DispatcherType.REQUEST));
          }
          context.addFilter(
              asynchronous(new FilterHolder(PosternFilter.class)),
              "/*",
              EnumSet.allOf(DispatcherType.class));
        });
  }

  private static FilterHolder asynchronous(FilterHolder filter) {
    filter.setAsyncSupported(true);
    return filter;
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request",
        "thread",
        "dispatch",
        "dispatch-to",
        "timeout",
        "supplied",
        "complete",
        "again"
      })
  @DisplayName(
      "S-13: what a filter before ours has begun shows the owner of the key alone to all that"
          + " come after it")
  void whatWasBegunShowsTheOwnerAlone(String way) throws Exception {
    Reply reply = bob.send("GET", "/begun/" + way, null, "X-API-Key", key);
    assertEquals(200, reply.status(), reply.body());
    assertEquals(VisibleIdentity.ALICE_ALONE, reply.body());
    assertEquals(List.of(), reply.headers().allValues("Set-Cookie"));
    assertEquals("bob", bob.send("GET", "/api/me", null).text("sessionUser"));
  }

  @Test
  @DisplayName("S-13: a dispatch of what such a filter has begun opens nothing without a key")
  void nothingIsOpenedWithoutAKey() throws Exception {
    for (String way : List.of("dispatch", "dispatch-to", "request")) {
      assertEquals(401, bob.send("GET", "/begun/" + way, null).status(), way);
      assertEquals(
          401,
          bob.send("GET", "/begun/" + way, null, "X-API-Key", "test_nonsense").status(),
          way);
    }
    assertEquals(
        401,
        bob.send("GET", "/open/dispatch-to", null).status(),
        "to a path that only a key opens");
  }

  @Test
  @DisplayName("S-13: without a key what such a filter has begun is the container's own, as without"
      + " the jar")
  void withoutAKeyItIsTheContainersOwn() throws Exception {
    String seen = bob.send("GET", "/open/request", null).body();
    assertTrue(
        seen.startsWith("user=null cookies=1 credentials=[cookie] session=bob requested="), seen);
  }

  @Test
  @DisplayName("S-13: where a login wins over a key, what such a filter has begun shows no key")
  void aLoginThatWinsSeesNoKey() throws Exception {
    try (TestApp other =
        prepare().run(builder -> builder.setting("postern.login-and-key", "login"))) {
      Browser ben = other.loggedIn("ben", "user");
      String seen = ben.send("GET", "/open/request", null, "X-API-Key", ben.createKey("n"))
          .body();
      assertTrue(seen.startsWith("user=null cookies=1 credentials=[cookie] session=ben"), seen);
    }
  }

  /** Begins, and ends what was refused behind it. */
  private static final class Early implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      AsyncContext async = request.startAsync();
      chain.doFilter(request, response);
      if (((HttpServletResponse) response).getStatus() != 200) {
        async.complete();
      }
    }
  }

  /** Goes on with what was begun. */
  private static final class Goes extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getDispatcherType() == DispatcherType.ASYNC) {
        response.getOutputStream().print(VisibleIdentity.of(request));
        return;
      }
      AsyncContext async = request.getAsyncContext();
      switch (request.getPathInfo()) {
        case "/request" -> answer(async, () -> VisibleIdentity.of(async.getRequest()));
        case "/thread" ->
          async.start(() -> answer(async, () -> VisibleIdentity.of(async.getRequest())));
        case "/dispatch" -> async.dispatch();
        case "/dispatch-to" -> async.start(() -> async.dispatch("/begun/shown"));
        case "/timeout", "/supplied" -> {
          async.setTimeout(50);
          if (request.getPathInfo().equals("/timeout")) {
            async.addListener(new Answering());
          } else {
            async.addListener(new Answering(), async.getRequest(), async.getResponse());
          }
        }
        case "/complete" -> {
          async.addListener(new Answering());
          async.start(() ->
              answer(async, () -> VisibleIdentity.of(request.getAsyncContext().getRequest())));
        }
        case "/again" ->
          answer(
              async,
              () -> async.hasOriginalRequestAndResponse()
                  ? "original"
                  : VisibleIdentity.of(((HttpServletRequest) async.getRequest())
                      .getAsyncContext()
                      .getRequest()));
        default -> throw new IllegalArgumentException(request.getPathInfo());
      }
    }

    private static void answer(AsyncContext async, Supplier<String> text) {
      try {
        async.getResponse().getOutputStream().print(text.get());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        async.complete();
      }
    }
  }

  /** Answers a timeout with what its event shows. */
  private static final class Answering implements AsyncListener {

    @Override
    public void onTimeout(AsyncEvent event) {
      Goes.answer(
          event.getAsyncContext(),
          () -> event.getSuppliedRequest() == null
              ? VisibleIdentity.of(event.getAsyncContext().getRequest())
              : VisibleIdentity.of(event.getSuppliedRequest()));
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
