package stranger;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Set;

/** The login, as old applications have it: a page, and the user's name and roles in the session. */
public final class LoginServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Set<String> ADMINISTRATORS = Set.of("root", "bob");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher("/WEB-INF/login.jsp").forward(request, response);
  }

  /** Everybody's password is their name. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String user = request.getParameter("user");
    if (user == null || !user.equals(request.getParameter("password"))) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    HttpSession session = request.getSession();
    request.changeSessionId();
    session.setAttribute("user", user);
    session.setAttribute(
        "roles", ADMINISTRATORS.contains(user) ? Set.of("user", "admin") : Set.of("user"));
    response.setContentType("text/plain");
    response.getWriter().print("Welcome, " + user);
  }
}
