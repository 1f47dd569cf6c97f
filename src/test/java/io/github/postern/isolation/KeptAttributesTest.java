package io.github.postern.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternFilter;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestAttributeEvent;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Code in front of our filter keeps objects of the container in attributes of the request. */
class KeptAttributesTest {

  private static TestApp prepare() {
    return TestApp.prepare().servlet("/kept/*", new Shows()).context(context -> {
      context.addEventListener(new Listener());
      for (FilterHolder each :
          List.of(new FilterHolder(new Early()), new FilterHolder(PosternFilter.class))) {
        each.setAsyncSupported(true);
        context.addFilter(each, "/*", EnumSet.of(DispatcherType.REQUEST));
      }
    });
  }

  @Test
  @DisplayName("S-13: no attribute that was set before the filter is another person's session,"
      + " request, response, event or cookie")
  void attributesLendNobodysSession() throws Exception {
    try (TestApp app = prepare().run(builder -> {})) {
      String key = app.loggedIn("alice", "user").createKey("n");
      Browser bob = app.loggedIn("bob", "user");
      Reply reply = bob.send("GET", "/kept/here", null, "X-API-Key", key);
      assertEquals(
          "{kept.async="
              + VisibleIdentity.ALICE_ALONE
              + ", kept.asyncEvent="
              + VisibleIdentity.ALICE_ALONE
              + ", kept.change="
              + VisibleIdentity.ALICE_ALONE
              + " none, kept.event="
              + VisibleIdentity.ALICE_ALONE
              + ", kept.request="
              + VisibleIdentity.ALICE_ALONE
              + ", kept.response=ours, kept.session=session of null, kept.text=a"
              + " text, own.session=session of null}",
          reply.body());
      assertEquals(List.of(), reply.headers().allValues("Set-Cookie"));
      assertEquals("bob", bob.send("GET", "/api/me", null).text("sessionUser"));
    }
  }

  @Test
  @DisplayName("S-13: where a login wins over a key, no attribute shows the key, and the session is"
      + " the browser's own")
  void aLoginThatWinsHasItsSession() throws Exception {
    try (TestApp app =
        prepare().run(builder -> builder.setting("postern.login-and-key", "login"))) {
      Browser bob = app.loggedIn("bob", "user");
      String key = bob.createKey("n");
      String seen = bob.send("GET", "/kept/here", null, "X-API-Key", key).body();
      assertTrue(seen.contains("kept.session=session of bob"), seen);
      assertTrue(
          seen.contains("kept.request=user=")
              && seen.contains("session=bob")
              && !seen.contains("x-api-key"),
          seen);
    }
  }

  @Test
  @DisplayName("S-13: without a key attributes are as they were set")
  void withoutAKeyAttributesAreAsTheyWereSet() throws Exception {
    try (TestApp app = prepare().run(builder -> {})) {
      String seen = app.loggedIn("bob", "user").send("GET", "/kept/here", null).body();
      assertTrue(
          seen.contains("kept.session=session of bob") && seen.contains("kept.cookies="), seen);
    }
  }

  /** Sets what a listener of requests has. */
  private static final class Listener implements ServletRequestListener {

    @Override
    public void requestInitialized(ServletRequestEvent event) {
      HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
      HttpSession session = request.getSession(false);
      if (session == null || !request.getRequestURI().contains("/kept/")) {
        return;
      }
      request.setAttribute("kept.request", request);
      request.setAttribute("kept.event", event);
      request.setAttribute(
          "kept.change",
          new ServletRequestAttributeEvent(event.getServletContext(), request, "x", session));
      request.setAttribute("kept.session", session);
      request.setAttribute("kept.sessionEvent", new HttpSessionEvent(session));
      request.setAttribute("kept.cookies", request.getCookies());
      request.setAttribute("kept.cookie", request.getCookies()[0]);
      request.setAttribute("kept.text", "a text");
    }
  }

  /** Sets what a filter in front of ours has. */
  private static final class Early implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      if (request.getAttribute("kept.text") == null) {
        chain.doFilter(request, response);
        return;
      }
      AsyncContext async = request.startAsync();
      request.setAttribute("kept.async", async);
      request.setAttribute("kept.asyncEvent", new AsyncEvent(async, request, response));
      request.setAttribute("kept.response", response);
      try {
        chain.doFilter(request, response);
      } finally {
        async.complete();
      }
    }
  }

  /** Shows the attributes that have a name, and those that are there without one. */
  private static final class Shows extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Map<String, String> seen = new TreeMap<>();
      List<String> names = Collections.list(request.getAttributeNames());
      for (String name : List.of(
          "kept.request",
          "kept.event",
          "kept.change",
          "kept.session",
          "kept.sessionEvent",
          "kept.cookies",
          "kept.cookie",
          "kept.text",
          "kept.async",
          "kept.asyncEvent",
          "kept.response")) {
        Object value = request.getAttribute(name);
        if (value != null || names.contains(name)) {
          seen.put(name, show(value, response));
        }
      }
      HttpSession own = request.getSession();
      request.setAttribute("own.session", own);
      seen.put(
          "own.session",
          request.getAttribute("own.session") == own ? show(own, response) : "another");
      response.getWriter().print(seen);
    }

    private static String show(Object value, HttpServletResponse response) {
      if (value instanceof ServletRequest request) {
        return VisibleIdentity.of(request);
      } else if (value instanceof HttpSession session) {
        return "session of " + session.getAttribute("user");
      } else if (value instanceof ServletRequestAttributeEvent event) {
        return VisibleIdentity.of(event.getServletRequest())
            + (event.getValue() instanceof HttpSession session
                    && session.getAttribute("user") != null
                ? " lent"
                : " none");
      } else if (value instanceof ServletRequestEvent event) {
        return VisibleIdentity.of(event.getServletRequest());
      } else if (value instanceof AsyncEvent event) {
        return event.getAsyncContext().getRequest() == event.getSuppliedRequest()
            ? VisibleIdentity.of(event.getSuppliedRequest())
            : "two";
      } else if (value instanceof AsyncContext async) {
        return VisibleIdentity.of(async.getRequest());
      } else if (value instanceof ServletResponse kept) {
        return kept != response && wraps(response, kept) ? "the container's" : "ours";
      }
      return String.valueOf(value);
    }

    private static boolean wraps(ServletResponse outer, ServletResponse kept) {
      return outer == kept
          || outer instanceof ServletResponseWrapper wrapper && wraps(wrapper.getResponse(), kept);
    }
  }
}
