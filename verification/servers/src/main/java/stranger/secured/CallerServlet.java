package stranger.secured;

import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/** Says who made a request, as Jakarta Security knows it. */
public class CallerServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject
  private transient SecurityContext security;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Principal caller = security.getCallerPrincipal();
    response.setContentType("text/plain");
    response.getWriter().println("caller=" + (caller == null ? null : caller.getName()));
    response.getWriter().println("user=" + security.isCallerInRole("user"));
    response.getWriter().println("admin=" + security.isCallerInRole("admin"));
  }
}
