package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.constraint.ConstraintEnforcer;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the login of constraints that were moved to the filter leads to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReturnAfterLoginTest {

  private TestApp app;

  @BeforeAll
  void start() throws Exception {
    Filter loggedIn = (request, response, chain) -> chain.doFilter(
        new HttpServletRequestWrapper((HttpServletRequest) request) {
          @Override
          public Principal getUserPrincipal() {
            return () -> "alice";
          }
        },
        response);
    app = TestApp.prepare()
        .servlet("/postern-login", ConstraintEnforcer.loginServlet())
        .filter("/postern-login", loggedIn)
        .run(builder -> {});
  }

  @AfterAll
  void stop() throws Exception {
    app.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "/\\evil.example",
        "/..//evil.example/x",
        "/x/../..//evil.example/x",
        "/.//evil.example",
        "/x//evil.example",
        "/%2e%2e//evil.example",
        "/%2E./%2fevil.example",
        "/%2f/evil.example",
        "/%5cevil.example",
        "/..;//evil.example/x",
        "/..;x=1/%2Fevil.example",
        "/;/evil.example",
        "/%3b/evil.example",
        "/%252e%252e/%252fevil.example",
        "/../..//evil.example",
        "/..",
        "/x/..%5c..%5c/evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "",
        "/a b",
        "/\u00e4",
        "/\r\nX: y"
      })
  void nothingThatMayLeadToAnotherHostIsFollowed(String to) throws Exception {
    assertEquals("302 /app/", visit(to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ok",
        "/a/b.jsp",
        "/a%20b/c",
        "/a/?next=//x&y=../z",
        "/a?x=%2f%2f",
        "/.well-known/x",
        "/a..b/..c",
        "/#/x//y"
      })
  void aPathOfTheApplicationIs(String to) throws Exception {
    assertEquals("302 /app" + to, visit(to));
  }

  @Test
  void withoutAPathTheFirstPageIs() throws Exception {
    Reply reply = app.script().get("/postern-login");
    assertEquals("302 /app/", reply.status() + " " + below(reply));
  }

  private String visit(String to) throws Exception {
    Reply reply =
        app.script().get("/postern-login?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
    return reply.status() + " " + below(reply);
  }

  /** The address without that of the server, where it is there. */
  private String below(Reply reply) {
    return reply
        .header("Location")
        .orElse("-")
        .replaceFirst("^http://127\\.0\\.0\\.1:\\d+|^http://localhost:\\d+", "");
  }
}
