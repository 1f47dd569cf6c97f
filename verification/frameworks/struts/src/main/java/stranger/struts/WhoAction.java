package stranger.struts;

import jakarta.servlet.http.HttpServletResponse;

/** Tells who somebody is, by what Struts says and by what the request says. */
public class WhoAction extends TextAction {

  private static final long serialVersionUID = 1L;

  @Override
  String answer() throws Exception {
    if (principal().getUserPrincipal() == null) {
      response().sendError(HttpServletResponse.SC_UNAUTHORIZED);
      return null;
    }
    return "principal="
        + principal().getUserPrincipal().getName()
        + "\n"
        + "operator="
        + principal().isUserInRole("operator")
        + "\n"
        + "administrator="
        + principal().isUserInRole("administrator")
        + "\n"
        + "user="
        + principal().getRemoteUser()
        + "\n"
        + "remote="
        + request().getRemoteUser()
        + "\n"
        + "type="
        + request().getAuthType()
        + "\n";
  }
}
