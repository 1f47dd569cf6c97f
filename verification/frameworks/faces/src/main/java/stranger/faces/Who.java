package stranger.faces;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.io.IOException;
import java.security.Principal;

/** Tells who somebody is, by what Faces says. */
@Named
@RequestScoped
public class Who {

  private static final int FORBIDDEN = 403;

  /** Returns the name of the principal; null if there is none. */
  public String getPrincipal() {
    Principal principal = context().getUserPrincipal();
    return principal == null ? null : principal.getName();
  }

  /** Returns the name of the user; null if there is none. */
  public String getRemote() {
    return context().getRemoteUser();
  }

  /** Returns whether it is an operator. */
  public boolean isOperator() {
    return context().isUserInRole("operator");
  }

  /** Returns whether it is an administrator. */
  public boolean isAdministrator() {
    return context().isUserInRole("administrator");
  }

  /** Returns how they came in. */
  public String getType() {
    return context().getAuthType();
  }

  /** Turns others away. */
  public void requireAdministrator() throws IOException {
    if (!isAdministrator()) {
      context().responseSendError(FORBIDDEN, "For administrators");
      FacesContext.getCurrentInstance().responseComplete();
    }
  }

  private static ExternalContext context() {
    return FacesContext.getCurrentInstance().getExternalContext();
  }
}
