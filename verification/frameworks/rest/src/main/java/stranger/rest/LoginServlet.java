package stranger.rest;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;

/** A login of one's own, kept in the session. */
@WebServlet("/login")
public class LoginServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Map<String, Set<String>> ROLES =
      Map.of("alice", Set.of("operator"), "root", Set.of("administrator", "operator"));

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    String user = request.getParameter("user");
    if (user == null
        || !ROLES.containsKey(user)
        || !user.equals(request.getParameter("password"))) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    request.getSession().setAttribute("user", user);
    request.getSession().setAttribute("roles", ROLES.get(user));
    request.changeSessionId();
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
