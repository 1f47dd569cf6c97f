package stranger.struts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.struts2.ActionSupport;
import org.apache.struts2.action.PrincipalAware;
import org.apache.struts2.action.ServletRequestAware;
import org.apache.struts2.action.ServletResponseAware;
import org.apache.struts2.interceptor.PrincipalProxy;

/** An action that answers with text. */
public abstract class TextAction extends ActionSupport
    implements ServletRequestAware, ServletResponseAware, PrincipalAware {

  private static final long serialVersionUID = 1L;

  private transient HttpServletRequest request;
  private transient HttpServletResponse response;
  private transient PrincipalProxy principal;

  /** Returns the answer; null if that has been given. */
  abstract String answer() throws Exception;

  HttpServletRequest request() {
    return request;
  }

  HttpServletResponse response() {
    return response;
  }

  PrincipalProxy principal() {
    return principal;
  }

  @Override
  public String execute() throws Exception {
    String answer = answer();
    if (answer != null) {
      write(answer);
    }
    return NONE;
  }

  private void write(String text) throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(text);
  }

  @Override
  public void withServletRequest(HttpServletRequest servletRequest) {
    request = servletRequest;
  }

  @Override
  public void withServletResponse(HttpServletResponse servletResponse) {
    response = servletResponse;
  }

  @Override
  public void withPrincipalProxy(PrincipalProxy principalProxy) {
    principal = principalProxy;
  }
}
