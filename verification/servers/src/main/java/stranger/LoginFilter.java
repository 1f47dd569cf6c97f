package stranger;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.Set;

/**
 * Tells the servlets who is logged in, by what the login left in the session; who is known already
 * stays who they are.
 */
public final class LoginFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpSession session = request.getSession(false);
    if (request.getUserPrincipal() == null
        && session != null
        && session.getAttribute("user") instanceof String user) {
      chain.doFilter(new LoggedIn(request, user, (Set<?>) session.getAttribute("roles")), response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static final class LoggedIn extends HttpServletRequestWrapper {

    private final String user;
    private final Set<?> roles;

    LoggedIn(HttpServletRequest request, String user, Set<?> roles) {
      super(request);
      this.user = user;
      this.roles = roles;
    }

    @Override
    public String getRemoteUser() {
      return user;
    }

    @Override
    public Principal getUserPrincipal() {
      return () -> user;
    }

    @Override
    public boolean isUserInRole(String role) {
      return roles.contains(role);
    }
  }
}
