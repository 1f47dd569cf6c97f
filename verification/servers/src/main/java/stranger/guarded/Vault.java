package stranger.guarded;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.LocalBean;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** A text that only users may see, by the rules of the EJB container. */
@Stateless
@LocalBean
@DeclareRoles({"user", "admin"})
public class Vault {

  @Resource
  private SessionContext context;

  /** Returns who asks, and whether that one is an administrator, as the EJB container knows it. */
  @RolesAllowed("user")
  public String open() {
    return context.getCallerPrincipal().getName() + " " + context.isCallerInRole("admin");
  }

  /** Returns what only administrators may see. */
  @RolesAllowed("admin")
  public String openForAdministrators() {
    return "gold";
  }
}
