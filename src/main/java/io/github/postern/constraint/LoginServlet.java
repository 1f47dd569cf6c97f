package io.github.postern.constraint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Where people are once the container has logged them in: a constraint in {@code web.xml}, or our
 * module, lets nobody get here without a login. Sends them on to where they were going.
 */
final class LoginServlet extends HttpServlet {

  /** Its path, where the container logs people in. */
  static final String PATH = "/postern-login";

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (request.getUserPrincipal() == null) {
      throw new ServletException("The container asked for no login at "
          + request.getServletPath()
          + ". web.xml needs a"
          + " security-constraint with the url-pattern "
          + PATH
          + " and the role-name ** in its"
          + " auth-constraint.");
    }
    response.sendRedirect(ReturnPath.from(request));
  }

  /** The form of a login is sent here when our module for Jakarta Authentication keeps it. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    doGet(request, response);
  }
}
