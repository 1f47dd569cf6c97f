package stranger.struts;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.struts2.interceptor.parameter.StrutsParameter;

/** Logs somebody in at the container. */
public class LoginAction extends TextAction {

  private static final long serialVersionUID = 1L;

  private String user;
  private String password;

  @Override
  String answer() throws Exception {
    request().getSession();
    try {
      request().login(user, password);
    } catch (ServletException e) {
      response().sendError(HttpServletResponse.SC_FORBIDDEN);
      return null;
    }
    return "welcome " + user;
  }

  /** Sets who wants to log in. */
  @StrutsParameter
  public void setUser(String value) {
    user = value;
  }

  /** Sets the password. */
  @StrutsParameter
  public void setPassword(String value) {
    password = value;
  }
}
