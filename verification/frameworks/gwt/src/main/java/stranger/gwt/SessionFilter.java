package stranger.gwt;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.Set;

/**
 * Tells the request of the login in the session, and lets only administrators to what is theirs.
 */
@WebFilter("/shop/*")
public class SessionFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpSession session = request.getSession(false);
    String user = session == null ? null : (String) session.getAttribute("user");
    HttpServletRequest known = user == null
        ? request
        : new LoggedIn(request, user, (Set<?>) session.getAttribute("roles"));
    String role = request.getServletPath().equals("/shop/admin") ? "administrator" : "operator";
    if (known.getUserPrincipal() == null || !known.isUserInRole(role)) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    chain.doFilter(known, response);
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

    @Override
    public String getAuthType() {
      return FORM_AUTH;
    }
  }
}
