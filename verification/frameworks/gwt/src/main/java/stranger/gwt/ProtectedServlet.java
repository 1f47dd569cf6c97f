package stranger.gwt;

import com.google.gwt.user.server.rpc.jakarta.RemoteServiceServlet;
import jakarta.servlet.annotation.WebServlet;

/** For those whom the filters let through. */
@WebServlet({"/shop/admin", "/shop/batch/run", "/shop/batch/run.do"})
public class ProtectedServlet extends RemoteServiceServlet implements WhoService {

  private static final long serialVersionUID = 1L;

  @Override
  public String who() {
    return "PROTECTED " + getThreadLocalRequest().getRemoteUser();
  }
}
