package io.github.postern.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternFilter;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import jakarta.servlet.http.PushBuilder;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The questions of an application to its container about the user: a filter in front of ours stands
 * for one that logs in, logs out and pushes, and takes note. A request with a key does not get as
 * far.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskedContainerTest {

  /** The questions to the container, and its events about sessions. */
  private final List<String> noted = new CopyOnWriteArrayList<>();

  private TestApp app;
  private Browser bob;
  private String key;

  @BeforeAll
  void start() throws Exception {
    app = TestApp.prepare()
        .servlet("/ask/*", new Asks())
        .context(context -> {
          context.addEventListener(new Sessions());
          context.addFilter(
              new FilterHolder(new InFront()), "/ask/*", EnumSet.of(DispatcherType.REQUEST));
          context.addFilter(
              new FilterHolder(PosternFilter.class), "/*", EnumSet.allOf(DispatcherType.class));
        })
        .run(builder -> {});
    key = app.loggedIn("alice", "user").createKey("n");
    bob = app.loggedIn("bob", "user");
  }

  @BeforeEach
  void forget() {
    noted.clear();
  }

  @AfterAll
  void stop() {
    app.close();
  }

  private String ask(String what, String... headers) throws Exception {
    Reply reply = bob.send("GET", "/ask/" + what, null, headers);
    assertEquals(200, reply.status(), what + ": " + reply.body());
    return reply.body();
  }

  @Test
  @DisplayName("S-13: there is no server push for a request with a key: a builder would copy its"
      + " headers and the session")
  void thereIsNoPush() throws Exception {
    assertEquals("a builder", ask("push"), "without a key there is");
    assertEquals("null", ask("push", "X-API-Key", key));
  }

  @Test
  @DisplayName(
      "S-13: authenticate is answered by the key, login is refused, logout changes nothing,"
          + " and no session hears of them")
  void whoItIsDoesNotChange() throws Exception {
    for (String what : List.of("authenticate", "login", "logout")) {
      assertEquals("false null", ask(what), "without a key the container is asked");
      assertEquals(List.of(what), noted);
      noted.clear();
    }
    assertEquals("true alice", ask("authenticate", "X-API-Key", key));
    assertEquals(
        "The request is authenticated by an API key; it cannot log in as another user" + " alice",
        ask("login", "X-API-Key", key));
    assertEquals("false alice", ask("logout", "X-API-Key", key));
    assertEquals(List.of(), noted, "with one it is not");
    assertEquals(
        "bob",
        bob.send("GET", "/api/me", null).text("sessionUser"),
        "nor is the session beside the key ended");
  }

  @Test
  @DisplayName(
      "S-13: a listener for sessions hears nothing of the session that a request with a key"
          + " works with")
  void sessionListenersHearOfNoSession() throws Exception {
    Reply made = app.script().getWithKey("/ask/session", key);
    assertEquals("true alice", made.body(), "it has one");
    assertEquals(List.of(), made.headers().allValues("Set-Cookie"));
    assertEquals(List.of(), noted);
    assertEquals("true null", app.script().get("/ask/session").body());
    assertEquals(List.of("created", "value", "renamed"), noted, "without a key listeners hear");
    noted.clear();
    ask("session", "X-API-Key", key);
    assertEquals(List.of(), noted, "beside the session of another nothing either");
    assertTrue(bob.send("GET", "/api/me", null).body().contains("bob"));
  }

  /** Asks, and says what it was told and who it is afterwards. */
  private static final class Asks extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      String what = request.getPathInfo().substring(1);
      response.setContentType("text/plain");
      if (what.equals("push")) {
        response.getWriter().print(request.newPushBuilder());
        return;
      }
      boolean is = false;
      switch (what) {
        case "authenticate" -> is = request.authenticate(response);
        case "login" -> {
          try {
            request.login("bob", "secret");
          } catch (ServletException e) {
            response.getWriter().print(e.getMessage() + " " + request.getRemoteUser());
            return;
          }
        }
        case "logout" -> request.logout();
        case "session" -> {
          request.getSession().setAttribute("basket", "full");
          request.changeSessionId();
          is = request.getSession(false).getAttribute("basket") != null;
        }
        default -> throw new IllegalArgumentException(what);
      }
      response.getWriter().print(is + " " + request.getRemoteUser());
    }
  }

  /** In front of ours, as what a container has itself. */
  private final class InFront implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      chain.doFilter(
          new HttpServletRequestWrapper((HttpServletRequest) request) {
            @Override
            public boolean authenticate(HttpServletResponse to) {
              noted.add("authenticate");
              return false;
            }

            @Override
            public void login(String name, String password) {
              noted.add("login");
            }

            @Override
            public void logout() {
              noted.add("logout");
            }

            @Override
            public PushBuilder newPushBuilder() {
              return (PushBuilder) Proxy.newProxyInstance(
                  PushBuilder.class.getClassLoader(),
                  new Class<?>[] {PushBuilder.class},
                  (proxy, method, given) -> "a builder");
            }
          },
          response);
    }
  }

  /** Takes note of what the container tells of sessions. */
  private final class Sessions
      implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {

    @Override
    public void sessionCreated(HttpSessionEvent event) {
      noted.add("created");
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
      noted.add("value");
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String before) {
      noted.add("renamed");
    }
  }
}
