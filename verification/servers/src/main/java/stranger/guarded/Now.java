package stranger.guarded;

import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.http.HttpServletRequest;

/** The data of one request: how it began, and who called so far. */
@RequestScoped
public class Now {

  private String begun = "unseen";
  private String callers = "";

  /** Looks at the request that opens the scope. */
  public void begin(@Observes @Initialized(RequestScoped.class) Object opening) {
    if (opening instanceof HttpServletRequest request) {
      begun = show(request);
    }
  }

  /** Tells all callers of this request, and how it began. */
  public String call(String user) {
    callers += user + ";";
    return callers + " begun " + begun;
  }

  static String show(HttpServletRequest request) {
    return request.getRemoteUser()
        + (request.getHeader("X-API-Key") == null ? " without a key" : " with a key");
  }
}
