package stranger.guarded;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/** Says what beans know of a request; {@code none} where there are no beans. */
public class InjectedServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject
  private transient HttpServletRequest injected;

  @Inject
  private transient Now now;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response.getWriter().println("user=" + request.getRemoteUser());
    response.getWriter().println("injected=" + (injected == null ? "none" : Now.show(injected)));
    response
        .getWriter()
        .println("now=" + (now == null ? "none" : now.call(request.getRemoteUser())));
    response.getWriter().println("caller=" + (now == null ? "none" : caller()));
  }

  /** Returns whom CDI's own bean takes for the caller; null: nobody. */
  private static String caller() {
    try {
      Principal principal = CDI.current().select(Principal.class).get();
      return principal == null ? null : principal.getName();
    } catch (RuntimeException e) {
      return null; // there is no such bean, or it stands for nobody
    }
  }
}
