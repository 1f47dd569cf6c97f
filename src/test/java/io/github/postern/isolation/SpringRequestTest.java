package io.github.postern.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.RequestContextListener;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Spring keeps requests by a listener, before any filter, and sessions by a filter of its own. */
class SpringRequestTest {

  @Test
  @DisplayName("S-13: what Spring's RequestContextListener leaves for this thread is the request of"
      + " the key, and no other")
  void theHolderHasTheRequestOfTheKey() throws Exception {
    try (TestApp app = TestApp.prepare()
        .servlet("/holder/*", new Holder())
        .context(context -> context.addEventListener(new RequestContextListener()))
        .run(builder -> {})) {
      String key = app.loggedIn("alice", "user").createKey("n");
      Browser bob = app.loggedIn("bob", "user");
      int before = app.sessionsMade();
      for (String way : List.of("direct", "forward", "async")) {
        Reply reply = bob.send("GET", "/holder/" + way, null, "X-API-Key", key);
        assertEquals(VisibleIdentity.ALICE_ALONE + " bean=null kept=null", reply.body(), way);
        assertEquals(List.of(), reply.headers().allValues("Set-Cookie"), way);
        assertTrue(
            bob.send("GET", "/holder/" + way, null)
                .body()
                .startsWith("user=null cookies=1 credentials=[cookie] session=bob"),
            "without a key as before");
      }
      assertEquals(
          VisibleIdentity.ALICE_ALONE + " bean=null kept=null",
          app.script().getWithKey("/holder/make", key).body());
      assertEquals(
          before,
          app.sessionsMade(),
          "a bean of the session is in the one that ends with the request");
      assertEquals(
          List.of(),
          app.script().getWithKey("/holder/make", key).headers().allValues("Set-Cookie"));
    }
  }

  @Test
  @DisplayName("S-13: Spring Session behind the filter stores no session for a call with a key, and"
      + " finds none")
  void springSessionStoresNothing() throws Exception {
    Map<String, Session> stored = new ConcurrentHashMap<>();
    FilterHolder sessions =
        new FilterHolder(new SessionRepositoryFilter<>(new MapSessionRepository(stored)));
    sessions.setAsyncSupported(true);
    try (TestApp app = TestApp.prepare()
        .servlet("/holder/*", new Holder())
        .context(context -> context.addFilter(sessions, "/*", EnumSet.allOf(DispatcherType.class)))
        .run(builder -> {})) {
      Browser alice = app.loggedIn("alice", "user");
      String key = alice.createKey("n");
      Browser bob = app.loggedIn("bob", "user");
      assertEquals(2, stored.size(), "people's sessions are in Spring's store");
      for (String way : List.of("make", "direct", "forward", "async")) {
        for (Reply reply : List.of(
            app.script().getWithKey("/holder/" + way, key),
            bob.send("GET", "/holder/" + way, null, "X-API-Key", key))) {
          assertTrue(reply.body().startsWith(VisibleIdentity.ALICE_ALONE), reply.body());
          assertEquals(List.of(), reply.headers().allValues("Set-Cookie"), way);
        }
      }
      assertEquals(2, stored.size());
      assertEquals(
          "bob",
          bob.send("GET", "/api/me", null).text("sessionUser"),
          "who is who without a key as before");
    }
  }

  /** Shows what Spring's holder has; without one, what the request is. */
  private static final class Holder extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      switch (request.getPathInfo()) {
        case "/forward" -> forward(request, response);
        case "/async" -> request.startAsync().dispatch("/holder/direct");
        case "/make" -> {
          request.getSession().setAttribute("bean", "made");
          if (RequestContextHolder.getRequestAttributes() != null) {
            RequestContextHolder.getRequestAttributes()
                .setAttribute("own", "made", RequestAttributes.SCOPE_SESSION);
          }
          request.getSession().invalidate();
          show(request, response);
        }
        default -> show(request, response);
      }
    }

    private static void forward(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      try {
        request.getRequestDispatcher("/holder/direct").forward(request, response);
      } catch (ServletException e) {
        throw new IOException(e);
      }
    }

    private static void show(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
      HttpServletRequest held =
          attributes instanceof ServletRequestAttributes kept ? kept.getRequest() : request;
      response
          .getWriter()
          .print(VisibleIdentity.of(held)
              + " bean="
              + (attributes == null
                  ? null
                  : attributes.getAttribute("user", RequestAttributes.SCOPE_SESSION))
              + " kept="
              + request.getAttribute(
                  RequestContextListener.class.getName() + ".REQUEST_ATTRIBUTES"));
    }
  }
}
