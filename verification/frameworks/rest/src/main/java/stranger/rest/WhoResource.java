package stranger.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** Tells who somebody is. */
@Path("/")
@Produces("text/plain")
public class WhoResource {

  /** To everybody who has a role. */
  @GET
  @Path("who")
  @RolesAllowed({"operator", "administrator"})
  public String who(@Context SecurityContext security, @Context HttpServletRequest request) {
    return "principal="
        + security.getUserPrincipal().getName()
        + "\n"
        + "operator="
        + security.isUserInRole("operator")
        + "\n"
        + "administrator="
        + security.isUserInRole("administrator")
        + "\n"
        + "scheme="
        + security.getAuthenticationScheme()
        + "\n"
        + "remote="
        + request.getRemoteUser()
        + "\n";
  }

  /** To administrators. */
  @GET
  @Path("admin")
  @RolesAllowed("administrator")
  public String admin(@Context SecurityContext security) {
    return "PROTECTED " + security.getUserPrincipal().getName();
  }

  /** Takes an order of an operator. */
  @POST
  @Path("orders")
  @Consumes("text/plain")
  @RolesAllowed("operator")
  public String order(String what, @Context SecurityContext security) {
    return "order=" + what + " by " + security.getUserPrincipal().getName() + "\n";
  }

  /** To whoever comes through. */
  @GET
  @Path("batch/run")
  public String batch() {
    return "PROTECTED batch";
  }

  /** The same, as older clients know it. */
  @GET
  @Path("batch/run.do")
  public String batchAsBefore() {
    return batch();
  }
}
