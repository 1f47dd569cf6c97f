package io.github.postern.cli;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** The login of the application: users whose password is their name. */
final class LoginServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, Set<String>> roles;
  private final int refusal;

  /**
   * Creates it.
   *
   * @param refusal how it answers a wrong password
   */
  LoginServlet(Map<String, Set<String>> roles, int refusal) {
    this.roles = roles;
    this.refusal = refusal;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String user = request.getParameter("username");
    if (user == null
        || !roles.containsKey(user)
        || !user.equals(request.getParameter("password"))) {
      response.setStatus(refusal);
      response.getWriter().print("<p>Please try again.</p>");
      return;
    }
    request.getSession(true).setAttribute("user", user);
    request.getSession().setAttribute("roles", roles.get(user));
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", request.getContextPath() + "/");
  }
}
