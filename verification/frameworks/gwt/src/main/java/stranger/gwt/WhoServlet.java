package stranger.gwt;

import com.google.gwt.user.server.rpc.jakarta.RemoteServiceServlet;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;

/** Tells who somebody is, by what a service of GWT sees. */
@WebServlet("/shop/who")
public class WhoServlet extends RemoteServiceServlet implements WhoService {

  private static final long serialVersionUID = 1L;

  @Override
  public String who() {
    HttpServletRequest request = getThreadLocalRequest();
    return "principal="
        + request.getUserPrincipal().getName()
        + ",operator="
        + request.isUserInRole("operator")
        + ",administrator="
        + request.isUserInRole("administrator")
        + ",remote="
        + request.getRemoteUser()
        + ",type="
        + request.getAuthType();
  }
}
