package sample.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request that knows who is logged in. */
final class LoggedInRequest extends HttpServletRequestWrapper {

  private final Login login;

  LoggedInRequest(HttpServletRequest request, Login login) {
    super(request);
    this.login = login;
  }

  @Override
  public String getRemoteUser() {
    return login.user();
  }

  @Override
  public Principal getUserPrincipal() {
    return login::user;
  }

  @Override
  public boolean isUserInRole(String role) {
    return login.roles().contains(role);
  }

  @Override
  public String getAuthType() {
    return FORM_AUTH;
  }
}
