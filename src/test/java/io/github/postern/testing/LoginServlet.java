package io.github.postern.testing;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Set;

/** Logs anybody in as whatever they ask for: this is a test. {@code DELETE} logs out. */
final class LoginServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession(true);
    request.changeSessionId();
    session.setAttribute("user", request.getParameter("user"));
    session.setAttribute("roles", Set.of(request.getParameter("roles").split(",")));
    session.setAttribute("organisation", request.getParameter("organisation"));
    session.setAttribute("source", request.getParameter("source"));
    String end = request.getParameter("sessionEnd");
    session.setAttribute(
        "sessionEnd",
        end == null || end.startsWith("raw:")
            ? end == null ? null : end.substring(4)
            : Instant.parse(end));
    String at = request.getParameter("authenticatedAt");
    session.setAttribute("authenticatedAt", at == null ? null : Instant.parse(at));
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
    request.getSession().invalidate();
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
