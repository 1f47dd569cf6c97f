package io.github.postern.functional;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Logs anybody in as whom they say they are, with the fields of the test's forms or of the
 * sample's: this is a test.
 */
public final class DemoLogin extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    String user = request.getParameter("user");
    request
        .getSession(true)
        .setAttribute("user", user == null ? request.getParameter("username") : user);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
