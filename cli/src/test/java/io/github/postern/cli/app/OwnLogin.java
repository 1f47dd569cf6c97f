package io.github.postern.cli.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Logs in whoever has their name as the password, and keeps the name in the session. */
public final class OwnLogin extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    String user = request.getParameter("username");
    if (user == null || !user.equals(request.getParameter("password"))) {
      response.setStatus(401);
      return;
    }
    request.getSession().setAttribute("user", user);
  }
}
